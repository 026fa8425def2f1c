"""``jiedai check``: what is said of a plan, and the exit code."""

from __future__ import annotations

import json
import sys

from planner import cli
from planner.services.plan_file import plan_text
from tests.weeks import edition


def run(*args, capsys):
    code = cli.main(["check", *map(str, args)])
    said = capsys.readouterr()
    return code, said.out, said.err


def test_a_plan_that_breaks_musts_is_refused(folder, plan_file, solved, capsys):
    """The pattern of the made-up plan breaks rules freely."""
    code, out, _ = run(folder, plan_file, capsys=capsys)
    assert code == (0 if solved.report.ok else 3)
    assert "未能安排：2项" in out
    assert "文娱活动：戏剧幻城" in out


def test_without_rules_broken_it_may_be_published(folder, plan_file, capsys, monkeypatch):
    import planner.judging.check  # noqa: F401 - the module, behind the function of its name

    monkeypatch.setattr(sys.modules["planner.judging.check"], "rules_of", lambda _: ())
    code, out, _ = run(folder, plan_file, capsys=capsys)
    assert code == 0
    assert out.startswith("可以发布")
    code, out, _ = run(folder, plan_file, "--lang", "en", capsys=capsys)
    assert out.startswith("May be published")


def test_json(folder, plan_file, solved, capsys):
    code, out, err = run(folder, plan_file, "--json", capsys=capsys)
    data = json.loads(out)
    assert data["ok"] == (code == 0) == solved.report.ok
    assert data["tiers"] == list(solved.report.score.tiers)
    assert len(data["left_out"]) == 2
    assert err == ""


def test_a_week_that_has_changed_is_said(folder, solved, tmp_path, capsys):
    data = json.loads(plan_text(solved))
    data["week"]["note"] = "earlier"
    file = tmp_path / "plan.json"
    file.write_text(json.dumps(data), encoding="utf-8")
    _, out, _ = run(folder, file, capsys=capsys)
    assert out.startswith("排定之后来访资料有改动")


def test_ids_that_the_week_lost_are_faults(folder, solved, week, tmp_path, capsys):
    data = json.loads(plan_text(solved))
    data["plan"]["week"] = data["week"]["id"] = "other"
    file = tmp_path / "plan.json"
    file.write_text(json.dumps(data), encoding="utf-8")
    code, out, err = run(folder, file, capsys=capsys)
    assert code == 3
    assert "这是 'other' 的计划" in err
    assert out == ""


def test_what_is_no_plan_is_a_fault(folder, tmp_path, capsys):
    file = tmp_path / "plan.json"
    file.write_text("{}", encoding="utf-8")
    code, _, err = run(folder, file, capsys=capsys)
    assert code == 3
    assert "也许：jiedai plan 写的 plan.json" in err
    assert run(folder, tmp_path / "none.json", capsys=capsys)[0] == 2


def test_a_policy_that_was_softened_in_the_plan_is_said(folder, solved, tmp_path, capsys):
    """A plan is judged by the policy that it carries: where that is not the one of its name any more, it is said."""
    data = json.loads(plan_text(solved))
    data["edition"] = json.loads(edition().model_dump_json())
    data["plan"]["edition"] = "default"
    file = tmp_path / "plan.json"
    file.write_text(json.dumps(data), encoding="utf-8")
    assert "所附的制度" not in run(folder, file, capsys=capsys)[1]
    data["edition"]["shape"]["walk_minutes"] = 600
    file.write_text(json.dumps(data), encoding="utf-8")
    _, out, _ = run(folder, file, capsys=capsys)
    assert out.startswith("计划所附的制度与现行的有 1 处不同")
    assert json.loads(run(folder, file, "--json", capsys=capsys)[1])["policy_changed"] == ["shape.walk_minutes"]
