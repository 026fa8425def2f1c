"""A paper as a file, whatever its format: written here or in a worker process."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from models.parallel.pool_task import PoolTask
from planner.packet.document.page import page_file
from planner.packet.document.pdf import folded_pdf_file, pdf_file
from planner.packet.document.word import word_file

if TYPE_CHECKING:
    from collections.abc import Callable

    from models.cp.stop_signal import StopSignal
    from planner.packet.document.model import Document

PaperFormat = Literal["word", "pdf", "page", "folded"]
BY_TYPST: tuple[PaperFormat, ...] = ("pdf", "folded")
_ENDINGS: dict[PaperFormat, str] = {"word": "docx", "pdf": "pdf", "page": "html", "folded": "pdf"}
_WRITERS: dict[PaperFormat, Callable[[Document], bytes | str]] = {
    "word": word_file,
    "pdf": pdf_file,
    "page": page_file,
    "folded": folded_pdf_file,
}


@dataclass(frozen=True)
class WritePaper(PoolTask):
    """Write a document as a file of a format; ``stem`` is its name without an ending."""

    stem: str
    format: PaperFormat
    document: Document

    def run(self, site: None, stop: StopSignal) -> dict[str, bytes | str]:
        """Return the file by name, the same in every process."""
        del site, stop
        return self.files()

    def files(self) -> dict[str, bytes | str]:
        """Return the file by name."""
        return {f"{self.stem}.{_ENDINGS[self.format]}": _WRITERS[self.format](self.document)}
