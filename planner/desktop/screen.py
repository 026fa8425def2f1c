"""Which dialogs there are: windows where Python has them, else questions in the console."""

from __future__ import annotations

from typing import TYPE_CHECKING

from planner.desktop.console import Console

if TYPE_CHECKING:
    from planner.desktop.dialogs import Dialogs


def dialogs() -> Dialogs:
    """Return windows where there can be any, else the console."""
    try:
        import tkinter

        from planner.desktop.windows import Windows

        return Windows()
    except (ImportError, RuntimeError):
        return Console()
    except tkinter.TclError:  # no screen
        return Console()
