"""A reply that was pasted: 王喆应为王哲；航班改为CZ3452；其余无误. What is not understood is a fault."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from models.domain.bilingual import bilingual
from models.domain.errors import Fault, FaultyInput
from models.domain.references import near
from planner.language.text import Unreadable, said
from planner.services.replies.correction import SCOPES, Correction, Reply
from planner.services.replies.fields import fact_of, in_words, read_field

if TYPE_CHECKING:
    from models.domain.people import Member
    from models.domain.visits import TravelGroup, Visit
    from models.domain.week import Week
    from planner.services.replies.correction import CorrectedField, Scope

_END = re.compile(r"[。；;!！\n]+|\.(?=\s|$)|(?<=\D),(?=\s)|，(?=其他|其余|均|都)")
_BECOMES = re.compile(
    r"应该为|应该是|应为|应是|更正为|更改为|变更为|修改为|改为|改成|改到|换成|换到"
    r"|\s*(?:->|→|should be|is now|changes? to)\s*|[：:=](?!\d\d\b)"
)
_COURTESY = re.compile(
    r"^(您好|你好|各位好|谢谢|感谢|多谢|辛苦了?|收到|好的|麻烦了?|麻烦更正|更正如下|请更正|确认函已收到"
    r"|hello|hi|dear \w+|thank you|thanks|best regards)$",
    re.I,
)
_ALL_RIGHT = re.compile(
    r"^(?P<what>.*?)(?:均|都|全部|已经?|经)?(?:核对|确认)?(?:为|都|均)?(?:无误|没有问题|没问题|正确|确认)$|^(?P<en>.*?)\s*(?:is|are)?\s*(?:all\s+)?(?:correct|confirmed|ok|fine)$",
    re.I,
)
_SCOPE_WORDS: dict[Scope, str] = {
    "members": r"成员|名单|姓名|职务|饮食|人员|names?|titles?|members?|diets?",
    "travel": r"航班|车次|抵离|抵达|到达|返程|往返|交通|接站|接机|迎接地点|flights?|trains?|travel|arrival|departure",
    "items": r"日程|行程|安排|活动|programme|program|schedule|agenda",
}
_WHOLE = re.compile(
    r"以上|其他|其余|其它|所有|全部|信息|内容|回执|确认函|各项|均|都|和|与|及|、|,|，|\s|the|all|else|everything|rest|above|and|other|of",
    re.I,
)
_MEMBER_FIELDS: dict[CorrectedField, str] = {
    "name": r"姓名|名字|name",
    "title": r"职务|职位|职称|title|post",
    "diet": r"饮食|忌口|饮食禁忌|diet",
}
_TRAVEL_FIELDS: dict[CorrectedField, str] = {
    "departure.number": r"(?:返程|离开|回程|离程)(?:的)?(?:航班号?|车次|火车)|(?:return|departure) (?:flight|train)",
    "departure.at": r"(?:返程|离开|回程|起飞|开车|发车)时间|time of departure|departure time",
    "departure.place": r"(?:返程|离开|出发)(?:地点|车站|机场)|place of departure",
    "arrival.meeting_point": r"迎接地点|接站地点|接机地点|会面地点|碰面地点|接人地点|meeting point",
    "arrival.place": r"(?:到达|抵达)(?:地点|车站|机场)|place of arrival",
    "arrival.at": r"(?:到达|抵达|落地|到站)(?:的)?时间|time of arrival|arrival time",
    "arrival.number": r"(?:来程|到达|抵达|去程)?(?:的)?(?:航班号?|车次|火车)|(?:arrival )?(?:flight|train)(?: number)?",
}
_GROUP = re.compile(r"第\s*([一二三四五六七八九\d]+)\s*(?:批|组)|group (\d+)", re.I)
_DIGITS = {digit: k for k, digit in enumerate("一二三四五六七八九", start=1)}
EXAMPLE_CORRECTIONS = bilingual(
    "“王喆应为王哲”、“王喆职务改为总工程师”、“航班改为CZ3452”、“抵达时间改为10月20日10:30”、“其余无误”",
    "“Wang Zhe should be Wang Che”, “flight: CZ3452”, “time of arrival: 20 Oct 10:30”, “all else correct”",
)


def parse_reply(text: str, week: Week, visit: Visit, source: str = "--text") -> Reply:
    """Read a message of the guests of a visit.

    Raises
    ------
    FaultyInput
        With every sentence that is not understood or could mean two things.
    """
    corrections: list[Correction] = []
    scopes: set[Scope] = set()
    wrong: list[Fault] = []
    for sentence in filter(None, (part.strip(" \t，,、.") for part in _END.split(_without_client(text, visit)))):
        if _COURTESY.match(sentence):
            continue
        try:
            if not _BECOMES.search(sentence) and (found := _all_right(sentence)):
                scopes |= found
            else:
                corrections.append(_Sentence(sentence, week, visit, source).correction())
        except Unreadable as error:
            wrong.append(Fault(source, sentence[:120], error.what, error.maybe or EXAMPLE_CORRECTIONS))
    if not corrections and not scopes and not wrong:
        wrong.append(Fault(source, "", bilingual("什么也没有说", "nothing is said"), EXAMPLE_CORRECTIONS))
    if wrong:
        raise FaultyInput(wrong)
    return Reply(visit.id, tuple(corrections), scopes=frozenset(scopes))


def _without_client(text: str, visit: Visit) -> str:
    """Return a message without the client's name at its beginning."""
    rest = text.strip()
    return rest.removeprefix(visit.client).lstrip("：:，, \n") if rest.startswith(visit.client) else rest


