"""Documents as one HTML file for telephones: no script, nothing from elsewhere."""

from __future__ import annotations

from html import escape
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
    from collections.abc import Iterator

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
.row span{display:block}
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
_POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:"


def page_file(document: Document) -> str:
    """Return a document as an HTML page that stands alone."""
    lang = "en" if document.lang == "en" else "zh-CN"
    body = "\n".join(part for block in document.blocks for part in _block(block, document.lang))
    return (
        f'<!doctype html>\n<html lang="{lang}">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width,initial-scale=1">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">\n'
        '<meta name="referrer" content="no-referrer">\n'
        f"<title>{_line(document.title)}</title>\n<style>{_STYLE}</style>\n</head>\n<body>\n{body}\n</body>\n</html>\n"
    )


def _block(block: Block, lang: str) -> Iterator[str]:
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
            pairs = (f"<dt>{_lines(field.label)}</dt><dd>{_lines(field.value)}</dd>" for field in block.fields)
            yield f"<dl>{''.join(pairs)}</dl>"
        case Grid():
            yield from _cards(block, lang)
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


def _cards(grid: Grid, lang: str) -> Iterator[str]:
    """Yield a table as cards, which a narrow screen shows whole: what is said once for several rows above them."""
    before: tuple[str, ...] = ()
    colon = ": " if lang == "en" else "："
    for row in grid.rows:
        head, cells = row[: grid.merged], row[grid.merged :]
        if head and head != before:
            yield f'<div class="day">{_line(" ".join(part for part in head if part))}</div>'
        before = head
        names = grid.columns[grid.merged :]
        told = [part for part in zip(names, cells, strict=True) if part[1]]
        if not told:
            continue
        first, *others = told
        more = "".join(f"<span>{_line(name)}{colon}{_lines(text)}</span>" for name, text in others)
        yield f'<div class="row"><b>{_lines(first[1])}</b>{more}</div>'


def _line(text: str) -> str:
    return escape(printable(text).replace("\n", " "))


def _lines(text: str) -> str:
    return escape(printable(text)).replace("\n", "<br>")
