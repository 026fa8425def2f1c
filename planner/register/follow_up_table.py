"""The follow-up list (后续跟进): what is left to do when the guests have gone, as a table, sorted by due time."""

from __future__ import annotations

from typing import TYPE_CHECKING

from models.domain.clock import day_of
from models.rules.todo.after_visit import follow_up
from planner.language.typeset import typeset
from planner.papers.table import PaperTable, Row

if TYPE_CHECKING:
    from models.domain.actuals import Actuals
    from models.rules.todo.after_visit import FollowUpLine
    from planner.papers.paper import Paper
    from planner.register.record import WeekRecord


def follow_up_table(paper: Paper, actuals: Actuals, record: WeekRecord) -> PaperTable:
    """Return the follow-up list of the visits that are planned; ``record`` says which earlier promises are kept."""
    words, spent, gone = paper.words, paper.report.spent(), paper.plan.visits_left_out
    stays = [stay for stay in paper.facts.stays if stay.id not in gone]
    found = [
        line
        for stay in stays
        for line in follow_up(paper.facts, stay, actuals.of(stay.id), spent[stay.id], record.still_open(paper, stay.id))
    ]
    found.sort(key=lambda line: line.due)
    columns = words.pick("截止 责任人 来访客户 事项 依据 完成", "Due Owner Client What Clause Done")
    return PaperTable(
        id="follow-up",
        title=words.pick("后续跟进", "Follow-up"),
        columns=tuple(columns.split()),
        rows=tuple(_row(paper, line) for line in found),
        merged=1,
    )


def _row(paper: Paper, line: FollowUpLine) -> Row:
    words = paper.words
    what = typeset(line.say()) if words.lang == "zh" else line.say("en")
    due = paper.calendar.moment(line.due)
    cells = (due, line.owner.say(words.lang), paper.names.client(line.visit), what, line.cites.say(words.lang), "□")
    return Row(cells, day=day_of(line.due), start=line.due, visit=line.visit)
