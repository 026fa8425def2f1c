"""What commands say of people who are marked as not coming."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from planner.language.words import Words


def absent_teller(words: Words) -> Callable[[Sequence[str]], None]:
    """Return what says in one line who is marked as not coming, beside the command's own output."""
    from planner.language.absence import absent_line

    def tell(names: Sequence[str]) -> None:
        click.echo(absent_line(names, words), err=True)

    return tell
