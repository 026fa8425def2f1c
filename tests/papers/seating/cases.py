"""Seated parties for the tests of what is printed: any layout, any number, no solver."""

from __future__ import annotations

from functools import cache

from models.domain.etiquette_edition import Etiquette
from models.domain.halls import Hall, Layout, Point, Table, TableShape
from models.domain.ride_party import Car, RideParty
from models.domain.seating import Attendee, Dinner, Placement
from models.etiquette.cars import seat_order
from models.etiquette.check import check
from models.etiquette.check_ride import check_ride
from models.etiquette.dinner_facts import DinnerFacts
from models.etiquette.table_board import board
from models.etiquette.tables import table_order
from models.etiquette.usual_halls import usual_hall
from planner.formats.dinner import read_dinner, read_ride, read_vehicle
from planner.language.words import Words
from planner.papers.seating.paper import RidePaper, SeatingPaper
from tests.etiquette.party import INSTANCES, edition

SHAPES: dict[Layout, TableShape] = {
    "one_host": "round",
    "two_hosts": "round",
    "hostess": "round",
    "french": "long",
    "english": "long",
    "talks": "long",
    "talks_end": "long",
    "u": "u",
    "hollow": "hollow",
    "sofas": "sofas",
    "podium": "rows",
    "photo": "rows",
    "signing": "desk",
}
CHINESE = tuple(
    "王喆 李珺 赵璟 钱祎 孙堃 周赟 何龑 欧阳思齐 褚建业 卫欣怡 蒋国栋 陈晓彤 韩海涛 杨静姝 朱文博 秦雅宁 "  # noqa: SIM905
    "尤志远 许晓彤 吕欣怡 施国栋 张思齐 孔海涛 曹静姝 严文博 华雅宁 金若曦".split()
)
FOREIGN = (
    "Maximilian von Württemberg",
    "Konstantin Alexandrowitsch Rimski-Korsakow",
    "María del Carmen Fernández",
    "John Smith",
    "Jean-Baptiste de La Rochefoucauld",
    "Li",
)
TITLES = ("董事长", "总经理", "常务副总经理", "副总经理", "总经理助理", "总监", "部门经理", "主管", "专员")


def party(count: int, foreign: bool = False, helpers: int = 0) -> list[Attendee]:
    """Hosts and guests in turn; the last ones are interpreters and note-takers of the first guest."""
    found = []
    for k in range(count):
        host = k % 2 == 0
        helper = count - helpers <= k
        name = FOREIGN[k // 2 % len(FOREIGN)] if foreign and not host else CHINESE[k % len(CHINESE)]
        found.append(
            Attendee(
                id=f"p{k}",
                name=name,
                side="host" if host else "guest",
                title=TITLES[min(k // 2, len(TITLES) - 1)],
                sex="m" if k % 3 else "f",
                diet="清真" if k == 4 else "",
                role=("interpreter" if k % 2 else "notetaker") if helper else "member",
                serves="p1" if helper else None,
            )
        )
    return found


def one_table(
    layout: Layout,
    count: int,
    foreign: bool = False,
    helpers: int = 0,
    rows: tuple[int, ...] = (),
    ends: int = 0,
    policy: Etiquette | None = None,
    words: Words | None = None,
    turn: float | None = None,
    door: Point | None = None,
) -> SeatingPaper:
    """One table, its people in the order of rank on the seats in the order of honour."""
    table = Table(id="T1", shape=SHAPES[layout], layout=layout, x=5, y=5, seats=count, rows=rows, ends=ends, turn=turn)
    hall = Hall(
        id="h", name="示例厅", width=10, depth=10, door=door or Point(x=7, y=0), stage=Point(x=5, y=10), tables=(table,)
    )
    dinner = Dinner(id="d", name="样宴", people=party(count, foreign, helpers), hall=hall)
    policy = policy or edition()
    here = board(DinnerFacts(dinner, policy), table, dinner.by_id)
    placements = [
        Placement(person=name, table="T1", seat=seat)
        for name, seat in zip(here.sequence, here.order.order, strict=True)
    ]
    return SeatingPaper(dinner, check(dinner, policy, placements, {"T1": here.laid}), policy, words or Words())


def banquet(tables: int, seats: int = 10, words: Words | None = None, policy: Etiquette | None = None) -> SeatingPaper:
    """A usual hall, filled in turn."""
    dinner = Dinner(id="d", name="宴会", people=party(tables * seats), hall=usual_hall(tables, seats))
    policy = policy or edition()
    order = table_order(dinner.hall, policy)
    placements = [
        Placement(person=person.id, table=order[k // seats].id, seat=k % seats)
        for k, person in enumerate(dinner.people)
    ]
    # the causes of deviations take long and are not what is looked at here
    quiet = policy.replace(tiers=(), levels={**policy.levels, "SEAT-07": "off"})
    return SeatingPaper(dinner, check(dinner, quiet, placements), policy, words or Words())


@cache
def solved(name: str) -> SeatingPaper:
    """A dinner of the instances, seated by the solver."""
    from models.banquet import seat

    dinner, policy = read_dinner(INSTANCES / "dinners" / f"{name}.toml")
    return SeatingPaper(dinner, seat(dinner, policy), policy, Words())


@cache
def convoy() -> RidePaper:
    """The convoy of the instances: a guest gets out on the way and another moves up."""
    from models.rides import seat_ride

    ride, policy = read_ride(INSTANCES / "dinners" / "convoy.toml")
    return RidePaper(ride, seat_ride(ride, policy), policy, Words())


def full_car(profile: str, foreign: bool = False) -> RidePaper:
    """A vehicle with somebody on every seat, in the order of rank."""
    vehicle = read_vehicle(INSTANCES / "vehicles" / f"{profile}.toml")
    car = Car(id="V", name="豫A·12345", profile=vehicle, driver="张师傅")
    people = party(len(vehicle.seats), foreign)
    ride = RideParty(id="r", name="考察", people=people, cars=(car,), stops=("公司", "车站"))
    policy = edition()
    leg = {seat: person.id for seat, person in zip(seat_order(car, policy), people, strict=True)}
    return RidePaper(ride, check_ride(ride, policy, {"V": [leg]}), policy, Words())
