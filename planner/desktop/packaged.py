"""The program that needs no Python: by double-click every step, with arguments the command, and its own workers.

Built by ``launch/package/build.py``. Dropped files come as arguments, and are no names of commands.
"""

from __future__ import annotations

import multiprocessing
import signal
import sys


def main() -> int:
    """Run what the arguments ask for; the exit code."""
    multiprocessing.freeze_support()  # a process of the board, started with arguments of its own, ends here
    arguments = sys.argv[1:]
    from models.parallel.worker_process import PACKAGED_ARGUMENT, packaged_main

    if arguments[:1] == [PACKAGED_ARGUMENT]:
        packaged_main()
    if hasattr(signal, "SIGBREAK"):  # how the windows of Windows ask a command to stop
        signal.signal(signal.SIGBREAK, signal.default_int_handler)
    if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
        signal.signal(signal.SIGINT, signal.default_int_handler)
    if arguments and not _are_files(arguments):
        from planner.cli import main as command

        return command(arguments)
    from planner.desktop.app import main as steps

    return steps(arguments)


def _are_files(arguments: list[str]) -> bool:
    """Tell whether files were dropped on the program: whole paths, as systems hand them over."""
    from pathlib import Path

    return all(Path(each).is_absolute() and Path(each).exists() for each in arguments)


if __name__ == "__main__":
    sys.exit(main())
