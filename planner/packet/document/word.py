"""Documents as Word files: for people who go on editing them. The same document gives the same bytes."""

from __future__ import annotations

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
from planner.packet.document.word_package import WordPackage
from planner.packet.document.word_styles import PARAGRAPH_STYLES

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from planner.packet.document.model import Block, Cells, Document, Field

TWIPS_PER_MM = 56.7
CODE_MM, LOGO_MM = 30, 40
FOOT_MM = 8
"""From the foot of a page to its edge."""
LEAST_ROW = 370
"""Height of the row of a table, twips: there is room to write."""


def word_file(document: Document) -> bytes:
    """Return a document as a .docx file."""
    writer = _Writer(document)
    body = "".join(part for block in document.blocks for part in writer.block(block))
    footer = _footer(document) if document.footer else ""
    return writer.package.packed(document.title, body, _section(document), footer)


def _section(document: Document) -> str:
    """Return what the pages are like; a sign or a card, which has no foot, stands in the middle of its page."""
    wide, high = (round(mm * TWIPS_PER_MM) for mm in PAGES_MM[document.sheet])
    across = ' w:orient="landscape"' if wide > high else ""
    margin = round(MARGINS_MM[document.sheet] * TWIPS_PER_MM)
    sides = " ".join(f'w:{side}="{margin}"' for side in ("top", "right", "bottom", "left"))
    middle = "" if document.footer else '<w:vAlign w:val="center"/>'
    return (
        f'<w:pgSz w:w="{wide}" w:h="{high}"{across}/>'
        f'<w:pgMar {sides} w:header="720" w:footer="{round(FOOT_MM * TWIPS_PER_MM)}" w:gutter="0"/>'
        f'<w:cols w:space="720"/>{middle}<w:docGrid w:linePitch="360"/>'
    )


class _Writer:
    """Writes blocks as the XML of a body."""

    def __init__(self, document: Document) -> None:
        self.document, self.package = document, WordPackage()
        wide, _ = PAGES_MM[document.sheet]
        self.room_mm = wide - 2 * MARGINS_MM[document.sheet]

    def block(self, block: Block) -> Iterator[str]:
        match block:
            case Title():
                yield _paragraph("Title", block.text)
                if block.under:
                    yield _paragraph("Subtitle", block.under)
            case Cover():
                yield from (_paragraph("Normal", "") for _ in range(6 if self.document.sheet == "a4" else 3))
                if block.logo:
                    yield self._pictures([(block.logo, LOGO_MM, "")])
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
                yield self._pictures([(code_png(content), CODE_MM, text) for content, text in block.codes])
            case Illustration():
                yield self._pictures([(block.png, block.width, block.caption)])
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

    def _pictures(self, pictures: list[tuple[bytes, float, str]]) -> str:
        """Return pictures side by side in the middle of the page, each with what is said under it."""
        widths = self._twips([1] * len(pictures))
        cells = []
        for (png, mm, caption), wide in zip(pictures, widths, strict=True):
            run = self.package.picture(png, mm)
            shown = f'<w:p><w:pPr><w:jc w:val="center"/></w:pPr>{run}</w:p>'
            said = (_paragraph("JiedaiCaption", line) for line in printable(caption).split("\n"))
            cells.append(_cell((shown, *said), wide))
        return _table(widths, [_row(cells)], style="") + _paragraph("JiedaiGap", "")

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
    said = f"<w:r>{run}{'<w:br/>'.join(lines)}</w:r>" if text else ""
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr>{said}</w:p>'


def _page_break() -> str:
    return '<w:p><w:pPr><w:pStyle w:val="JiedaiGap"/></w:pPr><w:r><w:br w:type="page"/></w:r></w:p>'


def _table(widths: list[int], rows: list[str], style: str = "TableGrid") -> str:
    """Return a table of fixed widths; without a style it has no lines."""
    styled = f'<w:tblStyle w:val="{style}"/>' if style else ""
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    return (
        f'<w:tbl><w:tblPr>{styled}<w:tblW w:w="{sum(widths)}" w:type="dxa"/>'
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
        f'<w:p><w:pPr><w:pStyle w:val="Footer"/><w:jc w:val="center"/></w:pPr>'
        f'<w:r><w:t xml:space="preserve">{text}    </w:t></w:r>{first}<w:r><w:t xml:space="preserve"> / </w:t></w:r>'
        f"{last}</w:p>"
    )


def _number(name: str) -> str:
    return f'<w:fldSimple w:instr=" {name} "><w:r><w:t>1</w:t></w:r></w:fldSimple>|'
