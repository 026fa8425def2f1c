"""Events from sentences, Chinese or English: 滇池质量监督站航班晚点3小时; v03 talk1 30 min longer.

A sentence names what it is about (by id or name), what happened, and when. A sentence that is not understood, or could
mean two things, is a fault with an example; nothing is guessed.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from models.domain.bilingual import bilingual
from models.domain.errors import Fault, FaultyInput
from models.domain.plan import Move
from planner.language.event_sentence import NAMED_KINDS, NotUnderstood, take_apart
from planner.language.event_table import SENTENCE_PARSERS
from planner.language.event_words import NEW, NO_ITEM
from planner.language.events.base import RIDES_FOLLOW
from planner.language.names import WeekNames
from planner.language.text import Unreadable

if TYPE_CHECKING:
    from collections.abc import Iterable

    from models.domain.events import Event
    from models.domain.plan import Plan
    from models.domain.week import Week
    from planner.language.event_sentence import EventSentence

EXAMPLE_SENTENCES = bilingual(
    "“华中团航班晚点3小时”、“王强周二请假”、“欢迎晚宴推迟半小时”",
    "“Huazhong flight 3 hours late”, “welcome dinner half an hour later”",
)


def parse_events(
    sentences: Iterable[tuple[str, str]], week: Week, plan: Plan | None = None, now: int | None = None
) -> list[Event]:
    """Read events from sentences.

    Parameters
    ----------
    sentences : iterable of (source, text)
        Where each sentence stands, and the sentence.
    plan : Plan, optional
        With it, sentences can name items that the planner added, and times of day without a day.
    now : moment, optional
        What time it is: 明天 and 下周三 are counted from it.

    Raises
    ------
    FaultyInput
        With every sentence that is not understood or could mean two things.
    """
    names = WeekNames(week, plan)
    found: list[Event] = []
    wrong: list[Fault] = []
    for source, text in sentences:
        try:
            found.append(event_of(text, names, now).replace(source=f"{source}: {text}"[:400]))
        except NotUnderstood as fault:
            wrong.append(Fault(source, text[:120], *fault.args))
    if wrong:
        raise FaultyInput(wrong)
    return found


def event_of(text: str, names: WeekNames, now: int | None = None) -> Event:
    """Return the event of one sentence.

    Raises
    ------
    NotUnderstood
        When it has a word that is not known, says no event, or could mean two things.
    """
    sentence = take_apart(text, names, now)
    if sentence.unknown and not sentence.says(NEW):
        raise not_known(sentence)
    if not sentence.ids("item", "ticket") and (row := NO_ITEM.search(sentence.words)):
        what = f"“{row[0]}” " + bilingual("跟着住宿和行程走，不能单独改", "follows from the nights and the programme")
        raise NotUnderstood(what, sentence.labels.some_of(sentence.visit))
    for parse in SENTENCE_PARSERS:
        try:
            event = parse(sentence)
        except Unreadable as error:
            raise NotUnderstood(error.what, error.maybe) from None
        if event is not None:
            return event
    raise NotUnderstood(bilingual(f"看不懂“{text[:60]}”", f"“{text[:60]}” is not understood"), EXAMPLE_SENTENCES)


def named_item(text: str, names: WeekNames, now: int | None = None) -> str:
    """Return the id of the one activity that some words name, as papers print it or as people say.

    Raises
    ------
    NotUnderstood
        When they name none, several, a ride, or something that is not known.
    """
    sentence = take_apart(text, names, now)
    if sentence.unknown:
        raise not_known(sentence)
    items = [id for id in sentence.items if not isinstance(sentence.part(id), Move)]
    if sentence.items and not items:
        raise NotUnderstood(RIDES_FOLLOW, sentence.labels.some_of(sentence.visit))
    sentence.items = items
    return sentence.item()


def not_known(sentence: EventSentence) -> NotUnderstood:
    """Return the fault that names the words which are not known, with the nearest meaning of the first."""
    words = "、".join(f"“{word}”" for word in sentence.unknown)
    near = sentence.known.closest(sentence.unknown[0], *NAMED_KINDS)
    return NotUnderstood(bilingual(f"不认识{words}", f"not known: {words}"), near or EXAMPLE_SENTENCES)
