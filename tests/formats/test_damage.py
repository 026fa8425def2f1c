"""Damaged workbooks and text files: a fault in words or a week, twice the same, never a traceback."""

from __future__ import annotations

import io
import os
import random
import shutil
import zipfile

import pytest

from models.domain.errors import FaultyInput
from planner.formats import load, save
from planner.formats.workbook.write import book_of
from planner.formats.workbook.xlsx import xlsx_of
from tests.formats.workbook.sheets import small

ODD_BYTES = (
    *(b"\x00", b"\xff\xfe", b"<", b">", b"&", b"]]>", b"&#0;", b"&lt"),
    *(b"9" * 400, b"\xed\xa0\x80", b'"', b"'", b"="),
)
ODD_TEXTS = (
    *("9" * 400, "0x" + "f" * 5000, "8", "1e999", "nan", "-0", "[" * 60, "{a=1", "a.b.c.d = 1", '"""', "2026-09-21"),
    *("2026-09-21T00:00:00+23:59", "08:30:15", "true", "[]", "{}", "[[]]", '"\\u0000"', "\u202e", "\r", "#"),
    "[[visits]]",
)
SHEETS = tuple(f"xl/worksheets/sheet{number}.xml" for number in (1, 2, 3, 5))
SHEET_PARTS = ("xl/workbook.xml", "xl/sharedStrings.xml", "xl/styles.xml", *SHEETS)


def damaged_bytes(content, draw):
    """Cut, change, repeat or insert bytes somewhere."""
    at = draw.randrange(len(content))
    match draw.randrange(5):
        case 0:
            return content[:at]
        case 1:
            return content[:at] + bytes([draw.randrange(256)]) + content[at + 1 :]
        case 2:
            return content[:at] + content[at : at + draw.randrange(1, 400)] * 2 + content[at + 1 :]
        case 3:
            return content[:at] + draw.choice(ODD_BYTES) + content[at:]
    return content[:at] + content[at + draw.randrange(1, 200) :]


def damaged_workbook(content, draw):
    """Damage the archive itself, or one of its parts."""
    if draw.random() < 0.3:
        return damaged_bytes(content, draw)
    out = io.BytesIO()
    hit = draw.choice(SHEET_PARTS)
    with zipfile.ZipFile(io.BytesIO(content)) as source, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as copy:
        for name in source.namelist():
            part = source.read(name)
            copy.writestr(name, damaged_bytes(part, draw) if name == hit else part)
    return out.getvalue()


def damaged_text(text, draw):
    """Replace a value or line by an odd one, or damage the bytes."""
    lines = text.split("\n")
    at = draw.randrange(len(lines))
    match draw.randrange(4):
        case 0:
            key = lines[at].partition("=")[0]
            lines[at] = f"{key}= {draw.choice(ODD_TEXTS)}"
        case 1:
            lines[at] = draw.choice(ODD_TEXTS)
        case 2:
            lines.insert(at, draw.choice(lines))
        case 3:
            return damaged_bytes(text.encode(), draw)
    return "\n".join(lines).encode()


def outcome(path):
    """Return what is read of a week, or its faults."""
    try:
        return load(path)
    except FaultyInput as error:
        return error.faults


def hunt_workbooks(folder, count, draw):
    """Read damaged workbooks; return what was wrong with how that was told."""
    content = xlsx_of(book_of(small()))
    wrong = []
    for number in range(count):
        path = folder / "week.xlsx"
        path.write_bytes(damaged_workbook(content, draw))
        wrong += _wrong(path, number)
    return wrong


def hunt_texts(folder, count, draw):
    """Read damaged text files; return what was wrong with how that was told."""
    save(small(), folder / "good")
    names = sorted(path.relative_to(folder / "good") for path in (folder / "good").rglob("*.toml"))
    wrong = []
    for number in range(count):
        here = folder / "bad"
        shutil.rmtree(here, ignore_errors=True)
        shutil.copytree(folder / "good", here)
        target = here / draw.choice(names)
        target.write_bytes(damaged_text(target.read_text(encoding="utf-8"), draw))
        wrong += _wrong(here, number)
    return wrong


