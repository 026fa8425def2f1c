"""Car charts and cards: every vehicle, every leg, who has got out, in or moved."""

from __future__ import annotations

import matplotlib as mpl
import pytest

from models.domain.ride_party import Car, RideParty, Trip
from models.etiquette.cars import seat_order
from models.etiquette.check_ride import check_ride
from planner.formats.dinner import read_vehicle
from planner.language.words import Words
from planner.papers.seating.car_cards import car_cards
from planner.papers.seating.car_chart import car_chart
from planner.papers.seating.paper import RidePaper
from planner.papers.seating.rides import leg_changes
from planner.seating.vehicles import fitted
from tests.etiquette.party import INSTANCES, edition
from tests.papers.seating.cases import convoy, full_car, party
from tests.papers.seating.looking import outside, overlapping, texts

pytestmark = pytest.mark.filterwarnings("error:Glyph")
PROFILES = sorted(path.stem for path in (INSTANCES / "vehicles").glob("*.toml"))


@pytest.fixture(autouse=True)
def _restore_settings():
    with mpl.rc_context():
        yield


def said(page) -> list[str]:
    return [text for text, _ in texts(page)]


@pytest.mark.parametrize("foreign", [False, True])
@pytest.mark.parametrize("profile", PROFILES)
def test_a_full_vehicle(profile, foreign):
    paper = full_car(profile, foreign)
    (seating,) = paper.used
    (page,) = car_chart(paper, seating)
    found = texts(page)
    assert not outside(found, page)
    assert not overlapping(found)
    for name in seating.legs[0].seats.values():
        for word in paper.people.name(name).split(" "):
            assert any(word in text for text, _ in found), word
    numbers = [text for text, _ in found if text.isdigit()]
    assert sorted(map(int, numbers)) == list(range(1, len(seating.order) + 1))
    assert any("商务惯例" in text for text, _ in found)
    assert any(text == "车门" for text, _ in found)


def test_right_of_the_car_is_right_on_the_page_and_its_front_is_up():
    paper = full_car("sedan")
    at = {text: box.middle for text, box in texts(car_chart(paper, paper.used[0])[0])}
    assert at["后排左"][0] < at["后排中"][0] < at["后排右"][0]
    assert at["司机"][0] < at["副驾驶"][0]
    assert at["副驾驶"][1] > at["后排右"][1]
    assert at["车门"][0] > at["后排右"][0], "people get in at the kerb"


def test_a_rear_guest_moves_up_when_the_front_guest_leaves():
    """RIDE-04; S0: 此项礼节最易疏忽."""
    paper = convoy()
    seating = next(row for row in paper.used if row.car == "A2")
    assert leg_changes(paper, seating, 0) == []
    assert leg_changes(paper, seating, 1) == ["酒店：下车：陈立；换座：李文 后排右→副驾驶"]
    (page,) = car_chart(paper, seating)
    found = said(page)
    assert found.count("李文") == 2
    assert found.count("陈立") == 1
    assert found.count("换座") == 1
    assert "主人驾车" in found
    assert any("主人驾车" in text and "依据" in text for text in found)


def test_many_legs_take_several_pages():
    vehicle = read_vehicle(INSTANCES / "vehicles" / "sedan.toml")
    ride = RideParty(
        id="r",
        people=party(3),
        cars=(Car(id="V", profile=vehicle),),
        stops=("甲", "乙", "丙", "丁", "戊"),
        trips=(Trip(person="p1", board=1), Trip(person="p2", leave=2)),
    )
    both = {"rear_right": "p0"}
    legs = [{**both, "rear_left": "p2"}, {**both, "rear_left": "p2", "rear_middle": "p1"}, {**both, "rear_left": "p1"}]
    paper = RidePaper(ride, check_ride(ride, edition(), {"V": [*legs, legs[-1]]}), edition(), Words())
    pages = car_chart(paper, paper.used[0])
    assert len(pages) == 2
    texts_ = [text for page in pages for text in said(page)]
    for leg in ("甲→乙", "乙→丙", "丙→丁", "丁→戊"):
        assert any(leg in text for text in texts_)
    assert "上车" in texts_
    assert any("上车：李珺" in text for text in texts_)
    assert any("下车：赵璟" in text for text in texts_)
    assert not any(overlapping(texts(page)) for page in pages)


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_cards_of_a_convoy(lang):
    paper = RidePaper(convoy().ride, convoy().plan, convoy().etiquette, Words(lang))
    pages = car_cards(paper)
    assert len(pages) == sum(len(car.legs) for car in paper.used) == 6
    for page in pages:
        found = texts(page)
        assert not overlapping(found)
        assert not outside(found, page)
    first = said(pages[0])
    assert paper.words.pick("第1车", "Car 1") in first
    assert "豫A·3" in first
    assert any("孙倩" in text for text in first)


@pytest.mark.parametrize("profile", ["coach", "minibus-a", "sedan"])
def test_the_card_of_a_full_vehicle_names_everybody(profile):
    paper = full_car(profile, foreign=True)
    (page,) = car_cards(paper)
    found = texts(page)
    assert not overlapping(found)
    assert not outside(found, page)
    joined = " ".join(text for text, _ in found)
    assert joined.count("Li") >= 1 if profile != "sedan" else True
    for name in paper.used[0].legs[0].seats.values():
        assert paper.people.name(name)[:6] in joined


def test_no_heading_of_a_car_is_cut():
    paper = convoy()
    stops = [f"{stop}（新郑国际机场二号航站楼贵宾厅东门外）" for stop in paper.ride.stops]
    cars = [car.replace(name=f"{car.name} 河南中原装备集团有限公司接待专用车") for car in paper.ride.cars]
    ride = paper.ride.replace(name="德国莱茵机械股份公司代表团参观郑州生产基地全程用车", cars=cars, stops=stops)
    legs = {stop: new for stop, new in zip(paper.ride.stops, stops, strict=True)}
    used = [
        seating.replace(legs=[leg.replace(start=legs[leg.start], end=legs[leg.end]) for leg in seating.legs])
        for seating in paper.plan.cars
    ]
    long = RidePaper(ride, paper.plan.replace(cars=used), paper.etiquette, paper.words)
    for seating in long.used:
        for page in car_chart(long, seating):
            found = texts(page)
            whole = "".join("".join(text.split()) for text, _ in found)
            assert "…" not in whole
            assert ride.name in whole
            assert all("".join(stop.split()) in whole for leg in seating.legs for stop in (leg.start, leg.end))
            assert not overlapping(found)
            assert not outside(found, page)


def test_the_seat_beside_the_driver_of_a_small_minibus_is_as_wide_as_the_others():

    whole = full_car("minibus-a")
    profile = fitted(whole.ride.cars[0].profile, 17)
    people = whole.ride.people[:17]
    ride = whole.ride.replace(people=people, cars=(whole.ride.cars[0].replace(profile=profile),))
    leg = {seat: person.id for seat, person in zip(seat_order(ride.cars[0], whole.etiquette), people, strict=True)}
    paper = RidePaper(ride, check_ride(ride, whole.etiquette, {"V": [leg]}), whole.etiquette, whole.words)
    found = [text for text, _ in texts(car_chart(paper, paper.used[0])[0])]
    assert people[-1].name in found
    assert people[-1].title in found
