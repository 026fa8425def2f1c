"""Papers as they are printed: laid out by LibreOffice and Typst, read back by poppler."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from dataclasses import replace

import pytest

from planner.packet.document.page import page_file
from planner.packet.document.pdf import font_folders
from planner.packet.guest.booklet import booklet
from planner.packet.packet import packet_files
from planner.packet.readers import PACKET_READERS

pytestmark = pytest.mark.look

RARE = "喆珺璟祎堃赟龑"
LONG = "Christoph-Maximilian Freiherr von und zu Großschönau-Kaltenbrunn"
ONE_PAGE = (
    *(
        "客户来访接待申请单",
        "客户接待通知表",
        "公司参观申请表",
        "借款单",
        "用车申请单",
        "会议室使用申请单",
        "费用报销单",
    ),
    *("业务招待申请单", "公务接待清单", "客户满意度调查表", "接待总结", "接站牌", "客户来访接待登记表"),
)
"""Papers of one page, by custom."""
_FONTS = """<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig>{dirs}<cachedir>{cache}</cachedir>
{aliases}</fontconfig>"""
_ALIAS = '<alias binding="same"><family>{name}</family><prefer><family>{font}</family></prefer></alias>'
_WORD = re.compile(r'<word xMin="([-\d.]+)" yMin="([-\d.]+)" xMax="([-\d.]+)" yMax="([-\d.]+)">(.*?)</word>')
_PAGE = re.compile(r'<page width="([\d.]+)" height="([\d.]+)">(.*?)</page>', re.DOTALL)


@pytest.fixture(scope="module")
def named(tiny):
    """The small week with rare characters and a long name among the guests."""
    week = tiny.week
    data = week.model_dump(mode="json")
    data["visits"][0]["members"][0]["name"] = RARE[:4]
    data["visits"][0]["members"][1]["name"] = LONG
    data["visits"][0]["members"][2]["name"] = RARE[4:]
    changed = type(week).model_validate(data)
    from planner.judging.check import check
    from planner.packet.seats import seat_items
    from planner.papers.paper import Paper

    report = check(changed, tiny.plan, tiny.paper.report.edition)
    return seat_items(replace(tiny, paper=Paper(report, tiny.words), charts={}))


@pytest.fixture(scope="module")
def printed(named, tmp_path_factory, soffice):
    """Every Word file laid out by LibreOffice, and every PDF, by name."""
    folder = tmp_path_factory.mktemp("look")
    files = packet_files(named, PACKET_READERS)
    words = {}
    for number, (name, data) in enumerate(sorted(files.items())):
        kind = name.rsplit(".", 1)[-1]
        if kind in ("docx", "pdf"):
            (folder / f"{number}.{kind}").write_bytes(data)
            words[name] = folder / f"{number}.pdf"
    families = {"宋体": "Noto Serif SC", "仿宋": "Noto Serif SC", "黑体": "Noto Sans SC", "楷体": "Noto Serif SC"}
    aliases = "".join(_ALIAS.format(name=name, font=font) for name, font in families.items())
    dirs = "".join(f"<dir>{path}</dir>" for path in (*font_folders(), "/usr/share/fonts"))
    config = folder / "fonts.conf"
    config.write_text(_FONTS.format(dirs=dirs, cache=folder / "cache", aliases=aliases), encoding="utf-8")
    environment = os.environ | {"FONTCONFIG_FILE": str(config), "HOME": str(folder)}
    command = [soffice, "--headless", "--convert-to", "pdf", "--outdir", str(folder)]
    subprocess.run([*command, *map(str, folder.glob("*.docx"))], env=environment, check=True, capture_output=True)
    return words


def pages_of(file) -> list[tuple[float, float, list[tuple[float, float, float, float, str]]]]:
    """Return the pages of a PDF: width, height, words with their boxes."""
    if shutil.which("pdftotext") is None:
        pytest.skip("pdftotext is not installed")
    text = subprocess.run(["pdftotext", "-bbox", str(file), "-"], capture_output=True, check=True).stdout.decode()
    found = []
    for wide, high, body in _PAGE.findall(text):
        words = [(*map(float, word[:4]), word[4]) for word in _WORD.findall(body)]
        found.append((float(wide), float(high), words))
    return found


def test_nothing_is_cut_off(printed):
    assert len(printed) > 60
    for name, file in printed.items():
        pages = pages_of(file)
        assert pages, name
        for wide, high, words in pages:
            for left, top, right, bottom, word in words:
                inside = -1 <= left < right <= wide + 1 and -1 <= top < bottom <= high + 1
                assert inside, (name, word)


def test_no_page_is_empty(printed):
    for name, file in printed.items():
        if "A5" not in name:
            assert all(words for _, _, words in pages_of(file)), name


def test_papers_of_one_page_have_one_page(printed):
    found = {
        name: len(pages_of(file)) for name, file in printed.items() if any(f"/{form}." in name for form in ONE_PAGE)
    }
    assert len(found) >= len(ONE_PAGE)
    assert {name: count for name, count in found.items() if count > 1} == {}


def test_rare_characters_and_long_names_are_printed(printed):
    booklets = {name: file for name, file in printed.items() if "接待手册" in name and name.startswith("客人/01")}
    assert len(booklets) == 3  # of Word, PDF and the folded one the last two have one name less
    for name, file in booklets.items():
        text = "".join(word for _, _, words in pages_of(file) for *_, word in words)
        for part in (RARE[:4], RARE[4:], *LONG.replace("-", " ").split()):
            assert part in text.replace("-", " ") or part in text, (name, part)


def test_words_do_not_lie_on_each_other(printed):
    """Two words of a page never cover each other: a table that is too narrow would print one over the other."""
    for name, file in printed.items():
        if not any(form in name for form in ("接待手册.", "接待方案", "任务单", "申请单", "接待确认函")):
            continue
        for _, _, words in pages_of(file):
            for k, (left, top, right, bottom, word) in enumerate(words):
                for other in words[k + 1 : k + 60]:
                    across = min(right, other[2]) - max(left, other[0])
                    down = min(bottom, other[3]) - max(top, other[1])
                    assert across < 2 or down < 0.5 * (bottom - top), (name, word, other[4])


# ---------------------------------------------------------------- on a telephone

_MEASURE = (
    "<script>onload = () => { const root = document.documentElement; document.title = [root.scrollWidth, innerWidth, "
    "performance.getEntriesByType('resource').length, document.querySelectorAll('.row').length].join(' ') }</script>"
)


@pytest.mark.parametrize("lang", ["zh", "en", "both"])
def test_the_page_is_as_wide_as_a_telephone_and_loads_nothing(named, chromium, tmp_path, lang):
    for stay in named.stays:
        page = page_file(named.document(lambda kit, stay=stay: booklet(kit, stay), lang))
        open_page = re.sub(r"<meta http-equiv[^>]*>", "", page)  # it forbids scripts, this one too
        file = tmp_path / f"{stay.id}.html"
        file.write_text(open_page.replace("<body>", f"<body>{_MEASURE}"), encoding="utf-8")
        command = [chromium, "--headless", "--no-sandbox", "--disable-gpu", "--window-size=390,844", "--dump-dom"]
        made = subprocess.run([*command, file.as_uri()], check=True, capture_output=True, timeout=60)
        title = re.search(r"<title>([\d ]+)</title>", made.stdout.decode())
        assert title is not None, "the page was measured"
        wide, window, loaded, rows = map(int, title[1].split())
        assert wide <= window, f"{stay.id} has to be scrolled sideways"
        assert window <= 500
        assert loaded == 0
        assert rows > 3
