"""Who ranks where (etiquette.md, section 1)."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.domain.seating import CycleError, SeatingError
from models.etiquette.precedence import rank
from models.etiquette.titles import standing
from tests.etiquette.party import edition, people, person

DEFAULT = edition()


@pytest.mark.parametrize(
    ("title", "organisation", "rung"),
    [
        ("董事长", "", "董事长"),
        ("总裁", "", "总裁、总经理"),
        ("副总经理", "", "副总"),
        ("总经理助理", "", "总经理助理"),
        ("董事长兼总经理", "", "董事长"),
        ("销售部经理", "", "部门经理"),
        ("部长", "某某公司", "部门经理"),
        ("部长", "交通运输部", "省部级正职"),
        ("副省长", "省政府", "省部级副职"),
        ("厅长", "科技厅", "厅局级正职"),
        ("副处长", "市政府", "县处级副职"),
        ("科长", "县政府", "乡科级正职"),
        ("副教授", "郑州大学", "副教授"),
        ("参赞", "德国大使馆", "参赞"),
        ("Vice President", "Acme Inc", "副总"),
        ("President", "Acme Inc", "总裁、总经理"),
        ("Executive Vice President", "Acme", "常务副总"),
        ("Deputy General Manager", "Acme", "副总"),
        ("Associate Professor", "X University", "副教授"),
        ("First Secretary", "Embassy of Y", "一等秘书、领事"),
    ],
)
def test_titles_are_found_on_the_ladder_of_their_world(title, organisation, rung):
    found = standing(person("G1", title=title, organisation=organisation), DEFAULT)
    assert found.rung is not None
    assert rung in found.rung.name


def test_an_unknown_title_is_reported_with_a_suggestion_and_comes_last():
    order = rank(people(0, 2, G1={"title": "副站长"}, G2={"title": "专员"}), (), DEFAULT)
    assert order.guest == ("G2", "G1")
    assert len(order.notes) == 1
    assert "副站长" in order.notes[0]
    assert "是否即" in order.notes[0]


def test_a_deputy_of_a_known_title_is_not_taken_for_his_chief():
    assert (
        standing(person("G1", title="副董事长助理"), DEFAULT).level
        > standing(person("G2", title="董事长"), DEFAULT).level
    )


@pytest.mark.parametrize(
    ("keys", "order"),
    [
        (("title", "since", "age", "given"), ("G3", "G2", "G1", "G4")),
        (("age", "given"), ("G4", "G3", "G2", "G1")),
        (("since", "given"), ("G2", "G3", "G1", "G4")),
        (("given",), ("G1", "G2", "G3", "G4")),
    ],
)
def test_keys_and_their_order_are_switches(keys, order):
    party = people(
        0,
        4,
        G1={"title": "总监", "age": 40},
        G2={"title": "总监", "age": 50, "since": date(2015, 1, 1)},
        G3={"title": "总经理", "age": 55, "since": date(2020, 1, 1)},
        G4={"title": "专员", "age": 60},
    )
    assert rank(party, (), DEFAULT.replace(keys=keys)).guest == order


def test_who_is_put_before_somebody_is_pulled_up_and_nobody_pushed_down():
    party = people(0, 4, G1={"title": "总经理"}, G2={"title": "副总经理"}, G3={"title": "总监"}, G4={"title": "专员"})
    order = rank(party, [("G4", "G2")], DEFAULT)
    assert order.guest == ("G1", "G4", "G2", "G3")
    assert order.ranks["G4"].level == order.ranks["G2"].level
    assert order.why("G4", "G3") == ("G4 > G2:指定先后", "G2 > G3:职务(副总经理 > 总监)")
    assert order.why("G2", "G1") == ("G1 > G2:职务(总经理 > 副总经理)",)


def test_a_circle_of_relations_is_an_error_that_names_the_people():
    with pytest.raises(CycleError, match="G1 > G2 > G3 > G1") as error:
        rank(people(0, 3), [("G1", "G2"), ("G2", "G3"), ("G3", "G1")], DEFAULT)
    assert set(error.value.people) == {"G1", "G2", "G3"}


def test_a_spouse_follows_the_invited_person_and_shares_the_level():
    party = people(0, 3, G1={"title": "总经理"}, G2={"title": "总监"}, G3={"spouse_of": "G1", "title": "专员"})
    order = rank(party, (), DEFAULT)
    assert order.guest == ("G1", "G3", "G2")
    assert order.ranks["G3"].level == order.ranks["G1"].level
    assert "随配偶" in order.why("G1", "G3")[0]
    assert rank(party, (), DEFAULT.replace(spouse_inherits=False)).guest == ("G1", "G2", "G3")


def test_a_foreign_guest_precedes_a_national_of_equal_rank_only():
    party = people(0, 3, G1={"title": "总监"}, G2={"title": "总监", "foreign": True}, G3={"title": "总经理"})
    assert rank(party, (), DEFAULT).guest == ("G3", "G2", "G1")
    assert rank(party, (), DEFAULT.replace(foreign_first=False)).guest == ("G3", "G1", "G2")


def test_the_planners_place_overrides_everything():
    party = people(0, 3, G1={"title": "董事长"}, G2={"title": "总监"}, G3={"title": "专员", "rank": 1})
    order = rank(party, [("G1", "G3")], DEFAULT)
    assert order.guest == ("G3", "G1", "G2")
    assert order.ranks["G3"].because == "排位指定"
    with pytest.raises(SeatingError, match="both given place 1"):
        rank(people(0, 2, G1={"rank": 1}, G2={"rank": 1}), (), DEFAULT)


def test_sides_are_ranked_apart_and_merged_by_level():
    party = people(2, 2, H1={"title": "董事长"}, H2={"title": "总监"}, G1={"title": "总经理"}, G2={"title": "总监"})
    order = rank(party, (), DEFAULT)
    assert (order.host, order.guest) == (("H1", "H2"), ("G1", "G2"))
    assert order.merged == ("H1", "G1", "G2", "H2")
    assert rank(party, (), DEFAULT.replace(merge_first="host")).merged == ("H1", "G1", "H2", "G2")


def test_a_relation_across_the_sides_orders_the_merged_list():
    party = people(1, 1, H1={"title": "总监"}, G1={"title": "总监"})
    assert rank(party, [("H1", "G1")], DEFAULT).merged == ("H1", "G1")


def test_ladders_can_be_moved_against_each_other():
    party = people(0, 2, G1={"title": "董事长"}, G2={"title": "副省长", "organisation": "省政府"})
    assert rank(party, (), DEFAULT).guest == ("G1", "G2")
    assert rank(party, (), edition("government")).guest == ("G2", "G1")


@given(
    titles=st.lists(st.sampled_from(["董事长", "总经理", "总监", "专员", ""]), min_size=2, max_size=7),
    pairs=st.lists(st.tuples(st.integers(0, 6), st.integers(0, 6)), max_size=6),
)
def test_every_order_keeps_the_relations_and_can_say_why(titles, pairs):
    party = [person(f"G{n + 1}", title=title) for n, title in enumerate(titles)]
    before = [(f"G{min(p) + 1}", f"G{max(p) + 1}") for p in pairs if p[0] != p[1] and max(p) < len(titles)]
    order = rank(party, before, DEFAULT)
    place = {name: number for number, name in enumerate(order.guest)}
    assert all(place[a] < place[b] for a, b in before)
    for a in order.guest:
        for b in order.guest:
            if a != b:
                steps = order.why(a, b)
                first, last = (a, b) if place[a] < place[b] else (b, a)
                assert steps[0].startswith(f"{first} >")
                assert f"> {last}:" in steps[-1]


def test_reasons_are_told_in_english_too():
    order = rank(people(0, 2, G1={"title": "President"}, G2={"title": "Director"}), (), DEFAULT)
    assert order.why("G1", "G2", "en") == ("G1 > G2: title (President > Director)",)
    assert order.ranks["G1"].because_en == "title (President > Director)"


def test_a_level_given_by_the_planner_stands_for_the_title():
    who = [person("G1", title="董事长"), person("G2", title="Maschinist", level=5), person("G3", level=15)]
    found = rank(who, (), edition())
    assert found.guest == ("G2", "G1", "G3")
    assert found.notes == ()
    assert [found.ranks[name].level for name in found.guest] == [5, 10, 15]
