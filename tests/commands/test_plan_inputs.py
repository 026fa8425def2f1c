"""The commands that ask and change: replan, why, slots, alternatives, on a week that was saved."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from planner.cli import main
from planner.formats import load, save
from planner.formats.plan_json import read_plan
from planner.judging.check import check
from planner.services.plan_file import plan_text
from tests.services.asked import asked, planned


@pytest.fixture(scope="module")
def saved(tmp_path_factory: pytest.TempPathFactory) -> tuple[str, str]:
    folder = tmp_path_factory.mktemp("asked")
    save(asked().week, folder / "week")
    (folder / "out").mkdir()
    report = check(asked().week, planned(), asked().edition)
    (folder / "out" / "plan.json").write_text(plan_text(report), "utf-8")
    return str(folder / "week"), str(folder / "out")


def said(capsys: pytest.CaptureFixture[str], *args: str) -> str:
    assert main(list(args)) == 0
    return capsys.readouterr().out


def test_replan_writes_papers_changes_and_the_week(
    saved: tuple[str, str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "new"
    text = said(capsys, "replan", *saved, "--event", "v2火车晚点3小时", "-o", str(out))
    assert "重新排过：客户v2" in text
    assert "接站" in text
    assert "原 " in text
    assert "客户v2" in (out / "变更通知.md").read_text("utf-8")
    week, _, plan = read_plan(out / "plan.json")
    assert load(out / "来访资料") == week
    said(capsys, "check", str(out / "来访资料"), str(out / "plan.json"))
    assert plan != planned()
    args = ["replan", str(out / "来访资料"), str(out), "--event", "v3取消来访", "--json"]
    again = json.loads(said(capsys, *args))
    assert again["ok"]
    assert {change["visit"] for change in again["changes"]} == {"v3"}


def test_replan_in_english_with_now_and_pin(saved: tuple[str, str], capsys: pytest.CaptureFixture[str]) -> None:
    text = said(capsys, "replan", *saved, "--event", "v2 talk 30 min longer", "--now", "Mon 12:00", "--pin",
                "v1/welcome time place", "--lang", "en")  # fmt: skip
    assert re.search("planned again: .*客户v2", text)


@pytest.mark.parametrize(
    "args",
    [
        ["--event", "v9航班晚点3小时"],
        ["--event", "v2航班晚点3小时", "--now", "下下周"],
        ["--event", "v2航班晚点3小时", "--pin", "v2/nothing"],
        ["--event", "news.toml"],
    ],
)
def test_replan_refuses(saved: tuple[str, str], args: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["replan", *saved, *args]) == 3
    err = capsys.readouterr().err
    assert "Traceback" not in err
    assert "处错误" in err


def test_why(saved: tuple[str, str], capsys: pytest.CaptureFixture[str]) -> None:
    assert "推后" in said(capsys, "why", *saved, "--visit", "客户v2", "--item", "技术交流")
    late = said(capsys, "why", *saved, "--visit", "v2", "--item", "talk", "--at", "周一 20:00")
    assert "PACE-03" in late
    assert "想要：9月21日 周一 20:00" in late
    drop = said(capsys, "why", *saved, "--visit", "v2", "--item", "museum", "--drop")
    assert "想要：取消" in drop
    assert "排不下了" not in drop
    data: dict[str, Any] = json.loads(
        said(capsys, "why", *saved, "--visit", "v2", "--item", "talk", "--in", "r2", "--json")
    )
    assert data["ways"][0]["kind"] == "plain"
    assert set(data["ways"][0]["price"]) == {"requests left out", "shoulds", "preferences", "money", "duty"}
    assert main(["why", *saved, "--visit", "v22", "--item", "talk", "--with", "bos"]) == 3
    assert "也许：boss" in capsys.readouterr().err


def test_why_takes_what_the_programme_prints(saved: tuple[str, str], capsys: pytest.CaptureFixture[str]) -> None:
    text = said(capsys, "why", *saved, "--item", "客户v1的欢迎晚宴", "--drop")
    assert "客户v1：" in text
    assert "欢迎晚宴" in text.splitlines()[0]
    for item, words in (("参观公司", ("客户v1", "客户v2")), ("欢迎碗宴", ("欢迎晚宴",)), ("接站", ("用车",))):
        assert main(["why", *saved, "--item", item]) == 3
        err = capsys.readouterr().err
        assert [word for word in words if word not in err] == []


def test_replan_says_what_was_understood(saved: tuple[str, str], capsys: pytest.CaptureFixture[str]) -> None:
    text = said(capsys, "replan", *saved, "--event", "欢迎晚宴取消")
    assert text.splitlines()[0].startswith("收到：客户v1 9月21日 周一 ")
    assert text.splitlines()[0].endswith("欢迎晚宴：取消")
    data = json.loads(said(capsys, "replan", *saved, "--event", "司机孙师傅明天请假", "--now", "周一 7:00", "--json"))
    assert data["understood"] == ["孙师傅：9月22日 周二不在"]


def test_replan_asks_and_writes_nothing(
    saved: tuple[str, str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "new"
    for event in ("午餐取消", "客户v1取消", "客户v1号不来了", "王强明天请假"):
        assert main(["replan", *saved, "--event", event, "-o", str(out)]) == 3
        assert "处错误" in capsys.readouterr().err
    assert not out.exists()


def test_slots(saved: tuple[str, str], tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "call.toml"
    path.write_text('visit = "v2"\nkind = "call"\nid = "new"\nleader = "deputy"\n', "utf-8")
    text = said(capsys, "slots", *saved, "--request", str(path))
    assert text.startswith("1：9月2")
    data = json.loads(said(capsys, "slots", *saved, "--request", str(path), "--json"))
    assert len(data["slots"]) >= 3


def test_alternatives(saved: tuple[str, str], tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    text = said(capsys, "alternatives", *saved, "-k", "1", "-o", str(tmp_path / "others"))
    assert "原计划" in text
    assert (tmp_path / "others" / "A" / "plan.json").is_file()


# ---------------------------------------------------------------- what the next plan begins with


def test_a_week_from_a_workbook_comes_back_as_a_workbook_with_the_changed_facts(
    saved: tuple[str, str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The drafts are counted on: the plan of the folder is the first, each change one more."""
    week, plan = tmp_path / "week.xlsx", saved[1]
    assert main(["convert", saved[0], str(week)]) == 0
    for number, event in enumerate(("v2火车晚点3小时", "v3取消来访"), start=2):
        out = tmp_path / f"draft-{number}"
        text = said(capsys, "replan", str(week), plan, "--event", event, "-o", str(out))
        assert "来访资料.xlsx 是按标准格式另写的：原工作簿的颜色" in text, "what it lacks is said"
        now = out / "来访资料.xlsx"
        assert load(now) == read_plan(out / "plan.json")[0] != load(week)
        assert not (out / "来访资料").exists()
        boss = openpyxl.load_workbook(out / "plan.xlsx").worksheets[0]
        assert f"第{number}稿" in str(boss["A1"].value)
        week, plan = now, str(out / "plan.json")


def test_what_a_week_says_of_the_policy_goes_along(saved: tuple[str, str], tmp_path: Path) -> None:
    (Path(saved[0]) / "edition.toml").write_text("[shape]\nrest_minutes = 50\n", "utf-8")
    try:
        assert main(["replan", *saved, "--event", "v3取消来访", "-o", str(tmp_path / "new")]) == 0
    finally:
        (Path(saved[0]) / "edition.toml").unlink()
    assert "rest_minutes = 50" in (tmp_path / "new" / "来访资料" / "edition.toml").read_text("utf-8")
