"""Opening a register: one writer at a time, all of a transaction or nothing, and readers who change nothing.

The journal is SQLite's plain one, which also works on the shared drives of offices, where a write-ahead log does not.
"""

from __future__ import annotations

import errno
import sqlite3
from contextlib import closing, contextmanager
from typing import TYPE_CHECKING

from models.domain.bilingual import bilingual
from models.domain.errors import Fault, FaultyInput
from planner.register.schema import APPLICATION_ID, VERSION, migrate

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

WAIT_SECONDS = 10.0
"""How long one waits for somebody else who is writing; a week is written in less than one."""
_BUSY = (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED)
_NOT_OURS = (sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_CORRUPT)


@contextmanager
def writing(path: Path, wait: float = WAIT_SECONDS) -> Iterator[sqlite3.Connection]:
    """Open a register, which is made where there is none, for one transaction: committed at the end, or nothing of it.

    Raises
    ------
    FaultyInput
        When the file is no register, damaged, or of a newer program.
    OSError
        When it cannot be opened, somebody else is writing, or the disk is full; the register is as it was.
    """
    with _in_words(path), closing(_connect(path, wait, "rwc")) as connection:
        connection.execute("PRAGMA foreign_keys = ON")
        connection.execute("BEGIN IMMEDIATE")
        try:
            _refuse_foreign(connection, path)
            migrate(connection)
            yield connection
            connection.execute("COMMIT")
        except BaseException:
            if connection.in_transaction:
                connection.execute("ROLLBACK")
            raise


@contextmanager
def reading(path: Path, wait: float = WAIT_SECONDS) -> Iterator[sqlite3.Connection]:
    """Open a register to read: an older one is brought to the present version in memory, the file stays as it is.

    Raises
    ------
    FaultyInput
        When the file is no register, damaged, or of a newer program.
    OSError
        When there is none, or somebody is writing for longer than one waits.
    """
    if not path.is_file():
        what = bilingual("没有这个登记册", "there is no such register")
        raise FileNotFoundError(errno.ENOENT, what, str(path))
    with _in_words(path), closing(_open_to_read(path, wait)) as connection:
        _refuse_foreign(connection, path)
        if _version(connection) == VERSION:
            connection.execute("PRAGMA query_only = ON")
            yield connection
            return
        with closing(sqlite3.connect(":memory:", isolation_level=None)) as copy:
            connection.backup(copy)
            migrate(copy)
            yield copy


def _open_to_read(path: Path, wait: float) -> sqlite3.Connection:
    """Open a file; able to undo what an interrupted writer left, where we may write, else only to read."""
    connection = _connect(path, wait, "rw")
    try:
        _version(connection)
    except sqlite3.OperationalError as error:
        connection.close()
        if error.sqlite_errorcode & 0xFF not in (sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_READONLY):
            raise
        return _connect(path, wait, "ro")
    return connection


def _connect(path: Path, wait: float, mode: str) -> sqlite3.Connection:
    return sqlite3.connect(f"{path.absolute().as_uri()}?mode={mode}", timeout=wait, isolation_level=None, uri=True)


def _version(connection: sqlite3.Connection) -> int:
    version: int = connection.execute("PRAGMA user_version").fetchone()[0]
    return version


def _refuse_foreign(connection: sqlite3.Connection, path: Path) -> None:
    """Raise FaultyInput for a file of another program, or of a newer version of ours."""
    version, tables = _version(connection), connection.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]
    (application,) = connection.execute("PRAGMA application_id").fetchone()
    if tables and application != APPLICATION_ID:
        raise _no_register(path)
    if version > VERSION:
        what = bilingual(
            f"登记册版本 {version}，本程序只懂到 {VERSION}", f"version {version}, this program knows up to {VERSION}"
        )
        raise FaultyInput([Fault(str(path), "", what, bilingual("换新版接待", "a newer jiedai"))])


def _no_register(path: Path) -> FaultyInput:
    what = bilingual("不是接待登记册，或已损坏", "no register of jiedai, or a damaged one")
    maybe = bilingual("jiedai close 写的 .sqlite 文件", "the .sqlite file that jiedai close wrote")
    return FaultyInput([Fault(str(path), "", what, maybe)])


@contextmanager
def _in_words(path: Path) -> Iterator[None]:
    """Turn what SQLite says into what users read."""
    try:
        yield
    except sqlite3.Error as error:
        code = getattr(error, "sqlite_errorcode", sqlite3.SQLITE_ERROR) & 0xFF
        if code in _NOT_OURS:
            raise _no_register(path) from None
        if code in _BUSY:
            what = bilingual("有同事正在写登记册，请过一会儿再试", "somebody is writing it, maybe try again in a while")
            raise OSError(errno.EBUSY, what, str(path)) from None
        if code == sqlite3.SQLITE_FULL:
            what = bilingual("磁盘已满，什么也没有写", "the disk is full, nothing was written")
            raise OSError(errno.ENOSPC, what, str(path)) from None
        if code in (sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_READONLY, sqlite3.SQLITE_IOERR, sqlite3.SQLITE_PERM):
            what = bilingual("登记册打不开或不能写", "the register cannot be opened or written")
            raise OSError(errno.EACCES, what, str(path)) from None
        raise
