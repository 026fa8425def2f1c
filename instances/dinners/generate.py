"""Write an invented banquet of any size: ``python generate.py 500 > dinner-500.toml``.

The same size and seed give the same file. One in three is a host; one in twelve guests brings a spouse, one
in twenty is foreign and has an interpreter; every hundred people hold some groups to be kept together or apart.
"""

from __future__ import annotations

import random
import sys

SURNAMES = "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎"
GIVEN = "伟芳娜敏静丽强磊军洋勇艳杰娟涛明超兰霞平刚桂英华玉珍建国志文晓红海燕梅林鹏飞宇晨博雅欣怡子轩浩然思远"
FOREIGN = ("Smith", "Müller", "Tanaka", "Dubois", "Rossi", "Kim", "Ivanov", "Garcia", "Novak", "Silva")
LANGUAGES = {"Smith": "en", "Müller": "de", "Tanaka": "ja", "Dubois": "fr", "Rossi": "it", "Kim": "ko"}
TITLES = (  # title, how many of a hundred have it at most
    ("董事长", 1),
    ("总经理", 4),
    ("常务副总经理", 3),
    ("副总经理", 10),
    ("总经理助理", 5),
    ("总监", 12),
    ("部门经理", 25),
    ("主管", 20),
    ("专员", 20),
)
PROFESSIONS = ("政治家", "医生", "名流", "教练", "教师", "程序员")
INTERESTS = ("高尔夫", "书法", "摄影", "马拉松", "茶", "古典音乐", "足球", "钓鱼")
DIETS = ("清真", "素食", "无麸质")


