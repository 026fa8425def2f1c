"""Titles of visiting cards, read as words: head, qualifiers, organisation, grade, whom somebody serves."""

import time

import pytest

from models.etiquette.precedence import rank
from models.etiquette.title_index import index_of
from models.etiquette.title_reading import read_card
from models.etiquette.titles import standing, standings
from tests.etiquette.party import edition, people, person
from tests.etiquette.title_pairs import published, titles_of

DEFAULT = edition()
INDEX = index_of(DEFAULT)


def level(title, organisation=""):
    return standing(person("G1", title=title, organisation=organisation), DEFAULT).level


def best(title, organisation=""):
    return read_card(INDEX, title, organisation)[0]


@pytest.mark.parametrize(
    ("title", "principal"),
    [
        ("董事长秘书", "董事长"),
        ("总经理司机", "总经理"),
        ("局长警卫", "局长"),
        ("董事长兼总经理秘书", "董事长"),
        ("董事长、总经理秘书", "董事长"),
        ("董事长 秘书", "董事长"),
        ("회장 비서", "회장"),
        ("总裁高级助理", "总裁"),
        ("副董事长助理", "副董事长"),
        ("Assistant to the Chairman and CEO", "CEO"),
        ("Executive Assistant to the President", "President"),
        ("Secretary to the Managing Director", "Managing Director"),
        ("Chairman's Driver", "Chairman"),
        ("CEO Assistant", "CEO"),
        ("Assistent der Geschäftsführung", "Geschäftsführer"),
        ("Assistante du directeur général", "Directeur général"),
    ],
)
def test_who_serves_somebody_has_not_that_ones_rank(title, principal):
    assert level(title) > level(principal) + 10


@pytest.mark.parametrize(
    ("title", "head"),
    [
        ("总经理办公室副主任", "办公室主任"),
        ("Project Coordinator", "project coordinator"),
        ("Doctor", "doctor"),
        ("Apostolic Nuncio", "apostolic nuncio"),
        ("Chief Digital Transformation Officer", "chief digital transformation officer"),
        ("Director, Office of the President", "director"),
        ("Vice President of Sales", "vice president"),
        ("Einkaufsleiterin", "einkaufsleiter"),
        ("Konstruktionsingenieurin", "ingenieur"),
        ("Directrice générale adjointe", "directeur general adjoint"),
        ("盾构研究所所长", "所长"),
        ("前台", "前台"),
        ("前端工程师", "工程师"),
    ],
)
def test_the_head_of_a_title_is_a_word(title, head):
    assert best(title).head == head


def test_parts_of_words_are_no_titles():
    assert level("Project Coordinator") > level("COO") + 20
    assert level("Doctor") > level("CTO") + 20
    assert level("Chief Financial Officer") == level("CFO") < level("Vice President")
    assert level("前台") > level("主管")


@pytest.mark.parametrize(
    "order",
    [
        ("董事长", "副董事长", "总裁", "常务副总裁", "高级副总裁", "副总裁", "助理副总裁"),
        ("省长", "常务副省长", "副省长", "原副省长"),
        ("总经理", "代总经理", "副总经理", "总经理助理"),
        ("总经理", "总经理（退休）", "常务副总经理"),
        ("President", "Former President", "Executive Vice President", "Senior Vice President", "Vice President"),
        ("Senior Director", "Director", "Acting Director", "Deputy Director"),
        ("Dean", "Associate Dean", "Assistant Dean"),
        ("Abteilungsleiter", "stellvertretender Abteilungsleiter", "Gruppenleiter"),
        ("部長", "部長代理", "課長", "課長代理", "係長"),
    ],
)
def test_qualifiers_move_a_title_between_its_neighbours(order):
    levels = [level(title) for title in order]
    assert levels == sorted(set(levels))


@pytest.mark.parametrize(
    ("title", "organisation", "same"),
    [
        ("局长", "郑州市公安局", "县处级正职"),
        ("局长", "中牟县公安局", "乡科级正职"),
        ("河南省财政厅副厅长", "", "厅局级副职"),
        ("北京市市长", "", "省部级正职"),
        ("区长", "北京市海淀区", "厅局级正职"),
        ("区长", "郑州市金水区人民政府", "县处级正职"),
        ("中共河南省委常委、组织部部长", "", "省部级副职"),
        ("省人大常委会副主任", "", "省部级副职"),
        ("市政协副主席", "", "厅局级副职"),
        ("国家税务总局局长", "", "省部级正职"),
        ("国家文物局局长", "", "省部级副职"),
        ("财政部预算司司长", "", "厅局级正职"),
        ("城关镇党委书记", "", "乡科级正职"),
        ("副局长（正处级）", "", "县处级正职"),
        ("巡察组组长（正厅级）", "", "厅局级正职"),
        ("副厅级调研员", "", "厅局级副职"),
        ("主任", "国家发展和改革委员会", "省部级正职"),
        ("投资部总经理", "某某集团有限公司", "事业部总经理"),
        ("部长", "某某集团有限公司", "部门经理"),
        ("分行行长", "中原银行", "总行部门总经理"),
    ],
)
def test_organisation_and_grade_say_what_a_post_is_worth(title, organisation, same):
    assert level(title, organisation) == level(same)


