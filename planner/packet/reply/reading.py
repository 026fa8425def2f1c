"""A reply that came back: what the guests changed, what they say is right, what they wish; every fault at its cell."""

from __future__ import annotations

from typing import TYPE_CHECKING

from models.domain.bilingual import bilingual
from models.domain.errors import Fault, FaultyInput
from planner.formats.workbook.book import address, open_book
from planner.formats.workbook.cells.base import CellContext
from planner.formats.workbook.cells.choices import YesNoCell
from planner.formats.workbook.names import Registry
from planner.language.text import Unreadable, tight
from planner.packet.reply.columns import (
    CONFIRM_FIELD,
    HEADINGS,
    NEW_ROW,
    NO_WORDS,
    REMARK_FIELD,
    REPLY_FORMAT,
    REPLY_SHEET,
    REPLY_TABLES,
    REPLY_VERSION,
    YES_WORDS,
)
from planner.plan_workbook.reading.rows import Rows, read_sheet, same, text_of
from planner.services.replies.correction import SCOPES, Correction, Reply
from planner.services.replies.fields import fact_of, in_words, read_field

if TYPE_CHECKING:
    from pathlib import Path

    from models.domain.people import Member
    from models.domain.visits import TravelGroup, Visit
    from models.domain.week import Week
    from planner.formats.workbook.book import Book, Sheet
    from planner.plan_workbook.reading.rows import BookRow
    from planner.services.replies.correction import CorrectedField

_EXAMPLE = bilingual("用发出的回执填写", "the workbook that was sent")


def read_reply(path: str | Path, week: Week) -> Reply:
    """Read a reply.

    Raises
    ------
    FaultyInput
        With every fault: no reply, one of another week or of a visit that is not in it, cells that say nothing clear.
    """
    book = open_book(path)
    visit = _visit(book, week)
    rows = Rows(book.file)
    for sheet in book.sheets:
        if sheet.name != REPLY_SHEET:
            read_sheet(sheet, rows)
            rows.faults += _strangers(sheet, rows)
    reading = _Reading(rows, week, visit)
    for row in rows.rows:
        reading.row(row)
    if rows.faults:
        raise FaultyInput(rows.faults)
    return reading.reply()


def _strangers(sheet: Sheet, rows: Rows) -> list[Fault]:
    """Return what stands in rows that were not there when the reply was sent: nothing of it is left unsaid."""
    ours = {now.ref.row for row in rows.rows for now in row.now.values() if now.ref.sheet == sheet.name}
    heads = {ref.row for ref in rows.heads.values() if ref.sheet == sheet.name}
    if not heads:
        return []
    headings = {text for pair in HEADINGS.values() for text in pair}
    found = []
    for number in sorted(n for n in sheet.rows if n > min(heads) and n not in ours | heads):
        texts = [cell for cell in sheet.rows[number].values() if text_of(cell.value)]
        if texts and not (len(texts) == 1 and text_of(texts[0].value) in headings):
            what = bilingual("这一行不是回执原有的", "a row that was not in the reply")
            maybe = bilingual(
                "加人写在成员表的空行，其他写在“意见”栏", "new guests into the empty rows, wishes as remarks"
            )
            found.append(Fault(rows.file, f"{sheet.name}!{address(number, texts[0].column)}", what, maybe))
    return found


def _visit(book: Book, week: Week) -> Visit:
    """Return the visit of a reply."""
    hidden = next((sheet for sheet in book.sheets if sheet.name == REPLY_SHEET), None)
    told: dict[str, str] = {}
    for number in sorted(hidden.rows) if hidden else ():
        key, text = hidden.cell(number, 1), hidden.cell(number, 2)  # type: ignore[union-attr]
        if key is not None and text is not None:
            told[str(key.value)] = str(text.value)
    if told.get("format") != REPLY_FORMAT:
        what = bilingual("不是接待确认回执", "no reply to a confirmation")
        raise FaultyInput([Fault(book.file, "", what, _EXAMPLE)])
    if told.get("version") != str(REPLY_VERSION):
        what = bilingual(f"文件版本 {told.get('version')}", f"version {told.get('version')}")
        raise FaultyInput([Fault(book.file, REPLY_SHEET, what, bilingual("换新版接待", "a newer jiedai"))])
    if told.get("week") != week.id:
        what = bilingual(f"是另一周（{told.get('week')}）的回执", f"a reply of another week ({told.get('week')})")
        raise FaultyInput([Fault(book.file, REPLY_SHEET, what, week.id)])
    visit = next((visit for visit in week.visits if visit.id == told.get("visit")), None)
    if visit is None:
        what = bilingual("这周没有这批客人了", "this visit is no longer in the week")
        raise FaultyInput([Fault(book.file, REPLY_SHEET, what)])
    return visit


