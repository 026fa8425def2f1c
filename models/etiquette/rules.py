"""Every rule of tables, seats and cars: id, source, usual level, and what it says.

The edition sets the level: must (hard), should (looked at before everything but musts), prefer (after the
ranks), off. What a rule constraints of a given party is said in ``hall_rules``, ``seat_rules`` and
``ride_rules``; what is never softened is checked in ``check``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from models.domain.etiquette_edition import SeatingLevel


class SeatingRule(NamedTuple):
    """One rule.

    Attributes
    ----------
    level : SeatingLevel
        Its level where the edition says nothing.
    unit : str
        What the amount of a break counts.
    goal : bool
        Not kept or broken but made as small as possible.
    fixed : bool
        Never softened: a fact of the furniture.
    """

    id: str
    text: str
    text_en: str
    source: str
    level: SeatingLevel = "must"
    unit: str = "people"
    goal: bool = False
    fixed: bool = False


S0, S1 = "S0 八(二)3", "S1 三(四)"
E1, E2, E3, E4, E5 = (f"etiquette {number}" for number in range(1, 6))

_ALL = (
    # ------------------------------------------------------------------------------------------ tables
    SeatingRule(
        "BANQ-01", "人人有座,一人一座,不超席位", "everybody has one seat, no table over its size", E3, fixed=True
    ),
    SeatingRule("BANQ-02", "第一主人与主宾在主桌", "host 1 and guest 1 sit at the main table", E3),
    SeatingRule("BANQ-03", "每桌有主方陪同", "a host representative at every table", E3),
    SeatingRule("BANQ-04", "指定同桌", "together at one table", "wish"),
    SeatingRule("BANQ-05", "指定不同桌", "not at one table", "wish"),
    SeatingRule("BANQ-06", "夫妇同桌", "couples at one table", E2),
    SeatingRule("BANQ-07", "翻译、随员与所随之人同桌", "interpreters and aides at their principal's table", S1),
    SeatingRule("BANQ-08", "每桌类别人数", "so many of each category at every table", "wish"),
    SeatingRule("BANQ-09", "每人至少认识同桌几位", "everybody knows so many others at the table", "wish"),
    SeatingRule(
        "BANQ-10", "职务高者在前桌", "higher ranks at better tables, level by level", S1, unit="tables", goal=True
    ),
    SeatingRule(
        "BANQ-11", "同桌有共同语言、兴趣", "a common language or interest at the table", E3, "prefer", goal=True
    ),
    SeatingRule(
        "BANQ-12", "同一饮食集中", "the same diet at as few tables as possible", E3, "prefer", "tables", goal=True
    ),
    SeatingRule("BANQ-13", "类别均匀分布", "categories spread evenly", "wish", "prefer", goal=True),
    SeatingRule("BANQ-14", "各桌人数均衡", "tables balanced", E3, "prefer", goal=True),
    SeatingRule("BANQ-15", "指定桌位", "locked to a table", E1),
    SeatingRule("BANQ-16", "男女相间之桌男女相当", "as many men as women where the sexes alternate", E5),
    SeatingRule("BANQ-18", "同桌有可相邻之人", "at the table two people whom one may sit beside", "wish"),
    SeatingRule("BANQ-19", "新人、寿星在主桌", "whom the party is for sits at the main table", "practice"),
    SeatingRule("BANQ-17", "相识者同桌", "affinities at one table", "wish", "prefer", "affinity", goal=True),
    # ------------------------------------------------------------------------------------------- seats
    SeatingRule("SEAT-01", "第一主人面门居中", "host 1 faces the door", "S1 三(四)5"),
    SeatingRule(
        "SEAT-02", "主宾在主人右侧,第二宾在左侧", "guest 1 at host 1's right, guest 2 at host 1's left", "S1 三(四)5"
    ),
    SeatingRule("SEAT-03", "副主陪(第二主人)与第一主人对坐", "host 2 opposite host 1", E2),
    SeatingRule("SEAT-04", "女主人对坐,主宾夫人在其右侧", "the wife of guest 1 at the hostess's right", "S1 三(四)5"),
    SeatingRule(
        "SEAT-05",
        "主客相互交叉,自己人不相邻",
        "own people not side by side",
        "S1 三(四)5",
        "prefer",
        "pairs",
        goal=True,
    ),
    SeatingRule("SEAT-06", "翻译在所译之人右侧", "the interpreter at the principal's right", "S1 三(四)5"),
    SeatingRule(
        "SEAT-07", "近高远低、右高左低", "nearer is higher, right before left", S1, "prefer", "places", goal=True
    ),
    SeatingRule("SEAT-08", "夫妇座次", "couples side by side or apart", E2, "should"),
    SeatingRule("SEAT-09", "主客各坐一方,工作人员在后", "each side on its side, helpers behind", E5),
    SeatingRule("SEAT-10", "男女相间", "men and women alternate", E5, "off", "pairs"),
    SeatingRule("SEAT-11", "指定不相邻", "not side by side", "wish"),
    SeatingRule("SEAT-12", "指定相邻", "side by side", "wish", "should"),
    SeatingRule("SEAT-13", "邻座有共同语言", "a neighbour to talk to", E3, "prefer"),
    SeatingRule("SEAT-14", "指定座位", "locked to a seat", E1),
    SeatingRule("SEAT-15", "邻座有共同之处", "neighbours have something in common", "wish", unit="pairs"),
    SeatingRule("SEAT-16", "三宾、四宾在副主陪右左", "guests 3 and 4 at host 2's right and left", E2, "should"),
    SeatingRule("SEAT-17", "合影两端为主方人员", "hosts at both ends of a row", E5, "should", "seats"),
    SeatingRule("SEAT-18", "新人、寿星居首座", "whom the party is for has the first places", "practice"),
    # -------------------------------------------------------------------------------------------- cars
    SeatingRule("RIDE-01", "人人有座,不超座位", "everybody has a seat, no car over its size", E4, fixed=True),
    SeatingRule("RIDE-02", "座次尊卑", "higher ranks in better seats", S0, "prefer", "places", goal=True),
    SeatingRule("RIDE-03", "主人驾车,客坐其旁", "the host drives: a guest sits beside the host", S0),
    SeatingRule("RIDE-04", "前座客人下车,后座改坐前座", "the front guest leaves: a rear guest moves up", S0),
    SeatingRule(
        "RIDE-05",
        "司机驾车,副驾为警卫、随员、翻译",
        "beside a chauffeur sits security, an aide or the interpreter",
        E4,
        "should",
    ),
    SeatingRule(
        "RIDE-06", "副驾不坐妇女、儿童、长者", "no women, children or seniors beside a chauffeur", E4, "should"
    ),
    SeatingRule("RIDE-07", "主宾、主人、翻译同车", "guest of honour, host and interpreter in one car", E4, "should"),
    SeatingRule("RIDE-08", "夫妇同车", "couples in one car", E4),
    SeatingRule(
        "RIDE-09",
        "车队先后:主方引导,主宾次之,主方殿后",
        "convoy: host, guest of honour, others, host",
        E4,
        "prefer",
    ),
    SeatingRule("RIDE-10", "指定同车、不同车", "together or apart by wish", "wish"),
    SeatingRule("RIDE-11", "指定车、座", "locked to a car or seat", E1),
    SeatingRule("RIDE-12", "途中少换座", "nobody changes seats without need", E4, "prefer", goal=True),
    SeatingRule("RIDE-13", "翻译、随员与所随之人同车", "interpreters and aides in their principal's car", E4, "should"),
    SeatingRule(
        "RIDE-14",
        "翻译、警卫与所随之人同排或邻排",
        "interpreters and security within a row of their principal",
        E4,
        "should",
        "rows",
    ),
    SeatingRule("RIDE-15", "夫妇同排", "couples in one row", E4, "should", "rows"),
    SeatingRule("RIDE-16", "各车人数同计划", "so many in each vehicle as planned", "wish", "should"),
)

SEATING_RULES: dict[str, SeatingRule] = {rule.id: rule for rule in _ALL}
