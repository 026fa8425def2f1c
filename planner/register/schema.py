"""Tables and views of the register, and how an older file becomes a present one: step by step, from version 1 on.

Tables hold what was closed; views are for analysts and have plain names, described in both languages in the table
``columns``. A step is never changed after a release: what is new is a further step.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    import sqlite3

APPLICATION_ID = 0x4A44_5247
"""Stands in the head of every register, so that no other SQLite file is taken for one: ``JDRG``."""

_VERSION_1 = """
CREATE TABLE weeks (
    week TEXT PRIMARY KEY, name TEXT NOT NULL, first_day TEXT NOT NULL,
    charters_planned INTEGER NOT NULL DEFAULT 0, charters_actual INTEGER,
    revision INTEGER NOT NULL, digest TEXT NOT NULL);
CREATE TABLE closings (
    week TEXT NOT NULL REFERENCES weeks ON DELETE CASCADE, revision INTEGER NOT NULL, closed_at TEXT NOT NULL,
    note TEXT NOT NULL, PRIMARY KEY (week, revision));
CREATE TABLE visits (
    case_key TEXT PRIMARY KEY, week TEXT NOT NULL REFERENCES weeks ON DELETE CASCADE, visit TEXT NOT NULL,
    client TEXT NOT NULL, client_key TEXT NOT NULL, client_kind TEXT NOT NULL, level TEXT NOT NULL,
    purpose TEXT NOT NULL, first_day TEXT NOT NULL, last_day TEXT NOT NULL,
    guests_planned INTEGER NOT NULL, guests_came INTEGER NOT NULL, closed INTEGER NOT NULL,
    comment TEXT NOT NULL DEFAULT '', note TEXT NOT NULL DEFAULT '');
CREATE INDEX visits_by_client ON visits (client_key, last_day);
CREATE INDEX visits_by_day ON visits (last_day);
CREATE INDEX visits_by_week ON visits (week);
CREATE TABLE items (
    case_key TEXT NOT NULL REFERENCES visits ON DELETE CASCADE, item TEXT NOT NULL, kind TEXT NOT NULL,
    title TEXT NOT NULL, place TEXT NOT NULL, place_name TEXT NOT NULL, planned_start TEXT NOT NULL,
    planned_end TEXT NOT NULL, start TEXT NOT NULL, "end" TEXT NOT NULL, held INTEGER NOT NULL,
    PRIMARY KEY (case_key, item));
CREATE TABLE costs (
    case_key TEXT NOT NULL REFERENCES visits ON DELETE CASCADE, heading TEXT NOT NULL,
    planned INTEGER NOT NULL, actual INTEGER, PRIMARY KEY (case_key, heading));
CREATE TABLE gifts (
    case_key TEXT NOT NULL REFERENCES visits ON DELETE CASCADE, number INTEGER NOT NULL, direction TEXT NOT NULL,
    what TEXT NOT NULL, count INTEGER NOT NULL, unit_price INTEGER NOT NULL, as_planned INTEGER NOT NULL,
    handed_in INTEGER NOT NULL, PRIMARY KEY (case_key, number));
CREATE TABLE promises (
    case_key TEXT NOT NULL REFERENCES visits ON DELETE CASCADE, number INTEGER NOT NULL, what TEXT NOT NULL,
    due TEXT NOT NULL, owner TEXT NOT NULL, done INTEGER NOT NULL, PRIMARY KEY (case_key, number));
CREATE TABLE answers (
    case_key TEXT NOT NULL REFERENCES visits ON DELETE CASCADE, question TEXT NOT NULL, grade TEXT NOT NULL,
    PRIMARY KEY (case_key, question));
CREATE TABLE service (
    case_key TEXT NOT NULL REFERENCES visits ON DELETE CASCADE, person TEXT NOT NULL, name TEXT NOT NULL,
    role TEXT NOT NULL, duties INTEGER NOT NULL, minutes INTEGER NOT NULL, PRIMARY KEY (case_key, person, role));
"""
_VERSION_2 = """
ALTER TABLE promises ADD COLUMN reach TEXT NOT NULL DEFAULT 'general';
CREATE TABLE measures (
    case_key TEXT NOT NULL REFERENCES visits ON DELETE CASCADE, measure TEXT NOT NULL, value REAL NOT NULL,
    PRIMARY KEY (case_key, measure));
"""
_VERSION_3 = """
ALTER TABLE promises ADD COLUMN kind TEXT NOT NULL DEFAULT '';
ALTER TABLE promises ADD COLUMN place TEXT NOT NULL DEFAULT '';
ALTER TABLE service ADD COLUMN nights INTEGER NOT NULL DEFAULT 0;
CREATE TABLE kept (
    case_key TEXT NOT NULL REFERENCES visits ON DELETE CASCADE, promised_in TEXT NOT NULL, what TEXT NOT NULL,
    PRIMARY KEY (case_key, promised_in, what));
