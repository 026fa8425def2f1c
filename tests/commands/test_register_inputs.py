"""The register that a company names: read when a week is planned, wherever the week comes from."""

from __future__ import annotations

import pytest

from models.domain.errors import FaultyInput
from planner.commands.register_inputs import company_register, remembering
from planner.formats import load, save
from planner.formats.workbook.write import book_of
from planner.formats.workbook.xlsx import xlsx_of
from planner.language.words import Words
from planner.register.closing import close_week
from planner.register.made_up import made_up_weeks
from tests.register.conftest import NOW, ZH
from tests.weeks import talk, visit, week

NAME = "登记册/2026.sqlite"


def record():
    return next(made_up_weeks(1, 1))


@pytest.fixture(params=["folder", "workbook"])
def later(request, tmp_path):
    """A week of the same client whose company names a register; where it is to lie."""
    known = week(visit("v1", talk(), client=record().rows["visits"][0]["client"]), id="later")
    known = known.replace(company=known.company.replace(register_file=NAME))
    if request.param == "folder":
        save(known, tmp_path / "later")
        return tmp_path / "later", next(tmp_path.rglob("company.toml")).parent / NAME
    path = tmp_path / "later.xlsx"
    path.write_bytes(xlsx_of(book_of(known)))
    return path, tmp_path / NAME


def test_it_is_known_and_read(later, capsys):
    path, register = later
    assert load(path).company.register_file == NAME
    assert company_register(path, load(path)) == register
    register.parent.mkdir()
    close_week(register, record(), NOW, ZH)
    assert remembering(path, load(path), None, ZH).remembered("v1").visits == 1
    assert capsys.readouterr().err == ""


def test_one_that_is_not_there_yet_is_said(later, capsys):
    path, _ = later
    assert remembering(path, load(path), None, Words("en")) == load(path)
    assert "no register 2026.sqlite yet" in capsys.readouterr().err


def test_what_is_no_register_is_a_fault(later):
    path, register = later
    register.parent.mkdir()
    register.write_bytes(b"PK\x03\x04 something else" * 50)
    with pytest.raises(FaultyInput, match="不是接待登记册"):
        remembering(path, load(path), None, ZH)


@pytest.mark.parametrize("named", ["../x.sqlite", "{elsewhere}/x.sqlite"])
def test_one_that_leads_out_of_the_folder(later, named, tmp_path):
    path, _ = later
    named = named.format(elsewhere=tmp_path.parent)
    known = load(path)
    with pytest.raises(FaultyInput, match="不在公司资料的文件夹里"):
        company_register(path, known.replace(company=known.company.replace(register_file=named)))


def test_a_plan_that_lies_anywhere_names_none(later, tmp_path):
    path, _ = later
    assert company_register(tmp_path / "plan.json", load(path)) is None
