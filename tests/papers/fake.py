"""A busy week and a plan for it that looks like one: for papers and pictures, not for rules.

The plan is laid out by a fixed pattern, so it breaks rules freely (two parties in one room, say). What matters here is
the density of a real week, long names, several vehicles, people still to be found, groups, and late evenings.
"""

from __future__ import annotations

import datetime as dt
import tomllib
from functools import cache
from pathlib import Path

from models.domain.clock import DAY, at, iso
from models.domain.plan import Plan
from models.domain.policy import Edition
from models.domain.week import Week

MONDAY = dt.date(2026, 9, 21)
CLIENTS = (
    ("河南省交通运输厅", "government", "A"),
    ("北方轨道交通装备股份有限公司技术中心", "partner", "A"),
    ("Nordlicht Maschinenbau GmbH", "foreign", "B"),
    ("西部能源", "partner", "B"),
    ("某市应急管理局", "authority", "C"),
    ("中原新闻联合采访团", "media", "D"),
    ("南海港口集团", "other", "C"),
    ("高原水利设计院", "other", "D"),
    ("龑赟智能科技", "partner", "B"),
    ("东海造船（集团）有限责任公司", "partner", "A"),
    ("江南纺织行业协会考察团", "other", "D"),
    ("草原乳业", "other", "C"),
)
SURNAMES = "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦许何吕施张孔曹严华金魏陶姜"
GIVEN = ("伟", "喆", "珺琪", "建国", "璟", "祎", "秀英", "堃", "赟", "龑", "海燕", "明", "晓东")


def name(k: int) -> str:
    return SURNAMES[k * 7 % len(SURNAMES)] + GIVEN[k * 5 % len(GIVEN)]


@cache
def edition() -> Edition:
    path = Path(__file__).parents[2] / "instances" / "policies" / "default.toml"
    return Edition.model_validate({"rules": {}} | tomllib.loads(path.read_text(encoding="utf-8")))


def company() -> dict:
    roles = ["leader"] * 3 + ["expert"] * 4 + ["docent"] * 3 + ["interpreter"] * 2 + ["photographer"]
    roles += ["escort"] * 6 + ["crew"] * 4
    titles = {"leader": "副总经理", "expert": "高级工程师", "docent": "讲解员", "escort": "客户经理"}
    people = [
        {
            "id": f"p{k}",
            "name": name(k),
            "title": titles.get(role, ""),
            "department": "大客户部" if role == "escort" else "",
            "rank": 3 if role == "leader" else 6,
            "roles": [{"kind": role, "languages": ["en", "de"] if role in ("docent", "interpreter") else []}],
            "phone": f"0371-5550-{k:04d}",
        }
        for k, role in enumerate(roles)
    ]
    here = {"lat": 34.75, "lon": 113.7}
    return {
        "id": "co",
        "name": "中原重工示例公司",
        "name_en": "Zhongyuan Heavy Example Co.",
        "places": [
            {"kind": "site", "id": "site", "name": "公司总部", "name_en": "Headquarters", **here},
            {
                "kind": "airport",
                "id": "cgo",
                "name": "新郑国际机场T2",
                "name_en": "Airport T2",
                "lat": 34.52,
                "lon": 113.84,
            },
            {
                "kind": "rail",
                "id": "east",
                "name": "郑州东站",
                "name_en": "Zhengzhou East",
                "lat": 34.76,
                "lon": 113.78,
            },
            *(
                {
                    "kind": "hotel",
                    "id": f"hotel{k}",
                    "name": text,
                    "agreement": True,
                    "room_types": [
                        {"kind": "single", "price": 480},
                        {"kind": "twin", "price": 460},
                        {"kind": "suite", "price": 880},
                    ],
                    "lat": 34.76 + k / 100,
                    "lon": 113.72,
                }
                for k, text in enumerate(("郑东示例酒店", "会展路商务酒店"))
            ),
            {
                "kind": "restaurant",
                "id": "canteen",
                "name": "公司食堂",
                "at": "site",
                "style": "canteen",
                "price": 40,
                "serves": ["halal", "vegetarian"],
                "dining_rooms": [{"id": "canteen-hall", "name": "大厅", "seats": 200, "private": False}],
            },
            *(
                {
                    "kind": "restaurant",
                    "id": f"rest{k}",
                    "name": text,
                    "price": 120,
                    "banquet_price": 260,
                    "agreement": True,
                    "local": True,
                    "dining_rooms": [
                        {"id": f"rest{k}-{r}", "name": room, "seats": 16} for r, room in enumerate(("牡丹厅", "嵩山厅"))
                    ],
                    "lat": 34.77,
                    "lon": 113.7 + k / 50,
                }
                for k, text in enumerate(("豫园示例酒楼", "黄河鲤示例饭店"))
            ),
            *(
                {
                    "kind": "sight",
                    "id": f"sight{k}",
                    "name": text,
                    "category": category,
                    "price": price,
                    "minutes": 120,
                    "needs_guide": k == 0,
                    "lat": 34.5 + k / 10,
                    "lon": 113.6,
                }
                for k, (text, category, price) in enumerate(
                    (
                        ("嵩山少林景区", "sightseeing", 80),
                        ("省博物院", "sightseeing", 0),
                        ("戏剧幻城", "entertainment", 195),
                    )
                )
            ),
            {"kind": "project", "id": "proj", "name": "航空港示范工程", "lat": 34.55, "lon": 113.85},
        ],
        "rooms": [
            {"id": f"room{k}", "name": text, "seats": seats, "equipment": ["projector"]}
            for k, (text, seats) in enumerate(
                (("第一会议室", 40), ("第二会议室", 20), ("贵宾厅", 16), ("多功能报告厅", 120))
            )
        ],
        "workshops": [
            {"id": f"ws{k}", "name": text, "minutes": 25, "group": 15, "groups": 2}
            for k, text in enumerate(("总装车间", "智能焊接车间", "试验中心"))
        ],
        "people": people,
        "vehicles": [
            {"id": f"v{k}", "name": text, "plate": f"示A·{10001 + 111 * k}", "kind": kind, "seats": seats}
            for k, (text, kind, seats) in enumerate(
                (
                    ("商务车1", "mpv", 6),
                    ("商务车2", "mpv", 6),
                    ("轿车1", "sedan", 4),
                    ("中巴1", "minibus", 19),
                    ("大巴1", "coach", 45),
                )
            )
        ],
        "drivers": [
            {"id": f"d{k}", "name": name(40 + k), "licences": ["A1"], "phone": f"0371-5551-{k:04d}"} for k in range(5)
        ],
        "hired_cars": [{"id": "hire-van", "kind": "van", "seats": 9, "price": 500, "supplier": "示例租车"}],
        "hired_help": [{"kind": "guide", "price": 400}, {"kind": "interpreter", "languages": ["de"], "price": 900}],
    }


