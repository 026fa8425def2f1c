"""``jiedai rules``: the policy in print."""

from __future__ import annotations

from models.rules.catalogue import EVERY_CLASS
from planner import cli
from planner.language.typeset import typeset
from planner.papers.plain_text import table_lines, width
from planner.papers.table import PaperTable, Row


def printed(capsys, *args):
    assert cli.main(["rules", *args]) == 0
    return capsys.readouterr().out


def test_every_rule_is_there_with_clause(capsys):
    text = printed(capsys)
    for rule in EVERY_CLASS:
        assert rule.id in text
        assert typeset(rule.title) in text
        assert str(rule.cites) in text


def test_english(capsys):
    text = printed(capsys, "--lang", "en")
    assert all(rule.title_en in text for rule in EVERY_CLASS)


def test_markdown_is_a_table_with_a_row_a_rule(capsys):
    lines = printed(capsys, "--markdown").splitlines()
    rows = [line for line in lines if line.startswith("|")]
    assert len(rows) == len(EVERY_CLASS) + 2
    assert rows[0] == "| 编号 | 级别 | 权重 | 内容 | 依据 |"


def test_an_edition_of_ones_own(root, tmp_path, capsys):
    text = (root / "instances" / "policies" / "default.toml").read_text(encoding="utf-8")
    free = [rule for rule in EVERY_CLASS if "off" in rule.levels and f"rules.{rule.id}" not in text]
    mine = tmp_path / "mine.toml"
    mine.write_text(text.replace('id = "default"', 'id = "mine"', 1), encoding="utf-8")
    with mine.open("a", encoding="utf-8") as file:
        file.write(f'\n[rules.{free[0].id}]\nlevel = "off"\n')
    out = printed(capsys, "--edition", str(mine))
    line = next(line for line in out.splitlines() if line.split()[:1] == [free[0].id])
    assert "停用" in line


def test_an_edition_that_is_not_there(capsys):
    assert cli.main(["rules", "--edition", "unheard-of"]) == 3
    assert "没有这个制度版本" in capsys.readouterr().err


def test_columns_are_aligned_whatever_the_script():
    table = PaperTable("x", "标题", ("一", "b"), (Row(("中文字", "1")), Row(("abc", "2\n3"))))
    lines = list(table_lines(table))
    starts = {width(line[: line.index(sign)]) for line, sign in zip(lines[2:], "123", strict=True)}
    assert len(starts) == 1


def test_control_characters_do_not_reach_the_terminal():
    table = PaperTable("x", "t", ("a",), (Row(("\x1b[31mred",)),))
    assert "\x1b" not in "".join(table_lines(table))
