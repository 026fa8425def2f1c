"""Statistics of the register (客户来访接待统计): by level, purpose, month, heading of costs, question and person.

Means of costs are over visits whose actual costs are known, and planned costs are held against the actual ones of the
same visits and headings: what nobody has filled in is neither a saving nor an excess.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from models.domain.actuals import QUESTION_NAMES
from models.domain.vocabulary import COST_HEADING_NAMES
from planner.papers.table import PaperTable, Row

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable

    from planner.language.words import Words

OTHER_COSTS = ("其他", "other")
_KNOWN = (
    "SELECT case_key, sum(actual) AS actual, sum(CASE WHEN actual IS NOT NULL THEN planned END) AS planned "
    "FROM costs GROUP BY case_key"
)
_BY = (
    "SELECT {group}, count(*), sum(v.guests_came), sum(k.planned), sum(k.actual), "
    "1.0 * sum(k.actual) / nullif(sum(CASE WHEN k.actual IS NOT NULL THEN v.guests_came END), 0), "
    "avg(a.points), sum(k.actual IS NULL) "
    f"FROM visits v LEFT JOIN ({_KNOWN}) k ON k.case_key = v.case_key "
    "LEFT JOIN (SELECT case_key, avg(instr('EDCBA', grade)) AS points FROM answers GROUP BY case_key) a "
    "ON a.case_key = v.case_key GROUP BY 1 ORDER BY 1"
)


@dataclass(frozen=True)
class Statistics:
    """A register being counted, in one language."""

    connection: sqlite3.Connection
    words: Words

    def tables(self) -> list[PaperTable]:
        """Return all tables that have rows."""
        words = self.words
        found = [
            self._by("all", words.pick("总计", "All visits"), "''", lambda _: words.pick("全部", "all")),
            self._by("level", words.pick("按级别", "By level"), "v.level", words.level),
            self._by("purpose", words.pick("按来访目的", "By purpose"), "v.purpose", words.purpose),
            self._by("month", words.pick("按月份", "By month"), "substr(v.first_day, 1, 7)", str),
            self._costs(),
            self._answers(),
            self._load(),
            self._promises(),
        ]
        return [table for table in found if table.rows]

    def query(self, sql: str, values: Iterable[Any] = ()) -> list[tuple[Any, ...]]:
        """Return the rows of a question to the register."""
        return self.connection.execute(sql, tuple(values)).fetchall()

    def by_month(self) -> list[tuple[str, int | None, int | None]]:
        """Return planned and actual yuan of each month, of what is known."""
        rows = self.query(_BY.format(group="substr(v.first_day, 1, 7)"))
        return [(str(row[0]), row[3], row[4]) for row in rows]

    def a_head_by_level(self) -> list[tuple[str, float | None]]:
        """Return actual yuan a guest, by level."""
        return [(str(row[0]), row[5]) for row in self.query(_BY.format(group="v.level"))]

    def _table(self, id: str, title: str, zh: str, en: str, rows: Iterable[tuple[str, ...]]) -> PaperTable:
        columns = tuple(name.replace("-", " ") for name in self.words.pick(zh, en).split())
        return PaperTable(f"stats:{id}", title, columns, tuple(Row(cells) for cells in rows))

    def _by(self, id: str, title: str, group: str, say: Any) -> PaperTable:
        rows = [
            (
                say(key),
                str(visits),
                f"{guests:,}",
                _yuan(planned),
                _yuan(actual),
                _share(planned, actual),
                _yuan(head),
                _points(points),
                str(unknown) if unknown else "",
            )
            for key, visits, guests, planned, actual, head, points, unknown in self.query(_BY.format(group=group))
        ]
        zh = "分组 来访批次 人数 计划费用 实际费用 超支 人均费用 满意度 费用未报"
        en = "Group Visits Guests Planned Actual Over A-head Opinion Not-known"
        return self._table(id, title, zh, en, rows)

    def _costs(self) -> PaperTable:
        sql = (
            "SELECT heading, sum(CASE WHEN actual IS NOT NULL THEN planned END), sum(actual), sum(actual IS NULL) "
            "FROM costs GROUP BY heading"
        )
        known, words = {row[0]: row[1:] for row in self.query(sql)}, self.words
        rows = []
        for heading, names in {**COST_HEADING_NAMES, "other": OTHER_COSTS}.items():
            if heading in known:
                planned, actual, unknown = known[heading]
                cells = (_yuan(planned), _yuan(actual), _share(planned, actual), str(unknown) if unknown else "")
                rows.append((words.pick(*names), *cells))
        charters = self.query(
            "SELECT sum(CASE WHEN charters_actual IS NOT NULL THEN charters_planned END), sum(charters_actual), "
            "sum(charters_actual IS NULL AND charters_planned > 0) FROM weeks"
        )[0]
        if any(charters):
            cells = (_yuan(charters[0]), _yuan(charters[1]), _share(*charters[:2]), str(charters[2] or ""))
            rows.append((words.pick("包车（不属于某批来访）", "Charters, of no visit"), *cells))
        title = words.pick("计划与实际", "Planned and actual")
        return self._table("costs", title, "项目 计划 实际 超支 未报", "Heading Planned Actual Over Not-known", rows)

    def _answers(self) -> PaperTable:
        sql = (
            "SELECT question, count(*), sum(grade = 'A'), sum(grade = 'B'), sum(grade = 'C'), sum(grade = 'D'), "
            "sum(grade = 'E'), avg(instr('EDCBA', grade)) FROM answers GROUP BY question"
        )
        known = {row[0]: row[1:] for row in self.query(sql)}
        rows = [
            (self.words.pick(*names), *(str(count) for count in known[question][:6]), _points(known[question][6]))
            for question, names in QUESTION_NAMES.items()
            if question in known
        ]
        title = self.words.pick("满意度（A 5 分，E 1 分）", "Opinions (A 5 points, E 1)")
        return self._table("answers", title, "问题 回答 A B C D E 均分", "Question Answers A B C D E Mean", rows)

    def _load(self) -> PaperTable:
        """Return who of ours carried the load: the busiest first."""
        sql = (
            "SELECT name, person, count(DISTINCT case_key), sum(duties), sum(minutes), "
            "sum(CASE WHEN role = 'leader' THEN minutes ELSE 0 END), "
            "sum(CASE WHEN role IN ('escort', 'companion', 'greeter') THEN minutes ELSE 0 END), "
            "sum(CASE WHEN role = 'docent' THEN minutes ELSE 0 END), "
            "sum(CASE WHEN role = 'interpreter' THEN minutes ELSE 0 END), "
            "sum(CASE WHEN role = 'driver' THEN minutes ELSE 0 END), sum(nights) "
            "FROM service GROUP BY person ORDER BY sum(minutes) DESC, person"
        )
        rows = [
            (name, str(visits), str(duties), *map(_hours, (all_of_it, *parts)), str(nights) if nights else "")
            for name, _, visits, duties, all_of_it, *parts, nights in self.query(sql)
        ]
        zh = "我方人员 来访批次 任务 合计小时 领导 陪同 讲解 翻译 驾驶 晚上"
        en = "Person Visits Duties Hours Leader Escort Docent Interpreter Driving Nights"
        return self._table("load", self.words.pick("谁承担了多少", "Who carried the load"), zh, en, rows)

    def _promises(self) -> PaperTable:
        sql = "SELECT client, what, due, owner FROM promise_list WHERE NOT done ORDER BY due = '', due, client"
        rows = [tuple(str(cell) for cell in row) for row in self.query(sql)]
        zh, en = "来访客户 承诺事项 期限 责任人", "Client Promise Due Owner"
        return self._table("promises", self.words.pick("未兑现的承诺", "Promises not kept yet"), zh, en, rows)


def _yuan(amount: float | None) -> str:
    return "" if amount is None else f"{amount:,.0f}"


def _points(mean: float | None) -> str:
    return "" if mean is None else f"{mean:.2f}"


def _hours(minutes: int) -> str:
    return f"{minutes / 60:,.1f}" if minutes else ""


def _share(planned: int | None, actual: int | None) -> str:
    """Return by how much more was spent than planned: +12%."""
    if not planned or actual is None:
        return ""
    return f"{100 * (actual - planned) / planned:+.0f}%"
