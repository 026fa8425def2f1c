"""What is said about a seating: how good it is, what is not kept, who sits out of rank and why, and who ranks where."""

from __future__ import annotations

from typing import TYPE_CHECKING

from models.domain.bilingual import in_language
from models.etiquette.rules import SEATING_RULES
from planner.papers.fonts import missing_glyphs
from planner.papers.seating.paper import RidePaper, SeatingPaper, cited
from planner.papers.seating.people import line, proven, said
from planner.papers.table import PaperTable, Row

if TYPE_CHECKING:
    from models.domain.seating import Cause, Proof
    from planner.language.words import Words

Judged = SeatingPaper | RidePaper
_SEATS = "seats "
_PROOFS_EN = {
    "must": "rules that must be kept",
    "should": "rules that should be kept",
    "prefer": "rules to be kept if possible",
    "same_side": "own people side by side",
    "places": "order of the seats",
    "language": "common language or interest",
    "diets": "diets together",
    "categories": "categories spread",
    "affinity": "affinities together",
    "balance": "tables balanced",
    "convoy": "order of the convoy",
    "load": "people per car",
    "honour": "seat of the guest of honour",
    "moves": "changes of seat on the way",
}


def verdict(paper: Judged) -> list[str]:
    """Return the verdict, one statement a line, the most important first."""
    words, answer = paper.words, paper.answer
    musts = [breach for breach in answer.breaches if breach.level == "must"]
    others = len(answer.breaches) - len(musts)
    lines = [paper.edition]
    if musts:
        rules = words.comma.join(dict.fromkeys(breach.rule for breach in musts))
        count = len(musts)
        lines.append(
            words.pick(f"不能使用：{count}处违反必守规则（{rules}）", f"Not to be used: {count} musts broken ({rules})")
        )
    else:
        lines.append(words.pick("必守规则均已做到", "Every rule that must be kept is kept"))
    if others:
        lines.append(words.pick(f"未能做到的其他规则：{others}处", f"Other rules not kept: {others}"))
    open_ = [proof for proof in answer.proofs if proof.status != "proven"]
    if answer.proofs and not open_:
        lines.append(words.pick("各项目标均已证明最优", "Every objective is proven best"))
    elif open_:
        names = words.comma.join(dict.fromkeys(objective_label(proof, words) for proof in open_))
        lines.append(words.label(words.pick("可能还有更好", "There may be something better"), names))
    faults = sum(deviation.cause.kind == "none" for deviation in answer.deviations)
    if faults:
        lines.append(words.pick(f"互换即可改进：{faults}处", f"Improved by a mere swap: {faults}"))
    return [*lines, *_undrawn(paper), *(line(in_language(note, words.lang)) for note in answer.notes)]


def _undrawn(paper: Judged) -> list[str]:
    """Names with characters that charts and cards cannot show."""
    words, people = paper.words, paper.people
    found = [
        words.note(people.name(who), missing) for who in people.known if (missing := missing_glyphs(people.name(who)))
    ]
    text = words.pick("字库缺字，图与卡上请手写", "no glyph, to be written by hand on charts and cards")
    return [words.label(text, words.comma.join(found))] if found else []


def objective_label(proof: Proof, words: Words) -> str:
    """Name of an objective."""
    name = proof.name.removeprefix(_SEATS)
    if words.lang == "zh":
        return proof.name_zh or name
    return proof.name_en or _PROOFS_EN.get(name, name)


def breaches(paper: Judged) -> PaperTable:
    """Return the rules that are not kept."""
    words = paper.words
    columns = words.pick("规则 级别 何处 内容 依据", "Rule Level Where Text Source").split()
    rows = [
        Row(
            (
                breach.rule,
                words.rule_level(breach.level),
                place_label(paper, breach.where),
                said(words, breach.text, breach.text_en),
                cited(SEATING_RULES[breach.rule].source, words) if breach.rule in SEATING_RULES else "",
            ),
            about=breach.rule,
        )
        for breach in paper.answer.breaches
    ]
    return PaperTable("breaches", words.pick("未做到的规则", "Rules not kept"), tuple(columns), tuple(rows))


def deviations(paper: Judged) -> PaperTable:
    """Return every lower rank in a better place, with its cause."""
    words, people = paper.words, paper.people
    columns = words.pick(
        "何处 位次在前者 其座 位次在后者 其座 原因", "Where Higher-rank sits Lower-rank sits Cause"
    ).split()
    kinds = {"table": ("桌次", "tables"), "seat": ("座次", "seats"), "car": ("车座", "car")}
    rows = [
        Row(
            (
                words.pick(*kinds[row.scope]),
                people.name(row.higher),
                place_label(paper, row.higher_at),
                people.name(row.lower),
                place_label(paper, row.lower_at),
                _cause(row.cause, words),
            ),
            about=row.higher,
            open=row.cause.kind == "none",
        )
        # first those that a mere swap would mend
        for row in sorted(paper.answer.deviations, key=lambda row: row.cause.kind != "none")
    ]
    title = words.pick("与位次不符之处及原因", "Out of rank, and why")
    return PaperTable("deviations", title, tuple(name.replace("-", " ") for name in columns), tuple(rows))


def _cause(cause: Cause, words: Words) -> str:
    text = said(words, cause.text, cause.text_en)
    return words.pick(f"无（{text}）", f"none ({text})") if cause.kind == "none" else text


def place_label(paper: Judged, where: str) -> str:
    """Say where: a table or car, perhaps with the seat."""
    if isinstance(paper, RidePaper):
        car, _, seat = where.partition(":")
        found = next((row for row in paper.plan.cars if row.car == car), None)
        if found is None:
            return ""
        profile = paper.car(found).profile
        name = next((paper.words.pick(s.name, s.name_en) for s in profile.seats if s.id == seat), "")
        return f"{paper.car_name(found)} {name}".strip()
    if where in paper.plans:
        return paper.table_name(paper.plans[where])
    table, _, seat = where.rpartition("-")
    if table in paper.plans:
        return f"{paper.table_name(paper.plans[table])} {paper.words.pick(f'{seat}号座', f'seat {seat}')}"
    return ""


def proofs(paper: Judged) -> PaperTable:
    """Return how good the seating is, objective by objective in strict order."""
    words, answer = paper.words, paper.answer
    columns = words.pick("范围 目标 数值 结论", "Scope Objective Value Known").split()
    rows = [
        Row(
            (_scope(paper, proof.scope), objective_label(proof, words), str(proof.value), proven(proof, words)),
            about=proof.scope,
        )
        for proof in answer.proofs
    ]
    title = words.pick("各项目标（依次优先）", "Objectives, strictly in order")
    return PaperTable("proofs", title, tuple(columns), tuple(rows), merged=1)


def _scope(paper: Judged, scope: str) -> str:
    whole = paper.words.pick("全场", "all") if isinstance(paper, SeatingPaper) else paper.words.pick("车队", "convoy")
    return place_label(paper, scope) or whole


def ranking(paper: Judged) -> PaperTable:
    """Return the order of precedence of both sides, with the reason."""
    words, people = paper.words, paper.people
    columns = words.pick("主客 位次 姓名 单位职务 依据", "Side Rank Name Position Because").split()
    rows = [
        Row(
            (
                people.side(r.person),
                str(r.place),
                people.name(r.person),
                people.post(r.person),
                people.because(r.person),
            ),
            about=r.person,
        )
        for r in sorted(people.ranking, key=lambda r: (r.side != paper.etiquette.merge_first, r.place))
    ]
    return PaperTable("ranking", words.pick("礼宾次序", "Order of precedence"), tuple(columns), tuple(rows), merged=1)
