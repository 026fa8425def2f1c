"""One document, three writers: the same texts, the same bytes each time, nothing from input taken for markup."""

from __future__ import annotations

import io
import re
import zipfile

import pytest
from docx import Document as read_word

from planner.packet.document.bilingual import in_both_languages
from planner.packet.document.codes import contact_card
from planner.packet.document.model import (
    Cover,
    Document,
    Field,
    FieldBoxes,
    Grid,
    Heading,
    Illustration,
    Listing,
    PageBreak,
    Paragraph,
    Placard,
    QrCodes,
    Signatures,
    Title,
)
from planner.packet.document.page import page_file
from planner.packet.document.pdf import folded_pdf_file, folded_sides, pdf_file
from planner.packet.document.printable import column_shares, printable
from planner.packet.document.word import word_file

AWKWARD = (
    "喆珺璟祎堃赟龑 </w:t><script>alert(1)</script> #sys.inputs $x$ *b* _i_ @ref `c` {{ x }} =1+1 \\ \"q\" 'a' &amp;"
)


def every_block(text: str) -> tuple:
    from planner.packet.document.codes import code_png, code_svg

    return (
        Cover(text, text, (text,)),
        Title(text, text),
        Heading(text),
        Heading(text, 2),
        *(Paragraph(text, style) for style in ("text", "letter", "note", "right", "centre")),
        Listing((text, text), "□"),
        FieldBoxes((Field(text, text), Field(text, text), Field(text, text, wide=True, lines=3), Field(text))),
        Grid((text, text), ((text, text), (text, "")), merged=1, least=3),
        Grid(("", ""), ((text, text),)),
        PageBreak(),
        QrCodes(((contact_card(text, "199"), text),)),
        Illustration(code_svg("1"), code_png("1"), 40, text),
        Signatures((text, text)),
        Placard((text,), text),
    )


@pytest.fixture(scope="module")
def document() -> Document:
    return Document(AWKWARD, every_block(AWKWARD), footer=AWKWARD)


def word_text(data: bytes) -> list[str]:
    body = read_word(io.BytesIO(data)).element.body
    return [
        "".join(t.text or "" for t in p.iter() if t.tag.endswith("}t")) for p in body.iter() if p.tag.endswith("}p")
    ]


def test_word_shows_texts_as_they_are(document):
    texts = word_text(word_file(document))
    said = [text for text in texts if AWKWARD in text]
    assert len(said) >= 24
    assert not [text for text in texts if text and AWKWARD not in text and text not in {"□ ", "日期："}]


def test_word_has_no_field_from_input(document):
    with zipfile.ZipFile(io.BytesIO(word_file(document))) as archive:
        parts = {name: archive.read(name).decode("utf-8", "replace") for name in archive.namelist() if "xml" in name}
    assert "instrText" not in parts["word/document.xml"]
    assert "fldSimple" not in parts["word/document.xml"]
    footers = [text for name, text in parts.items() if "footer" in name]
    assert [re.findall(r'w:instr="([^"]*)"', text) for text in footers] == [[" PAGE ", " NUMPAGES "]]


def test_the_page_has_no_markup_from_input_and_asks_for_nothing(document):
    page = page_file(document)
    assert "<script" not in page
    assert AWKWARD.split(" ")[0] in page
    addresses = re.findall(r"""(?:src|href|url)\s*[=(]\s*["']?([^"')\s>]+)""", page)
    assert not addresses
    assert not re.findall(r"https?://(?!www\.w3\.org/2000/svg)", page)
    assert "default-src 'none'" in page


def test_pdf_shows_texts_as_they_are(document):
    assert pdf_file(document).startswith(b"%PDF")


@pytest.mark.parametrize("write", [word_file, pdf_file, page_file])
def test_the_same_document_is_the_same_bytes(document, write):
    assert write(document) == write(document)


