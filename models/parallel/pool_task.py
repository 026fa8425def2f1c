"""What a pool of worker processes is given to do."""

from __future__ import annotations

from abc import ABC, abstractmethod
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from models.cp.stop_signal import StopSignal


class PoolTask(ABC):
    """A pure function of what it carries and of the site, which every worker holds; it and its answer can be sent."""

    @abstractmethod
    def run(self, site: Any, stop: StopSignal) -> Any:
        """Do it; the stop signal may end it early."""

    def without_answer(self) -> Any:
        """Return what is known where it could not be done at all: memory was short, or the worker crashed."""
        return None
