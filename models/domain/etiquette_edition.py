"""An edition's etiquette: profiles of customs, rule levels, title ladders. Data, no code."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from models.domain.base import Fact
from models.domain.halls import Layout

HostOrGuest = Literal["host", "guest"]
SeatingLevel = Literal["must", "should", "prefer", "off"]
RankKey = Literal["title", "since", "age", "given"]
SeatingObjective = Literal["rank", "language", "diets", "categories", "affinity", "balance"]


class Rung(Fact):
    """One step of a title ladder."""

    level: int
    """Comparable across ladders, smaller is higher."""
    name: str
    name_en: str = ""
    titles: tuple[str, ...] = ()
    """Titles as they stand on cards, in any language. ``局长@省``: in an organisation of that size only, as
    ``models.etiquette.title_words.UNITS`` names them; ``总经理@总裁``: only beside a colleague who has that title."""
    patterns: tuple[str, ...] = ()
    """Regular expressions, for titles that words do not tell."""
    deputy: int | None = None
    """The level of a deputy (副, Vice, stellvertretend); None: 5 below."""
    serves: bool = False
    """Secretaries, drivers, assistants: whatever title stands with these words is the one of the person served."""
    source: str = ""


class Ladder(Fact):
    """Titles of one world: a company, the civil service, an army."""

    id: str
    name: str = ""
    name_en: str = ""
    world: str = ""
    """What offsets of an edition may name instead of the id: company, government, academic …"""
    script: Literal["", "simplified", "traditional", "japanese", "korean", "latin"] = ""
    """Titles in this script are looked up here first."""
    organisations: tuple[str, ...] = ()
    """Regular expressions: people of such organisations are first looked up here."""
    own: bool = False
    """What an office has decided: before every other ladder."""
    source: str = ""
    """Where the order comes from, for rungs that do not say it."""
    rungs: tuple[Rung, ...]


class LayoutPolicy(Fact):
    """How one layout is seated; a custom with a name, printed on the chart."""

    custom: str = "以右为尊"
    custom_en: str = "right side high"
    high: Literal["right", "left"] = "right"
    """Which hand of the centre is the second place."""
    centre: Literal["host", "rank", "guest"] = "host"
    """host: host 1 in the middle, guest 1 beside them; rank: both sides merged, the highest in the middle; guest: the
    guests from the middle outwards, the hosts on the lowest seats."""
    even: Literal["second_high", "first_high"] = "second_high"
    """Of two who share the middle of an even row or side: the second sits at the high hand of the first; or the first
    at the high hand of the second."""
    sides: Literal["merged", "facing"] = "merged"
    """At a hollow square: both sides by rank from the middle; or guests from the side that faces the door, hosts from
    the one across, as at talks."""
    ends: Literal["any", "host"] = "any"
    """Who stands at both ends of the rows of a photo."""
    mix: Literal["side", "none"] = "side"
    """side: own people not side by side; their number is minimised."""
    sexes: SeatingLevel = "off"
    """Men and women alternate."""
    couples: Literal["side_by_side", "apart", "free"] = "free"
    interpreter: Literal["right", "left", "facing", "beside", "behind"] = "right"
    """At which hand of the principal; facing: the host's at the right, the guest's at the left, across from each other
    at talks."""
    alone: Literal["beside", "opposite"] = "beside"
    """Where guest 1 sits whose host has neither hostess nor second host: beside the host; or across, to preside too."""
    honours: Literal["rank", "crossed"] = "rank"
    """crossed: lady of honour at the host's right, man of honour at the hostess's right (Western)."""
    source: str = "practice"


class Etiquette(Fact):
    """An edition's etiquette: profiles of customs, rule levels, title ladders. Data, no code."""

    id: str
    name: str = ""
    name_en: str = ""
    client_kinds: tuple[str, ...] = ()
    """For guests of these kinds this edition is taken unless another is asked for."""
    keys: tuple[RankKey, ...] = ("title", "since", "age", "given")
    ladders: tuple[Ladder, ...] = ()
    ladder_offsets: Mapping[str, int] = {}
    """Added to all levels of a ladder: where officials are the measure, a chairman is no minister."""
    rank_levels: Mapping[int, int] = {}
    """Level on the ladders of the ranks that a week gives people (1 chairman, 2 general manager …)."""
    unknown_title_level: int | None = None
    """The level of titles that no pattern knows; None: below every rung."""
    foreign_first: bool = True
    spouse_inherits: bool = True
    merge_first: HostOrGuest = "guest"
    """Who goes first when both sides are merged and equal in rank."""

    layouts: Mapping[Layout, LayoutPolicy] = {}
    round_layout: Literal["auto", "one_host", "two_hosts", "hostess"] = "auto"
    two_hosts_from: int = 8
    """auto: a round table of at least so many people, with two hosts, has a second host opposite."""
    long_layout: Layout = "french"

    main_table: Literal["centre", "door", "stage"] = "centre"
    """Main table: nearest the centre, facing the door (farthest from it), nearest the stage."""
    table_key: tuple[Literal["distance", "door", "right", "stage"], ...] = ("distance", "door", "right", "stage")
    distance_step: float = 0.5
    """Distances to the main table that differ by less than this, in metres, count as equal."""
    other_tables: Literal["same", "main"] = "same"
    """Seat 0 of other tables looks in the same direction as host 1, or towards the main table."""
    hosts_per_table: Literal["rounds", "fill"] = "rounds"
    """rounds: after the main table one host goes to every table in turn; fill: by rank, table by table."""
    honour_couple: bool = False
    """Where nobody says whom the party is for, it is for the hosts' couple: a wedding."""
    host_quota: int = 1
    """At least so many hosts at every table, while there are enough of them."""

    spare_chairs: Literal["remove", "keep"] = "remove"

    levels: Mapping[str, SeatingLevel] = {}
    """Rule id to level; a rule not named has its default."""
    sources: Mapping[str, str] = {}
    tiers: tuple[SeatingObjective, ...] = ("rank", "language", "diets", "categories", "affinity", "balance")
    """What the tables are optimised for, strictly in this order; a tier not named is not looked at."""

    front_seat: Literal["helper", "rank", "last"] = "helper"
    """Beside a chauffeur: the aide or interpreter, else one of the host's people; by rank; or only when all other
    seats are taken."""
    host_seat: Literal["last", "beside"] = "last"
    """Where the first host rides with guests: after all of them, in front rather than between two others; or beside
    the guest of honour, who has the first seat."""
    host_couple: Literal["rear", "front"] = "rear"
    """When a host drives and the host's spouse and a couple of guests ride along: a guest sits beside the host; or the
    hosts sit in front and the guests in the rear."""
    security: bool = False
    senior_age: int = 65
    child_age: int = 12
    vehicle_profiles: Mapping[str, str] = {}
    """The profile this edition follows by kind of vehicle, or by kind and number of seats (van8)."""
    forms_of_address: bool = False
    """Cards and name lists say how people are addressed, where it is told."""
    viewpoint: Literal["door", "stage", "above"] = "door"
    """From where the printed chart is seen: its lower edge."""

    def layout(self, name: Layout) -> LayoutPolicy:
        """The policy of a layout, the defaults if the edition does not name it."""
        return self.layouts.get(name, LayoutPolicy())
