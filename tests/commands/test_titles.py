"""``jiedai titles``: what is said of cards and kept of them; ``jiedai seat --strict`` and the marks on papers."""

from __future__ import annotations

import json

import pytest

from planner import cli
from planner.language.words import Words
from planner.papers.seating.findings import ranking
from planner.seating.chart import read_chart
from planner.seating.verdict import paper_of

DINNER = """\
id = "d"
hall = { tables = 1, seats = 8 }
people = [
  { id = "h", name = "孙卫国", side = "host", title = "总经理" },
  { id = "a", name = "王喆", side = "guest", title = "副站长" },
  { id = "b", name = "丁璟", side = "guest", title = "副总经理" },
  { id = "c", name = "谢文", side = "guest", title = "Stationsvorsteher" },
]
"""


def titles(*args):
    return cli.main(["titles", *map(str, args)])


@pytest.fixture(autouse=True)
def _few_papers(monkeypatch):
    monkeypatch.setattr("planner.seating.folder.dinner_papers", lambda *_: {"notes.md": ""})


@pytest.fixture
def dinner(tmp_path):
    path = tmp_path / "lists" / "dinner.toml"
    path.parent.mkdir()
    path.write_text(DINNER, encoding="utf-8")
    return path


def test_a_card_is_explained_in_both_languages(capsys):
    assert titles("河南省财政厅副厅长", "董事长秘书") == 0
    said = capsys.readouterr().out
    assert "读作：“厅长”；副（副职）；单位部门：河南省财政厅" in said
    assert "级别：30（党政机关 · 厅局级副职）" in said
    assert "服务于“董事长”" in said
    assert "1  河南省财政厅副厅长" in said
    assert titles("Deputy Director", "Assistant to the CEO", "--lang", "en") == 0
    said = capsys.readouterr().out
    assert "English-speaking companies · associate director" in said
    assert "serves “the CEO”, without that rank" in said
    assert "Order" in said


def test_cards_as_data(capsys):
    assert titles("院士、教授", "副站长", "--organisation", "郑州大学", "--json") == 0
    answer = json.loads(capsys.readouterr().out)
    academician, unknown = answer["cards"]
    assert [title["head"] for title in academician["titles"]] == ["院士", "教授"]
    assert (unknown["to_confirm"], unknown["maybe"], unknown["titles"]) == (True, "站长", [])
    assert answer["order"] == ["院士、教授", "副站长"]


def test_strict_names_all_unknown_titles_at_once(capsys):
    assert titles("副站长", "总经理", "Stationsvorsteher", "--strict") == 3
    said = capsys.readouterr().err
    assert "副站长" in said
    assert "Stationsvorsteher" in said
    assert "总经理" not in said


def test_what_is_decided_is_kept_and_used_by_every_list_below(dinner, tmp_path, capsys):
    own = tmp_path / "titles.toml"
    assert titles("副站长", "--like", "副处长", "--source", "办公室", "--keep", own) == 0
    assert titles("Stationsvorsteher", "--level", "52", "--keep", own) == 0
    assert "本单位 · Stationsvorsteher" in capsys.readouterr().out
    assert cli.main(["seat", str(dinner), "-o", str(tmp_path / "out"), "--strict"]) == 0
    levels = {row.person: row.level for row in read_chart(tmp_path / "out" / "chart.json").ranking}
    assert (levels["a"], levels["c"]) == (55, 52)
    # decided anew, the old answer is gone
    assert titles("副站长", "--level", "45", "--keep", own) == 0
    assert own.read_text(encoding="utf-8").count("副站长") == 1


@pytest.mark.parametrize(
    ("args", "code", "said"),
    [
        (("--like", "没有的职务", "--keep", "titles.toml"), 3, "没有级别"),
        (("--like", "副处长"), 2, "--keep"),
        (("--like", "副处长", "--level", "50", "--keep", "titles.toml"), 2, "--keep"),
        (("--like", "副处长", "--keep", "other.toml"), 2, "titles.toml"),
    ],
)
def test_a_decision_that_says_nothing_is_refused(args, code, said, tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    assert titles("副站长", *args) == code
    assert said in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []


def test_faults_of_the_offices_own_file_are_named_all_at_once(dinner, tmp_path, capsys):
    own = tmp_path / "titles.toml"
    own.write_text('titles = [{ title = "副站长" }, { title = "站长", like = "无此职务" }]\n', encoding="utf-8")
    assert cli.main(["seat", str(dinner), "-o", str(tmp_path / "out")]) == 3
    said = capsys.readouterr().err
    assert said.count("titles.toml") == 2


def test_a_list_with_unknown_titles_is_seated_with_marks_or_refused(dinner, tmp_path, capsys):
    assert cli.main(["seat", str(dinner), "-o", str(tmp_path / "out"), "--strict"]) == 3
    said = capsys.readouterr().err
    assert "王喆" in said
    assert "谢文" in said
    assert 'jiedai titles "副站长" --like "站长" --keep titles.toml' in said
    assert not (tmp_path / "out").exists()
    assert cli.main(["seat", str(dinner), "-o", str(tmp_path / "out")]) == 0
    assert capsys.readouterr().out.count("待确认") == 2
    chart = read_chart(tmp_path / "out" / "chart.json")
    zh, en = (paper_of(chart, Words(lang)) for lang in ("zh", "en"))
    assert "待确认，暂排客2" in zh.people.notes("a")
    assert zh.people.post("c") == "Stationsvorsteher（待确认，暂排客3）"
    assert "to be confirmed, G2 for now" in en.people.notes("a")
    assert sum("待确认" in cell for row in ranking(zh).rows for cell in row.cells) == 2
    assert zh.people.notes("b") == ("副总经理",)


def test_a_chart_names_the_ladders_that_come_with_jiedai(dinner, tmp_path):
    assert cli.main(["seat", str(dinner), "-o", str(tmp_path / "out")]) == 0
    path = tmp_path / "out" / "chart.json"
    edition = json.loads(path.read_text(encoding="utf-8"))["edition"]
    assert "company" in edition["ladders"]
    assert read_chart(path).etiquette.ladders[1].rungs
    path.write_text(path.read_text(encoding="utf-8").replace('"company"', '"martian"', 1), encoding="utf-8")
    assert cli.main(["seat", "--check", str(path)]) == 3