def _all_right(sentence: str) -> set[Scope] | None:
    """Return what a sentence says is all right; None: it says something else."""
    found = _ALL_RIGHT.match(sentence)
    if found is None:
        return None
    rest = found["what"] if found["what"] is not None else found["en"] or ""
    scopes: set[Scope] = set()
    for scope, words in _SCOPE_WORDS.items():
        rest, count = re.subn(words, "", rest, flags=re.IGNORECASE)
        scopes |= {scope} if count else set()
    if _WHOLE.sub("", rest):
        return None
    return scopes or set(SCOPES)


class _Sentence:
    """A sentence that corrects one fact."""

    def __init__(self, text: str, week: Week, visit: Visit, source: str) -> None:
        self.text, self.week, self.visit, self.source = text, week, visit, source

    def correction(self) -> Correction:
        """Return what it corrects."""
        parts = _BECOMES.split(self.text, maxsplit=1)
        if len(parts) != 2 or not parts[1].strip():
            raise Unreadable(bilingual(f"看不懂“{self.text[:60]}”", f"“{self.text[:60]}” is not understood"))
        about, new = parts[0].strip(" 的“”\"'"), parts[1].strip(" ，,“”\"'")
        members = [member for member in self.visit.members if member.name and member.name in about]
        longest = max((len(member.name) for member in members), default=0)
        members = [member for member in members if len(member.name) == longest]
        for field, words in _TRAVEL_FIELDS.items():
            if not members and (rest := re.sub(words, "", about, count=1, flags=re.IGNORECASE)) != about:
                return self._of_travel(field, rest, new)
        return self._of_member(about, members, new)

    def _of_member(self, about: str, members: list[Member], new: str) -> Correction:
        if not members:
            names = [member.name for member in self.visit.members]
            what = said(about) + " " + bilingual(f"不在{self.visit.client}的名单里", "is no guest of this visit")
            raise Unreadable(what, near(re.sub("|".join(_MEMBER_FIELDS.values()), "", about), names))
        if len(members) > 1:
            what = bilingual(f"有 {len(members)} 位{members[0].name}", f"{len(members)} guests: {members[0].name}")
            raise Unreadable(what, bilingual("在工作簿里更正", "correct it in the workbook"))
        member, rest = members[0], about.replace(members[0].name, "", 1)
        fields = [name for name, words in _MEMBER_FIELDS.items() if re.search(words, rest, re.IGNORECASE)]
        for name in fields:
            rest = re.sub(_MEMBER_FIELDS[name], "", rest, flags=re.IGNORECASE)
        if len(fields) > 1 or re.sub("同志|先生|女士|的|['’]s", "", rest).strip():
            raise Unreadable(bilingual(f"看不懂“{about}”改什么", f"what of “{about}” changes?"))
        return self._made(member.id, fields[0] if fields else "name", member, new)

    def _of_travel(self, field: CorrectedField, rest: str, new: str) -> Correction:
        groups, number = self.visit.groups, _GROUP.search(rest)
        if number:
            k = int(_DIGITS.get(number[1] or "", number[1] or number[2] or 0))
            if not 1 <= k <= len(groups):
                raise Unreadable(bilingual(f"只有 {len(groups)} 批", f"{len(groups)} groups only"))
            group, rest = groups[k - 1], _GROUP.sub("", rest)
        elif len(groups) == 1:
            group = groups[0]
        else:
            what = bilingual(f"分 {len(groups)} 批来，是哪一批", f"they come in {len(groups)} groups: which one?")
            raise Unreadable(what, bilingual(f"第1批{self.text}", f"group 1 {self.text}"))
        if re.sub("我们|我方|[的团]", "", rest).strip():
            raise Unreadable(bilingual(f"看不懂“{rest.strip()}”", f"“{rest.strip()}” is not understood"))
        return self._made(group.id, field, group, new)

    def _made(self, about: str, field: CorrectedField, thing: Member | TravelGroup, new: str) -> Correction:
        before = fact_of(field, thing)
        value = read_field(self.week, field, new, before)
        was, now = (in_words(self.week, field, each) for each in (before, value))
        return Correction(self.visit.id, about, field, value, was, now, self.source, self.text[:120])
