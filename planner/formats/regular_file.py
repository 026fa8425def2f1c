"""What kind of thing a path leads to, and how large it is: looked at before anything of it is read.

Input comes by mail and from shared folders. A pipe would wait for ever, a device never ends, and a link that leads out
of the folder would make papers of somebody else's file.
"""

from __future__ import annotations

import stat
from typing import TYPE_CHECKING

from models.domain.bilingual import bilingual
from models.domain.errors import Fault, FaultyInput

if TYPE_CHECKING:
    from pathlib import Path

_KINDS = (
    (stat.S_ISDIR, bilingual("这是文件夹，不是文件", "a folder, not a file")),
    (stat.S_ISFIFO, bilingual("这是管道，不是文件", "a pipe, not a file")),
    (stat.S_ISCHR, bilingual("这是设备，不是文件", "a device, not a file")),
    (stat.S_ISBLK, bilingual("这是设备，不是文件", "a device, not a file")),
    (stat.S_ISSOCK, bilingual("这是套接字，不是文件", "a socket, not a file")),
)


def file_fault(path: Path, name: str, most: int, within: Path | None = None) -> Fault | None:
    """Return what is wrong with a file before it is opened, or None.

    Parameters
    ----------
    name : str
        The file as the user knows it.
    most : int
        Bytes that it may have.
    within : Path or None
        The folder that a link may not lead out of, for files that nobody named one by one.

    Raises
    ------
    OSError
        When there is none, or it may not be looked at.
    """
    status = path.stat()
    kind = next((what for is_it, what in _KINDS if is_it(status.st_mode)), None)
    if kind is not None:
        return Fault(name, "", kind, bilingual("给出文件本身", "name the file itself"))
    if within is not None and path.is_symlink() and not path.resolve().is_relative_to(within.resolve()):
        what = bilingual("是指向文件夹外的链接，没有读", "a link that leads out of the folder, not read")
        return Fault(name, "", what, bilingual("把文件本身放进来", "put the file itself here"))
    if status.st_size > most:
        size = f"{status.st_size / 1_000_000:.0f} MB" if status.st_size >= 1_000_000 else f"{status.st_size} B"
        what = bilingual(f"文件过大:{size}", f"the file is too large: {size}")
        return Fault(name, "", what, f"至多 {most // 1_000_000} MB")
    return None


def within(folder: Path, named: str) -> Path | None:
    """Return the path of a file of a folder or below it, there or not; None for what leads out of the folder."""
    found, root = folder / named, folder.resolve()
    return found if found.resolve().is_relative_to(root) else None


def bytes_of(path: Path, name: str, most: int) -> bytes:
    """Return the content of a file.

    Raises
    ------
    FaultyInput
        When it is no regular file, or too large.
    OSError
        When it cannot be opened.
    """
    fault = file_fault(path, name, most)
    if fault is not None:
        raise FaultyInput([fault])
    with path.open("rb") as stream:
        return stream.read(most + 1)[:most]
