"""Documents as PDF by Typst (extra ``jiedai[pdf]``). The same document gives the same bytes."""

from __future__ import annotations

import json
import re
import tempfile
from dataclasses import asdict, replace
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from models.domain.bilingual import bilingual
from models.domain.errors import JiedaiError
from planner.packet.document.codes import code_svg, png_as_svg
from planner.packet.document.model import Cover, FieldBoxes, Grid, Illustration, Placard, QrCodes
from planner.packet.document.posters import poster_size
from planner.packet.document.printable import column_shares, printable
from planner.packet.document.sheets import HALF_WIDTHS_PER_MM, LABEL_SHARE, MARGINS_MM, PAGES_MM

if TYPE_CHECKING:
    from planner.packet.document.model import Block, Document

_LAYOUT = Path(__file__).with_name("paper.typ")
_FOLDED = Path(__file__).with_name("fold.typ")
_PAGE = re.compile(rb"/Type\s*/Page(?![a-zA-Z])")


class NoPdfWriter(JiedaiError):
    """Typst is not installed."""


def can_write_pdf() -> bool:
    """Tell whether Typst is installed."""
    try:
        import typst  # noqa: F401
    except ImportError:
        return False
    return True


def pdf_file(document: Document) -> bytes:
    """Return a document as PDF.

    Raises
    ------
    NoPdfWriter
        When Typst is not installed.
    """
    return _compiled(_LAYOUT, _data(document))


def folded_pdf_file(document: Document) -> bytes:
    """Return a document as a booklet: A5 pages, two on each side of A4 sheets that are printed on both and folded once.

    Raises
    ------
    NoPdfWriter
        When Typst is not installed.
    """
    pages = _compiled(_LAYOUT, _data(replace(document, sheet="a5")))
    data = _cleaned({"title": document.title, "sides": folded_sides(len(_PAGE.findall(pages)))})
    with tempfile.TemporaryDirectory() as folder:  # Typst takes no bytes from memory, and reads long lists slowly
        Path(folder, "pages.pdf").write_bytes(pages)
        return _compiled(_FOLDED, data, root=folder)


def folded_sides(pages: int) -> list[tuple[int, int]]:
    """Return which pages stand left and right on each side of the sheets; 0: none."""
    whole = -(-pages // 4) * 4
    numbers = [number if number <= pages else 0 for number in range(1, whole + 1)]
    sides = []
    for k in range(whole // 2):
        outer, inner = numbers[whole - 1 - k], numbers[k]
        sides.append((outer, inner) if k % 2 == 0 else (inner, outer))
    return sides


def _compiled(layout: Path, data: dict[str, Any], root: str | None = None) -> bytes:
    """Return a PDF; ``root``: the folder of files that the layout reads."""
    made = _compiler().compile(
        _source(layout),
        sys_inputs={"paper": json.dumps(data, ensure_ascii=False)},
        format="pdf",
        pdf_tags=layout == _LAYOUT,
        root=root,
    )
    assert isinstance(made, bytes)
    return made


@cache
def _compiler() -> Any:
    """Return a compiler that knows our fonts and no others: a PDF is the same on every machine."""
    try:
        import typst
    except ImportError:
        zh, en = "PDF 须装 jiedai[pdf]：pip install 'jiedai[pdf]'", "PDF needs jiedai[pdf]: pip install 'jiedai[pdf]'"
        raise NoPdfWriter(bilingual(zh, en)) from None
    return typst.Compiler(font_paths=font_folders(), ignore_system_fonts=True)


@cache
def _source(layout: Path) -> bytes:
    return layout.read_bytes()


def font_folders() -> list[str]:
    """Return the folders of Noto Sans SC and Noto Serif SC, and of DejaVu, which has the signs that these lack."""
    import matplotlib

    from planner.papers.fonts import wheel_font_file

    dejavu = Path(matplotlib.get_data_path()) / "fonts" / "ttf"
    chinese = wheel_font_file()
    return [str(path) for path in (chinese.parent if chinese else None, dejavu) if path is not None]


def _data(document: Document) -> dict[str, Any]:
    """Return a document as plain data, with the widths of its columns."""
    blocks = [_block(block, document) for block in document.blocks]
    head = {"title": document.title, "lang": document.lang, "sheet": document.sheet, "footer": document.footer}
    found: dict[str, Any] = _cleaned({**head, "footer": document.footer.replace("\n", "  "), "blocks": blocks})
    return found


def _block(block: Block, document: Document) -> dict[str, Any]:
    wide, high = PAGES_MM[document.sheet]
    room = round((wide - 2 * MARGINS_MM[document.sheet]) * HALF_WIDTHS_PER_MM)
    more: dict[str, Any]
    match block:
        case Grid():
            rows, head = block.shown(), any(block.columns)
            widths = column_shares([*([block.columns] if head else []), *rows], room)
            more = {"rows": rows, "head": head, "widths": widths}
        case FieldBoxes():
            more = {"rows": _form_rows(block), "widths": [LABEL_SHARE, 1 - LABEL_SHARE] * block.columns}
        case QrCodes():
            more = {"codes": [{"svg": code_svg(content), "caption": text} for content, text in block.codes]}
        case Placard():
            more = {"size": poster_size(block.lines, wide, high)}
        case Cover():
            svg = png_as_svg(block.logo) if block.logo else ""
            return {"kind": "Cover", "above": block.above, "title": block.title, "lines": block.lines, "svg": svg}
        case Illustration():
            return {"kind": "Illustration", "svg": block.svg, "width": block.width, "caption": block.caption}
        case _:
            more = {}
    return {"kind": type(block).__name__, **asdict(block), **more}


def _form_rows(form: FieldBoxes) -> list[list[dict[str, Any]]]:
    rows = []
    for fields in form.rows():
        spans = [1] * (len(fields) - 1) + [2 * (form.columns - len(fields)) + 1]
        rows.append([{**asdict(field), "span": span} for field, span in zip(fields, spans, strict=True)])
    return rows


def _cleaned(value: Any) -> Any:
    """Return plain data whose texts can be printed."""
    if isinstance(value, str):
        return printable(value)
    if isinstance(value, dict):
        return {key: part if key == "svg" else _cleaned(part) for key, part in value.items()}
    if isinstance(value, list | tuple):
        return [_cleaned(part) for part in value]
    return value
