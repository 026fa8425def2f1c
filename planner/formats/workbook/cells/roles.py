"""What a person can do, in one cell: ``领导``, ``专家（盾构机）；翻译（英语、德语）；讲解（英语；客户：外商）``."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, get_args

from models.domain.bilingual import bilingual
from models.domain.people import ClientKind, RoleKind
from planner.formats.workbook.cells.base import CellContext, CellKind
from planner.formats.workbook.cells.choices import ChoiceCell
from planner.formats.workbook.cells.languages import language_code, language_name
from planner.language.text import Unreadable, as_text, joined, said, split
from planner.language.words import Words

if TYPE_CHECKING:
    from collections.abc import Callable

    from planner.language.text import Value

_OTHER_ROLE_WORDS = {
    "leader": "公司领导",
    "expert": "技术专家 工程师",
    "trainer": "培训 讲师 培训讲师",
    "docent": "讲解员",
    "interpreter": "翻译员 译员",
    "photographer": "摄影师 摄像",
    "crew": "会务人员 会务员",
    "escort": "陪同人员 接待",
}
ROLE_CHOICE = ChoiceCell({kind: Words().role(kind) for kind in get_args(RoleKind)}, _OTHER_ROLE_WORDS)
CLIENT_KIND_CHOICE = ChoiceCell(
    {kind: Words().client_kind(kind) for kind in get_args(ClientKind)},
    {
        "government": "政府 政府客户",
        "foreign_government": "外国政府代表团 外国政府客户 外国官方 外国官员",
        "partner": "合作伙伴 伙伴 重要客户",
        "foreign": "外宾 外国客商 外商客户",
        "authority": "上级 主管单位 上级部门",
        "media": "记者 新闻媒体",
        "other": "其他 其它 一般客户",
    },
)
_DETAIL_WITHOUT_LABEL = {"expert": "topics", "trainer": "topics", "docent": "languages", "interpreter": "languages"}
_DETAIL_LABELS = {"topics": "题目", "languages": "语种", "client_kinds": "客户"}
_DETAIL_OF_LABEL = {
    **{label: field for field, label in _DETAIL_LABELS.items()},
    "语言": "languages",
    "专业": "topics",
    "课题": "topics",
}
_ROLE_PATTERN = re.compile(r'(?P<kind>[^（(：:"]+)(?:[（(](?P<inside>.*)[）)]|[：:](?P<after>.*))?', re.DOTALL)


class RolesCell(CellKind):
    """The roles of a person, with topics, languages and kinds of client."""

    several = True
    choices = ROLE_CHOICE.choices

    def read(self, value: Value, context: CellContext) -> Any:
        """Return a table a role."""
        found: list[dict[str, Any]] = []
        for part in _outside(as_text(value)):
            parts = _ROLE_PATTERN.fullmatch(part)
            if parts is None:
                raise Unreadable(
                    f"{said(part)} " + bilingual("看不懂", "cannot be understood"), "专家（盾构机）；翻译（英语）"
                )
            kind = ROLE_CHOICE.key(parts["kind"])
            if kind is None:
                raise ROLE_CHOICE.unknown(parts["kind"])
            inside = parts["inside"] if parts["inside"] is not None else parts["after"]
            found.append({"kind": kind, **_details(kind, inside or "")})
        return found

    def write(self, value: Any, context: CellContext) -> Value:
        """Return the text."""
        return "；".join(_written(role) for role in value)


def _details(kind: str, text: str) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    field = _DETAIL_WITHOUT_LABEL.get(kind, "topics")
    for part in re.split(r'[；;](?=(?:[^"]*"[^"]*")*[^"]*$)', text):
        label, colon, rest = part.partition("：" if "：" in part.split('"')[0] else ":")
        if colon and label.strip() in _DETAIL_OF_LABEL:
            field, part = _DETAIL_OF_LABEL[label.strip()], rest
        for word_ in split(part):
            meant = field
            if field == "languages" and CLIENT_KIND_CHOICE.key(word_) is not None:
                meant = "client_kinds"
            found.setdefault(meant, []).append(_DETAIL_READERS[meant](word_))
    return found


def _client(text: str) -> str:
    key = CLIENT_KIND_CHOICE.key(text)
    if key is None:
        raise CLIENT_KIND_CHOICE.unknown(text)
    return str(key)


_DETAIL_READERS: dict[str, Callable[[str], str]] = {"topics": str, "languages": language_code, "client_kinds": _client}
_DETAIL_WRITERS: dict[str, Callable[[str], str]] = {
    "topics": str,
    "languages": language_name,
    "client_kinds": lambda key: CLIENT_KIND_CHOICE.labels[key],
}


def _written(role: dict[str, Any]) -> str:
    first = _DETAIL_WITHOUT_LABEL.get(role["kind"], "topics")
    parts = []
    for field in (first, *(other for other in _DETAIL_LABELS if other != first)):
        if role.get(field):
            words = joined([_DETAIL_WRITERS[field](part) for part in role[field]])
            parts.append(words if field == first else f"{_DETAIL_LABELS[field]}：{words}")
    label = ROLE_CHOICE.labels[role["kind"]]
    return f"{label}（{'；'.join(parts)}）" if parts else label


def _outside(text: str) -> list[str]:
    """Split at separators that stand outside brackets and quotes."""
    parts, depth, quoted = [""], 0, False
    for sign in text:
        quoted ^= sign == '"'
        depth += 0 if quoted else (sign in "（(") - (sign in "）)")
        if sign in "；;、,，\n" and depth <= 0 and not quoted:
            parts.append("")
        else:
            parts[-1] += sign
    return [part.strip() for part in parts if part.strip()]
