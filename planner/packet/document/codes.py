"""Codes to be scanned: what they hold, and their pictures."""

from __future__ import annotations

import base64
import io
from functools import lru_cache

from planner.packet.document.printable import printable

QUIET_ZONE = 2
"""Modules of white around a code."""
_MASK = 2
"""One that suits any content; looking for the best takes most of the time and nobody sees it."""


def contact_card(
    name: str,
    phone: str,
    organisation: str = "",
    title: str = "",
    address: str = "",
    position: tuple[float, float] | None = None,
) -> str:
    """Return a vCard that telephones take into their contacts; what has a meaning in a vCard is escaped.

    ``position``: latitude and longitude, WGS 84.
    """
    lines = ["BEGIN:VCARD", "VERSION:3.0", f"N:{_escaped(name)};;;;", f"FN:{_escaped(name)}"]
    if organisation:
        lines.append(f"ORG:{_escaped(organisation)}")
    if title:
        lines.append(f"TITLE:{_escaped(title)}")
    if phone or not (address or position):
        lines.append(f"TEL;TYPE=CELL:{_escaped(phone)}")
    if address:
        lines.append(f"ADR;TYPE=WORK:;;{_escaped(address)};;;;")
    if position:
        lines.append(f"GEO:{position[0]};{position[1]}")
    lines.append("END:VCARD")
    return "\r\n".join(lines)


def _escaped(text: str) -> str:
    text = printable(text)
    for sign in "\\;,":
        text = text.replace(sign, f"\\{sign}")
    return " ".join(text.split())


@lru_cache(maxsize=512)
def code_svg(content: str) -> str:
    """Return the picture of a code as SVG."""
    import segno

    out = io.BytesIO()
    code = segno.make_qr(content, error="m", encoding="utf-8", mask=_MASK)
    code.save(out, kind="svg", border=QUIET_ZONE, xmldecl=False, svgns=True, omitsize=True, nl=False)
    return out.getvalue().decode()


def png_as_svg(png: bytes) -> str:
    """Return a PNG picture wrapped into SVG, for writers that take no other."""
    from PIL import Image

    wide, high = Image.open(io.BytesIO(png)).size
    data = base64.b64encode(png).decode()
    head = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {wide} {high}">'
    return f'{head}<image width="{wide}" height="{high}" href="data:image/png;base64,{data}"/></svg>'


@lru_cache(maxsize=512)
def code_png(content: str) -> bytes:
    """Return the picture of a code as PNG."""
    import segno

    out = io.BytesIO()
    segno.make_qr(content, error="m", encoding="utf-8", mask=_MASK).save(out, kind="png", border=QUIET_ZONE, scale=6)
    return out.getvalue()
