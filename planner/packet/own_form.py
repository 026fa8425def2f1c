"""An office's own .docx form with fields in it, filled instead of ours (extra ``jiedai[forms]``, by docxtpl).

Fields are ``{{ 客户单位 }}``; lists are gone through by rows of a table: ``{%tr for 行 in 日程 %}``, then a row with
``{{ 行.时间 }}``, then ``{%tr endfor %}``.
Texts of the week are put in as they are: what looks like a field in them stays text.
"""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any

from models.domain.bilingual import bilingual
from models.domain.errors import Fault, FaultyInput, JiedaiError
from planner.packet.document.printable import printable
from planner.packet.document.word_package import with_fixed_dates
from planner.packet.visit_facts import signers, visit_fields
from planner.papers.tables.money import costs
from planner.papers.tables.programme import programme

if TYPE_CHECKING:
    from pathlib import Path

    from models.domain.stay import Stay
    from planner.packet.kit import Kit
    from planner.papers.table import PaperTable


class NoFormFiller(JiedaiError):
    """Docxtpl is not installed."""


def form_fields(kit: Kit, stay: Stay) -> dict[str, Any]:
    """Return the fields that a form may have, by name in the language of the papers."""
    words, contact = kit.words, kit.contact(stay)
    found: dict[str, Any] = {field.label.replace(" ", "_"): field.value for field in visit_fields(kit, stay)}
    more = {
        words.pick("公司", "Company"): kit.paper.names.company,
        words.pick("接待负责人", "In_charge"): contact.name if contact else "",
        words.pick("接待负责人电话", "In_charge_telephone"): contact.phone if contact else "",
        words.pick("饮食", "Diets"): kit.paper.delegations.diets(stay.id),
        words.pick("翻译语言", "Language"): words.language(stay.language) if stay.language else "",
        words.pick("备注", "Remarks"): stay.visit.note,
        words.pick("费用合计", "Costs"): words.yuan(kit.paper.report.spent()[stay.id].total()),
        words.pick("签字", "Signatures"): list(signers(kit, stay)),
        words.pick("成员", "Members"): [
            {
                words.pick("姓名", "Name"): m.name,
                words.pick("职务", "Title"): m.title,
                words.pick("电话", "Telephone"): m.phone,
            }
            for m in stay.visit.members
        ],
        words.pick("日程", "Programme"): _rows(programme(kit.paper, stay.id)),
        words.pick("费用", "Cost_lines"): [row for row, of in _of_visit(costs(kit.paper)) if of == stay.id],
    }
    return _plain(found | more)  # type: ignore[no-any-return]


def _rows(table: PaperTable) -> list[dict[str, str]]:
    names = [name.replace(" ", "_") for name in table.columns]
    return [dict(zip(names, row.cells, strict=True)) for row in table.rows]


def _of_visit(table: PaperTable) -> list[tuple[dict[str, str], str]]:
    return list(zip(_rows(table), (row.visit for row in table.rows), strict=True))


def _plain(value: Any) -> Any:
    if isinstance(value, str):
        return printable(value)
    if isinstance(value, dict):
        return {key: _plain(part) for key, part in value.items()}
    return [_plain(part) for part in value] if isinstance(value, list) else value


def filled_form(kit: Kit, stay: Stay, form: Path) -> bytes:
    """Return an office's form filled for a visit.

    Raises
    ------
    NoFormFiller
        When docxtpl is not installed.
    FaultyInput
        When the file is no .docx file, or a field in it is not written as it has to be.
    """
    try:
        from docx.opc.exceptions import PackageNotFoundError
        from docxtpl import DocxTemplate
        from jinja2 import TemplateError
        from jinja2.sandbox import SandboxedEnvironment
    except ImportError:
        zh, en = "填写本单位的表须装 jiedai[forms]", "forms of your own need jiedai[forms]"
        raise NoFormFiller(
            bilingual(f"{zh}：pip install 'jiedai[forms]'", f"{en}: pip install 'jiedai[forms]'")
        ) from None
    out = io.BytesIO()
    try:
        template = DocxTemplate(str(form))
        template.render(form_fields(kit, stay), SandboxedEnvironment(), autoescape=True)
        template.save(out)
    except TemplateError as error:
        what = bilingual(f"表中的字段写得不对：{error}", f"a field of the form is not right: {error}")
        maybe = bilingual("{{ 客户单位 }}", "{{ Client }}")
        raise FaultyInput([Fault(form.name, "", what, maybe)]) from error
    except (PackageNotFoundError, KeyError, ValueError, OSError) as error:
        what = bilingual("不是 Word 文件（.docx）", "no Word file (.docx)")
        maybe = bilingual("用 Word 另存为 .docx", "save it as .docx in Word")
        raise FaultyInput([Fault(form.name, "", what, maybe)]) from error
    return with_fixed_dates(out.getvalue())