def _wrong(path, number):
    try:
        first = outcome(path)
    except Exception as error:
        return [f"{number}: {type(error).__name__}: {error}"[:300]]
    found = [f"{number}: twice not the same"] if outcome(path) != first else []
    if isinstance(first, tuple):
        found += [f"{number}: no faults"] * (not first)
        found += [f"{number}: no place: {fault}"[:300] for fault in first if not (fault.file or fault.where)]
    return found


def test_damaged_workbooks(tmp_path):
    assert hunt_workbooks(tmp_path, 60, random.Random(1)) == []


def test_damaged_texts(tmp_path):
    assert hunt_texts(tmp_path, 60, random.Random(2)) == []


# -- what kind of file it is


@pytest.mark.parametrize("name", ["week.xlsx", "week/week.toml"])
def test_a_pipe_is_no_file(name, tmp_path):
    path = tmp_path / name
    path.parent.mkdir(exist_ok=True)
    os.mkfifo(path)
    with pytest.raises(FaultyInput):
        load(path if path.suffix == ".xlsx" else path.parent)


def test_a_link_out_of_the_folder_is_not_followed(tmp_path):
    save(small(), tmp_path / "week")
    (tmp_path / "secret.toml").write_text('client = "secret"', encoding="utf-8")
    visits = next(path for path in sorted((tmp_path / "week").rglob("*.toml")) if path.name != "week.toml")
    (visits.parent / "zz.toml").symlink_to(tmp_path / "secret.toml")
    with pytest.raises(FaultyInput, match="指向文件夹外") as error:
        load(tmp_path / "week")
    assert "secret" not in str(error.value)


@pytest.mark.parametrize("compression", [zipfile.ZIP_LZMA, zipfile.ZIP_BZIP2])
def test_other_compressions(compression, tmp_path):
    path = tmp_path / "week.xlsx"
    with zipfile.ZipFile(io.BytesIO(xlsx_of(book_of(small())))) as source, zipfile.ZipFile(path, "w") as copy:
        for name in source.namelist():
            copy.writestr(name, source.read(name), compression)
    with pytest.raises(FaultyInput, match="压缩方式"):
        load(path)


@pytest.mark.parametrize("encoding", ["GBK", "klingon", "UTF-7"])
def test_sheets_in_other_encodings(encoding, tmp_path):
    path = tmp_path / "week.xlsx"
    with zipfile.ZipFile(io.BytesIO(xlsx_of(book_of(small())))) as source, zipfile.ZipFile(path, "w") as copy:
        for name in source.namelist():
            part = source.read(name)
            hit = name == "xl/worksheets/sheet2.xml"
            copy.writestr(name, part.replace(b"UTF-8", encoding.encode(), 1) if hit else part)
    with pytest.raises(FaultyInput) as error:
        load(path)
    assert [fault.where for fault in error.value.faults] == ["来访客户"]


@pytest.mark.parametrize(
    "text",
    [
        "a" + ".a" * 20_000 + " = 1",
        "a = " + "[" * 50_000,
        "days = " + "9" * 5000,
        "days = 0x" + "f" * 5000,
        "a = [" + "1," * 20_000 + "]",
    ],
)
def test_text_files_that_would_swamp(text, tmp_path):
    (tmp_path / "week.toml").write_text(text, encoding="utf-8")
    with pytest.raises(FaultyInput) as error:
        load(tmp_path)
    assert len(str(error.value)) < 1000


@pytest.mark.parametrize(("files", "size"), [(501, 10), (40, 110_000)])
def test_folders_with_too_much_in_them_are_not_opened(files, size, tmp_path):
    save(small(), tmp_path)
    for number in range(files):
        (tmp_path / "visits").mkdir(exist_ok=True)
        (tmp_path / "visits" / f"x{number}.toml").write_text(f'note = "{"x" * size}"\n', "utf-8")
    with pytest.raises(FaultyInput) as caught:
        load(tmp_path)
    (fault,) = caught.value.faults
    assert fault.file.endswith("visits")
    assert "太多或太大" in fault.what


def test_many_tables_on_one_line_are_no_depth(tmp_path):
    from planner.formats.text.toml_file import read_toml

    path = tmp_path / "a.toml"
    path.write_text("a = [" + "{x = 1.5}, " * 200 + "]", encoding="utf-8")
    assert len(read_toml(path, "a.toml").data["a"]) == 200