def banquet(people: int, seats: int = 10, seed: int = 1) -> dict[str, object]:
    """Return the data of an invented banquet, in the form of a dinner file."""
    rng = random.Random(f"{people} {seats} {seed}")
    hosts = people * 3 // 10
    rows = [_person(rng, "host", number, hosts) for number in range(hosts)]
    guests = _guests(rng, people - hosts)
    rows += guests
    return {
        "id": f"banquet-{people}",
        "name": f"{people} 人宴会",
        "etiquette": "default",
        "hall": {"tables": -(-people // seats), "seats": seats},
        "people": rows,
        "wishes": _wishes(rng, rows),
    }


def _person(rng: random.Random, side: str, number: int, of: int) -> dict[str, object]:
    """One person; the list runs from the highest title to the lowest, so that every title has its share."""
    share, title = 100 * number / max(of, 1), TITLES[-1][0]
    for name, hundredth in TITLES:
        title = name
        share -= hundredth
        if share < 0:
            break
    row: dict[str, object] = {
        "id": f"{side[0]}{number + 1}",
        "name": rng.choice(SURNAMES) + "".join(rng.sample(GIVEN, rng.choice((1, 2, 2)))),
        "side": side,
        "title": title,
        "sex": rng.choice("mmf"),
        "age": rng.randint(28, 66),
        "languages": ["zh", "en"] if rng.random() < 0.3 else ["zh"],
        "interests": sorted(rng.sample(INTERESTS, rng.choice((0, 1, 2)))),
        "tags": {"delegation": f"D{number % max(3, of // 25)}"},
    }
    if rng.random() < 0.06:
        row["diet"] = rng.choice(DIETS)
    return row


def _guests(rng: random.Random, count: int) -> list[dict[str, object]]:
    rows: list[dict[str, object]] = []
    number = 0
    while len(rows) < count:
        row = _person(rng, "guest", number, count)
        number += 1
        rows.append(row)
        left = count - len(rows)
        chance = rng.random()
        if chance < 0.08 and left >= 1:
            spouse = _person(rng, "guest", number, count)
            spouse.update(id=f"{row['id']}s", title="", spouse_of=row["id"], sex="f" if row["sex"] == "m" else "m")
            rows.append(spouse)
        elif chance < 0.13 and left >= 1:
            surname = rng.choice(FOREIGN)
            language = LANGUAGES.get(surname, "en")
            row.update(name=surname, name_en=f"Mr {surname}", foreign=True, languages=[language])
            helper = _person(rng, "host", number, count)
            helper.update(id=f"{row['id']}i", title="翻译", role="interpreter", serves=row["id"])
            helper["languages"] = sorted({"zh", language})
            rows.append(helper)
    return rows


def _wishes(rng: random.Random, rows: list[dict[str, object]]) -> dict[str, object]:
    single = [str(row["id"]) for row in rows if "serves" not in row and "spouse_of" not in row]
    guests = [name for name in single if name.startswith("g")]
    count = max(1, len(rows) // 50)
    together = []
    start = rng.sample(range(4, max(5, len(guests) - 6)), min(count, max(1, len(guests) - 12)))
    for index in start:
        near = guests[index : index + 6]
        together.append(sorted(rng.sample(near, min(len(near), rng.choice((2, 2, 3))))))
    taken: set[str] = set()
    groups = []
    for group in together:
        if not taken & set(group):
            groups.append(group)
            taken |= set(group)
    free = [name for name in single if name not in taken]
    apart = [rng.sample(free, 2) for _ in range(2 * count)]
    return {"together": groups, "apart": apart, "spread": ["delegation"], "diets_together": True}


def party(tables: int = 12, seats: int = 12, hobbies: int = 10, seed: int = 1) -> dict[str, object]:
    """Return a party that has an answer: sexes alternate, neighbours share a hobby, professions two by two.

    A seating is planted first, every two neighbours in it get a hobby in common; then the guests are shuffled.
    """
    rng = random.Random(f"party {tables} {seats} {hobbies} {seed}")
    rows: list[dict[str, object]] = []
    for table in range(tables):
        professions = [PROFESSIONS[number % 6] for number in range(seats)]
        rng.shuffle(professions)
        between = [f"hobby {rng.randrange(hobbies)}" for _ in range(seats)]
        for seat in range(seats):
            own = {between[seat], between[seat - 1]}
            if len(own) == 1 or rng.random() < 0.5:
                own.add(f"hobby {rng.randrange(hobbies)}")
            rows.append(
                {
                    "id": f"t{table}s{seat}",
                    "name": rng.choice(SURNAMES) + "".join(rng.sample(GIVEN, 2)),
                    "side": "guest",
                    "sex": "mf"[seat % 2],
                    "interests": sorted(own),
                    "tags": {"profession": professions[seat]},
                }
            )
    rng.shuffle(rows)
    for number, row in enumerate(rows):
        row["id"] = f"p{number + 1}"
    return {
        "id": f"party-{len(rows)}",
        "name": f"{len(rows)} 人联谊会",
        "etiquette": "party",
        "hall": {"tables": tables, "seats": seats},
        "people": rows,
        "wishes": {
            "categories": [{"attribute": "profession", "least": 2, "most": 2}],
            "neighbours_share": "interests",
        },
    }


def toml(data: dict[str, object]) -> str:
    """Write the data as TOML, one person a line."""
    lines = [f"{key} = {_value(value)}" for key, value in data.items() if key not in ("people", "wishes")]
    people, wishes = data["people"], data["wishes"]
    assert isinstance(people, list)
    assert isinstance(wishes, dict)
    lines += ["people = [", *(f"  {_value(row)}," for row in people), "]", "", "[wishes]"]
    lines += [f"{key} = {_value(value)}" for key, value in wishes.items()]
    return "\n".join(lines) + "\n"


def _value(value: object) -> str:
    match value:
        case bool():
            return str(value).lower()
        case int():
            return str(value)
        case list() | tuple():
            return "[" + ", ".join(_value(item) for item in value) + "]"
        case dict():
            return "{ " + ", ".join(f"{key} = {_value(item)}" for key, item in value.items()) + " }"
        case _:
            return '"' + str(value).replace("\\", "\\\\").replace('"', '\\"') + '"'


if __name__ == "__main__":
    sys.stdout.write(toml(banquet(*(int(word) for word in sys.argv[1:]))))
