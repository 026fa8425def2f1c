"""The styles of Word files: Chinese fonts by name, as offices have them; nothing is embedded."""

from __future__ import annotations

import datetime as dt
import io
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from planner.packet.document.model import ParagraphStyle

SONG, HEI, FANGSONG, KAI = "宋体", "黑体", "仿宋", "楷体"
_PARTS_NOT_NEEDED = ("stylesWithEffects", "customXml", "webSettings", "thumbnail", "numbering")
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
LATIN_FONT = "Times New Roman"
PARAGRAPH_STYLES: dict[ParagraphStyle, str] = {
    "text": "Normal",
    "letter": "JiedaiLetter",
    "note": "JiedaiNote",
    "right": "JiedaiRight",
    "centre": "JiedaiCentre",
}


class _Style(NamedTuple):
    """A paragraph style: font, size in points, space before and after, alignment, indent in characters, line pitch."""

    font: str
    size: float
    before: float = 0
    after: float = 0
    align: str = "left"
    indent: int = 0
    pitch: float = 1.15
    bold: bool = False
    with_next: bool = False


_STYLES = {
    "Normal": _Style(SONG, 10.5, after=3),
    "Title": _Style(HEI, 20, before=4, after=6, align="center", with_next=True),
    "Subtitle": _Style(KAI, 12, after=8, align="center", with_next=True),
    "Heading 1": _Style(HEI, 14, before=10, after=4, with_next=True),
    "Heading 2": _Style(KAI, 12, before=6, after=3, bold=True, with_next=True),
    "Footer": _Style(SONG, 9, align="center"),
    "JiedaiLetter": _Style(FANGSONG, 14, after=4, indent=2, pitch=1.4),
    "JiedaiNote": _Style(KAI, 9.5, after=3),
    "JiedaiRight": _Style(FANGSONG, 14, after=2, align="right", pitch=1.4),
    "JiedaiCentre": _Style(KAI, 14, before=6, after=6, align="center"),
    "JiedaiPoint": _Style(SONG, 10.5, after=2),
    "JiedaiCell": _Style(SONG, 10, pitch=1.05),
    "JiedaiLabel": _Style(HEI, 10, pitch=1.05),
    "JiedaiSignature": _Style(SONG, 10.5, before=4, after=10),
    "JiedaiCaption": _Style(SONG, 9, align="center", pitch=1.0),
    "JiedaiGap": _Style(SONG, 5, pitch=1.0),
    "JiedaiCoverAbove": _Style(KAI, 18, after=18, align="center"),
    "JiedaiCover": _Style(HEI, 36, before=24, after=36, align="center"),
    "JiedaiPoster": _Style(HEI, 60, align="center", pitch=1.0),
}


def styled_template() -> bytes:
    """Return an empty Word file with our styles."""
    from docx import Document
    from docx.enum.style import WD_STYLE_TYPE

    made = Document()
    for name, style in _STYLES.items():
        if name not in [known.name for known in made.styles]:
            new = made.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
            new.base_style = made.styles["Normal"]
        _set(made.styles[name].element, style)
    _strip(made)
    properties = made.core_properties
    properties.author = properties.last_modified_by = properties.comments = ""
    properties.created = properties.modified = dt.datetime(2000, 1, 1)  # noqa: DTZ001 - the file format has no zones
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def _strip(made: Any) -> None:
    """Take out what no paper needs: styles of tables and lists, a thumbnail; a file is then small, and quickly made."""
    kept = {*_STYLES, "Table Grid", "Normal Table", "Default Paragraph Font", "No List", "Header"}
    for style in list(made.styles):
        if style.name not in kept:
            style.element.getparent().remove(style.element)
    for link in list(made.styles.element.iter(_W + "link")):
        link.getparent().remove(link)
    latent = made.styles.element.find(_W + "latentStyles")
    if latent is not None:
        made.styles.element.remove(latent)
    for relations in (made.part.rels, made.part.package.rels):
        for id, relation in list(relations.items()):
            if relation.reltype.rsplit("/", 1)[-1] in _PARTS_NOT_NEEDED:
                del relations[id]


def _set(element: Any, style: _Style) -> None:
    """Replace what a style says of paragraphs and characters."""
    from docx.oxml import parse_xml
    from docx.oxml.ns import nsdecls, qn

    for tag in ("w:pPr", "w:rPr"):
        old = element.find(qn(tag))
        if old is not None:
            element.remove(old)
    line, bold = round(240 * style.pitch), "<w:b/>" if style.bold else '<w:b w:val="0"/>'
    indent = f'<w:ind w:firstLineChars="{100 * style.indent}"/>' if style.indent else ""
    together = "<w:keepNext/>" if style.with_next else ""
    before, after = round(20 * style.before), round(20 * style.after)
    space = f'<w:spacing w:before="{before}" w:after="{after}" w:line="{line}" w:lineRule="auto"/>'
    outline = {"Heading1": 0, "Heading2": 1}.get(element.get(qn("w:styleId")))
    level = "" if outline is None else f'<w:outlineLvl w:val="{outline}"/>'
    paragraph = f'<w:pPr {nsdecls("w")}>{together}{space}{indent}<w:jc w:val="{style.align}"/>{level}</w:pPr>'
    fonts = f'<w:rFonts w:ascii="{LATIN_FONT}" w:hAnsi="{LATIN_FONT}" w:cs="{LATIN_FONT}" w:eastAsia="{style.font}"/>'
    size = f'<w:sz w:val="{round(2 * style.size)}"/><w:szCs w:val="{round(2 * style.size)}"/>'
    last = f'<w:color w:val="000000"/>{size}<w:lang w:val="en-US" w:eastAsia="zh-CN"/>'
    run = f"<w:rPr {nsdecls('w')}>{fonts}{bold}{last}</w:rPr>"
    element.append(parse_xml(paragraph))
    element.append(parse_xml(run))
