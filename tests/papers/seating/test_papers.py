"""The papers as files: lists, kitchen, service, causes; names, markup, bytes."""

from __future__ import annotations

import matplotlib as mpl
import pytest

from models.domain.seating import Breach, Cause, Deviation, Proof
from planner.formats.files import write_files
from planner.language.words import Words
from planner.papers.seating import findings, lists
from planner.papers.seating.alphabet import alphabetical, initial
from planner.papers.seating.paper import SeatingPaper, cited
from planner.papers.seating.people import said
from planner.papers.seating.printed import dinner_papers, ride_papers
from tests.etiquette.party import edition
from tests.papers.seating.cases import banquet, convoy, one_table, solved

ZH, EN = Words(), Words("en")


def papers(paper: SeatingPaper) -> dict[str, bytes | str]:
    return dinner_papers(paper.dinner, paper.seating, paper.etiquette, paper.words)


def test_files_of_a_dinner_are_the_same_twice_and_leave_matplotlib_alone(tmp_path):
    paper, before = solved("ten-seats"), dict(mpl.rcParams)
    one, other = papers(paper), papers(paper)
    assert one == other
    assert dict(mpl.rcParams) == before
    assert set(one) == {
        "座次.xlsx",
        "座次说明.md",
        "座次表-按桌.md",
        "座次表-按姓名.md",
        "后厨单.md",
        "上菜次序.md",
        "座次图/平面图.png",
        "座次图/平面图.svg",
        "座次图/1 主桌.png",
        "座次图/1 主桌.svg",
        "席卡.pdf",
        "桌号牌.pdf",
    }
    write_files(tmp_path, one)
    assert (tmp_path / "座次图" / "1 主桌.png").read_bytes().startswith(b"\x89PNG")
    assert b"<text" not in (tmp_path / "座次图" / "1 主桌.svg").read_bytes(), "readers need no font"


def test_files_of_a_ride():
    paper = convoy()
    files = ride_papers(paper.ride, paper.plan, paper.etiquette, ZH)
    assert {"乘车.xlsx", "乘车安排.md", "乘车说明.md", "车卡.pdf", "乘车图/第1车 豫A·3.png"} <= set(files)
    text = files["乘车安排.md"]
    assert "换座：李文 后排右→副驾驶" in text
    english = ride_papers(paper.ride, paper.plan, paper.etiquette, EN)
    assert {"cars.xlsx", "cars.md", "notes-cars.md", "car-cards.pdf"} <= set(english)


def test_a_podium_has_no_kitchen():
    files = papers(one_table("podium", 3, policy=edition("government")))
    assert not [name for name in files if "后厨" in name or "上菜" in name or "桌号牌" in name]
    assert "席卡.pdf" in files


def test_everybody_stands_once_in_each_list():
    paper = banquet(3)
    everybody = sorted(paper.people.known)
    assert sorted(row.about for row in lists.name_list(paper).rows) == everybody
    assert sorted(row.about for table in lists.by_table(paper) for row in table.rows) == everybody


def test_names_are_in_alphabetical_order():
    names = ["王喆", "Müller", "褚建业", "曾勇", "单明", "Smith", "欧阳思齐", "仇英", "Ömer", "Zhou"]
    ordered = sorted(names, key=alphabetical)
    assert [initial(name) for name in ordered] == sorted(initial(name) for name in names)
    assert initial("褚建业") == "C"
    assert initial("单明") == "S"
    assert initial("曾勇") == "Z"
    assert initial("Ömer") == "O"
    assert [initial(name) for name in ("Łucja", "Ærø", "Øystein", "Þór", "ışık", "Đặng")] == list("LAOTID")
    assert initial("1号") == "#"


def test_the_kitchen_knows_diets_and_counts():
    table = lists.kitchen(solved("three-tables"))
    assert table.lines == ("3桌、28人", "特殊饮食：清真2人")
    halal = [row.cells for row in table.rows if row.cells[2] == "清真"]
    assert sorted(cells[4] for cells in halal) == ["施国栋", "杨静姝"]
    assert len({row.about for row in table.rows}) == 3


def test_service_begins_with_the_wife_of_the_guest_of_honour():
    """S1 四(四)."""
    (alone,) = lists.service(solved("hostess")).rows
    assert alone.cells[2].startswith("Mrs Müller(")
    rows = [row.cells for row in lists.service(solved("ten-seats")).rows]
    assert rows[0][2].startswith("Smith(9)")
    assert [cells[1] for cells in rows] == ["一名", "两名之1", "两名之2"]
    everybody = rows[0][2].split("→")
    assert rows[1][2].split("→") + rows[2][2].split("→") == everybody
    assert len(everybody) == 10


