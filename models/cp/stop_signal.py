"""When to stop; by itself, so that worker processes which do not solve need not load the solver."""

from __future__ import annotations

import threading
import time
from dataclasses import dataclass, field


@dataclass
class StopSignal:
    """When to stop: shared by everything that one call to ``solve`` starts.

    ``deadline`` is a ``time.monotonic`` moment or None; ``event`` is set by Ctrl-C.
    """

    deadline: float | None = None
    event: threading.Event = field(default_factory=threading.Event)

    @property
    def now(self) -> bool:
        """Whether it is time to stop."""
        return self.event.is_set() or self.left <= 0

    @property
    def left(self) -> float:
        """Seconds left; infinite without a deadline."""
        return float("inf") if self.deadline is None else self.deadline - time.monotonic()

    def share(self, part: float) -> StopSignal:
        """Return the signal of a part that gets a share of the time that is left."""
        return self if self.deadline is None else StopSignal(time.monotonic() + part * self.left, self.event)
