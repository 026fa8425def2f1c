"""Files whole or not at all, and only our own."""

from __future__ import annotations

import os

import pytest

from planner.formats import files
from planner.formats.files import LISTING_FILE, listed, owner, safe_name, write_file, write_files
from planner.formats.folder_exchange import LOCK_FILE


def tree(folder):
    return {
        p.relative_to(folder).as_posix(): p.read_bytes()
        for p in folder.rglob("*")
        if p.is_file() and p.name not in (LISTING_FILE, LOCK_FILE)
    }


def test_writes_into_folders_and_keeps_a_list(tmp_path):
    out = tmp_path / "a" / "b"
    written = write_files(out, {"plan.json": "{}", "任务单/司机.md": "司机", "x.png": b"\x89"})
    assert tree(out) == {"plan.json": b"{}", "任务单/司机.md": "司机".encode(), "x.png": b"\x89"}
    assert written == [out / "plan.json", out / "任务单/司机.md", out / "x.png"]
    assert listed(out) == {"plan.json", "任务单/司机.md", "x.png"}
    assert not list(out.rglob("*.part"))


def test_a_second_plan_replaces_the_first_and_nothing_else(tmp_path):
    write_files(tmp_path, {"a.md": "1", "old/b.md": "1"})
    (tmp_path / "notes.txt").write_text("mine", encoding="utf-8")
    write_files(tmp_path, {"a.md": "2"})
    assert tree(tmp_path) == {"a.md": b"2", "notes.txt": b"mine"}
    assert not (tmp_path / "old").exists()


def test_files_of_others_are_never_replaced(tmp_path):
    (tmp_path / "a.md").write_text("mine", encoding="utf-8")
    with pytest.raises(FileExistsError) as caught:
        write_files(tmp_path, {"b.md": "2", "a.md": "2"})
    assert "another folder" in caught.value.strerror
    assert tree(tmp_path) == {"a.md": b"mine"}


def test_a_folder_with_something_of_others_stays(tmp_path):
    write_files(tmp_path, {"sub/a.md": "1"})
    (tmp_path / "sub" / "mine.txt").write_text("mine", encoding="utf-8")
    write_files(tmp_path, {"b.md": "2"})
    assert tree(tmp_path) == {"sub/mine.txt": b"mine", "b.md": b"2"}


@pytest.mark.parametrize("failing", [1, 2, 3, 4, 5, 6])
def test_on_any_fault_the_old_files_are_there_again(failing, tmp_path, monkeypatch):
    write_files(tmp_path, {"a.md": "1", "b.md": "1", "gone.md": "1"})
    before = tree(tmp_path) | {LISTING_FILE: (tmp_path / LISTING_FILE).read_bytes()}
    replace, calls = os.replace, []

    def failing_replace(source, target):
        calls.append(target)
        if len(calls) == failing:
            raise PermissionError(13, "open in Word", str(target))
        replace(source, target)

    monkeypatch.setattr(files.os, "replace", failing_replace)
    with pytest.raises(PermissionError):
        write_files(tmp_path, {"a.md": "2", "b.md": "2", "c.md": "2"})
    assert tree(tmp_path) | {LISTING_FILE: (tmp_path / LISTING_FILE).read_bytes()} == before
    assert not list(tmp_path.glob(".jiedai-*.part"))


@pytest.mark.parametrize("name", ["../a.md", "/a.md", "C:/a.md", "sub/../../a.md", "a\\b.md"])
def test_names_that_lead_out_are_refused(name, tmp_path):
    with pytest.raises(ValueError, match="leads out"):
        write_files(tmp_path / "out", {name: "x"})


def test_a_doctored_list_removes_nothing_outside(tmp_path):
    (tmp_path / "precious.txt").write_text("mine", encoding="utf-8")
    out = tmp_path / "out"
    write_files(out, {"a.md": "1"})
    (out / LISTING_FILE).write_text("../precious.txt\na.md\n", encoding="utf-8")
    write_files(out, {"b.md": "2"})
    assert (tmp_path / "precious.txt").read_text(encoding="utf-8") == "mine"


def test_a_single_file_is_written_whole(tmp_path, monkeypatch):
    write_file(tmp_path / "plan.json", "old")

    def full(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(files.Path, "write_bytes", full)
    with pytest.raises(OSError, match="space"):
        write_file(tmp_path / "plan.json", "new")
    assert tree(tmp_path) == {"plan.json": b"old"}


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("郑州市政府", "郑州市政府"),
        ('a/b\\c:d*e?"f<g>h|i', "a b c d e f g h i"),
        ("CON", "_CON"),
        ("nul.txt", "_nul.txt"),
        ("..", "_"),
        ("结尾. ", "结尾"),
        ("长" * 60, "长" * 40),
        ("\x00\n", "_"),
    ],
)
def test_names_that_every_system_takes(text, name):
    assert safe_name(text) == name


# ---------------------------------------------------------------- a part of a folder


def test_a_part_is_rewritten_and_the_rest_stays(tmp_path):
    write_files(tmp_path, {"index": "i", "a/x": "1", "a/old": "2", "b/x": "3"})
    assert owner(tmp_path / "a") == (tmp_path, "a/")
    assert owner(tmp_path / "b" / "deeper") == (tmp_path / "b" / "deeper", "")
    assert owner(tmp_path) == (tmp_path, "")
    write_files(tmp_path, {"a/x": "new", "a/more": "4"}, part="a/")
    assert listed(tmp_path) == {"index", "a/x", "a/more", "b/x"}
    assert (tmp_path / "a" / "x").read_text(encoding="utf-8") == "new"
    assert not (tmp_path / "a" / "old").exists()
    assert (tmp_path / "b" / "x").read_text(encoding="utf-8") == "3"
