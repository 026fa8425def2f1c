"""A command in a process of its own: its lines as they come, and a way to stop it that keeps the best plan so far."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

_WORKER = (
    "import signal, sys\n"
    "if hasattr(signal, 'SIGBREAK'): signal.signal(signal.SIGBREAK, signal.default_int_handler)\n"
    "from planner.cli import main\n"
    "sys.exit(main(sys.argv[1:]))\n"
)


class CommandRun:
    """A command under way."""

    def __init__(self, arguments: Sequence[str]) -> None:
        windows = sys.platform == "win32"
        packaged = getattr(sys, "frozen", False)
        self._process = subprocess.Popen(
            [sys.executable, *(() if packaged else ("-P", "-c", _WORKER)), *arguments],
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            stdin=subprocess.DEVNULL,
            text=True,
            encoding="utf-8",
            errors="replace",
            env={**os.environ, "PYTHONUTF8": "1", "NO_COLOR": "1", "PYTHONUNBUFFERED": "1"},
            creationflags=getattr(subprocess, "CREATE_NEW_PROCESS_GROUP", 0) if windows else 0,
            start_new_session=not windows,
        )

    def follow(self, say: Callable[[str], None]) -> int:
        """Say every line as it comes and return the exit code."""
        assert self._process.stdout is not None
        for line in self._process.stdout:
            say(line.rstrip("\n"))
        return self._process.wait()

    def stop(self) -> None:
        """Ask it to stop, as Ctrl-C does: the best plan so far is written."""
        if self._process.poll() is None:
            self._process.send_signal(getattr(signal, "CTRL_BREAK_EVENT", signal.SIGINT))


def open_file(path: str) -> None:
    """Open a file or folder with the program that the system has for it."""
    if sys.platform == "win32":
        os.startfile(path)
    else:
        subprocess.run(
            ["open" if sys.platform == "darwin" else "xdg-open", path], check=False, stderr=subprocess.DEVNULL
        )
