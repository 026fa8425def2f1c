"""jiedai seat: one party, all parties of a plan, judging, changing, explaining; and what it says when it cannot."""

from __future__ import annotations

import json
import signal
import subprocess
import sys

import pytest

from planner import cli
from planner.seating.chart import read_chart
from tests.etiquette.party import INSTANCES

DINNERS = INSTANCES / "dinners"
TEN, CONVOY = str(DINNERS / "ten-seats.toml"), str(DINNERS / "convoy.toml")


def seat(*args):
    return cli.main(["seat", *map(str, args)])


@pytest.fixture(autouse=True)
def _few_papers(monkeypatch):
    """Draw charts and cards only where a test is about them: they have tests of their own."""
    monkeypatch.setattr("planner.seating.folder.dinner_papers", lambda *_: {"notes.md": ""})
    monkeypatch.setattr("planner.seating.folder.ride_papers", lambda *_: {"notes.md": ""})


@pytest.fixture
def ten(tmp_path):
    """The folder of a seated dinner."""
    assert seat(TEN, "-o", tmp_path / "ten", "--json") == 0
    return tmp_path / "ten"


@pytest.fixture
def convoy(tmp_path):
    """The folder of a seated ride."""
    assert seat(CONVOY, "-o", tmp_path / "convoy", "--json") == 0
    return tmp_path / "convoy"


# ----------------------------------------------------------------------------------------------- a party


@pytest.mark.parametrize(("file", "papers"), [(TEN, "座次图/*.png"), (CONVOY, "乘车图/*.svg")])
def test_charts_and_cards_are_written_beside_chart_json(file, papers, tmp_path, monkeypatch):
    monkeypatch.undo()
    assert seat(file, "-o", tmp_path / "out", "--json") == 0
    assert (tmp_path / "out" / "chart.json").is_file()
    assert list((tmp_path / "out").glob(papers))
    assert list((tmp_path / "out").glob("*.xlsx"))
    assert list((tmp_path / "out").glob("*.pdf"))


def test_a_dinner_becomes_a_chart_and_a_verdict(tmp_path, capsys):
    assert seat(TEN, "-o", tmp_path / "out") == 0
    said = capsys.readouterr()
    assert "10 人，1 桌" in said.out
    assert "必守规则均已做到" in said.out
    assert "已证明最优" in said.out
    assert said.err == ""
    chart = read_chart(tmp_path / "out" / "chart.json")
    assert len(chart.seating.placements) == 10


def test_a_ride_is_told_apart_by_its_content(tmp_path, capsys):
    assert seat(CONVOY, "-o", tmp_path / "out", "--json") == 0
    answer = json.loads(capsys.readouterr().out)
    assert (answer["kind"], answer["people"], answer["ok"], answer["proven"]) == ("ride", 9, True, True)
    assert "chart.json" in answer["files"]


def test_a_workbook_is_a_guest_list_too(tmp_path, capsys):
    assert cli.main(["new", str(tmp_path / "dinner.xlsx")]) == 0
    assert seat(tmp_path / "dinner.xlsx", "-o", tmp_path / "out") == 0
    assert "必守规则均已做到" in capsys.readouterr().out


def test_in_english(tmp_path, capsys):
    assert seat(TEN, "-o", tmp_path / "out", "--lang", "en") == 0
    text = capsys.readouterr().out
    assert text.startswith("10 people, 1 table\n")
    assert "Charts, cards and notes: " in text


def test_json_is_clean_and_says_everything(tmp_path, capsys):
    assert seat(TEN, "-o", tmp_path / "out", "--json") == 0
    answer = json.loads(capsys.readouterr().out)
    assert answer["id"] == "ten-seats"
    assert {"breaches", "deviations", "proofs", "notes", "moved", "out", "files", "interrupted"} <= set(answer)


def test_deviations_are_told_with_their_cause(tmp_path, capsys):
    assert seat(DINNERS / "three-tables.toml", "-o", tmp_path / "out", "--lock", "张思齐=C:3") == 0
    text = capsys.readouterr().out
    assert "张思齐" in text
    assert "互换则违反 BANQ-15 指定桌位" in text


def test_an_edition_by_name_or_file(tmp_path, capsys):
    own = tmp_path / "own.toml"
    own.write_text("extends = 'default'\nid = 'own'\nname = '本公司惯例'\n", encoding="utf-8")
    for edition, name in (("government", "政务惯例"), (own, "本公司惯例")):
        assert seat(TEN, "-o", tmp_path / "out", "--edition", edition) == 0
        assert name in capsys.readouterr().out
    assert seat(TEN, "-o", tmp_path / "out", "--edition", "imperial") == 3
    assert "没有这个礼仪版本" in capsys.readouterr().err


