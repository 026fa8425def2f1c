"""Closing a week: whole or not at all, whatever interrupts it; twice is once; two users; a full disk; old files."""

from __future__ import annotations

import dataclasses
import errno
import hashlib
import os
import signal
import sqlite3
import subprocess
import sys
import time
from contextlib import closing

import pytest

from models.domain.actuals import Actuals
from models.domain.errors import FaultyInput
from planner.register import closing as module
from planner.register import schema, store
from planner.register.closing import close_week
from planner.register.record import VISIT_TABLES, record_of
from planner.register.schema import APPLICATION_ID, SCHEMA_STEPS, VERSION, VIEWS
from planner.register.store import reading, writing
from tests.register.conftest import FILLED, NOW, ZH


def content(path) -> dict[str, list[tuple]]:
    with reading(path) as connection:
        return {
            table: connection.execute(f"SELECT * FROM {table} ORDER BY 1, 2").fetchall()
            for table in ("weeks", "closings", *VISIT_TABLES)
        }


def digest(path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


@pytest.fixture
def changed(paper):
    """The same week with another sum and another promise."""
    visit = FILLED["visits"][0]
    other = visit | {"costs": visit["costs"] | {"hotel": 1300}, "promises": []}
    return record_of(paper, Actuals.model_validate({"visits": [other]}))


def test_closed_twice_nothing_changes(closed, record):
    before = digest(closed)
    assert close_week(closed, record, NOW.replace(year=2030), ZH).outcome == "same"
    assert digest(closed) == before


def test_what_is_new_replaces_what_was_there_with_a_note(closed, changed):
    done = close_week(closed, changed, NOW, ZH)
    assert (done.outcome, done.revision, done.note) == ("changed", 2, "改动：费用 1 处、承诺 1 处")
    found = content(closed)
    assert [row[1] for row in found["closings"]] == [1, 2]
    assert found["promises"] == []
    assert sum(row[3] or 0 for row in found["costs"]) == 1300 + 567 + 8


def test_other_weeks_stay(closed, record):
    rows = {
        table: [row | {"case_key": f"next/{row['case_key'][-2:]}"} for row in record.rows[table]]
        for table in record.rows
    }
    rows["visits"] = [row | {"week": "next"} for row in rows["visits"]]
    other = dataclasses.replace(record, week="next", rows=rows)
    before = content(closed)
    close_week(closed, other, NOW, ZH)
    after = content(closed)
    assert all(set(before[table]) < set(after[table]) for table in before if before[table])


@pytest.mark.parametrize("table", ["weeks", *VISIT_TABLES])
def test_interrupted_at_any_table_it_is_as_it_was(closed, changed, table, monkeypatch):
    before, insert = content(closed), module._insert

    def stopped(connection, into, rows):
        insert(connection, into, rows)
        if into == table:
            raise KeyboardInterrupt

    monkeypatch.setattr(module, "_insert", stopped)
    with pytest.raises(KeyboardInterrupt):
        close_week(closed, changed, NOW, ZH)
    assert content(closed) == before
    monkeypatch.undo()
    assert close_week(closed, changed, NOW, ZH).outcome == "changed"


KILLED = """
import os, signal, sys
from pathlib import Path
from planner.register.store import writing
with writing(Path(sys.argv[1])) as connection:
    connection.execute("PRAGMA cache_size = 1")
    connection.execute("DELETE FROM visits")
    rows = [(k, "x" * 3000) for k in range(9, 400)]
    connection.executemany("INSERT INTO closings VALUES ((SELECT week FROM weeks), ?, '', ?)", rows)
    os.kill(os.getpid(), signal.SIGKILL)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="no such signal")
def test_killed_in_the_middle_it_is_as_it_was(closed, root):
    """Pages are in the file already, and the journal beside it: the next reader puts them back."""
    before, size = content(closed), closed.stat().st_size
    done = subprocess.run([sys.executable, "-c", KILLED, str(closed)], cwd=root, check=False)
    assert done.returncode == -signal.SIGKILL
    assert closed.stat().st_size > size, "the test is to kill it when the file is changed"
    assert content(closed) == before


def test_somebody_else_is_writing(closed, changed):
    before = content(closed)
    with closing(sqlite3.connect(closed, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        began = time.monotonic()
        with pytest.raises(OSError, match="有同事正在写") as told:
            close_week(closed, changed, NOW, ZH, wait=0.1)
        assert time.monotonic() - began < 2
        assert told.value.errno == errno.EBUSY
        assert content(closed) == before, "who reads is not held up"
        other.execute("ROLLBACK")
    assert close_week(closed, changed, NOW, ZH).outcome == "changed"


def test_a_full_disk(closed, changed, monkeypatch):
    """SQLite says so itself: the file may not grow."""
    before, made = content(closed), store._connect

    def small(path, wait, mode):
        connection = made(path, wait, mode)
        pages = connection.execute("PRAGMA page_count").fetchone()[0]
        connection.execute(f"PRAGMA max_page_count = {pages}")
        return connection

    big = [row | {"comment": "很长" * 9000} for row in changed.rows["visits"]]
    changed.rows["visits"] = big
    monkeypatch.setattr(store, "_connect", small)
    with pytest.raises(OSError, match="磁盘已满") as told:
        close_week(closed, changed, NOW, ZH)
    assert told.value.errno == errno.ENOSPC
    monkeypatch.undo()
    assert content(closed) == before


# ---------------------------------------------------------------- files


def old_register(path, version: int) -> None:
    """Write a register of an older program."""
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        for step in SCHEMA_STEPS[:version]:
            connection.executescript(step)
        connection.execute("INSERT INTO weeks VALUES ('old', '旧周', '2025-01-06', 0, NULL, 1, 'x')")
        visit = ("old/v", "old", "v", "甲公司", "甲公司", "other", "B", "training", "2025-01-06", "2025-01-07", 3, 3, 1)
        connection.execute("INSERT INTO visits VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,'','')", visit)
        connection.execute(
            "INSERT INTO promises (case_key, number, what, due, owner, done) "
            "VALUES ('old/v', 1, '寄样本', '', '王工', 0)"
        )
        connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        connection.execute(f"PRAGMA user_version = {version}")


@pytest.mark.parametrize("version", range(1, VERSION))
def test_an_older_register_becomes_a_present_one(tmp_path, version, record):
    path = tmp_path / "old.sqlite"
    old_register(path, version)
    before = digest(path)
    with reading(path) as connection:  # as if it were a present one
        assert connection.execute("SELECT what, done, client FROM promise_list").fetchall() == [("寄样本", 0, "甲公司")]
    assert digest(path) == before, "who reads changes nothing"
    close_week(path, record, NOW, ZH)
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("PRAGMA user_version").fetchone() == (VERSION,)
        assert connection.execute("SELECT reach FROM promises WHERE case_key = 'old/v'").fetchone() == ("general",)
        assert connection.execute("SELECT count(*) FROM visit_list").fetchone() == (3,)


def test_an_interrupted_migration_leaves_the_older_register(tmp_path, monkeypatch):
    path = tmp_path / "old.sqlite"
    old_register(path, 1)
    before = digest(path)

    def failing(connection):
        raise KeyboardInterrupt

    monkeypatch.setattr(schema, "_make_views", failing)
    with pytest.raises(KeyboardInterrupt), writing(path):
        pass
    assert digest(path) == before


def test_views_are_described_in_both_languages(closed):
    with reading(closed) as connection:
        told = connection.execute('SELECT "view", "column", zh, en FROM columns').fetchall()
        assert all(zh and en for _, _, zh, en in told)
        for view in VIEWS:
            names = [column[0] for column in connection.execute(f"SELECT * FROM {view.name}").description]
            assert names == [column for name, column, _, _ in told if name == view.name and column]


@pytest.mark.parametrize("content", [b"PK\x03\x04 no database at all" * 40, b""], ids=["another file", "empty"])
def test_a_file_that_is_none(tmp_path, record, content):
    path = tmp_path / "x.sqlite"
    path.write_bytes(content)
    if content:
        with pytest.raises(FaultyInput, match="不是接待登记册"):
            close_week(path, record, NOW, ZH)
        assert path.read_bytes() == content
    else:
        assert close_week(path, record, NOW, ZH).outcome == "new"


def test_another_programs_database_stays_as_it_is(tmp_path, record):
    path = tmp_path / "other.sqlite"
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE TABLE mine (x)")
        connection.commit()
    before = digest(path)
    with pytest.raises(FaultyInput, match="不是接待登记册"):
        close_week(path, record, NOW, ZH)
    assert digest(path) == before


def test_a_newer_programs_register(closed, record):
    with closing(sqlite3.connect(closed)) as connection:
        connection.execute("PRAGMA user_version = 99")
    with pytest.raises(FaultyInput, match="换新版"):
        close_week(closed, record, NOW, ZH)


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="root may write everywhere")
def test_a_register_that_may_only_be_read(closed):
    closed.chmod(0o444)
    assert content(closed)["visits"]


def test_a_folder_that_is_not_there(tmp_path, record):
    with pytest.raises(OSError, match="打不开"):
        close_week(tmp_path / "none" / "x.sqlite", record, NOW, ZH)
