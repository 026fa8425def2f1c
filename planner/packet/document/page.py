"""Documents as one HTML file for telephones: no script, nothing from elsewhere."""

from __future__ import annotations

import re
from html import escape
from itertools import zip_longest
from typing import TYPE_CHECKING

from planner.packet.document.codes import code_svg, png_as_svg
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
from planner.packet.document.printable import printable

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from planner.packet.document.model import Block, Document

_STYLE = """
body{margin:0 auto;max-width:42rem;padding:1rem;color:#222;background:#fff;
font:16px/1.6 "PingFang SC","Noto Sans CJK SC","Microsoft YaHei",sans-serif}
h1{font-size:1.5rem;margin:.2em 0}
h2{font-size:1.2rem;margin:1.4em 0 .4em;border-bottom:2px solid #a8322d}
h3{font-size:1.05rem;margin:1em 0 .3em}
.under,.note{color:#666}
.row{border:1px solid #ddd;border-radius:.5rem;padding:.5rem .7rem;margin:.5rem 0}
.row b{color:#a8322d;font-weight:600}
.row dl{margin:.2rem 0 0;grid-template-columns:4.6rem 1fr;gap:.1rem .6rem}
.row dt{font-size:.85rem;line-height:1.9}
dd,b{overflow-wrap:anywhere}
a{color:inherit;white-space:nowrap}
.day{font-weight:600;margin:1rem 0 .2rem}
dl{display:grid;grid-template-columns:auto 1fr;gap:.2rem .8rem}
dt{color:#666}
dd{margin:0}
.codes{display:flex;flex-wrap:wrap;gap:1rem;text-align:center}
.codes svg{width:9rem;height:9rem}
.logo svg{width:7rem}
.right{text-align:right}
.centre{text-align:center}
.poster{font-size:2rem;text-align:center}
svg{max-width:100%}
@media(prefers-color-scheme:dark){body{background:#181818;color:#eee}.row{border-color:#444}.codes svg{background:#fff}}
"""
_TELEPHONE = re.compile(r"(?<![\d#&;-])(?:1\d{2}-?\d{4}-?\d{4}|0\d{2,3}-\d{7,8})(?![\d-])")
"""Mobile and fixed numbers of China, as companies write them."""
_POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:"


def page_file(document: Document) -> str:
    """Return a document as an HTML page that stands alone."""
    lang = "en" if document.lang == "en" else "zh-CN"
    body = "\n".join(part for block in document.blocks for part in _block(block))
    return (
        f'<!doctype html>\n<html lang="{lang}">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width,initial-scale=1">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">\n'
        '<meta name="referrer" content="no-referrer">\n'
        f"<title>{_line(document.title)}</title>\n<style>{_STYLE}</style>\n</head>\n<body>\n{body}\n</body>\n</html>\n"
    )


def _block(block: Block) -> Iterator[str]:
    match block:
        case Title():
            yield f"<h1>{_lines(block.text)}</h1>"
            if block.under:
                yield f'<p class="under">{_lines(block.under)}</p>'
        case Cover():
            if block.logo:
                yield f'<div class="logo">{png_as_svg(block.logo)}</div>'
            yield f'<p class="under">{_lines(block.above)}</p><h1>{_lines(block.title)}</h1>'
            yield from (f"<p>{_lines(line)}</p>" for line in block.lines)
        case Heading():
            yield f"<h{block.level + 1}>{_lines(block.text)}</h{block.level + 1}>"
        case Paragraph():
            yield f'<p class="{block.style}">{_lines(block.text)}</p>'
        case Listing():
            yield "<ul>" + "".join(f"<li>{_lines(item)}</li>" for item in block.items) + "</ul>"
        case FieldBoxes():
            pairs = (f"<dt>{_lines(field.label)}</dt><dd>{_called(field.value)}</dd>" for field in block.fields)
            yield f"<dl>{''.join(pairs)}</dl>"
        case Grid():
            yield from _cards(block)
        case Signatures():
            yield f'<p class="note">{_line("　".join(block.roles))}</p>'
        case QrCodes():
            figures = (f"<div>{code_svg(content)}<div>{_lines(text)}</div></div>" for content, text in block.codes)
            yield f'<div class="codes">{"".join(figures)}</div>'
        case Illustration():
            yield f'<div class="centre">{block.svg}<div class="note">{_lines(block.caption)}</div></div>'
        case Placard():
            yield f'<div class="poster">{"<br>".join(map(_line, block.lines))}</div>'
        case PageBreak():
            yield "<hr>"


def _cards(grid: Grid) -> Iterator[str]:
    """Yield a table as cards, which a narrow screen shows whole: what is said once for several rows above them."""
    before: tuple[str, ...] = ()
    for row in grid.rows:
        head, cells = row[: grid.merged], row[grid.merged :]
        if head and head != before:
            yield f'<div class="day">{_line(" ".join(part for part in head if part))}</div>'
        before = head
        names = grid.columns[grid.merged :]
        told = [part for part in zip(names, cells, strict=True) if part[1]]
        if not told:
            continue
        heads = 2 if grid.merged else 1  # of a programme the time and what happens then
        title = _lines(_side_by_side([text for _, text in told[:heads]]))
        more = "".join(f"<dt>{_lines(name)}</dt><dd>{_called(text)}</dd>" for name, text in told[heads:])
        yield f'<div class="row"><b>{title}</b>{f"<dl>{more}</dl>" if more else ""}</div>'


def _side_by_side(texts: Sequence[str]) -> str:
    """Return texts beside each other, line by line: each language in a line of its own."""
    return "\n".join("　".join(filter(None, parts)) for parts in zip_longest(*(text.split("\n") for text in texts)))


def _called(text: str) -> str:
    """Return lines whose telephone numbers can be tapped."""
    return _TELEPHONE.sub(lambda match: f'<a href="tel:{match[0].replace("-", "")}">{match[0]}</a>', _lines(text))


def _line(text: str) -> str:
    return escape(printable(text).replace("\n", " "))


def _lines(text: str) -> str:
    return escape(printable(text)).replace("\n", "<br>")
