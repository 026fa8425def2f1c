"""Ctrl-C while an answer is being written: the first one is kept back until the files are whole."""

from __future__ import annotations

import signal
import threading
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from types import FrameType

_SIGNALS = tuple(getattr(signal, name) for name in ("SIGINT", "SIGTERM", "SIGBREAK") if hasattr(signal, name))
_held: list[threading.Event] = []
"""The event of the hold that is on, if one is."""


@contextmanager
def hold_interrupts() -> Iterator[threading.Event]:
    """Keep the first Ctrl-C (or request to end) back; the event given says that it came.

    A second one is passed on, as KeyboardInterrupt. Does nothing in a thread, where no signals arrive. Within another
    hold, the event is that one's.
    """
    if _held:
        yield _held[-1]
        return
    came = threading.Event()

    def hold(_number: int, _frame: FrameType | None) -> None:
        if came.is_set():
            raise KeyboardInterrupt
        came.set()

    if threading.current_thread() is not threading.main_thread():
        yield came
        return
    before = {number: signal.signal(number, hold) for number in _SIGNALS}
    _held.append(came)
    try:
        yield came
    finally:
        _held.remove(came)
        for number, handler in before.items():
            signal.signal(number, handler)


@contextmanager
def delay_interrupts() -> Iterator[None]:
    """Let Ctrl-C be raised at the end of a block that is not long: one that is raised within an import may get lost."""
    with hold_interrupts() as came:
        yield
    if came.is_set():
        raise KeyboardInterrupt


@contextmanager
def end_as_interrupt() -> Iterator[None]:
    """Let a request to end (SIGTERM, SIGBREAK) do what Ctrl-C does: the best so far is written, or nothing changed."""
    ends = [number for number in _SIGNALS if number != signal.SIGINT and signal.getsignal(number) == signal.SIG_DFL]
    if threading.current_thread() is not threading.main_thread():
        ends = []
    for number in ends:
        signal.signal(number, signal.default_int_handler)
    try:
        yield
    finally:
        for number in ends:
            signal.signal(number, signal.SIG_DFL)
