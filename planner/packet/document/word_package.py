"""The parts of a Word file: those that all have, its text, its foot and pictures; packed with fixed dates."""

from __future__ import annotations

import io
import struct
import zipfile
from functools import cache
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape

from planner.packet.document.printable import printable
from planner.packet.document.word_styles import styled_template

if TYPE_CHECKING:
    from collections.abc import Mapping

LONGEST_TITLE = 250
"""Signs of the title among the properties of a file."""
_ZIP_DATE = (1980, 1, 1, 0, 0, 0)
_TYPES, _TEXT, _LINKS, _PROPERTIES = (
    "[Content_Types].xml",
    "word/document.xml",
    "word/_rels/document.xml.rels",
    "docProps/core.xml",
)
_HEAD = "<?xml version='1.0' encoding='UTF-8' standalone='yes'?>\n"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_DRAWING = "http://schemas.openxmlformats.org/drawingml/2006"
_NAMES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    f'xmlns:r="{_OFFICE}" xmlns:wp="{_DRAWING}/wordprocessingDrawing" xmlns:a="{_DRAWING}/main" '
    f'xmlns:pic="{_DRAWING}/picture"'
)
_FOOTER_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.footer+xml"
_EMU_PER_MM = 36_000
_FOOTER_ID = "rIdFooter"


class WordPackage:
    """A Word file in the making."""

    def __init__(self) -> None:
        self._pictures: dict[bytes, int] = {}
        self._shown = 0

    def picture(self, png: bytes, width: float) -> str:
        """Return the XML of a run that shows a PNG picture, ``width`` mm wide; the same picture is held once."""
        number = self._pictures.setdefault(png, len(self._pictures) + 1)
        self._shown += 1
        wide, high = struct.unpack(">II", png[16:24])
        across = round(width * _EMU_PER_MM)
        down = round(across * high / wide)
        return (
            f'<w:r><w:drawing><wp:inline><wp:extent cx="{across}" cy="{down}"/>'
            f'<wp:docPr id="{self._shown}" name="Picture {self._shown}"/>'
            '<wp:cNvGraphicFramePr><a:graphicFrameLocks noChangeAspect="1"/></wp:cNvGraphicFramePr>'
            f'<a:graphic><a:graphicData uri="{_DRAWING}/picture"><pic:pic>'
            '<pic:nvPicPr><pic:cNvPr id="0" name="image.png"/><pic:cNvPicPr/></pic:nvPicPr>'
            f'<pic:blipFill><a:blip r:embed="rIdPicture{number}"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill>'
            f'<pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="{across}" cy="{down}"/></a:xfrm>'
            '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr>'
            "</pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>"
        )

    def packed(self, title: str, body: str, section: str, footer: str = "") -> bytes:
        """Return the file.

        Parameters
        ----------
        body : str
            XML of paragraphs and tables.
        section : str
            XML that says what pages are like, without the element around it.
        footer : str
            XML of the paragraph at the foot of every page; empty: none.
        """
        parts = dict(_common_parts())
        images = {f"media/image{number}.png": png for png, number in self._pictures.items()}
        links = [_link(f"rIdPicture{number}", "image", name) for number, name in enumerate(images, start=1)]
        types = '<Default Extension="png" ContentType="image/png"/>' if images else ""
        if footer:
            links.append(_link(_FOOTER_ID, "footer", "footer1.xml"))
            types += f'<Override PartName="/word/footer1.xml" ContentType="{_FOOTER_TYPE}"/>'
            parts["word/footer1.xml"] = f"{_HEAD}<w:ftr {_NAMES}>{footer}</w:ftr>".encode()
            section = f'<w:footerReference w:type="default" r:id="{_FOOTER_ID}"/>{section}'
        said = escape(printable(title).replace("\n", " ")[:LONGEST_TITLE])
        parts[_TEXT] = (
            f"{_HEAD}<w:document {_NAMES}><w:body>{body}<w:sectPr>{section}</w:sectPr></w:body></w:document>"
        ).encode()
        parts[_LINKS] = _before_end(parts[_LINKS], "".join(links))
        parts[_TYPES] = _before_end(parts[_TYPES], types)
        parts[_PROPERTIES] = parts[_PROPERTIES].replace(b"<dc:title/>", f"<dc:title>{said}</dc:title>".encode())
        return _zipped(parts | {f"word/{name}": png for name, png in images.items()})


def with_fixed_dates(data: bytes) -> bytes:
    """Return a zip archive with its members sorted and dated alike."""
    with zipfile.ZipFile(io.BytesIO(data)) as old:
        return _zipped({name: old.read(name) for name in old.namelist()})


@cache
def _common_parts() -> Mapping[str, bytes]:
    """Return the parts of an empty Word file with our styles."""
    with zipfile.ZipFile(io.BytesIO(styled_template())) as empty:
        return {name: empty.read(name) for name in empty.namelist()}


def _link(id: str, kind: str, target: str) -> str:
    return f'<Relationship Id="{id}" Type="{_OFFICE}/{kind}" Target="{target}"/>'


def _before_end(xml: bytes, more: str) -> bytes:
    """Return XML with more before the end of its outermost element."""
    end = xml.rindex(b"</")
    return xml[:end] + more.encode() + xml[end:]


def _zipped(parts: Mapping[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        # the list of types comes first: some readers ask for it
        for name in sorted(parts, key=lambda name: (name != _TYPES, name)):
            info = zipfile.ZipInfo(name, _ZIP_DATE)
            info.external_attr = 0o600 << 16
            info.compress_type = zipfile.ZIP_DEFLATED
            new.writestr(info, parts[name])
    return out.getvalue()
