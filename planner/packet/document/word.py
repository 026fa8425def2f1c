"""Documents as Word files: for people who go on editing them. The same document gives the same bytes."""

from __future__ import annotations

import io
import zipfile
from functools import cache
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape

from planner.packet.document.codes import code_png
from planner.packet.document.model import (
    Cover,
    FieldBoxes,
    Grid,
    Heading,
    Illustration,
    Listing,
    PageBreak,
    Paragraph,
    Placard,
    QrCodes,
    Signatures,
    Title,
)
from planner.packet.document.posters import poster_size
from planner.packet.document.printable import column_shares, printable
from planner.packet.document.sheets import HALF_WIDTHS_PER_MM, LABEL_SHARE, MARGINS_MM, PAGES_MM
from planner.packet.document.word_styles import PARAGRAPH_STYLES, styled_template

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from typing import Any

    from planner.packet.document.model import Block, Cells, Document, Field

TWIPS_PER_MM = 56.7
CODE_MM, LOGO_MM = 30, 40
LEAST_ROW = 370
"""Height of the row of a table, twips: there is room to write."""
_ZIP_DATE = (1980, 1, 1, 0, 0, 0)
_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def word_file(document: Document) -> bytes:
    """Return a document as a .docx file."""
    from docx import Document as read
    from docx.oxml import parse_xml
    from docx.shared import Mm

    made = read(io.BytesIO(_template()))
    body = made.element.body
    section = made.sections[0]
    wide, high = PAGES_MM[document.sheet]
    section.page_width, section.page_height = Mm(wide), Mm(high)
    if wide > high:
        from docx.enum.section import WD_ORIENT

        section.orientation = WD_ORIENT.LANDSCAPE
    margin = Mm(MARGINS_MM[document.sheet])
    section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = margin
    section.footer_distance = Mm(8)
    writer = _Writer(document)
    end = body[-1]
    for block in document.blocks:
        for part in writer.block(block):
            if isinstance(part, str):
                end.addprevious(parse_xml(part))
            else:
                part(made, end)
    if not document.footer:  # a sign or a card: it stands in the middle of its page
        _before_grid(section._sectPr, parse_xml(f'<w:vAlign {_W} w:val="center"/>'))
    if document.footer:
        paragraph = section.footer.paragraphs[0]
        paragraph._p.getparent().replace(paragraph._p, parse_xml(_footer(document)))
    made.core_properties.title = printable(document.title).replace("\n", " ")[:250]
    out = io.BytesIO()
    made.save(out)
    return with_fixed_dates(out.getvalue())


def _before_grid(section: Any, element: Any) -> None:
    """Put an element of a section in where the order of the format wants it: before the grid, if there is one."""
    from docx.oxml.ns import qn

    grid = section.find(qn("w:docGrid"))
    if grid is None:
        section.append(element)
    else:
        grid.addprevious(element)


@cache
def _template() -> bytes:
    return styled_template()


