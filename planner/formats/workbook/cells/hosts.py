"""Hosts of other organisations in one cell: 王刚（市政府副市长）；李敏（市外办主任）."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from models.domain.bilingual import bilingual
from planner.formats.workbook.cells.base import CellContext, CellKind
from planner.language.text import Unreadable, as_text, said

if TYPE_CHECKING:
    from planner.language.text import Value

_HOST = re.compile(r"(?P<name>[^（(）)]+?)\s*(?:[（(](?P<about>.*)[）)])?", re.DOTALL)
_TITLE = re.compile(
    r"(?P<organisation>.*?)(?P<title>(?:常务|第一|执行|副|代|总)*"
    r"(?:省长|市长|区长|县长|州长|主席|部长|厅长|局长|司长|处长|科长|署长|行长|院长|校长|所长|馆长|会长|社长|站长|秘书长"
    r"|书记|主任|总裁|总经理|经理|董事长|理事长|总监|总工程师|总领事|领事|大使|公使|参赞|专员|司令|政委|代表|干事))"
)
"""Where a title begins that follows the organisation without a sign between them."""
_BRACKET = re.compile("[（(]")
_PART = re.compile(r"(?:[（(](?:[^（()）]|[（(][^（()）]*[）)])*[）)]|[^；;\n、，,])+")
"""One host: what stands in brackets, with brackets in them, is not parted."""


class HostsCell(CellKind):
    """Names with organisation and title in brackets, parted by semicolons or line breaks.

    The name of one of our people alone is theirs: it is read as their id, and belongs to the leader. Somebody of others
    with that name has brackets, and be they empty: 李明（）.
    """

    several = True

    def read(self, value: Value, context: CellContext) -> Any:
        """Return the hosts."""
        text = as_text(value)
        people = context.names.of("person")
        if not _BRACKET.search(text) and len(people.meant(text)) == 1:
            return people.id(text)
        return [self._host(part, context) for part in _parts(text)]

    def _host(self, text: str, context: CellContext) -> dict[str, str]:
        found = _HOST.fullmatch(text)
        if found is None:
            what = f"{said(text)} " + bilingual("不是“姓名（单位职务）”", "is no name with organisation and title")
            raise Unreadable(what, "王刚（市政府副市长）；李敏（市外办主任）")
        if found["about"] is None and len(context.names.of("person").meant(text)) == 1:
            what = f"{said(text)} " + bilingual("是我方人员", "is one of ours")
            raise Unreadable(what, bilingual("写在“领导”或“我方陪同”", "put them under 领导 or 我方陪同"))
        organisation, title = _parted((found["about"] or "").strip())
        host = {"name": found["name"].strip(), "organisation": organisation, "title": title}
        return {key: part for key, part in host.items() if part}

    def write(self, value: Any, context: CellContext) -> Value:
        """Return the hosts, each as it is read back."""
        people = context.names.of("person")
        return "；".join(_written(host, ours=bool(people.meant(host["name"]))) for host in value)


def _parts(text: str) -> list[str]:
    return [part.strip() for part in _PART.findall(text) if part.strip()]


def _parted(about: str) -> tuple[str, str]:
    """Return organisation and title: parted by the last comma, else by a blank, else where a known title begins."""
    if by_comma := re.fullmatch(r"(?P<organisation>.*)[,，](?P<title>[^,，]*)", about):
        return by_comma["organisation"].strip(), by_comma["title"].strip()
    if known := _TITLE.fullmatch(about):
        return known["organisation"].strip(), known["title"]
    organisation, blank, title = about.rpartition(" ")
    chinese = re.fullmatch(r"[\u3400-\u9fff]+", title) is not None
    return (organisation.strip(), title) if blank and chinese else ("", about)


def _written(host: Any, *, ours: bool) -> str:
    """Write a host; ``ours``: one of our people is called so too."""
    organisation, title = host.get("organisation", "").strip(), host.get("title", "").strip()
    ways = (f"{organisation}{title}", f"{organisation} {title}".strip(), f"{organisation}，{title}")
    about = next(way for way in ways if _parted(way) == (organisation, title))
    return f"{host['name']}（{about}）" if about or ours else str(host["name"])