def visit(k: int, first: dt.date, nights: int) -> dict:
    client, kind, level = CLIENTS[k % len(CLIENTS)]
    size = (6, 9, 4, 12, 5, 8, 3, 30, 7, 10, 14, 5)[k % 12]
    foreign = kind == "foreign"
    members = [
        {
            "id": f"m{k}-{n}",
            "name": f"Guest {n}" if foreign else name(100 + 13 * k + n),
            "title": "局长" if n == 0 else "",
            "rank": 3 if n == 0 else 6,
            "languages": ["de"] if foreign else [],
            "diet": ["halal"] if k == 4 and n < 2 else [],
            "role": "principal" if n == 0 else "member",
        }
        for n in range(min(size, 6))
    ]
    number, point = (f"G{80 + k}", "east") if k % 2 else (f"CZ33{k:02d}", "cgo")
    arrive, leave = (
        at(first, 9 * 60 + 25 + 35 * (k % 5)),
        at(first + dt.timedelta(days=nights), 15 * 60 + 40 + 20 * (k % 4)),
    )
    group = {
        "unnamed": size - len(members),
        "arrival": {"at": iso(arrive), "place": point, "number": number},
        "departure": {"at": iso(leave), "place": point, "number": number},
    }
    groups = [{"id": "g1", **group}]
    if k == 3:  # on two flights
        late = {**group, "members": [m["id"] for m in members[3:]], "unnamed": 0}
        late["arrival"] = {"at": iso(arrive + 240), "place": "cgo", "number": "MU2088"}
        groups.append({"id": "g2", **late})
    requests = [
        {"kind": "exchange", "id": "talk", "topic": "智能电网与储能", "experts": ["p3"], "any_leader": True},
        {"kind": "tour", "id": "tour"},
        {"kind": "banquet", "id": "welcome"},
        {"kind": "project", "id": "proj", "place": "proj"},
        {"kind": "sight", "id": "sight", "place": f"sight{k % 2}"},
        {"kind": "entertainment", "id": "show", "place": "sight2"},
        {"kind": "exchange", "id": "talk2", "title": "二期合作方案座谈", "topic": "合作"},
        {"kind": "gift", "id": "gift", "what": "纪念册", "unit_price": 80},
    ]
    if level == "A":
        requests.append({"kind": "signing", "id": "sign", "leader": "p0"})
    return {
        "id": f"visit-{k + 1}",
        "client": client,
        "client_kind": kind,
        "level": level,
        "members": members,
        "groups": groups,
        "requests": requests,
        "escort": f"p{13 + k % 6}",
        "provides": {"cars": k != 5, "lodging": k != 6},
        "hotel": "hotel1" if k == 6 else None,
        "waivers": [{"rule": "MEAL-02", "approver": "总经理"}] if k == 1 else [],
    }


