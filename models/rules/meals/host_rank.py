"""MEAL · the rank of a banquet's host."""

from __future__ import annotations

from typing import TYPE_CHECKING

from models.domain.activities import outside_hosts
from models.domain.demands import host_rank
from models.domain.vocabulary import RANK_NAMES
from models.rules.core.base import Citation, Rule
from models.rules.core.company_people import leaders_at
from models.rules.core.findings import Phrase, Sentence, about, label
from models.rules.core.programme import programmes

if TYPE_CHECKING:
    from collections.abc import Iterable

    from models.domain.facts import Facts
    from models.domain.plan import Plan
    from models.domain.stay import Stay
    from models.rules.core.base import Poster
    from models.rules.core.findings import Violation
    from models.rules.core.view import VisitView


class HostRankMatches(Rule):
    """MEAL-07: the banquet's host ranks as the guest of honour does, or as the package says (``host_rank``).

    Buffets, receptions and teas have a host as well. Whom another organisation sends to host a banquet of theirs is
    theirs to decide: such banquets are passed over. Amount, a banquet: 1 when a deputy of lower rank hosts it, 2 when
    no leader does.
    """

    id = "MEAL-07"
    title = "宴请主客身份对等,不得已由副职代替"
    title_en = "The host's rank matches the guest of honour's; a deputy is the way out"
    cites = Citation(document="S1", clause="三(一)", quote="主客双方的身份要对等")
    levels = ("should", "must", "prefer", "note", "off")
    mended_by = ("people",)
    no_leader = Sentence(
        "{item}没有公司领导作主人,按{basis}应由{title}出面",
        "{item}: no company leader hosts it; by {basis} a {title} should",
    )
    low_rank = Sentence(
        "{item}的主人是{host},按{basis}应由{title}出面",
        "{item}: its host is a {host}; by {basis} a {title} should host it",
    )

    def check(self, facts: Facts, plan: Plan) -> Iterable[Violation]:
        """Compare the best leader's rank with the one due."""
        for p in programmes(facts, plan):
            for item in p.of("banquet"):
                if outside_hosts(p.request(item)):
                    continue
                due = host_rank(facts, p.stay, p.request(item))
                asked = {"basis": _basis(p.stay), "title": _or_higher(due)}
                best = min((person.rank for person in leaders_at(facts, item)), default=None)
                if best is None:
                    yield self.broken(p.id, about(item), 2, self.no_leader, item=label(item), **asked)
                elif best > due:
                    yield self.broken(
                        p.id, about(item), 1, self.low_rank, item=label(item), host=Phrase(*RANK_NAMES[best]), **asked
                    )

    def post(self, m: Poster, facts: Facts, visit: VisitView) -> None:
        """Count two for a banquet, less what its host makes good."""
        for act in visit.of("banquet"):
            if outside_hosts(act.request):
                continue
            due = host_rank(facts, visit.stay, act.request)
            ranks = [(part.chosen, facts.week.person(part.person).rank) for part in act.parts if part.role == "leader"]
            made_good = sum((2 if rank <= due else 1) * chosen for chosen, rank in ranks)
            m.limit(self, act.about, 2 * act.done - made_good, hi=0)


def _basis(stay: Stay) -> Phrase:
    """Return what asks for the host's rank: the guest of honour, or the level's package where it asks for more."""
    if stay.rank() <= stay.package.host_rank:
        return Phrase("主宾身份", "the guest of honour's rank")
    return Phrase(f" {stay.level} 级套餐", f"the package of level {stay.level}")


def _or_higher(rank: int) -> Phrase:
    """Return whoever has a rank, or a higher one where there is any."""
    zh, en = RANK_NAMES[rank]
    return Phrase(zh, en) if rank == 1 else Phrase(f"{zh}或更高领导", f"{en} or a higher leader")