CREATE INDEX kept_by_promise ON kept (promised_in, what);
"""
SCHEMA_STEPS: tuple[str, ...] = (_VERSION_1, _VERSION_2, _VERSION_3)
"""The SQL that leads from each version to the next; the first one from an empty file to version 1."""
VERSION = len(SCHEMA_STEPS)

_GRADE = "instr('EDCBA', grade)"
"""A grade as points: A 5, E 1."""


class ViewColumn(NamedTuple):
    """A column of a view: the SQL that makes it, and what it says."""

    name: str
    sql: str
    zh: str
    en: str


def _of_visit(*names: str) -> tuple[ViewColumn, ...]:
    return tuple(column for column in _VISIT if column.name in names)


_VISIT = (
    ViewColumn("case_key", "v.case_key", "一次来访：周/编号", "the visit: week/id"),
    ViewColumn("week", "v.week", "哪一周", "week"),
    ViewColumn("client", "v.client", "来访客户", "client"),
    ViewColumn("client_kind", "v.client_kind", "客户类别", "kind of client"),
    ViewColumn("level", "v.level", "接待级别", "level of reception"),
    ViewColumn("purpose", "v.purpose", "来访目的", "purpose"),
    ViewColumn("first_day", "v.first_day", "到达日", "first day"),
    ViewColumn("last_day", "v.last_day", "离开日", "last day"),
    ViewColumn("month", "substr(v.first_day, 1, 7)", "到达的月份", "month of the first day"),
    ViewColumn("guests_planned", "v.guests_planned", "计划人数", "guests as planned"),
    ViewColumn("guests", "v.guests_came", "实到人数", "guests who came"),
    ViewColumn("closed", "v.closed", "是否已填实际情况", "whether the actuals were filled in"),
)
_KEY = _of_visit("case_key", "client", "level", "purpose", "month")


class RegisterView(NamedTuple):
    """A view: its name, what a row is, its columns, and from what it is made."""

    name: str
    zh: str
    en: str
    columns: tuple[ViewColumn, ...]
    source: str


_COSTS = (
    "LEFT JOIN (SELECT case_key, sum(planned) AS planned, sum(actual) AS actual FROM costs GROUP BY case_key) c "
    "ON c.case_key = v.case_key"
)
_ANSWERS = (
    f"LEFT JOIN (SELECT case_key, avg({_GRADE}) AS points FROM answers GROUP BY case_key) a ON a.case_key = v.case_key"
)
VIEWS: tuple[RegisterView, ...] = (
    RegisterView(
        "visit_list",
        "一行一次来访",
        "a row a visit",
        (
            *_VISIT,
            ViewColumn("planned", "coalesce(c.planned, 0)", "计划费用（元）", "costs as planned, yuan"),
            ViewColumn("actual", "c.actual", "实际费用（元），空：未报", "costs, yuan; empty: not known"),
            ViewColumn(
                "actual_a_head",
                "1.0 * c.actual / nullif(v.guests_came, 0)",
                "人均实际费用",
                "costs a guest who came, yuan",
            ),
            ViewColumn("points", "a.points", "满意度均分：A 5 分到 E 1 分", "mean grade: A 5 points to E 1"),
            ViewColumn("comment", "v.comment", "意见和建议", "what the guests wrote"),
        ),
        f"FROM visits v {_COSTS} {_ANSWERS}",
    ),
    RegisterView(
        "cost_list",
        "一行一次来访的一个费用项目",
        "a row a visit and heading of costs",
        (
            *_KEY,
            ViewColumn("heading", "c.heading", "费用项目", "heading"),
            ViewColumn("planned", "c.planned", "计划（元）", "as planned, yuan"),
            ViewColumn("actual", "c.actual", "实际（元），空：未报", "actual, yuan; empty: not known"),
        ),
        "FROM costs c JOIN visits v ON v.case_key = c.case_key",
    ),
    RegisterView(
        "item_list",
        "一行一项活动、一餐",
        "a row an activity or meal",
        (
            *_KEY,
            ViewColumn("kind", "i.kind", "种类", "kind"),
            ViewColumn("title", "i.title", "名称", "what it was"),
            ViewColumn("place", "i.place_name", "地点", "where"),
            ViewColumn("planned_start", "i.planned_start", "计划开始", "start as planned"),
            ViewColumn("start", "i.start", "实际开始", "start"),
            ViewColumn("end", 'i."end"', "实际结束", "end"),
            ViewColumn("held", "i.held", "是否举行", "whether it took place"),
        ),
        "FROM items i JOIN visits v ON v.case_key = i.case_key",
    ),
    RegisterView(
        "gift_list",
        "一行一种礼品",
        "a row a gift",
        (
            *_KEY,
            ViewColumn("direction", "g.direction", "given 送出，received 收到", "given or received"),
            ViewColumn("what", "g.what", "品名", "what it is"),
            ViewColumn("count", "g.count", "数量", "pieces"),
            ViewColumn("unit_price", "g.unit_price", "单价（元）", "price of a piece, yuan"),
            ViewColumn("handed_in", "g.handed_in", "收到的是否已上交", "whether what was received was handed in"),
        ),
        "FROM gifts g JOIN visits v ON v.case_key = g.case_key",
    ),
    RegisterView(
        "promise_list",
        "一行一项承诺",
        "a row a promise",
        (
            *_KEY,
            ViewColumn("what", "p.what", "承诺事项", "what was promised"),
            ViewColumn("due", "p.due", "期限", "by when"),
            ViewColumn("owner", "p.owner", "责任人", "who sees to it"),
            ViewColumn(
                "kind", "p.kind", "要求下次来访安排什么，空：不在来访中办", "what of the next visit it asks for"
            ),
            ViewColumn(
                "kept_in",
                "(SELECT min(k.case_key) FROM kept k WHERE k.promised_in = p.case_key AND k.what = p.what)",
                "在哪次来访兑现",
                "the later visit that kept it",
            ),
            ViewColumn(
                "done",
                "p.done OR EXISTS (SELECT 1 FROM kept k WHERE k.promised_in = p.case_key AND k.what = p.what)",
                "是否完成",
                "whether it is done",
            ),
        ),
        "FROM promises p JOIN visits v ON v.case_key = p.case_key",
    ),
    RegisterView(
        "answer_list",
        "一行一个满意度回答",
        "a row an answer",
        (
            *_KEY,
            ViewColumn("question", "a.question", "问题", "question"),
            ViewColumn("grade", "a.grade", "A 到 E", "A to E"),
            ViewColumn("points", _GRADE, "A 5 分到 E 1 分", "A 5 points to E 1"),
        ),
        "FROM answers a JOIN visits v ON v.case_key = a.case_key",
    ),
    RegisterView(
        "service_list",
        "一行一位我方人员在一次来访中的一种任务",
        "a row one of ours, a visit and a role",
        (
            *_KEY,
            ViewColumn("person", "s.name", "我方人员", "who of ours"),
            ViewColumn("role", "s.role", "任务", "role"),
            ViewColumn("duties", "s.duties", "次数", "how often"),
            ViewColumn("minutes", "s.minutes", "分钟", "minutes"),
            ViewColumn("nights", "s.nights", "几个晚上（22 点以后或 6 点以前）", "nights: after 22:00 or before 06:00"),
        ),
        "FROM service s JOIN visits v ON v.case_key = s.case_key",
    ),
    RegisterView(
        "measure_list",
        "一行一次来访的一项行程指标",
        "a row a visit and measure of its programme",
        (
            *_KEY,
            ViewColumn("measure", "m.measure", "指标", "measure, as jiedai measure has it"),
            ViewColumn("value", "m.value", "数值", "value"),
        ),
        "FROM measures m JOIN visits v ON v.case_key = m.case_key",
    ),
)
"""What analysts read, in the order of the documentation."""


def migrate(connection: sqlite3.Connection) -> bool:
    """Bring a register from its version, 0 for an empty file, to the present one; tell whether anything was to do.

    Within the caller's transaction: all steps or none.
    """
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    if version == VERSION:
        return False
    for step in SCHEMA_STEPS[version:]:
        for statement in filter(None, (part.strip() for part in step.split(";"))):
            connection.execute(statement)
    _make_views(connection)
    connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    connection.execute(f"PRAGMA user_version = {VERSION}")
    return True


def _make_views(connection: sqlite3.Connection) -> None:
    """Make the views anew, and the table that says what their columns are."""
    old = connection.execute("SELECT name FROM sqlite_master WHERE type = 'view'").fetchall()
    for (name,) in old:
        connection.execute(f'DROP VIEW "{name}"')
    connection.execute("DROP TABLE IF EXISTS columns")
    connection.execute('CREATE TABLE columns ("view" TEXT, "column" TEXT, zh TEXT, en TEXT)')
    for view in VIEWS:
        made = ", ".join(f'{column.sql} AS "{column.name}"' for column in view.columns)
        connection.execute(f"CREATE VIEW {view.name} AS SELECT {made} {view.source}")
        rows = [("", view.zh, view.en), *((c.name, c.zh, c.en) for c in view.columns)]
        connection.executemany("INSERT INTO columns VALUES (?, ?, ?, ?)", [(view.name, *row) for row in rows])
