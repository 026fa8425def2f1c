"""Workbooks onto the disk, and which is which."""

from __future__ import annotations

import errno
import os
from pathlib import Path

from planner.formats.files import write_file
from planner.formats.workbook.book import open_book
from planner.formats.workbook.forms_week import VISITS
from planner.language.text import tight


def write_new(path: Path, content: bytes) -> None:
    """Write a file that is not there yet.

    Raises
    ------
    FileExistsError
        When it is there: nothing is overwritten.
    """
    if os.path.lexists(path):
        what = "文件已存在，未覆盖，请换一个名字 / is there already, maybe choose another name"
        raise FileExistsError(errno.EEXIST, what, str(path))
    write_file(path, content)


def beside(other: Path, file: Path) -> str:
    """Return a workbook's name as another one beside it names it."""
    return Path(os.path.relpath(other.absolute(), file.absolute().parent)).as_posix()


def is_week(path: Path) -> bool:
    """Tell whether a folder or workbook holds a week, not only a company.

    Raises
    ------
    FaultyInput
        When it is a workbook that cannot be opened.
    """
    if path.is_dir():
        return (path / "week.toml").is_file()
    if path.name == "week.toml":
        return True
    return any(tight(sheet.name) in VISITS.titles for sheet in open_book(path).sheets)