class _Reading:
    """A reply while its rows are read; faults go to those of the rows."""

    def __init__(self, rows: Rows, week: Week, visit: Visit) -> None:
        self.rows, self.week, self.visit = rows, week, visit
        self.corrections: list[Correction] = []
        self.confirmed: set[str] = set()
        self.remarks: list[str] = []
        self.all = False
        self.doubted: set[str] = set()
        self.things: dict[str, Member | TravelGroup] = {f"member:{m.id}": m for m in visit.members}
        self.things |= {f"travel:{group.id}": group for group in visit.groups}

    def reply(self) -> Reply:
        """Return the reply; what is doubted is not confirmed with all the rest."""
        known = {row.key for row in self.rows.rows if row.key != "all" and not row.key.startswith(NEW_ROW)}
        whole = frozenset(SCOPES) if self.all and not self.doubted else frozenset()
        confirmed = self.confirmed | (known - self.doubted if self.all else set())
        return Reply(self.visit.id, tuple(self.corrections), frozenset(confirmed), whole, tuple(self.remarks))

    def row(self, row: BookRow) -> None:
        """Read a row."""
        kind = row.about
        if kind not in REPLY_TABLES or not row.key:
            return
        if row.key.startswith(NEW_ROW):
            told = " ".join(row.now[name].text for name in ("name", "title", "diet") if name in row.now)
            if told.strip():
                self.remarks.append(
                    bilingual(f"要加人：{told.strip()}（请按变更“加人”办）", f"one more: {told.strip()}")
                )
            return
        right = self._is_right(row)
        if kind == "all":
            self.all = right is True
            return
        changed = [name for name in row.changed() if name not in (CONFIRM_FIELD, REMARK_FIELD)]
        remark = row.now[REMARK_FIELD].text if REMARK_FIELD in row.now else ""
        if remark:
            self.remarks.append(" ".join((*(row.was.get(n, "") for n in ("day", "time", "what")), f"“{remark}”")))
        if kind == "item":
            for name in changed:
                what = bilingual("日程请写在“意见”栏", "write wishes about the programme into the remarks")
                self._fault(row, name, what, row.was[name])
            asked = bool(remark)
        else:
            asked = self._corrected(row, changed)
        if right is False and not asked:
            what = bilingual("说有误，没有写改成什么", "not correct: what should it be?")
            self._fault(row, CONFIRM_FIELD, what, bilingual("在前面的格子里改", "write it into its cell"))
        if right is True and not remark:
            self.confirmed.add(row.key)
        elif right is False or remark:
            self.doubted.add(row.key)

    def _is_right(self, row: BookRow) -> bool | None:
        text = row.now[CONFIRM_FIELD].text if CONFIRM_FIELD in row.now else ""
        word = tight(text).casefold()
        if not word:
            return None
        if word in {tight(each).casefold() for each in (*YES_WORDS, *NO_WORDS)}:
            return word in {tight(each).casefold() for each in YES_WORDS}
        try:
            return bool(YesNoCell().read(text, CellContext(Registry())))
        except Unreadable as error:
            self._fault(row, CONFIRM_FIELD, error.what, "、".join((YES_WORDS[0], NO_WORDS[0])))
            return None

    def _corrected(self, row: BookRow, changed: list[str]) -> bool:
        """Read the changed cells of a member or travel group; tell whether there are any."""
        thing = self.things.get(row.key)
        if thing is None:
            if changed:
                self._fault(row, changed[0], bilingual("名单里没有这一位了", "no longer on the list"), "")
            return bool(changed)
        for name in changed:
            field: CorrectedField = name  # type: ignore[assignment]
            before = fact_of(field, thing)
            cell = row.now[name]
            try:
                value = read_field(self.week, field, cell.value, before)
            except Unreadable as error:
                self._fault(row, name, error.what, error.maybe)
                continue
            was, now = (in_words(self.week, field, each) for each in (before, value))
            if not same(was, now):
                where = str(cell.ref)
                self.corrections.append(
                    Correction(self.visit.id, thing.id, field, value, was, now, self.rows.file, where)
                )
        return bool(changed)

    def _fault(self, row: BookRow, name: str, what: str, maybe: str) -> None:
        ref = row.now[name].ref if name in row.now else min(now.ref for now in row.now.values())
        self.rows.faults.append(Fault(self.rows.file, str(ref), what, maybe))
