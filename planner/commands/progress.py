"""Progress of a command on stderr: one line that changes on a terminal, plain lines elsewhere."""

from __future__ import annotations

import sys
import time
from contextlib import contextmanager
from typing import TYPE_CHECKING

import click

from planner.papers.progress_line import line_of, proofs

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from planner.language.words import Words
    from planner.services.result import Progress

LINE_INTERVAL_SECONDS = 1.0
"""Seconds between two plain lines, but for new phases and proofs."""


@contextmanager
def progress_display(words: Words) -> Iterator[Callable[[Progress], None]]:
    """Give the function that shows the progress of a search."""
    if not sys.stderr.isatty():
        yield _Plain(words).tell
        return
    from rich.console import Console

    console = Console(stderr=True)
    with console.status(words.pick("正在排程，Ctrl-C 停止", "planning, Ctrl-C stops"), spinner="line") as status:
        seen: list[str] = []

        def tell(progress: Progress) -> None:
            if progress.phase not in seen and progress.tiers:
                seen.append(progress.phase)
                console.print(line_of(progress, words), highlight=False, markup=False)
            status.update(line_of(progress, words).replace("[", r"\["))

        yield tell


@contextmanager
def line_display(title: str) -> Iterator[Callable[[str], None]]:
    """Give a function that shows progress: one line that changes on a terminal, elsewhere a line a second at most."""
    if not sys.stderr.isatty():
        said = time.monotonic()

        def say(line: str) -> None:
            nonlocal said
            if time.monotonic() - said >= LINE_INTERVAL_SECONDS:
                click.echo(line, err=True)
                said = time.monotonic()

        yield say
        return
    from rich.console import Console
    from rich.markup import escape

    with Console(stderr=True).status(title, spinner="line") as status:
        yield lambda line: status.update(escape(line))


class _Plain:
    """Lines for a pipe or a log file: the first plan, proofs, and from time to time the state."""

    def __init__(self, words: Words) -> None:
        self.words = words
        self.phase = ""
        self.proven = 0
        self.said = -LINE_INTERVAL_SECONDS

    def tell(self, progress: Progress) -> None:
        """Say it, unless the same was said just now."""
        proven = proofs(progress)
        news = progress.phase != self.phase or proven > self.proven
        if news or progress.message or progress.seconds - self.said >= LINE_INTERVAL_SECONDS:
            click.echo(line_of(progress, self.words), err=True)
            self.phase, self.proven, self.said = progress.phase, proven, progress.seconds
