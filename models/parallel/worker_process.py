"""A worker process of the search: takes tasks from its standard input, gives answers on its standard output.

It shares nothing with other processes but these two pipes. When the first is closed, because its parent is gone or
wants no more, it ends at once.

Messages are pickled and preceded by their length. To the worker: the parent's ``sys.path``, the site, then a task with
the seconds that are left for it, or ``STOP``, one task at a time. From it: whether the task was solved, then its result
and CPU seconds, or the exception.
"""

from __future__ import annotations

import os
import pickle
import signal
import struct
import sys
import threading
import time
import traceback
from pathlib import Path
from queue import SimpleQueue
from typing import IO, TYPE_CHECKING, Any

from models.cp.stop_signal import StopSignal

if TYPE_CHECKING:
    from models.parallel.pool_task import PoolTask

_LENGTH = struct.Struct("<Q")
STOP = b""
"""The message that ends a task early."""
BOOTSTRAP = (
    "import pickle, sys; sys.stdin.buffer.read(8); sys.path[:] = pickle.load(sys.stdin.buffer); "
    "from models.parallel.worker_process import main; main()"
)
"""What a worker process runs: the parent's path first, behind its length, so that it finds the same modules."""
PACKAGED_NAME = "jiedai"
"""Name of the program that needs no Python; it runs ``packaged_main`` when it is started with ``PACKAGED_ARGUMENT``."""
PACKAGED_ARGUMENT = "--worker-process"


def command() -> list[str]:
    """Return what starts a worker; nothing where there is neither an interpreter nor our own program."""
    if not sys.executable:
        return []
    if not getattr(sys, "frozen", False):
        return [sys.executable, "-P", "-c", BOOTSTRAP]  # without the working folder, which may hide modules
    return [sys.executable, PACKAGED_ARGUMENT] if Path(sys.executable).stem == PACKAGED_NAME else []


def send(stream: IO[bytes], message: bytes) -> None:
    """Write a message."""
    rest = memoryview(_LENGTH.pack(len(message)) + message)
    while rest:
        rest = rest[stream.write(rest) :]


def receive(stream: IO[bytes]) -> bytearray:
    """Read a message.

    Raises
    ------
    EOFError
        When the other side is gone.
    """
    return _read(stream, _LENGTH.unpack(_read(stream, _LENGTH.size))[0])


def _read(stream: IO[bytes], size: int) -> bytearray:
    found = bytearray(size)
    rest = memoryview(found)
    while rest:
        count = stream.readinto(rest)  # type: ignore[attr-defined]
        if not count:
            raise EOFError
        rest = rest[count:]
    return found


def timed(task: PoolTask, site: Any, stop: StopSignal) -> tuple[Any, float]:
    """Return what a task gives, and the CPU seconds that it took."""
    began = time.thread_time()
    return task.run(site, stop), time.thread_time() - began


def main() -> None:
    """Solve tasks until the parent is gone; never returns."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    commands, answers = sys.stdin.buffer, os.fdopen(os.dup(1), "wb", buffering=0)
    os.dup2(2, 1)  # what libraries print must not get among the answers
    site: Any = pickle.loads(receive(commands))
    listener = _Listener(commands)
    while True:
        task, stop = listener.tasks.get()
        send(answers, _answer(task, site, stop))


def packaged_main() -> None:
    """Do the same in the program that needs no Python: it has its modules itself."""
    receive(sys.stdin.buffer)
    main()


def _answer(task: PoolTask, site: Any, stop: StopSignal) -> bytes:
    try:
        return pickle.dumps((True, timed(task, site, stop)))
    except Exception as error:  # whatever a task raises is raised where it was asked for
        return _told(error)


def _told(error: Exception) -> bytes:
    """Return an exception as an answer; in words where it cannot be sent."""
    error.add_note("".join(traceback.format_exception(error)))
    try:
        message = pickle.dumps((False, error))
        pickle.loads(message)
    except Exception:  # the class of the error decides how pickling it fails
        return pickle.dumps((False, RuntimeError("\n".join([repr(error), *error.__notes__]))))
    return message


class _Listener:
    """Reads commands while a task is solved, and ends the process with the parent.

    Attributes
    ----------
    tasks : queue of (task, stop signal)
        To be solved, in order.
    """

    def __init__(self, commands: IO[bytes]) -> None:
        self.tasks: SimpleQueue[tuple[PoolTask, StopSignal]] = SimpleQueue()
        self._commands = commands
        threading.Thread(target=self._run, daemon=True).start()

    def _run(self) -> None:
        stop = StopSignal()
        try:
            while True:
                message = receive(self._commands)
                if message == STOP:
                    stop.event.set()
                    continue
                task, left = pickle.loads(message)
                stop = StopSignal(None if left is None else time.monotonic() + left)
                self.tasks.put((task, stop))
        except BaseException:  # nobody waits for an answer
            os._exit(1)
