"""All parties of a plan seated, a folder each, with an index; what cannot be seated is named with the reason."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from models.domain.errors import JiedaiError
from models.domain.seating import Dinner
from models.domain.table_company import diners
from planner.papers.markdown import escape, table_text
from planner.papers.seating.findings import verdict as told
from planner.papers.table import PaperTable, Row
from planner.seating.chart import CHART_NAME, chart_text
from planner.seating.chart_workers import ChartWorkers
from planner.seating.from_plan import folder_name, standing_receptions
from planner.seating.kept_seats import seat_kept
from planner.seating.seat_party import SeatingProgress
from planner.seating.verdict import paper_of

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from models.cp.stop_signal import StopSignal
    from models.domain.plan import Item
    from planner.papers.paper import Paper
    from planner.seating.chart import Chart
    from planner.seating.from_plan import PlanParties, PlanParty
    from planner.seating.hand_seats import HandSeats


class SeatedParty(NamedTuple):
    """A party of a plan and its chart, or why it has none; ``folder`` is where its papers are.

    Attributes
    ----------
    by_hand : bool
        Whether seats of it were decided by hand.
    lost : tuple of str
        What of them could not be kept, in both languages.
    """

    party: PlanParty
    folder: str
    chart: Chart | None
    reason: str = ""
    by_hand: bool = False
    lost: tuple[str, ...] = ()


def seat_all(
    parties: PlanParties,
    stop: StopSignal,
    on_step: Callable[[SeatingProgress], None] | None = None,
    on_chart: Callable[[Chart], None] = lambda chart: None,
    hand: HandSeats | None = None,
) -> list[SeatedParty]:
    """Seat all parties of a plan, in the order of time; after Ctrl-C the rest stay without a chart.

    ``on_chart`` is given each chart as soon as it is there. ``hand`` are the seats that were decided by hand.
    """
    wanted = list(parties.every())
    folders = _folders(wanted, parties.paper)
    found = []
    for number, (party, folder) in enumerate(zip(wanted, folders, strict=True)):
        if on_step:
            on_step(SeatingProgress(party.title, party.title, number, len(wanted)))
        found.append(row := _seated(party, folder, stop, parties.paper, hand or {}))
        if row.chart is not None:
            on_chart(row.chart)
    return found


def _seated(party: PlanParty, folder: str, stop: StopSignal, paper: Paper, hand: HandSeats) -> SeatedParty:
    if stop.event.is_set():
        return SeatedParty(party, folder, None, paper.words.pick("中途停止，未排", "stopped before"))
    try:
        kept = seat_kept(party, hand, stop)
    except JiedaiError as error:
        return SeatedParty(party, folder, None, error.told(paper.words.lang))
    return SeatedParty(party, folder, kept.chart, by_hand=kept.by_hand is not None, lost=kept.lost)


def _folders(parties: Sequence[PlanParty], paper: Paper) -> list[str]:
    """A folder for each, tables and cars apart; names that would be the same are numbered."""
    words, taken, folders = paper.words, set[str](), []
    for party in parties:
        kind = words.pick("宴会会见", "tables") if isinstance(party.party, Dinner) else words.pick("用车", "cars")
        name = f"{kind}/{folder_name(party, paper)}"
        number = 1
        while name in taken:
            number += 1
            name = f"{kind}/{folder_name(party, paper)} {number}"
        taken.add(name)
        folders.append(name)
    return folders


def charts_of(found: Sequence[SeatedParty], paper: Paper) -> dict[str, bytes | str]:
    """Return the index and chart.json of all parties by file name: what cannot be drawn again without seating again."""
    files: dict[str, bytes | str] = {paper.words.pick("座次目录.md", "index.md"): index_text(found, paper)}
    charts = ((row.folder, row.chart) for row in found if row.chart is not None)
    return files | {f"{folder}/{CHART_NAME}": chart_text(chart) for folder, chart in charts}


def files_of(
    found: Sequence[SeatedParty],
    paper: Paper,
    on_step: Callable[[SeatingProgress], None] | None = None,
    stopped: Callable[[], bool] = lambda: False,
    workers: ChartWorkers | None = None,
) -> dict[str, bytes | str]:
    """Return the index, every chart.json and the papers of all parties by file name.

    Drawing takes most of the time: once ``stopped`` says so, what is not drawn yet stays a chart.json. ``workers``
    were sent the charts as they were seated.
    """
    folders = [(row.folder, row.chart) for row in found if row.chart is not None]
    if workers is None:
        with ChartWorkers(paper.words, len(folders)) as own:
            for _, chart in folders:
                own.send(chart)
            return files_of(found, paper, on_step, stopped, own)

    def step(done: int, of: int) -> None:
        if on_step:
            on_step(SeatingProgress("绘图", "drawing", done, of))

    files = charts_of(found, paper)
    for number, made in workers.papers(step, stopped).items():
        files |= {f"{folders[number][0]}/{name}": content for name, content in made.items()}
    return files


def index_text(rows: Sequence[SeatedParty], paper: Paper) -> str:
    """Return the index of all parties: when, who, what, how many, how good, where the papers are."""
    words = paper.words
    title = words.pick("座次目录", "Seats of the week")
    parts = [f"# {escape(title)}", "", escape(f"{paper.names.company}{words.comma}{paper.week.name}"), ""]
    return "\n".join([*parts, *(table_text(table) for table in index(rows, paper) if table.rows)])


def index(rows: Sequence[SeatedParty], paper: Paper) -> tuple[PaperTable, ...]:
    """Return the tables of the index: what has no seats first, then tables, then cars."""
    words = paper.words
    columns = words.pick("时间 团组 内容 地点 人数 结论 文件夹", "When Visit What Where People Verdict Folder").split()
    standing = tuple(_standing_row(item, paper) for item in standing_receptions(paper))
    tables = [row for row in rows if isinstance(row.party.party, Dinner)]
    cars = [row for row in rows if not isinstance(row.party.party, Dinner)]
    unseated = [row for row in rows if row.chart is None]
    named = (
        ("unseated", words.pick("未能排座", "Not seated"), unseated),
        ("tables", words.pick("宴请、会见、仪式", "Banquets, meetings, ceremonies"), tables),
        ("cars", words.pick("用车", "Cars"), cars),
    )
    made = [
        PaperTable(id, title, tuple(columns), tuple(_row(row, paper) for row in listed)) for id, title, listed in named
    ]
    made.append(PaperTable("standing", words.pick("不排座次", "Nobody is seated"), tuple(columns), standing))
    return tuple(made)


def _standing_row(item: Item, paper: Paper) -> Row:
    """Return the row of a buffet, reception or tea, for which there are no seats and no cards."""
    words, texts = paper.words, paper.item_texts
    people = str(diners(paper.stay(item.visit), texts.request(item)))
    head = (paper.calendar.moment(item.start), paper.names.client(item.visit), texts.title(item), texts.where(item))
    cells = (*head, people, words.pick("站立，不排座次", "standing"), "")
    return Row(cells, start=item.start, about=item.id, visit=item.visit)


def _row(row: SeatedParty, paper: Paper) -> Row:
    party = row.party
    if row.chart is None:
        verdict = row.reason
    else:
        # the first line names the edition, the second says whether every must is kept
        verdict = paper.words.semicolon.join(told(paper_of(row.chart, paper.words))[1:3])
    cells = (
        paper.calendar.moment(party.start),
        paper.names.client(party.visit),
        party.title,
        "" if party.where == party.title else party.where,
        str(len(party.party.people)),
        verdict,
        row.folder if row.chart is not None else "",
    )
    return Row(cells, start=party.start, about=party.about, visit=party.visit, open=row.chart is None)
