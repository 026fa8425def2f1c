"""Files of a folder exchanged in one step: done or undone after any interruption, and mended by the next run.

The new files are written into a folder of work beside the old ones. One rename decides the exchange; from then on it is
only carried out: each old file goes aside, the new one takes its place. A run that is killed in between leaves the
folder of work, and the next run that opens the folder carries on where it stopped. A fault of the system, for instance
a file that is open in Excel, turns the exchange back.
"""

from __future__ import annotations

import errno
import json
import os
import re
import secrets
import shutil
from contextlib import contextmanager
from typing import TYPE_CHECKING

from filelock import FileLock, Timeout

from models.domain.bilingual import bilingual

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

LOCK_FILE = ".jiedai-lock"
LOCK_SECONDS = 60.0
"""How long a second writer waits for the first; writing a large week to a slow share takes a few seconds."""
_DECIDED, _TURNED_BACK = ".jiedai-exchange", ".jiedai-turned-back"
_WORK = re.compile(r"\.jiedai-[0-9a-f]{8}\.part")
_RECORD = "record.json"


@contextmanager
def alone_in(folder: Path) -> Iterator[None]:
    """Keep other writers out of a folder, after what an interrupted run left half done is finished.

    Raises
    ------
    OSError
        When another program writes here for long, or what was left cannot be finished.
    """
    with _locked(folder):
        _finish(folder)
        yield


def exchange(folder: Path, new: Mapping[str, bytes | str], stale: Sequence[str] = ()) -> None:
    """Put new files in the place of old ones and remove stale ones, all of it or nothing; call it in ``alone_in``.

    Parameters
    ----------
    folder : Path
        Is there.
    new : mapping
        Content by name relative to the folder, the last one exchanged last.
    stale : sequence of str
        Names of files that go.

    Raises
    ------
    OSError
        When a file cannot be written or replaced; what was there is there again.
    """
    work = _new_work(folder)
    new = {name: content for name, content in new.items() if not _holds(folder / name, content)}
    try:
        for name, content in new.items():
            put(work / "new" / name, content)
        there = [name for name in new if os.path.lexists(folder / name)]
        put(work / _RECORD, json.dumps({"new": list(new), "stale": list(stale), "there": there}))
        os.replace(work, folder / _DECIDED)
        _carry_out(folder)
    except OSError:
        raise
    except BaseException:  # Ctrl-C, no memory: what is decided is finished before that is passed on
        _finish(folder)
        raise
    finally:
        shutil.rmtree(work, ignore_errors=True)


def finish_exchange(folder: Path) -> None:
    """Finish what an interrupted run left half done in a folder; nothing happens where nothing is left.

    Raises
    ------
    OSError
        When it cannot be finished, for instance because a file is open in Excel.
    """
    if any(os.path.lexists(folder / name) for name in (_DECIDED, _TURNED_BACK)):
        with alone_in(folder):
            pass


def finish_exchange_around(file: Path) -> None:
    """Finish what an interrupted run left half done where a file is about to be read: its folder and those above it.

    Charts of a week lie up to two folders below the folder that is exchanged.
    """
    for folder in file.absolute().parents[:3]:
        finish_exchange(folder)


def put(path: Path, content: bytes | str) -> None:
    """Write a file, with the folders above it; text as UTF-8."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(_bytes(content))


def _bytes(content: bytes | str) -> bytes:
    return content.encode() if isinstance(content, str) else content


def _holds(path: Path, content: bytes | str) -> bool:
    """Whether a file has this content already: on a slow share each rename counts."""
    wanted = _bytes(content)
    return path.is_file() and path.stat().st_size == len(wanted) and path.read_bytes() == wanted


@contextmanager
def _locked(folder: Path) -> Iterator[None]:
    """Keep other writers out of a folder; a second one waits, then is told."""
    lock = FileLock(folder / LOCK_FILE, timeout=LOCK_SECONDS)
    try:
        lock.acquire()
    except Timeout as timeout:
        what = bilingual(
            "另一个程序正在写这个文件夹，请稍后再试", "another program is writing here, maybe try again later"
        )
        raise BlockingIOError(errno.EAGAIN, what, str(folder)) from timeout
    except NotImplementedError:  # a file system without locks, for instance some network shares
        yield
        return
    try:
        yield
    finally:
        lock.release()


def _new_work(folder: Path) -> Path:
    return folder / f".jiedai-{secrets.token_hex(4)}.part"


def _finish(folder: Path) -> None:
    """Carry on where an earlier run stopped, and remove what it had not decided."""
    if os.path.lexists(folder / _TURNED_BACK):
        _turn_back(folder)
    if os.path.lexists(folder / _DECIDED):
        _carry_out(folder)
    for left in folder.glob(".jiedai-*.part"):
        if _WORK.fullmatch(left.name):
            shutil.rmtree(left, ignore_errors=True)


def _carry_out(folder: Path) -> None:
    """Carry out a decided exchange, or the rest of one; turn it back on a fault of the system."""
    work = folder / _DECIDED
    if not work.is_dir():
        return
    record = json.loads((work / _RECORD).read_text(encoding="utf-8"))
    try:
        for name in [*record["new"], *record["stale"]]:
            target, old, new = folder / name, work / "old" / name, work / "new" / name
            fresh = name in record["new"]
            if fresh and not new.exists():
                continue  # done before the interruption
            if (target.is_file() or target.is_symlink()) and not os.path.lexists(old):
                old.parent.mkdir(parents=True, exist_ok=True)
                os.replace(target, old)
            if fresh:
                target.parent.mkdir(parents=True, exist_ok=True)
                os.replace(new, target)
    except OSError:
        os.replace(work, folder / _TURNED_BACK)
        _turn_back(folder)
        raise
    _remove(work)


def _turn_back(folder: Path) -> None:
    """Put every old file back, and remove new ones that had none."""
    work = folder / _TURNED_BACK
    record = json.loads((work / _RECORD).read_text(encoding="utf-8"))
    for name in [*record["stale"], *record["new"]]:
        target, old, new = folder / name, work / "old" / name, work / "new" / name
        if os.path.lexists(old):
            os.replace(old, target)
        elif name in record["new"] and not new.exists() and name not in record["there"]:
            target.unlink(missing_ok=True)
    _remove(work)


def _remove(work: Path) -> None:
    """Remove a folder of work whose exchange is over; its name says first that nothing is decided any more."""
    over = _new_work(work.parent)
    os.replace(work, over)
    shutil.rmtree(over, ignore_errors=True)
