"""What the desktop programme asks of a screen, whether windows or a console."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from planner.desktop.run import CommandRun

PROGRAM_NAME = "接待"
"""Title of the windows and messages."""


class Dialogs(Protocol):
    """A way to ask and tell somebody; None as an answer: they closed the question."""

    def choose(self, title: str, options: Sequence[str]) -> int | None:
        """Return the number of the chosen option."""

    def open_file(self, title: str) -> Path | None:
        """Return a file that is there."""

    def save_file(self, title: str, name: str) -> Path | None:
        """Return a file that is to be written."""

    def watch(self, title: str, run: CommandRun) -> tuple[int, str]:
        """Show a command's lines until it ends, with a way to stop it; return its exit code and all lines."""

    def tell(self, title: str, text: str) -> None:
        """Say something and wait until it is read."""
