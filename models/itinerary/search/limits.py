"""How hard the algorithms of the itinerary try: one frozen parameter class each, every number with its reason.

Seconds are deterministic ones (CP-SAT's count of its work, about a second each), so that the same seed gives the same
plan on every machine; only the stop signal knows the clock.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from models.domain.tiers import Tier

if TYPE_CHECKING:
    from collections.abc import Mapping


class NeighbourhoodKind(NamedTuple):
    """How many visits are solved again together, and whether only in part.

    Attributes
    ----------
    times_only : bool
        What takes place where stays, only the times are solved for.
    days : int
        So many days of each visit are free, the order of the others stays; 0: all.
    """

    size: int
    times_only: bool = False
    days: int = 0


@dataclass(frozen=True)
class SearchLimits:
    """The search for the plan of a week: construction, improvement in rounds, probes of what is left out.

    Attributes
    ----------
    rounds : int or None
        Rounds of improvement; None: until the clock ends them. A number makes a run repeatable.
    threads : int
        Tasks solved at once in this process. 2: the solver has the second core while a sub-model is built or staffed.
    visits_for_processes : int
        Visits from which on tasks are solved in processes of their own. 10: below that they are not started in time.
    max_processes : int
        Processes, at most. 16: one process staffs and judges what all of them answer. More than 3 were not tried.
    tasks_per_batch : int
        Tasks that are waited for together in a repeatable run. 8: what they find is compared with the same plan.
    most_answers, visits_per_answer : int
        Answers that are staffed and judged together, at most, and for how many visits of the week one of them. 6, 15:
        they cost little more than one, and at 100 delegations one costs half as much as solving it.
    task_seconds : float
        What building a model and accepting its solution count for, in deterministic seconds. 0.05: as a first look.
    least_chance, yield_memory : float
        Of the choice of neighbourhoods; see ``Yields``. 0.2: a kind that earned nothing is drawn five times less
        often than the best. 0.9: about ten draws are remembered.
    construct_seconds : float
        Deterministic seconds for a visit's first plan. 0.3: it need not be good, improvement comes later; with 0.8 the
        first plan of ten visits took a second longer and was no better.
    unfiltered_factor : int
        So many times ``construct_seconds`` where a visit is planned with every choice, because the filtered choices
        gave no plan. 25: the model is many times as large.
    any_plan_factor : int
        So many times ``construct_seconds`` to find any plan at all, where minimising gave none. 50: without one the
        whole run fails.
    most_planned_at_once, visits_per_planned_at_once : int
        Visits that get a first plan at once: one for so many of the week, at least two, at most so many. 4 and 8: one
        that does not fit beside those that came back before it is planned again, in ten visits every third.
    improve_seconds : float
        Deterministic seconds when a visit is solved again. 0.6: less than for a first plan, there is a hint to start
        from.
    further_visit_share : float
        So much of it is added for each further visit of a neighbourhood. 0.5: several seconds of the clock pass in one
        of a large model.
    first_look_seconds : float
        Deterministic seconds of a first try at the upper tiers without cores and presolve. 0.05: from the hint they are
        mostly seen to be as good as they can be.
    neighbourhoods_per_round : int
        Neighbourhoods of one round, by which repeatable runs and patience are counted. 8: as many as a batch has tasks.
    neighbourhoods : tuple of NeighbourhoodKind
        One of them is drawn, what earned most most often. Up to 3 visits: larger models hardly get better in time; the
        times alone of 6.
    times_seconds_per_visit : float
        Wall-clock seconds at the end of the search, for each visit of the week, in which its best times are solved for.
        0.1: with what takes place where fixed, models are small.
    staffing_attempts : int
        Times that a better programme is looked for which staffing can keep. 3: the first, and two away from what broke.
    lower_tiers_share : float
        Share of the time for the lower tiers where a should is to be mended. 0.25: they have their turn later.
    max_joint_visits : int
        Visits solved as one, at most, when they stand in each other's way. 4: larger models hardly get better in time.
    final_staffing_share : float
        Share of the wall-clock time that is kept for a last, thorough staffing of the whole week. 0.1: 3 of the usual
        30 seconds; it has the whole week's helpers and vehicles to prove. The reasons are found beside it.
    exact_staffing_visits : int
        Up to so many visits in the week, what is accepted is staffed by exact models too. 30: with more these take
        longer than the programmes, and the whole week is staffed anew now and then.
    least_between_staffings : int
        Times that the plan gets better, at least, between two staffings of the whole week. 8: one costs as much as
        several programmes.
    reason_seconds, reason_seconds_per_visit : float
        Wall-clock seconds after the end of the search in which the reasons of what is left out are found. 1 and 0.015:
        people wait for them.
    keep_start_share : float
        Share of the wall-clock time that is kept, where a plan is improved, for moving no more of it than what makes
        it better. 0.25: a few small models, one for each visit that has moved.
    keep_start_seconds : float
        Deterministic seconds for the least change of one visit. 2: it is hinted, and mostly decided at once.
    small_week_days : int
        Up to so many days of visits in all a week is searched with every choice, and proven as one cluster. 5: one
        long visit or a few short ones, about as much as a neighbourhood holds in larger weeks.
    few_visits, few_visits_factor : int
        Up to so many visits in the week, each is solved again in so many times ``improve_seconds`` where the clock ends
        the search. 2 and 2: little else can be tried meanwhile.
    probes_per_conflict : int
        Times that one left-out request, or one broken cluster, is tried together with those who stand in its way. 2:
        once more after the others have moved.
    patience_rounds : int
        Rounds without improvement after which a plan whose upper tiers are proven is taken. 2: neighbourhoods are
        drawn at random, and one round may miss the one that helps.
    potential_base : float
        Weight, in the draw of a neighbourhood's first visit, of one that has nothing to gain. 0.2: it is drawn
        sometimes, since moving it may make room for others.
    potential_left_out : int
        Weight added for a visit that leaves out more than its bound. 5: the first tier, so the most. The preferences
        that a visit breaks add 1 on average.
    potential_should : int
        Weight added for a visit that breaks more shoulds than its bound. 3: between the first tier and the preferences.
    shortage_minutes : int
        Minutes before and after a moment at which a helper or vehicle was missing, within which the item is not tried
        again. 45: one is most likely missing again.
    """

    rounds: int | None = None
    threads: int = 2
    visits_for_processes: int = 10
    max_processes: int = 16
    tasks_per_batch: int = 8
    most_answers: int = 6
    visits_per_answer: int = 15
    task_seconds: float = 0.05
    least_chance: float = 0.2
    yield_memory: float = 0.9
    construct_seconds: float = 0.3
    unfiltered_factor: int = 25
    any_plan_factor: int = 50
    most_planned_at_once: int = 4
    visits_per_planned_at_once: int = 8
    improve_seconds: float = 0.6
    further_visit_share: float = 0.5
    first_look_seconds: float = 0.05
    neighbourhoods_per_round: int = 8
    neighbourhoods: tuple[NeighbourhoodKind, ...] = (
        NeighbourhoodKind(1),
        NeighbourhoodKind(2),
        NeighbourhoodKind(3),
        NeighbourhoodKind(6, times_only=True),
        NeighbourhoodKind(1, days=2),
        NeighbourhoodKind(1, days=3),
    )
    times_seconds_per_visit: float = 0.1
    staffing_attempts: int = 3
    lower_tiers_share: float = 0.25
    max_joint_visits: int = 4
    final_staffing_share: float = 0.1
    exact_staffing_visits: int = 30
    least_between_staffings: int = 8
    reason_seconds: float = 1.0
    reason_seconds_per_visit: float = 0.015
    keep_start_share: float = 0.25
    keep_start_seconds: float = 2.0
    small_week_days: int = 5
    few_visits: int = 2
    few_visits_factor: int = 2
    probes_per_conflict: int = 2
    patience_rounds: int = 2
    potential_base: float = 0.2
    potential_left_out: int = 5
    potential_should: int = 3
    shortage_minutes: int = 45


@dataclass(frozen=True)
class BoundLimits:
    """Lower bounds of the tiers, cluster by cluster.

    Attributes
    ----------
    seconds_per_visit : float
        Deterministic seconds for one tier of a cluster, for each of its visits. 8: a proof takes longer than a plan,
        and an unfinished one is a bound all the same.
    lower_seconds_per_visit : float
        The same for ``PREFERENCE`` and ``MONEY`` in a week that is not small. 2: hardly one is proven, and the bound
        rises slowly.
    request_core_seconds : float
        For the core of all requests of the week. 10: it is proven in a tenth of that at 50 delegations.
    max_front_points : int
        Points of a cluster's Pareto front, behind the first, that are solved for; further ones are taken to break
        nothing, which is still a bound. 4: each point is two solves.
    presolve_rounds : mapping Tier -> int
        Rounds of presolving for each tier. None for requests left out and one for shoulds, the fastest to prove them
        (``SolveLimits.presolve_rounds``); one more for each tier behind, in which more terms can be simplified.
    """

    seconds_per_visit: float = 8.0
    lower_seconds_per_visit: float = 2.0
    request_core_seconds: float = 10.0
    max_front_points: int = 4
    presolve_rounds: Mapping[Tier, int] = field(
        default_factory=lambda: {Tier.LEFT_OUT: 0, Tier.SHOULD: 1, Tier.PREFERENCE: 2, Tier.MONEY: 3}
    )


BOUND_LIMITS = BoundLimits()


@dataclass(frozen=True)
class SubproblemLimits:
    """Some visits of a plan planned again among the fixed others.

    Attributes
    ----------
    first_look_seconds : float
        Deterministic seconds of a first solve without presolve and cores. 0.05: within it the given plan is
        mostly seen to be the best, or nearly.
    upper_seconds : float
        For the upper tiers of a single visit. 1.5: twice as long as a first plan (``SearchLimits.construct_seconds``),
        since no rounds of improvement come after it.
    joint_seconds : float
        For the upper tiers of several visits together, whatever their number. 1: they are tried one group after
        another, and a replan has a few seconds for all.
    lower_seconds : float
        For the lower tiers, for each visit. The least: what was announced stays, there is little to improve.
    max_neighbours : int
        Other visits, at most, that are unfixed with one that finds no place or has to leave something out. 2: with
        each the model grows, and more people have to be told of changes.
    moved_rest_weight : int
        Shoulds that a moved or new rest counts for in a repair. 10: it has no price, but takes cars and drivers along.
    extra_announced_weight : int
        So many times its price anything announced weighs more in a repair. 9: ten times in all, so that it does not
        move to mend something else.
    """

    first_look_seconds: float = 0.05
    upper_seconds: float = 1.5
    joint_seconds: float = 1.0
    lower_seconds: float = 0.5
    max_neighbours: int = 2
    moved_rest_weight: int = 10
    extra_announced_weight: int = 9


@dataclass(frozen=True)
class ConflictLimits:
    """Whether activities are feasible together, and the smallest set of reasons where they are not.

    Attributes
    ----------
    solve_seconds : float
        Deterministic seconds for each solve. 3: there is no objective, so nothing is left to prove once an answer is
        found.
    check_seconds : float
        Deterministic seconds to tell whether a wish is feasible without some reasons. 20: a core is checked by it, so
        the answer must be sure.
    witness_seconds : float
        Deterministic seconds for a plan that keeps all but the rules of a core, whose breaks are told. 1: any plan
        tells them, the fewest breaks tell them best.
    nearest_seconds : float
        Deterministic seconds for the nearest thing that works, for each thing that is given up. 1: a time a quarter of
        an hour nearer is worth no more.
    """

    solve_seconds: float = 3.0
    check_seconds: float = 20.0
    witness_seconds: float = 1.0
    nearest_seconds: float = 1.0


CONFLICT_LIMITS = ConflictLimits()


@dataclass(frozen=True)
class SlotLimits:
    """The best times for something new.

    Attributes
    ----------
    max_slots : int
        Times that are offered. 5: as many as people compare at a glance.
    search_seconds : float
        Wall-clock seconds after which enough times are good enough. 1.3: somebody waits for the answer.
    min_minutes_apart : int
        Minutes by which two of the times differ, at least. 45: nearer ones are no real choice.
    streams : int
        Days of a visit, or weeks with a delegation on other days, that are searched side by side. 2: a core each.
    """

    max_slots: int = 5
    search_seconds: float = 1.3
    min_minutes_apart: int = 45
    streams: int = 2


SLOT_LIMITS = SlotLimits()


QUICK_ANSWER = SubproblemLimits(upper_seconds=1.0, joint_seconds=1.0, lower_seconds=0.2)
"""For what-if questions: somebody waits for the answer."""
SLOT_SEARCH = SubproblemLimits(upper_seconds=0.7, joint_seconds=0.7, lower_seconds=0.05)
"""For free times: many are solved for one question."""


@dataclass(frozen=True)
class AlternativeLimits:
    """Alternatives to a plan: how long, how much worse they may be, and what decides between the aim and the rest.

    Attributes
    ----------
    seconds_per_visit : float
        Deterministic seconds for a visit. 0.6: as for an improvement within the search.
    preference_slack : int
        Percent, and as many points more, by which preferences may get worse for other days or hosts. 15: the points
        leave room also where hardly a preference is broken.
    aim_weight : int
        Weight of money or comfort against the preferences. 10: the aim mostly decides where the two conflict.
    same_weight : int
        Points for each item that is as in the plan before. 1000: many preferences, so that likeness mostly decides.
    sight_weight : int
        Points for each sight. 2000: many preferences, so that another sight is mostly worth its way and a fuller day.
    max_should_increase : int
        Points by which shoulds may get worse, where nothing else is found that people would notice; the price is
        stated with the plan. 200: little against a request that is left out.
    min_unlike_items : int
        Items in which two of the plans differ, at least, as people notice it. 2: with one alone they are nearly the
        same plan.
    """

    seconds_per_visit: float = 0.6
    preference_slack: int = 15
    aim_weight: int = 10
    same_weight: int = 1000
    sight_weight: int = 2000
    max_should_increase: int = 200
    min_unlike_items: int = 2


ALTERNATIVE_LIMITS = AlternativeLimits()
