"""People: the host's, the guests, and what each of them is needed for."""

from __future__ import annotations

from collections.abc import Collection
from typing import Annotated, Literal

from pydantic import Field

from models.domain.base import Fact, Hours, Id, Name, PrivateText, Span, Text, Yuan

STAFF_RANK = 6
"""Rank of whoever has no other; of a guest of honour, too, when nobody is named."""
ANY_RANK = 9
"""The end of the scale: where a rank of at least this is asked for, anybody will do."""
RankNumber = Annotated[int, Field(ge=1, le=ANY_RANK, description="1 the highest")]
"""1 chairman, minister; 2 general manager; 3 deputy general manager; 4 director; 5 head of department; 6 staff."""
LanguageCode = Annotated[str, Field(pattern=r"^[a-z]{2,3}$", description="ISO 639, e.g. zh, en, ja")]
Diet = Literal["halal", "vegetarian", "vegan", "kosher", "no_pork", "no_beef", "no_seafood", "no_nuts", "gluten_free"]
ClientKind = Literal["government", "foreign_government", "partner", "foreign", "authority", "media", "other"]
FOREIGN_KINDS: tuple[ClientKind, ...] = ("foreign", "foreign_government")
"""Kinds of client that come from abroad."""
GOVERNMENT_KINDS: tuple[ClientKind, ...] = ("government", "foreign_government")
RoleKind = Literal["leader", "expert", "trainer", "docent", "interpreter", "photographer", "crew", "escort"]
LANGUAGES = {
    "ar": ("阿拉伯语", "Arabic"),
    "de": ("德语", "German"),
    "en": ("英语", "English"),
    "es": ("西班牙语", "Spanish"),
    "fr": ("法语", "French"),
    "it": ("意大利语", "Italian"),
    "ja": ("日语", "Japanese"),
    "ko": ("韩语", "Korean"),
    "pt": ("葡萄牙语", "Portuguese"),
    "ru": ("俄语", "Russian"),
    "vi": ("越南语", "Vietnamese"),
    "zh": ("中文", "Chinese"),
}
"""Languages by ISO 639-1 code, in Chinese and English; others are called by their code."""


def shares_language(one: Collection[str], other: Collection[str]) -> bool:
    """Tell whether two have a language in common."""
    return any(language in other for language in one)


class Role(Fact):
    """What a host person can do. Only the fields of its kind say anything.

    Attributes
    ----------
    topics : tuple of str
        Of an expert or trainer: the topics of exchanges or trainings.
    languages : tuple of str
        Of a docent or interpreter, besides Chinese.
    client_kinds : tuple of str
        Of a docent: the kinds of client that they know (empty: all).
    """

    kind: RoleKind
    topics: tuple[Name, ...] = ()
    languages: tuple[LanguageCode, ...] = ()
    client_kinds: tuple[ClientKind, ...] = ()


class HostPerson(Fact):
    """A person of the company. ``hours`` empty: the edition's, see ``Facts.off``; leave is never worked (HOST-09).

    ``calendar`` is a file (.ics) in the company's folder: when it says that they are taken becomes leave.
    """

    id: Id
    name: Name
    title: Text = ""
    department: Text = ""
    rank: RankNumber = STAFF_RANK
    sex: Literal["male", "female"] | None = None
    roles: tuple[Role, ...] = ()
    hours: tuple[Hours, ...] = ()
    leave: tuple[Span, ...] = ()
    deputy: Id | None = None
    calendar: Text = ""
    phone: Text = ""
    note: Text = ""

    def role(self, kind: RoleKind) -> Role | None:
        """Return the person's role of a kind, or None."""
        return next((role for role in self.roles if role.kind == kind), None)


class OutsideHost(Fact):
    """Somebody of another organisation who receives the guests: on no list of ours, with no calendar that we know.

    ``organisation`` is whose host they are, e.g. 市政府; commas and semicolons part hosts and their titles in a cell.
    """

    name: Annotated[Name, Field(pattern=r"^[^,，、;；()（）\n]+$", description="no brackets, commas or semicolons")]
    title: Annotated[Text, Field(pattern=r"^[^,，;；\n]*$", description="no commas or semicolons")] = ""
    organisation: Annotated[Text, Field(pattern=r"^[^;；\n]*$", description="no semicolons")] = ""


class Driver(Fact):
    """A driver: licence classes such as A1, B1, C1 (CAR-03)."""

    id: Id
    name: Name
    licences: tuple[Name, ...]
    hours: tuple[Hours, ...] = ()
    leave: tuple[Span, ...] = ()
    phone: Text = ""
    note: Text = ""


class Member(Fact):
    """A guest of a delegation.

    Attributes
    ----------
    role : str
        ``principal`` is the guest of honour (one a visit; else the highest rank, first named).
    languages : tuple of str
        Spoken languages; empty means ours (``Company.languages``).
    frail : bool
        Needs a gentle pace (SENSE-12), besides children and seniors.
    rooms_with : str or None
        Shares a hotel room with this member.
    form_of_address : str
        How the guest is addressed (``H.E.``, ``阁下``): on cards and name lists where the edition wants it.
    identity_number : str
        Of passport or identity card, for tickets: on the list for booking them and nowhere else.
    """

    id: Id
    name: Name
    title: Text = ""
    rank: RankNumber = STAFF_RANK
    sex: Literal["male", "female"] | None = None
    age: Literal["child", "adult", "senior"] = "adult"
    languages: tuple[LanguageCode, ...] = ()
    diet: tuple[Diet, ...] = ()
    mobility: Literal["none", "slow", "wheelchair"] = "none"
    medical: Text = ""
    frail: bool = False
    spouse_of: Id | None = None
    role: Literal["principal", "member", "interpreter", "aide", "spouse", "media", "driver"] = "member"
    rooms_with: Id | None = None
    nationality: Text = ""
    customs: Text = ""
    hobbies: Text = ""
    form_of_address: Text = ""
    identity_number: PrivateText = ""
    phone: Text = ""
    note: Text = ""

    def speaks_one_of(self, languages: tuple[LanguageCode, ...]) -> bool:
        """Tell whether the guest needs no interpreter with people of these languages."""
        return not self.languages or shares_language(self.languages, languages)

    @property
    def gentle(self) -> bool:
        """Whether the party must go at a gentle pace for this member's sake (SENSE-12)."""
        return self.age != "adult" or self.frail or self.mobility != "none"


class HiredHelp(Fact):
    """A kind of helper to be hired, in any number, at a price a visit item: the way out when our own are short.

    An interpreter's price is that of a visit's day.
    """

    kind: Literal["guide", "interpreter", "photographer", "docent", "crew", "escort"]
    languages: tuple[LanguageCode, ...] = ()
    price: Yuan
    supplier: Text = ""
    phone: Text = ""
    note: Text = ""
