"""Writing files: all files of a plan or none, and never over a file that this program did not write."""

from __future__ import annotations

import errno
import os
import re
import secrets
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from models.domain.bilingual import bilingual
from planner.formats.folder_exchange import alone_in, exchange, finish_exchange, put

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

LISTING_FILE = ".jiedai-files"
"""Names of the files in a folder that are ours, one a line."""
_RESERVED = re.compile(r"(?i)^(con|prn|aux|nul|com\d|lpt\d)(\.|$)")


def write_file(path: str | Path, content: bytes | str) -> None:
    """Write one file whole or not at all, over whatever is there."""
    path = Path(path)
    draft = path.with_name(f".{path.name}.{secrets.token_hex(4)}.part")
    try:
        put(draft, content)
        os.replace(draft, path)
    finally:
        draft.unlink(missing_ok=True)


def write_files(
    folder: str | Path,
    files: Mapping[str, bytes | str],
    part: str = "",
    unlisted: Mapping[str, bytes | str] | None = None,
) -> list[Path]:
    """Write files into a folder: all of them or none; files of an earlier plan that are no longer wanted go.

    Parameters
    ----------
    folder : str or Path
        Made if missing.
    files : mapping
        Content by name; ``/`` parts folders. Text is written as UTF-8.
    part : str
        Files that we wrote and whose names do not begin so stay; ``files`` all begin so.
    unlisted : mapping, optional
        Files that no later run replaces or removes, for instance what somebody wrote into an earlier draft.

    Returns
    -------
    list of Path
        The files written.

    Raises
    ------
    FileExistsError
        When a file of that name is there that we did not write; nothing is changed.
    OSError
        When a file cannot be written, e.g. because it is open in Word, or another program is writing into the folder;
        what was there is there again.
    """
    folder = Path(folder)
    refuse_foreign(folder, files)
    folder.mkdir(parents=True, exist_ok=True)
    with alone_in(folder):
        refuse_foreign(folder, files)
        others = {name for name in listed(folder) if part and not name.startswith(part)}
        ours = listed(folder) - others
        listing = "".join(f"{name}\n" for name in sorted({*others, *files}))
        exchange(folder, {**(unlisted or {}), **files, LISTING_FILE: listing}, sorted(ours - set(files)))
    _remove_empty(folder, ours - set(files))
    return [folder / name for name in files]


def write_new(path: Path, content: bytes) -> None:
    """Write a file that is not there yet.

    Raises
    ------
    FileExistsError
        When it is there: nothing is overwritten.
    """
    if os.path.lexists(path):
        what = bilingual("文件已存在，未覆盖，请换一个名字", "is there already, maybe choose another name")
        raise FileExistsError(errno.EEXIST, what, str(path))
    write_file(path, content)


def relative_name(other: Path, file: Path) -> str:
    """Return the path of a file as another one that lies beside it would name it."""
    return Path(os.path.relpath(other.absolute(), file.absolute().parent)).as_posix()


def refuse_foreign(folder: str | Path, names: Iterable[str]) -> None:
    """Raise FileExistsError if a file of one of these names is there that we did not write.

    What an interrupted run left half done in the folder is finished first.
    """
    folder = Path(folder)
    finish_exchange(folder)
    ours = listed(folder)
    for name in names:
        if not _inside(name):
            raise ValueError(f"{name!r} leads out of the folder")
        if name not in ours and os.path.lexists(folder / name):
            what = bilingual(
                "已有同名文件，不是本程序所写，未覆盖，请换一个文件夹", "not ours, maybe choose another folder"
            )
            raise FileExistsError(errno.EEXIST, what, str(folder / name))


def listed(folder: Path) -> set[str]:
    """Return the names of the files in a folder that we wrote; names that lead out of it are passed over."""
    try:
        lines = (folder / LISTING_FILE).read_text(encoding="utf-8").splitlines()
    except FileNotFoundError:
        return set()
    return {line for line in lines if line and _inside(line)}


def owner(folder: str | Path) -> tuple[Path, str]:
    """Return the folder whose list names the files of a folder, and how these names begin: itself, or one above it."""
    folder = Path(folder)
    if not (folder / LISTING_FILE).is_file():
        for parent in folder.parents:
            part = f"{folder.relative_to(parent).as_posix()}/"
            if any(name.startswith(part) for name in listed(parent)):
                return parent, part
    return folder, ""


def safe_name(text: str, longest: int = 40) -> str:
    """Return a text as part of a file name that every system takes."""
    name = re.sub(r'[\x00-\x1f\x7f<>:"/\\|?*]+', " ", text)
    name = " ".join(name.split())[:longest].strip(". ")
    return f"_{name}" if not name or _RESERVED.match(name) else name


def _inside(name: str) -> bool:
    path = PurePosixPath(name)
    return not path.is_absolute() and ".." not in path.parts and ":" not in name and "\\" not in name


def _remove_empty(folder: Path, gone: set[str]) -> None:
    """Remove folders that held nothing but files that are gone."""
    for parent in sorted({p for name in gone for p in PurePosixPath(name).parents if p.parts}, reverse=True):
        try:
            (folder / parent).rmdir()
        except OSError:
            continue
