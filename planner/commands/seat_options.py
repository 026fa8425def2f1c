"""What was asked of ``jiedai seat`` on the command line."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from pathlib import Path

    from models.cp.stop_signal import StopSignal
    from planner.language.words import Words


class SeatOptions(NamedTuple):
    """What was asked on the command line, apart from the files."""

    out: Path | None
    edition: str | None
    seconds: float | None
    locks: tuple[str, ...]
    changes: tuple[str, ...]
    as_json: bool
    words: Words
    strict: bool = False

    @property
    def stop(self) -> StopSignal:
        """When to stop."""
        from models.cp.stop_signal import StopSignal

        return StopSignal(None if self.seconds is None else time.monotonic() + self.seconds)
