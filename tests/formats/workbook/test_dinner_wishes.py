"""Wishes of a dinner about who comes first, through a workbook and back."""

from __future__ import annotations

from models.domain.seating import Wishes
from planner.formats.dinner import read_dinner_workbook
from planner.formats.workbook.write_dinner import dinner_book
from planner.formats.workbook.xlsx import xlsx_of
from tests.etiquette.party import one_table, people


def test_whom_a_party_is_for_who_takes_the_head_and_equal_delegations_come_back(tmp_path):
    facts = {f"G{n}": {"organisation": "甲团" if n % 2 else "乙团"} for n in range(1, 5)}
    wishes = Wishes(honoured=("G1", "G2"), head="G3", hostess="H2", equal=("乙团", "甲团"))
    dinner = one_table(people(2, 4, **facts), seats=8, wishes=wishes, shape="square")
    path = tmp_path / "dinner.xlsx"
    path.write_bytes(xlsx_of(dinner_book(dinner.model_dump(mode="json", exclude_defaults=True))))
    back = read_dinner_workbook(path).dinner
    assert back.hall.tables[0].shape == "square"
    names = {person.id: person.name for person in back.people}
    found = back.wishes
    assert [names[name] for name in found.honoured] == ["G1", "G2"]
    assert (names[found.head], names[found.hostess]) == ("G3", "H2")
    assert found.equal == ("乙团", "甲团")