def test_locks_by_name_or_id(tmp_path, capsys):
    assert seat(TEN, "-o", tmp_path / "out", "--lock", "王祎=主桌:3", "--lock", "wu=T1-7") == 0
    at = read_chart(tmp_path / "out" / "chart.json").seating.place_of
    assert (at["wang"], at["wu"]) == (("T1", 3), ("T1", 7))
    assert seat(CONVOY, "-o", tmp_path / "ride", "--lock", "钱薇=A3:后排左@1") == 0
    legs = next(car for car in read_chart(tmp_path / "ride" / "chart.json").plan.cars if car.car == "A3").legs
    assert legs[0].seats["rear_left"] == "qian"


def test_a_chart_is_seated_anew_with_locks(ten, tmp_path):
    assert seat(ten / "chart.json", "-o", tmp_path / "again", "--lock", "王祎=T1:3") == 0
    assert read_chart(tmp_path / "again" / "chart.json").seating.place_of["wang"] == ("T1", 3)


def test_all_faults_of_the_locks_and_nothing_written(tmp_path, capsys):
    assert seat(TEN, "-o", tmp_path / "out", "--lock", "王一=T1", "--lock", "王祎=T7") == 3
    text = capsys.readouterr().err
    assert "也许：王祎" in text
    assert "没有这张桌" in text
    assert not (tmp_path / "out").exists()


def test_too_many_for_the_hall(tmp_path, capsys):
    crowd = tmp_path / "crowd.toml"
    people = ", ".join(f"{{ id = 'g{n}', name = 'G{n}', side = 'guest' }}" for n in range(13))
    crowd.write_text(f"id = 'x'\nhall = 'private-room'\npeople = [{people}]\n", encoding="utf-8")
    assert seat(crowd, "-o", tmp_path / "out") == 4
    assert "13 人，1 桌只有 12 座" in capsys.readouterr().err


def test_a_folder_of_somebody_else_is_left_alone(tmp_path, capsys):
    (tmp_path / "chart.json").write_text("mine", encoding="utf-8")
    assert seat(TEN, "-o", tmp_path) == 2
    assert "chart.json" in capsys.readouterr().err
    assert (tmp_path / "chart.json").read_text(encoding="utf-8") == "mine"