def week(delegations: int = 10, days: int = 7) -> Week:
    """Return a week of so many delegations that come on different days and stay one to five nights."""
    visits = []
    for k in range(delegations):
        first = MONDAY + dt.timedelta(days=min(k * 3 % max(1, days - 2), days - 2))
        nights = min((2, 4, 3, 1, 5, 2, 3)[k % 7], (MONDAY + dt.timedelta(days=days - 1) - first).days)
        visits.append(visit(k, first, nights))
    return Week.model_validate(
        {
            "id": "fake-week",
            "name": "九月第四周来访",
            "first_day": MONDAY,
            "days": days,
            "company": company(),
            "visits": visits,
        }
    )


class Layout:
    """Lays the days of one visit out by a fixed pattern."""

    def __init__(self, week: Week, k: int) -> None:
        self.week, self.k, self.visit = week, k, week.visits[k]
        self.items: list[dict] = []
        self.moves: list[dict] = []
        self.here = self.visit.groups[0].arrival.place
        self.hotel = f"hotel{k % 2}"
        self.wishes = [
            r.id for r in self.visit.requests if r.kind not in ("banquet", "gift", "signing", "entertainment")
        ]

    def move(self, target: str, arrive: int, minutes: int, kind: str = "transfer") -> None:
        if self.place(self.here) == self.place(target):
            return
        k, rides = self.k, []
        size = sum(1 for _ in self.visit.members) + self.visit.groups[0].unnamed
        if self.visit.provides.cars:
            vehicle = 4 if size > 19 else 3 if size > 6 else (k + len(self.moves)) % 3
            rides = [{"vehicle": f"v{vehicle}", "driver": f"d{vehicle}", "guests": size, "staff": 1}]
            if len(self.moves) % 7 == 3:
                rides.append({"hired": "hire-van", "guests": 4})
        escort = {"role": "escort", "person": self.visit.escort}
        duties = [{**escort, "start": iso(arrive - minutes), "end": iso(arrive)}]
        if kind == "pick_up":
            duties[0]["role"] = "greeter"
        move = {
            "id": f"{self.visit.id}.m{len(self.moves)}",
            "visit": self.visit.id,
            "kind": kind,
            "origin": self.here,
            "target": target,
            "depart": iso(arrive - minutes),
            "arrive": iso(arrive),
            "luggage": kind != "transfer",
            "rides": rides,
            "duties": duties,
        }
        self.moves.append(move)
        self.here = target

    def place(self, id: str) -> str:
        return {"canteen": "site"}.get(id, id)

    def item(self, kind: str, start: int, minutes: int, place: str, way: int = 25, **more: object) -> None:
        self.move(place, start - 5, way)
        duties = [{"start": iso(start), "end": iso(start + minutes), **duty} for duty in more.pop("duties", [])]
        item = {"id": f"{self.visit.id}.{len(self.items)}", "visit": self.visit.id, "kind": kind, "place": place}
        self.items.append(item | {"start": iso(start), "end": iso(start + minutes), "duties": duties} | more)

    def wish(self, start: int) -> None:
        if not self.wishes:
            return
        request = self.visit.request(self.wishes.pop(0))
        k, helper = self.k, [{"role": "escort", "person": self.visit.escort}]
        if request.kind == "exchange":
            helper += [
                {"role": "leader", "person": f"p{k % 3}", "end": iso(start + 20)},
                {"role": "expert", "person": f"p{3 + k % 4}"},
            ]
            helper += [
                {"role": "crew", "person": f"p{19 + n}", "start": iso(start - 30), "end": iso(start)} for n in range(2)
            ]
            if self.visit.client_kind == "foreign":
                helper.append({"role": "interpreter", "language": "de", "hired": True})
            self.item("exchange", start, 90, "site", room=f"room{k % 4}", request=request.id, duties=helper)
        elif request.kind == "tour":
            helper.append({"role": "docent", "person": f"p{7 + k % 3}" if k % 4 else None})
            stops = [
                {"workshop": f"ws{w}", "group": 0, "start": iso(start + 25 * w), "end": iso(start + 25 * w + 25)}
                for w in range(3)
            ]
            self.item("tour", start, 75, "site", request=request.id, stops=stops, duties=helper)
        else:
            if request.place == "sight0":
                helper.append({"role": "guide", "hired": True})
            self.item(request.kind, start, 105, request.place, 45, request=request.id, duties=helper)

    def day(self, day: dt.date, first: bool, last: bool) -> None:
        k = self.k
        if not first:
            self.wish(at(day, 9 * 60))
            self.wish(at(day, 10 * 60 + 45))
        if not first or k % 5 < 3:
            self.item(
                "lunch",
                at(day, 12 * 60 + 15),
                60,
                "canteen",
                30,
                dining_room="canteen-hall",
                duties=[{"role": "companion", "person": "p14"}],
            )
        if last:
            return
        self.wish(at(day, 14 * 60))
        if not first:
            self.wish(at(day, 16 * 60))
        if first:
            self.item("check_in", at(day, 16 * 60 + 45), 45, self.hotel)
            host = [{"role": "leader", "person": f"p{k % 3}"}]
            self.item(
                "banquet",
                at(day, 18 * 60),
                120,
                f"rest{k % 2}",
                request="welcome",
                dining_room=f"rest{k % 2}-{k % 2}",
                duties=host,
            )
        else:
            self.item(
                "dinner",
                at(day, 18 * 60 + 15),
                75,
                f"rest{(k + 1) % 2}",
                dining_room=None if k == 7 else f"rest{(k + 1) % 2}-0",
            )
            if k % 3 == 0 and (day - MONDAY).days % 2:
                self.item("entertainment", at(day, 20 * 60), 90, "sight2")
        end = self.items[-1]["end"]
        self.move(self.hotel, at(dt.date.fromisoformat(end[:10]), int(end[11:13]) * 60 + int(end[14:16]) + 35), 25)

    def plan(self) -> None:
        visit = self.visit
        arrive, leave = visit.groups[0].arrival.at, visit.groups[0].departure.at
        first, last = arrive // DAY * DAY, leave // DAY * DAY
        self.move("site" if self.k % 5 < 3 else self.hotel, (arrive + 30 + 50) // 5 * 5, 50, "pick_up")
        midnight = first
        while midnight <= last:
            day = MONDAY + dt.timedelta(days=(midnight - at(MONDAY)) // DAY)
            self.day(day, midnight == first, midnight == last)
            midnight += DAY
        self.move(visit.groups[0].departure.place, leave // 5 * 5 - 90, 50, "see_off")


def plan(week: Week) -> Plan:
    """Return a plan with a full programme for every visit, two requests left out."""
    items, moves, nights, left = [], [], [], []
    for k, visit in enumerate(week.visits):
        layout = Layout(week, k)
        layout.plan()
        items += layout.items
        moves += layout.moves
        stay = (visit.groups[0].departure.at // DAY) - (visit.groups[0].arrival.at // DAY)
        first = MONDAY + dt.timedelta(days=visit.groups[0].arrival.at // DAY - at(MONDAY) // DAY)
        rooms = [{"kind": "single", "count": 1}, {"kind": "twin", "count": 2 + k % 3}]
        if visit.provides.lodging:
            nights += [
                {"visit": visit.id, "day": first + dt.timedelta(days=n), "hotel": layout.hotel, "rooms": rooms}
                for n in range(stay)
            ]
    left.append(
        {
            "visit": "visit-1",
            "request": "show",
            "reason": "impossible_alone",
            "rules": ["SIGHT-02"],
            "text": "演出当天停演",
        }
    )
    if len(week.visits) > 1:
        held = {"reason": "held_by", "others": ["visit-1"], "resources": ["person:p0"]}
        left.append({"visit": "visit-2", "request": "sign", **held})
    document = {
        "week": week.id,
        "edition": "default",
        "items": items,
        "moves": moves,
        "nights": nights,
        "left_out": left,
    }
    return Plan.model_validate(document)