def with_fixed_dates(data: bytes) -> bytes:
    """Return a zip archive with its members sorted and dated alike."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        # the list of types comes first: some readers ask for it
        for name in sorted(old.namelist(), key=lambda name: (name != "[Content_Types].xml", name)):
            info = zipfile.ZipInfo(name, _ZIP_DATE)
            info.external_attr = 0o600 << 16
            info.compress_type = zipfile.ZIP_DEFLATED
            new.writestr(info, old.read(name))
    return out.getvalue()


class _Writer:
    """Writes blocks as the XML of a body; what is no XML yet is a function that puts itself before the end."""

    def __init__(self, document: Document) -> None:
        self.document = document
        wide, _ = PAGES_MM[document.sheet]
        self.room_mm = wide - 2 * MARGINS_MM[document.sheet]

    def block(self, block: Block) -> Iterator[str | Callable[[Any, Any], None]]:
        match block:
            case Title():
                yield _paragraph("Title", block.text)
                if block.under:
                    yield _paragraph("Subtitle", block.under)
            case Cover():
                yield from (_paragraph("Normal", "") for _ in range(6 if self.document.sheet == "a4" else 3))
                if block.logo:
                    yield lambda made, end: self._pictures(made, end, [(block.logo, LOGO_MM, "")])
                yield _paragraph("JiedaiCoverAbove", block.above)
                yield _paragraph("JiedaiCover", block.title)
                yield from (_paragraph("Subtitle", line) for line in block.lines)
                yield _page_break()
            case Heading():
                yield _paragraph(f"Heading{block.level}", block.text)
            case Paragraph():
                yield _paragraph(PARAGRAPH_STYLES[block.style], block.text)
            case Listing():
                yield from (_paragraph("JiedaiPoint", f"{block.mark} {item}") for item in block.items)
            case FieldBoxes():
                yield self._form(block)
                yield _paragraph("JiedaiGap", "")
            case Grid():
                yield self._grid(block)
                yield _paragraph("JiedaiGap", "")
            case Signatures():
                yield self._signatures(block)
                yield _paragraph("JiedaiGap", "")
            case PageBreak():
                yield _page_break()
            case QrCodes():
                yield lambda made, end: self._pictures(made, end, [(code_png(c), CODE_MM, t) for c, t in block.codes])
            case Illustration():
                yield lambda made, end: self._pictures(made, end, [(block.png, block.width, block.caption)])
            case Placard():
                size = poster_size(block.lines, *PAGES_MM[self.document.sheet])
                yield from (_paragraph("JiedaiPoster", line, size) for line in block.lines)
                if block.small:
                    yield _paragraph("JiedaiCoverAbove", block.small)

    def _grid(self, grid: Grid) -> str:
        rows = grid.shown()
        columns = [grid.columns] if any(grid.columns) else []
        shares = column_shares([*columns, *rows], round(self.room_mm * HALF_WIDTHS_PER_MM))
        widths = self._twips(shares)
        head = [_row(_cells("JiedaiLabel", row, widths), True, LEAST_ROW) for row in columns]
        body = [_row(_cells("JiedaiCell", row, widths), least=LEAST_ROW) for row in rows]
        return _table(widths, [*head, *body])

    def _form(self, form: FieldBoxes) -> str:
        pair = [LABEL_SHARE, 1 - LABEL_SHARE]
        widths = self._twips(pair * form.columns)
        rows = []
        for fields in form.rows():
            cells = []
            for k, field in enumerate(fields):
                last = k == len(fields) - 1
                span = 2 * (form.columns - k) - 1 if last else 1
                label, value = 2 * k, 2 * k + 1
                cells.append(_cell([_paragraph("JiedaiLabel", field.label)], widths[label]))
                cells.append(_cell([_paragraph("JiedaiCell", field.value)], sum(widths[value : value + span]), span))
            rows.append(_row(cells, least=_height(fields)))
        return _table(widths, rows)

    def _signatures(self, block: Signatures) -> str:
        widths = self._twips([1] * len(block.roles))
        cells, colon = [], ":" if self.document.lang == "en" else "："
        for role, w in zip(block.roles, widths, strict=True):
            lines = (_paragraph("JiedaiSignature", role + colon), _paragraph("JiedaiSignature", block.date + colon))
            cells.append(_cell(lines, w))
        return _table(widths, [_row(cells, least=900)])

    def _pictures(self, made: Any, end: Any, pictures: list[tuple[bytes, float, str]]) -> None:
        from docx.oxml import parse_xml
        from docx.shared import Mm

        table = made.add_table(rows=1, cols=len(pictures))
        table.alignment = 1
        for cell, (png, width, caption) in zip(table.rows[0].cells, pictures, strict=True):
            paragraph = cell.paragraphs[0]
            paragraph.alignment = 1
            paragraph.add_run().add_picture(io.BytesIO(png), width=Mm(width))
            for line in printable(caption).split("\n"):
                cell.add_paragraph(line, style="JiedaiCaption")
        end.addprevious(table._tbl)
        end.addprevious(parse_xml(_paragraph("JiedaiGap", "")))

    def _twips(self, shares: list[float]) -> list[int]:
        return [round(self.room_mm * TWIPS_PER_MM * share / sum(shares)) for share in shares]


def _cells(style: str, texts: Cells, widths: list[int]) -> list[str]:
    return [_cell([_paragraph(style, text)], wide) for text, wide in zip(texts, widths, strict=True)]


def _height(fields: Iterable[Field]) -> int:
    return max(LEAST_ROW, *(280 * field.lines + 80 for field in fields))


def _paragraph(style: str, text: str, size: float | None = None) -> str:
    """Return a paragraph; ``size`` in points overrides that of the style."""
    run = "" if size is None else f'<w:rPr><w:sz w:val="{round(2 * size)}"/><w:szCs w:val="{round(2 * size)}"/></w:rPr>'
    lines = (f'<w:t xml:space="preserve">{escape(line)}</w:t>' for line in printable(text).split("\n"))
    return (
        f'<w:p {_W}><w:pPr><w:pStyle w:val="{style}"/></w:pPr><w:r>{run}{"<w:br/>".join(lines)}</w:r></w:p>'
        if text
        else f'<w:p {_W}><w:pPr><w:pStyle w:val="{style}"/></w:pPr></w:p>'
    )


def _page_break() -> str:
    return f'<w:p {_W}><w:pPr><w:pStyle w:val="JiedaiGap"/></w:pPr><w:r><w:br w:type="page"/></w:r></w:p>'


def _table(widths: list[int], rows: list[str]) -> str:
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    return (
        f'<w:tbl {_W}><w:tblPr><w:tblStyle w:val="TableGrid"/><w:tblW w:w="{sum(widths)}" w:type="dxa"/>'
        f'<w:tblLayout w:type="fixed"/></w:tblPr><w:tblGrid>{grid}</w:tblGrid>{"".join(rows)}</w:tbl>'
    )


def _row(cells: Iterable[str], head: bool = False, least: int = 0) -> str:
    height = f'<w:trHeight w:val="{least}" w:hRule="atLeast"/>' if least else ""
    repeated = "<w:tblHeader/>" if head else ""
    return f"<w:tr><w:trPr><w:cantSplit/>{height}{repeated}</w:trPr>{''.join(cells)}</w:tr>"


def _cell(paragraphs: Iterable[str], width: int, span: int = 1) -> str:
    spanned = f'<w:gridSpan w:val="{span}"/>' if span > 1 else ""
    return (
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{spanned}<w:vAlign w:val="center"/></w:tcPr>'
        f"{''.join(paragraphs)}</w:tc>"
    )


def _footer(document: Document) -> str:
    text = escape(printable(document.footer).replace("\n", "  "))
    page = "".join(_number(name) for name in ("PAGE", "NUMPAGES"))
    first, last = page.split("|")[:2]
    return (
        f'<w:p {_W}><w:pPr><w:pStyle w:val="Footer"/><w:jc w:val="center"/></w:pPr>'
        f'<w:r><w:t xml:space="preserve">{text}    </w:t></w:r>{first}<w:r><w:t xml:space="preserve"> / </w:t></w:r>'
        f"{last}</w:p>"
    )


def _number(name: str) -> str:
    return f'<w:fldSimple w:instr=" {name} "><w:r><w:t>1</w:t></w:r></w:fldSimple>|'
