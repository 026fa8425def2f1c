"""All files of a packet by name: for each reader a folder, for each delegation or person their papers."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from planner.formats.files import safe_name
from planner.packet.document.page import page_file
from planner.packet.document.pdf import can_write_pdf, pdf_file
from planner.packet.document.word import word_file
from planner.packet.guest.booklet import booklet
from planner.packet.readers import READER_NAMES

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator
    from typing import Literal

    from models.domain.stay import Stay
    from planner.packet.document.model import Document
    from planner.packet.kit import Kit, Lang
    from planner.packet.readers import Reader

    Format = Literal["word", "pdf", "page"]


class Printed(NamedTuple):
    """A paper of a packet: for whom, its name without an ending, how it is made, and as what files."""

    reader: Reader
    name: str
    document: Document
    formats: tuple[Format, ...]


_ENDINGS: dict[Format, str] = {"word": "docx", "pdf": "pdf", "page": "html"}
_WRITERS: dict[Format, Callable[[Document], bytes | str]] = {"word": word_file, "pdf": pdf_file, "page": page_file}


def packet_files(kit: Kit, readers: Collection[Reader], lang: Lang | None = None) -> dict[str, bytes | str]:
    """Return the files of a packet by name.

    Parameters
    ----------
    readers : collection of str
        For whom.
    lang : str, optional
        None: the office reads Chinese, and guests who do not get both languages.
    """
    files: dict[str, bytes | str] = {}
    pdf = can_write_pdf()
    for printed in printed_papers(kit, readers, lang):
        for format in printed.formats:
            if format != "pdf" or pdf:
                files[f"{printed.name}.{_ENDINGS[format]}"] = _WRITERS[format](printed.document)
    return files


def printed_papers(kit: Kit, readers: Collection[Reader], lang: Lang | None = None) -> Iterator[Printed]:
    """Yield the papers of a packet."""
    if "guest" in readers:
        yield from _for_guests(kit, lang)


def _for_guests(kit: Kit, lang: Lang | None) -> Iterator[Printed]:
    for stay in kit.stays:
        spoken = lang or ("both" if kit.is_foreign(stay) else "zh")
        name = f"{_folder(kit, 'guest')}/{_numbered(kit, stay)}/{kit.words.pick('接待手册', 'guide')}"
        yield Printed("guest", name, kit.document(partial(booklet, stay=stay), spoken), ("word", "pdf", "page"))


def _folder(kit: Kit, reader: Reader) -> str:
    return kit.words.pick(*READER_NAMES[reader])


def _numbered(kit: Kit, stay: Stay) -> str:
    return f"{kit.paper.delegations.number(stay.id):02d} {safe_name(stay.visit.client)}"