@pytest.mark.parametrize(
    "args",
    [
        [],
        [TEN],
        [TEN, TEN, TEN, "-o", "out"],
        [TEN, "-o", "out", "--why", "a,b", "--change", "x"],
        [TEN, "--why", "smith,brown", "--lock", "wu=T1"],
        ["--why", "a,b"],
        ["--change", "x"],
        [TEN, "-o", "out", "--seconds", "0"],
        ["nowhere.toml", "-o", "out"],
    ],
)
def test_usage_faults(args, tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    assert seat(*args) == 2
    assert "--help" in capsys.readouterr().err
    assert not (tmp_path / "out").exists()


@pytest.mark.skipif(sys.platform == "win32", reason="no SIGINT to a single process")
def test_ctrl_c_gives_the_best_so_far(root, tmp_path):
    script = subprocess.run([sys.executable, str(DINNERS / "generate.py"), "200"], capture_output=True, check=True)
    (tmp_path / "big.toml").write_bytes(script.stdout)
    command = [
        sys.executable,
        "-m",
        "planner",
        "seat",
        str(tmp_path / "big.toml"),
        "-o",
        str(tmp_path / "out"),
        "--json",
    ]
    with subprocess.Popen(command, cwd=root, stderr=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        assert process.stderr is not None
        assert "/" in process.stderr.readline(), "how far it is"
        process.send_signal(signal.SIGINT)
        out, _ = process.communicate(timeout=300)
    assert process.returncode in (0, 130), "0 if all was done before the signal came"
    answer = json.loads(out)
    assert answer["interrupted"] == (process.returncode == 130)
    assert answer["people"] == 200
    assert len(read_chart(tmp_path / "out" / "chart.json").seating.placements) == 200


# --------------------------------------------------------------------------------------------- judging


def test_our_own_charts_are_kept(ten, convoy, capsys):
    capsys.readouterr()
    for folder in (ten, convoy):
        assert seat("--check", folder / "chart.json") == 0
        assert "必守规则均已做到" in capsys.readouterr().out


def test_a_chart_that_somebody_changed_is_judged_by_its_seats(ten, capsys):
    path = ten / "chart.json"
    data = json.loads(path.read_text(encoding="utf-8"))
    rows = data["seating"]["placements"]
    one, other = (next(row for row in rows if row["person"] == name) for name in ("smith", "wang"))
    one["seat"], other["seat"] = other["seat"], one["seat"]
    path.write_text(json.dumps(data), encoding="utf-8")
    capsys.readouterr()
    assert seat("--check", path) == 3
    text = capsys.readouterr().out
    assert "SEAT-02" in text
    assert "主宾在主人右侧" in text
    assert seat("--check", path, "--json", "--lang", "en") == 3
    assert json.loads(capsys.readouterr().out)["ok"] is False


HAND = '[tables]\nT1 = ["赵明远", "Brown", "孙倩", "郑璟", "周堃", "钱学文", "吴赟", "王祎", "林译", "Smith"]\n'


def test_a_chart_made_by_hand_beside_its_dinner(tmp_path, capsys):
    chart = tmp_path / "chart.toml"
    chart.write_text(HAND, encoding="utf-8")
    assert seat("--check", chart) == 3
    assert "没有写明是哪一场的座次" in capsys.readouterr().err
    code = seat("--check", chart, TEN)
    assert (code, "SEAT-01" in capsys.readouterr().out) == (0, False)
    chart.write_text(f"dinner = '{TEN}'\n" + HAND.replace('"赵明远", "Brown"', '"Brown", "赵明远"'), encoding="utf-8")
    assert seat("--check", chart) == 3
    assert "第一主人面门居中" in capsys.readouterr().out


def test_a_ride_made_by_hand(tmp_path, capsys):
    ride = tmp_path / "ride.toml"
    two = ", ".join(f"{{ id = 'g{n}', name = '客{n}', side = 'guest' }}" for n in (1, 2))
    cars = "[{ id = 'A', profile = 'sedan', drives = 'host' }]"
    ride.write_text(f"id = 'r'\npeople = [{two}]\ncars = {cars}\n", encoding="utf-8")
    chart = tmp_path / "chart.toml"
    for seat_, code in (("副驾驶", 0), ("后排左", 3)):
        chart.write_text(
            f"ride = 'ride.toml'\n[cars]\nA = [{{ {seat_!r} = '客1', '后排右' = '客2' }}]\n", encoding="utf-8"
        )
        assert seat("--check", chart) == code
    assert "RIDE-03" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("{", "不是 JSON 文件"),
        ('{"format": "other"}', "不是座次图文件"),
        ('{"format": "jiedai-chart", "version": 9}', "文件版本 9"),
        ('{"format": "jiedai-chart", "version": 1, "kind": "x"}', "不认识的种类"),
        ('{"format": "jiedai-chart", "version": 1, "kind": "ride", "more": 1}', "car_plan"),
        (
            '{"format": "jiedai-chart", "version": 1, "kind": "dinner", "edition": {}, "dinner": {}, "seating": {}}',
            "dinner.people",
        ),
    ],
)
def test_what_is_no_chart(text, said, tmp_path, capsys):
    path = tmp_path / "chart.json"
    path.write_text(text, encoding="utf-8")
    assert seat("--check", path) == 3
    assert said in capsys.readouterr().err


# -------------------------------------------------------------------------------------------- changing


def test_one_cancels_and_one_comes_and_the_cards_are_listed(ten, capsys):
    before = read_chart(ten / "chart.json").seating.place_of
    capsys.readouterr()
    assert seat("-o", ten, "--change", "吴赟不来了", "--change", "加一位客人 孙六，职务 总监") == 0
    text = capsys.readouterr().out
    assert "要重印的席卡：孙六" in text
    assert "作废的席卡：吴赟" in text
    after = read_chart(ten / "chart.json").seating
    assert {name: at for name, at in after.place_of.items() if name != "new1"} == {
        name: at for name, at in before.items() if name != "wu"
    }
    assert after.moved == ("new1",)


def test_two_swap_given_by_the_chart_itself(ten, tmp_path, capsys):
    before = read_chart(ten / "chart.json").seating.place_of
    capsys.readouterr()
    assert seat(ten / "chart.json", "-o", tmp_path / "new", "--change", "swap wu and wang", "--json") == 0
    assert json.loads(capsys.readouterr().out)["moved"] == ["wang", "wu"]
    after = read_chart(tmp_path / "new" / "chart.json").seating.place_of
    assert (after["wu"], after["wang"]) == (before["wang"], before["wu"])
    assert read_chart(ten / "chart.json").seating.place_of == before


def test_a_ride_is_changed(convoy, capsys):
    capsys.readouterr()
    assert seat(convoy, "--change", "钱薇不来了") == 0
    text = capsys.readouterr().out
    assert "要重印的席卡：无" in text
    assert "作废的席卡：钱薇" in text