def test_of_several_titles_the_highest_counts_and_the_others_are_kept():
    readings = read_card(INDEX, "院士、机械学院院长、教授", "郑州大学")
    assert [reading.head for reading in readings] == ["院士", "学院院长", "教授"]
    assert level("副总经理兼董事长秘书") == level("副总经理")
    assert level("Prof. Dr.-Ing.") == level("Professor")


def test_a_title_of_two_ladders_is_read_as_its_colleagues_are():
    alone = standings([person("G1", title="主任")], DEFAULT)["G1"]
    beside = standings([person("G1", title="主任"), person("G2", title="係長")], DEFAULT)["G1"]
    assert alone.readings[0].entry.ladder.id == "company"
    assert beside.readings[0].entry.ladder.id == "japan"


def test_where_there_is_a_president_a_general_manager_comes_after_the_vice_presidents():
    assert rank(people(0, 2, G1={"title": "总经理"}, G2={"title": "副总裁"}), (), DEFAULT).guest == ("G2", "G1")
    # in another language it is another company's
    assert rank(people(0, 2, G1={"title": "总经理"}, G2={"title": "Vice President"}), (), DEFAULT).guest == ("G1", "G2")


def test_an_order_that_another_ladder_would_turn_is_to_be_confirmed():
    order = rank(people(0, 2, G1={"title": "Director"}, G2={"title": "Vice President"}), (), DEFAULT)
    assert order.guest == ("G2", "G1")
    assert "待确认" in order.notes[0]
    assert "by the titles of banks, G1 (Director) goes before G2 (Vice President)" in order.notes[0]
    bank = {"organisation": "Northern Investment Bank"}
    told = rank(people(0, 2, G1={"title": "Director", **bank}, G2={"title": "Vice President", **bank}), (), DEFAULT)
    assert (told.guest, told.notes) == (("G1", "G2"), ())


def test_an_unknown_title_is_to_be_confirmed_and_says_where_it_stands_for_now():
    order = rank(
        people(0, 3, G1={"title": "司机"}, G2={"title": "Stationsvorsteher"}, G3={"title": "总监"}), (), DEFAULT
    )
    assert order.guest == ("G3", "G2", "G1")
    assert order.unknown == ("G2",)
    assert order.ranks["G2"].to_confirm
    assert "待确认" in order.notes[0]
    assert "guest 2 for now" in order.notes[0]


def test_ladders_of_one_world_are_moved_together():
    government = edition("government")
    for title in ("Vice President", "副总经理", "専務取締役", "Abteilungsleiter"):
        moved = standing(person("G1", title=title), government).level - level(title)
        assert moved == government.ladder_offsets["company"]


def test_no_title_of_a_ladder_is_unknown_to_it():
    for ladder in DEFAULT.ladders:
        for rung in ladder.rungs:
            for title in rung.titles:
                name, _, condition = title.partition("@")
                if not condition:
                    assert read_card(INDEX, name), (ladder.id, title)


def test_a_thousand_titles_are_read_in_no_time():
    titles = [title for half in ("first", "second") for path in published(half) for title in titles_of(path)][:1000]
    party = [person(f"G{n}", title=title) for n, title in enumerate(titles)]
    standings(party, DEFAULT)
    started = time.process_time()
    standings(party, DEFAULT)
    # 10 ms; read anew for every guest it would be more than a second on a slow machine
    assert time.process_time() - started < 0.25


def test_a_delegation_of_mixed_cards_comes_in_the_order_of_its_posts():
    cards = [
        ("secretary", "总裁秘书"),
        ("office", "总裁办公室副主任"),
        ("coordinator", "Event Coordinator"),
        ("finance", "Chief Financial Officer"),
        ("discipline", "纪委书记"),
        ("deputy", "副总裁"),
        ("president", "总裁"),
    ]
    order = rank([person(name, title=title) for name, title in cards], (), DEFAULT)
    assert order.guest == ("president", "finance", "discipline", "deputy", "office", "coordinator", "secretary")
    assert order.notes == ()
