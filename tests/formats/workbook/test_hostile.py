"""Workbooks that could harm or swamp: refused in words, in under two seconds and under 300 MiB."""

from __future__ import annotations

import json
import subprocess
import sys
import zipfile

import pytest

from models.domain.errors import FaultyInput
from planner.formats.workbook.book import open_book
from planner.formats.workbook.write import book_of
from planner.formats.workbook.xlsx import xlsx_of
from tests.formats.workbook.sheets import small

SECONDS, MEBIBYTES = 2.0, 300
HEAD = b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
TAIL = b"</sheetData></worksheet>"
SHEET = "xl/worksheets/sheet2.xml"
READ = """
import json, resource, sys, time
from pathlib import Path
from models.domain.errors import FaultyInput
from planner.formats.week import raw_week
start = time.process_time()
try:
    raw = raw_week(sys.argv[1])
    told = [str(fault) for fault in raw.faults]
except FaultyInput as error:
    told = [str(fault) for fault in error.faults]
status = Path("/proc/self/status")  # where there is one: ru_maxrss counts what the parent held when it forked
if status.exists():
    used = next(int(line.split()[1]) for line in status.read_text().splitlines() if line.startswith("VmHWM")) / 1024
else:
    used = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (1024 * 1024)
print(json.dumps({"told": told, "seconds": time.process_time() - start, "mebibytes": used}))
"""


@pytest.fixture(scope="module")
def good(tmp_path_factory):
    path = tmp_path_factory.mktemp("good") / "week.xlsx"
    path.write_bytes(xlsx_of(book_of(small())))
    return path


def with_parts(good, target, parts):
    """Write a copy with some parts replaced or added; content comes as pieces, so that bombs need no memory here."""
    with zipfile.ZipFile(good) as source, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as copy:
        for name in source.namelist():
            if name not in parts:
                copy.writestr(name, source.read(name))
        for name, pieces in parts.items():
            with copy.open(name, "w", force_zip64=True) as part:
                for piece in pieces:
                    part.write(piece)
    return target


BOMBS = {
    "a part of 200 MB": {SHEET: [HEAD, *[b" " * 1_000_000] * 200, TAIL]},
    "a million rows": {SHEET: [HEAD, *[b"<row/>" * 100_000] * 10, TAIL]},
    "a million rows with cells": {SHEET: [HEAD, *[b"<row><c><v>1</v></c></row>" * 100_000] * 10, TAIL]},
    "a million cells": {SHEET: [HEAD, b"<row>", *[b'<c r="A1"><v>1</v></c>' * 100_000] * 10, b"</row>", TAIL]},
    "ten million elements": {SHEET: [HEAD, *[b"<x/>" * 100_000] * 100, TAIL]},
    "a million nested elements": {SHEET: [HEAD, *[b"<x>" * 100_000] * 10]},
    "a million shared texts": {"xl/sharedStrings.xml": [b"<sst>", *[b"<si><t>x</t></si>" * 100_000] * 10, b"</sst>"]},
    "a million styles": {"xl/styles.xml": [b"<s><cellXfs>", *[b"<xf/>" * 100_000] * 10, b"</cellXfs></s>"]},
    "entities": {
        SHEET: [b'<!DOCTYPE x [<!ENTITY a "b"><!ENTITY c "&a;&a;">]>', HEAD, b"<row><c><v>&c;</v></c></row>", TAIL]
    },
    "an outside entity": {SHEET: [b'<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>', HEAD, b"&a;", TAIL]},
    "macros": {"xl/vbaProject.bin": [b"x"]},
    "another file": {"xl/externalLinks/externalLink1.xml": [b"<externalLink/>"]},
    "a data connection": {"xl/connections.xml": [b"<connections/>"]},
    "an embedded file": {"xl/embeddings/oleObject1.bin": [b"x"]},
    "a control": {"xl/activeX/activeX1.xml": [b"<x/>"]},
    "broken XML": {SHEET: [HEAD, b"<row><c></row>"]},
    "no XML": {SHEET: [b"\x00\x01\x02" * 1000]},
}


@pytest.mark.parametrize("what", BOMBS)
def test_refused(what, good, tmp_path, root):
    path = with_parts(good, tmp_path / "bad.xlsx", BOMBS[what])
    answer = subprocess.run(
        [sys.executable, "-c", READ, str(path)], cwd=root, capture_output=True, text=True, encoding="utf-8", check=True
    )
    found = json.loads(answer.stdout)
    assert len(found["told"]) == 1
    assert found["seconds"] < SECONDS
    assert found["mebibytes"] < MEBIBYTES


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"", "不是 Excel"),
        (b"name,title\n", "不是 Excel"),
        (b"PK\x03\x04garbage", "不是 Excel"),
        (bytes.fromhex("D0CF11E0A1B11AE1") + b"x" * 600, "旧格式"),
        (bytes.fromhex("D0CF11E0A1B11AE1") + "EncryptedPackage".encode("utf-16-le"), "密码"),
    ],
)
def test_other_files(content, told, tmp_path):
    path = tmp_path / "week.xlsx"
    path.write_bytes(content)
    with pytest.raises(FaultyInput, match=told):
        open_book(path)


@pytest.mark.parametrize("part", ["xl/workbook.bin", "content.xml", "Index/Document.iwa", "word/document.xml"])
def test_other_archives(part, tmp_path):
    path = tmp_path / "week.xlsx"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr(part, "x")
    with pytest.raises(FaultyInput, match=r"另存为 \.xlsx"):
        open_book(path)


def test_damaged_in_the_middle(good, tmp_path):
    content = bytearray(good.read_bytes())
    for at in range(200, len(content) - 200, 997):
        content[at] ^= 0x55
        path = tmp_path / "week.xlsx"
        path.write_bytes(content)
        try:
            open_book(path)
        except FaultyInput as error:
            told = str(error)
        else:
            told = ""
        assert "Traceback" not in told
        content[at] ^= 0x55


def test_ranges_over_the_whole_sheet_cost_nothing(good, tmp_path):
    merged = b'<mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells>'
    merged += b'<hyperlinks><hyperlink ref="A1:XFD1048576"/></hyperlinks>'
    path = with_parts(good, tmp_path / "week.xlsx", {SHEET: [HEAD, b"</sheetData>", merged, b"</worksheet>"]})
    assert open_book(path).sheets
    from planner.formats.workbook.mark_faults import with_faults_marked

    with pytest.raises(FaultyInput, match="合并或带链接"):
        with_faults_marked(path, [])


def test_links_to_web_pages_are_no_harm(good, tmp_path):
    link = b'<Relationship Id="r9" Type="http://x/hyperlink" Target="mailto:a@b.c" TargetMode="External"/>'
    rels = b"<Relationships>" + link + b"</Relationships>"
    path = with_parts(good, tmp_path / "week.xlsx", {"xl/worksheets/_rels/sheet2.xml.rels": [rels]})
    assert open_book(path).sheets