def test_whoever_has_no_seat_is_told_so():
    paper = one_table("one_host", 6)
    seating = paper.seating.replace(placements=paper.seating.placements[:-1])
    row = next(row for row in lists.name_list(SeatingPaper(paper.dinner, seating, paper.etiquette)).rows if row.open)
    assert "未入座" in row.cells


def proof(status: str, value: int = 2, bound: int = 1) -> Proof:
    return Proof(name="seats same_side", name_zh="同方相邻", value=value, bound=bound, status=status)


def told(**facts: object) -> SeatingPaper:
    paper = one_table("one_host", 6)
    return SeatingPaper(
        paper.dinner, paper.seating.replace(**{"breaches": (), "deviations": ()} | facts), paper.etiquette
    )


def test_proofs_are_said_in_the_words_of_planners():
    rows = [
        row.cells for row in findings.proofs(told(proofs=(proof("proven", 2, 2), proof("window"), proof("open")))).rows
    ]
    assert [row[3] for row in rows] == [
        "已证明最优",
        "就近各桌中最优，可能还有更好",
        "可能还有更好，不会少于1",
    ]
    assert "各项目标均已证明最优" in findings.verdict(told(proofs=(proof("proven", 2, 2),)))
    assert "可能还有更好：同方相邻" in findings.verdict(told(proofs=(proof("open"),)))
    assert findings.verdict(told())[1:] == ["必守规则均已做到"]


def test_deviations_name_places_and_cause_those_without_one_first():
    cause = Cause(kind="rule", id="SEAT-06", text="互换则违反 SEAT-06 翻译(张三)", text_en="swapped, SEAT-06 breaks")
    none = Cause(kind="none", id="places", text="互换更好:“座次高低”", text_en="a swap would be better: places")
    rows = [
        Deviation(scope="seat", higher="p0", higher_at="T1-2", lower="p2", lower_at="T1-1", cause=one)
        for one in (cause, none)
    ]
    breach = Breach(rule="SEAT-01", level="must", people=("p0",), where="T1", text="未做到", text_en="not kept")
    paper = told(deviations=tuple(rows), breaches=(breach,))
    cells = [row.cells for row in findings.deviations(paper).rows]
    assert cells[0][-1] == "无（互换更好：“座次高低”）"
    assert cells[1] == ("座次", "王喆", "餐桌 2号座", "赵璟", "餐桌 1号座", "互换则违反 SEAT-06 翻译（张三）")
    assert "不能使用：1处违反必守规则（SEAT-01）" in findings.verdict(paper)
    assert "互换即可改进：1处" in findings.verdict(paper)
    assert findings.breaches(paper).rows[0].cells[-1] == "大客户部职责及服务规范 三(四)5"


def test_sources_are_said_by_name():
    assert cited("S0 八(二)3 1)", ZH) == "客户接待大纲 八(二)3 1)"
    assert cited("etiquette 4 (5 refs)", ZH) == cited("practice", ZH) == "惯例"
    assert cited("wish", EN) == "asked for"


def test_signs_of_the_engine_become_those_of_papers():
    assert said(ZH, "双主陪,以右为尊") == "双主陪，以右为尊"
    assert said(ZH, "职务(President > Vice President)") == "职务（President > Vice President）"
    assert said(EN, "甲,乙", "a, b (c)") == "a, b (c)"
    assert said(ZH, "三(四)5") == "三（四）5"


def test_names_are_data_in_every_paper():
    paper = one_table("one_host", 4)
    people = [p.replace(name=f"=1+1 <b>*{p.id}*</b>\n# x", title="[a](http://b)") for p in paper.dinner.people]
    odd = SeatingPaper(paper.dinner.replace(people=people), paper.seating, paper.etiquette)
    for name, text in papers(odd).items():
        if name.endswith(".md"):
            assert "<b>" not in text
            assert "\n# x" not in text
            assert "[a](" not in text


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_no_language_is_mixed_into_the_frame(lang):
    paper = solved("ten-seats")
    files = dinner_papers(paper.dinner, paper.seating, paper.etiquette, Words(lang))
    if lang == "en":
        assert all(name.isascii() for name in files)
        heads = [line for line in str(files["kitchen.md"]).splitlines() if line.startswith("| Table")]
        assert heads == ["| Table | People | Diet | Seat | Name |"]


def test_a_character_without_a_glyph_is_told_and_warns_nobody(recwarn):
    paper = one_table("one_host", 3)
    people = [person.replace(name="王𬎆" if person.id == "p0" else person.name) for person in paper.dinner.people]
    odd = SeatingPaper(paper.dinner.replace(people=people), paper.seating, paper.etiquette)
    assert "字库缺字，图与卡上请手写：王𬎆（𬎆）" in str(papers(odd)["座次说明.md"])
    assert not [warning for warning in recwarn if "Glyph" in str(warning.message)]
