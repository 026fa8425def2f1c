"""The whole list of things to do of a plan, sorted by when they are due."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

from models.domain.policy import RuleSetting
from models.rules.core.findings import Sentence, Several
from models.rules.core.programme import programmes
from models.rules.todo import activities, approvals, packed_meals, preparations, travel
from models.rules.todo.costs import costs_to_approve
from models.rules.todo.line import line
from models.rules.todo.returning_guests import returning_guests
from models.rules.todo.staff_and_vehicles import staff_and_vehicles

if TYPE_CHECKING:
    from collections.abc import Iterator

    from models.domain.facts import Facts
    from models.domain.plan import Plan
    from models.rules.core.findings import Value
    from models.rules.todo.line import ToDo

HOLIDAYS_NOT_ANNOUNCED = Sentence(
    "放假安排未公布:调休日期公布后,核对工作日和日程",
    "The public holidays are not announced yet: check workdays and programmes when the make-up workdays are",
)
CHARTER = Sentence("订{vehicle}包车 {days}(每天 {price} 元)", "Charter {vehicle} for {days} ({price} yuan a day)")
SOURCES = (
    approvals.application,
    approvals.single_approvals,
    approvals.papers_of_public_bodies,
    preparations.guests_told,
    preparations.tables,
    preparations.made_ready,
    preparations.arrivals,
    preparations.told_before,
    preparations.afterwards,
    travel.tickets_and_arrival,
    activities.banquets,
    activities.lunches_on_the_spot,
    activities.without_alcohol,
    activities.first_met,
    activities.reception_lines,
    activities.others_as_hosts,
    activities.tours,
    activities.long_trips,
    packed_meals.packed_breakfasts,
    packed_meals.breakfasts_elsewhere,
    packed_meals.packed_dinners,
    travel.early_rooms,
    travel.lounges,
    travel.luggage,
    returning_guests,
    activities.idle_days,
    travel.rooming_lists,
    travel.staff_rooms,
    activities.sights,
    activities.gifts_and_photos,
    staff_and_vehicles,
)
"""What is to be done for one visit, by subject."""


def things_to_do(facts: Facts, plan: Plan) -> list[ToDo]:
    """Return everything that a plan leaves to be done, by due time, visit, rule and Chinese text.

    Lines of rules that the edition has off, and tasks that it does not want, are left out.
    """
    found = list(_of_week(facts))
    for p in programmes(facts, plan):
        for source in SOURCES:
            found += source(facts, p)
    found += costs_to_approve(facts, plan)
    found += travel.luggage_put_down(facts, plan)
    found += travel.rests_at_company(facts, plan)
    office, rules = facts.edition.office, facts.edition.rules
    found = [x for x in found if rules.get(x.rule, RuleSetting()).level != "off" and office.task(x.task).wanted]
    order = {visit.id: k for k, visit in enumerate(facts.week.visits)}
    found.sort(key=lambda x: (x.due or 0, order.get(x.visit, -1), x.rule, x.say("zh")))
    return list(_each_by_its_own_key(found))


def _each_by_its_own_key(lines: list[ToDo]) -> Iterator[ToDo]:
    """Yield lines; of several with one key (a plan may be anybody's, and name two items alike) the later numbered."""
    seen: Counter[str] = Counter()
    for each in lines:
        seen[each.key] += 1
        yield each if seen[each.key] == 1 else replace(each, about=f"{each.about}~{seen[each.key]}")


def _of_week(facts: Facts) -> Iterator[ToDo]:
    if not facts.week.official.announced:
        yield line(facts, "ARR-01", "holidays", "", None, "", HOLIDAYS_NOT_ANNOUNCED)
    week = facts.week
    for vehicle in week.company.vehicles:
        days = tuple(sorted(day for day in vehicle.days if 0 <= (day - week.first_day).days < week.days))
        if days:
            told: dict[str, Value] = {"vehicle": vehicle.name, "days": Several(days), "price": vehicle.day_price}
            yield line(facts, "CAR-07", "charter", "", days[0], vehicle.id, CHARTER, **told)