def test_a_change_nobody_understands_changes_nothing(ten, capsys):
    before = (ten / "chart.json").read_bytes()
    capsys.readouterr()
    assert seat("-o", ten, "--change", "吴赟不来了", "--change", "请客") == 3
    assert "看不懂" in capsys.readouterr().err
    assert (ten / "chart.json").read_bytes() == before


def test_no_chart_to_change(tmp_path, capsys):
    assert seat("-o", tmp_path, "--change", "吴赟不来了") == 2
    assert "没有 chart.json" in capsys.readouterr().err


# ------------------------------------------------------------------------------------------------- why


def test_why_one_ranks_before_the_other(capsys):
    assert seat(TEN, "--why", "吴赟,周堃") == 0
    assert capsys.readouterr().out == "周堃 > 吴赟：职务（副总裁 > 总监）\n"
    assert seat(TEN, "--why", "smith and zhou", "--lang", "en", "--json") == 0
    assert json.loads(capsys.readouterr().out)["steps"] == ["Mr Smith > 周堃: title (President > 副总裁)"]
    assert seat(TEN, "--why", "吴赟,无名") == 3
    assert "名单上没有" in capsys.readouterr().err


# ---------------------------------------------------------------------------------------- a whole plan


def test_every_party_of_a_plan(folder, plan_file, tmp_path, capsys):
    out = tmp_path / "seats"
    assert seat(folder, plan_file, "-o", out) in (0, 4)
    text = capsys.readouterr().out
    assert "宴请、会见、仪式" in text
    assert (out / "座次目录.md").is_file()
    charts = sorted(out.glob("*/*/chart.json"))
    assert charts
    assert {path.parent.parent.name for path in charts} == {"宴会会见", "用车"}
    # one party is changed in its own folder, the others stay
    first = next(path.parent for path in charts if path.parent.parent.name == "宴会会见")
    guest = next(one for one in read_chart(first / "chart.json").people if one.side == "guest")
    assert seat(first, "--change", f"cancel {guest.id}") == 0
    assert guest.id not in read_chart(first / "chart.json").seating.place_of
    assert sorted(out.glob("*/*/chart.json")) == charts


def test_a_plan_alone_has_its_week(plan_file, tmp_path, capsys):
    assert seat(plan_file, "-o", tmp_path / "seats", "--json", "--lang", "en") in (0, 4)
    answer = json.loads(capsys.readouterr().out)
    assert "index.md" in answer["files"]
    seated = [item for item in answer["items"] if "reason" not in item]
    assert seated
    assert all(item["ok"] for item in seated)


def test_a_plan_workbook_is_a_plan_too(folder, plan_file, solved, tmp_path):
    from planner.commands.seat_week import _read
    from planner.papers.paper import Paper
    from planner.plan_workbook.writing import plan_workbook

    book = tmp_path / "plan.xlsx"
    book.write_bytes(plan_workbook(Paper(solved.report), solved))
    assert _read((folder, book)) == _read((folder, plan_file))


def test_locks_do_not_go_with_a_whole_plan(folder, plan_file, tmp_path, capsys):
    assert seat(folder, plan_file, "-o", tmp_path / "seats", "--lock", "a=b") == 2
    assert "--lock" in capsys.readouterr().err


def test_the_workbook_is_edited_and_judged(ten, capsys):
    """座次.xlsx after two names were exchanged on the sheet by table."""
    import openpyxl

    from planner.language.words import Words
    from planner.papers.seating.workbook import dinner_workbook
    from planner.seating.verdict import paper_of

    ((name, content),) = dinner_workbook(paper_of(read_chart(ten / "chart.json"), Words()), []).items()
    (ten / name).write_bytes(content)
    capsys.readouterr()
    assert seat("--check", ten / "chart.json") == 0
    untouched = capsys.readouterr().out
    for other in ((), (TEN,), (ten / "chart.json",)):
        assert seat("--check", ten / name, *other) == 0
        assert capsys.readouterr().out == untouched
    book = openpyxl.load_workbook(ten / name)
    column = next(cell for row in book["按桌"].iter_rows() for cell in row if cell.value == "姓名").column
    cells = {cell.value: cell for row in book["按桌"].iter_rows() for cell in row if cell.column == column}
    cells["赵明远"].value, cells["Brown"].value = "Brown", "zhao"
    book.save(ten / name)
    assert seat("--check", ten / name) == 3
    assert "第一主人面门居中" in capsys.readouterr().out
    cells["林译"].value = "林"
    book.save(ten / name)
    assert seat("--check", ten / name) == 3
    assert f"按桌!{cells['林译'].coordinate}: “林” 名单上没有" in capsys.readouterr().err
