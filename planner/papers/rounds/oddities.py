"""What is odd in a book of customers, said before anything is planned: no faults, but it costs calls."""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING

from models.domain.due_calls import calls_a_week, interval
from models.domain.rounds_facts import RoundsFacts

if TYPE_CHECKING:
    from collections.abc import Iterator

    from models.domain.outbound import CustomerBook
    from models.domain.policy import Edition
    from planner.language.words import Words

MOST_NAMES = 12
"""Names that a line lists."""


def book_lines(book: CustomerBook, edition: Edition, words: Words) -> list[str]:
    """Return lines that say what a book holds, and what is odd in it."""
    facts = RoundsFacts(book, edition)
    grades = Counter(customer.grade for customer in book.customers)
    counts = words.comma.join(f"{grade} {grades[grade]}" for grade in sorted(grades))
    head = [
        words.label(book.name, words.days(book.first_day, book.last_day)),
        words.label(words.pick("客户", "customers"), words.note(str(len(book.customers)), counts)),
        words.label(
            words.pick("业务员", "specialists"),
            words.comma.join(words.note(p.name, words.comma.join(p.districts)) for p in book.specialists),
        ),
        words.label(words.pick("应拜访", "calls due"), words.amount(len(facts.dues), "times").strip()),
    ]
    return [*head, *odd_lines(facts, words)]


def odd_lines(facts: RoundsFacts, words: Words) -> list[str]:
    """Return a line for each kind of oddity, with the customers whom it is about."""
    found: dict[tuple[str, str], list[str]] = defaultdict(list)
    for zh, en, name in _oddities(facts):
        found[zh, en].append(name)
    lines = []
    for (zh, en), names in found.items():
        more = len(names) - MOST_NAMES
        shown = words.comma.join(names[:MOST_NAMES])
        if more > 0:
            shown += words.pick(f"等 {len(names)} 家", f" and {more} more")
        lines.append(words.label(words.pick(zh, en), shown))
    return lines


def _oddities(facts: RoundsFacts) -> Iterator[tuple[str, str, str]]:
    """Yield what is odd, in both languages, and about whom."""
    book = facts.book
    had = {district for person in book.specialists for district in person.districts}
    names = Counter(customer.name for customer in book.customers)
    for customer in book.customers:
        name = customer.name
        if names[name] > 1:
            yield (
                "同名的客户（表上加注辖区或编号）",
                "customers of one name (told apart by district or id)",
                f"{name}（{customer.district}，{customer.id}）",
            )
        if facts.position(customer.id) is None:
            yield "不知道在哪里，不排（请填经纬度，或地址、辖区写到区县）", "nowhere to be found, not planned", name
        elif facts.rough(customer.id):
            yield "没有经纬度，按区的中间估算路程", "no position: ways go to the middle of the district", name
        if customer.district not in had:
            yield "辖区无人负责", "nobody has the district", f"{name}（{customer.district}）"
        if not any(facts.open_spans(customer, day) for day in facts.days):
            yield "计划期内不营业", "closed on all days", name
        count = calls_a_week(customer, facts.numbers)
        least = facts.spacing(customer.id)
        if count is not None and (count - 1) * least > 4:
            yield (
                "频次与间隔矛盾，一周排不下",
                "rhythm and spacing contradict each other",
                f"{name}（{count} × {least}）",
            )
        if (
            count is None
            and customer.spacing_days is not None
            and customer.spacing_days > interval(customer, facts.numbers)
        ):
            yield "间隔天数小于至少隔的天数", "the interval is shorter than the spacing", name