def test_dates_in_word_files_are_fixed(document):
    with zipfile.ZipFile(io.BytesIO(word_file(document))) as archive:
        assert {info.date_time for info in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        core = archive.read("docProps/core.xml").decode()
    assert "2000-01-01T00:00:00Z" in core
    assert "python-docx" not in core


def test_pictures_in_word_files_are_held_once_and_keep_their_shape():
    from PIL import Image

    out = io.BytesIO()
    Image.new("RGB", (60, 30)).save(out, "PNG")
    wide = Illustration("<svg/>", out.getvalue(), 40)
    data = word_file(Document("", (wide, Heading("a"), wide)))
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert [name for name in archive.namelist() if "media" in name] == ["word/media/image1.png"]
    shapes = read_word(io.BytesIO(data)).inline_shapes
    assert [(shape.width.mm, shape.height.mm) for shape in shapes] == [(40, 20), (40, 20)]


@pytest.mark.parametrize("write", [word_file, pdf_file, page_file])
@pytest.mark.parametrize("text", ["\x00\x0b\x1f", "\ud800", "\ufffe", "a\u202eb", "\u2028", ""])
def test_what_cannot_be_printed_breaks_nothing(write, text):
    assert write(Document(text, every_block(text)))


def test_printable_keeps_lines_and_rare_characters():
    assert printable("喆\r\n珺\t\u200f龑\r赟") == "喆\n珺龑\n赟"


def test_fonts_have_chinese_names(document):
    with zipfile.ZipFile(io.BytesIO(word_file(document))) as archive:
        styles = archive.read("word/styles.xml").decode()
    for font in ("宋体", "黑体", "仿宋", "楷体"):
        assert f'w:eastAsia="{font}"' in styles


# ---------------------------------------------------------------- widths of columns


def test_columns_fill_the_room_and_short_ones_are_not_broken():
    rows = [("10月20日 周二", "09:00–10:30", "很长的说明" * 20), ("10月21日 周三", "11:00–12:30", "短")]
    shares = column_shares(rows, 96)
    assert sum(shares) == pytest.approx(96)
    assert shares[0] >= 14
    assert shares[1] >= 12


def test_a_long_word_does_not_take_all_the_room():
    shares = column_shares([("a" * 200, "b")], 60)
    assert shares[1] >= 4
    assert sum(shares) == pytest.approx(60)


def test_a_way_is_broken_at_its_arrow():
    """In a column that is too narrow for it, one word would lie over the next column."""
    import shutil
    import subprocess

    if shutil.which("pdftotext") is None:
        pytest.skip("pdftotext is not installed")
    way = "Zhengzhouxinzheng→Shangdugardenhotel"
    blocks = (Grid(("a", "b"), ((way, "word " * 400), ("", "x"))),)
    data = pdf_file(Document("", blocks, "en", "a5"))
    said = subprocess.run(["pdftotext", "-bbox", "-", "-"], input=data, capture_output=True, check=True).stdout.decode()
    word = re.compile(r'<word xMin="([\d.]+)" yMin="[\d.]+" xMax="([\d.]+)"[^>]*>(.*?)</word>')
    found = [(float(left), float(right), text) for left, right, text in word.findall(said)]
    ends = max(right for _, right, text in found if "Zheng" in text or "Shang" in text)
    begins = min(left for left, _, text in found if text == "word")
    assert ends < begins


# ---------------------------------------------------------------- two languages


def test_both_languages_stand_one_under_the_other():
    zh, en = (
        Document("手册", (Title("日程"), Paragraph("G12", "note"))),
        Document("guide", (Title("Days"), Paragraph("G12", "note")), "en"),
    )
    both = in_both_languages(zh, en)
    assert both.blocks == (Title("日程\nDays"), Paragraph("G12", "note"))
    assert both.lang == "both"


def test_a_name_that_stands_in_the_english_text_is_not_said_twice():
    zh, en = (Document("", (Paragraph(text),)) for text in ("商都嘉苑酒店", "Shangdu Garden Hotel 商都嘉苑酒店"))
    assert in_both_languages(zh, en).blocks == en.blocks


def test_last_lines_that_are_the_same_are_said_once():
    zh, en = (Document("", (Paragraph(text),)) for text in ("周二\n10:25–12:15", "Tue\n10:25–12:15"))
    assert in_both_languages(zh, en).blocks == (Paragraph("周二\nTue\n10:25–12:15"),)


def test_papers_that_are_not_alike_are_refused():
    with pytest.raises(ValueError, match="Title in Chinese is Heading in English"):
        in_both_languages(Document("", (Title("a"),)), Document("", (Heading("a"),)))


# ---------------------------------------------------------------- contact cards


def test_a_contact_card_is_not_changed_by_its_texts():
    card = contact_card("王;喆\r\nTEL:110", "199-0000", "甲,乙\\丙", "经理\nEMAIL:x")
    assert card.split("\r\n") == [
        "BEGIN:VCARD",
        "VERSION:3.0",
        r"N:王\;喆 TEL:110;;;;",
        r"FN:王\;喆 TEL:110",
        r"ORG:甲\,乙\\丙",
        "TITLE:经理 EMAIL:x",
        "TEL;TYPE=CELL:199-0000",
        "END:VCARD",
    ]


@pytest.mark.parametrize(
    ("pages", "sides"),
    [
        (1, [(0, 1), (0, 0)]),
        (4, [(4, 1), (2, 3)]),
        (6, [(0, 1), (2, 0), (6, 3), (4, 5)]),
        (8, [(8, 1), (2, 7), (6, 3), (4, 5)]),
    ],
)
def test_pages_of_a_folded_booklet_stand_in_order(pages, sides):
    assert folded_sides(pages) == sides


def test_a_folded_booklet_is_the_same_bytes(document):
    assert folded_pdf_file(document) == folded_pdf_file(document)
