"""A week back into a folder of text files, without loss: what is read from it is the same week."""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

from models.domain.bilingual import bilingual
from planner.formats.official import official_calendar
from planner.formats.plain_data import plain_data
from planner.formats.text.place_tables import FACT_OF_PLACE_TABLE, KIND_OF_PLACE_TABLE
from planner.formats.text.toml_text import toml_text

if TYPE_CHECKING:
    from models.domain.places import Place
    from models.domain.week import Company, Week

COMPANY_FILES: dict[str, tuple[str, ...]] = {
    "cars": ("vehicles", "drivers"),
    "hired": ("hired_cars", "hired_help"),
    "hotels": ("hotels",),
    "people": ("people",),
    "places": ("sites", "arrival_points", "projects", "venues", "places"),
    "restaurants": ("restaurants",),
    "rooms": ("rooms", "lounges", "workshops"),
    "sights": ("sights",),
    "ways": ("ways",),
}
"""Tables of each file of a company folder, in the order in which the files are read."""
PLACES_IN_READING_ORDER = [
    table for tables in COMPANY_FILES.values() for table in tables if table in FACT_OF_PLACE_TABLE
]


def save(week: Week, path: str | Path, company: str | None = None, policy: dict[str, Any] | None = None) -> None:
    """Write a week as a folder of text files.

    Parameters
    ----------
    path : str or Path
        The folder; made if it is not there.
    company : str or None
        The company's folder as seen from there, which is then not written; None: written to ``company`` below.

    policy : dict or None
        What the week says of the policy edition for itself, as tables.

    Raises
    ------
    FileExistsError
        When the folder already holds something: nothing is overwritten.
    """
    folder = Path(path)
    if folder.exists() and any(folder.iterdir()):
        raise FileExistsError(17, bilingual("文件夹里已有内容", "the folder is not empty"), os.fspath(path))
    (folder / "visits").mkdir(parents=True, exist_ok=True)
    _write(folder / "week.toml", _week_table(week, company or "company"))
    digits = max(2, len(str(len(week.visits))))
    for number, visit in enumerate(week.visits, start=1):
        name = re.sub(r"[^A-Za-z0-9_-]", "-", visit.id)
        _write(folder / "visits" / f"{number:0{digits}}-{name}.toml", plain_data(visit))
    if company is None:
        save_company(week.company, folder / "company")
    if policy:
        _write(folder / "edition.toml", policy)


def save_company(company: Company, folder: Path) -> None:
    """Write a company's folder; files that would be empty are left out."""
    folder.mkdir(parents=True, exist_ok=True)
    tables = plain_data(company)
    del tables["places"]
    tables |= {table: rows for table, rows in _places(company.places).items() if rows}
    for name, keys in COMPANY_FILES.items():
        table = {key: tables.pop(key) for key in keys if tables.get(key)}
        if table:
            _write(folder / f"{name}.toml", table)
    _write(folder / "company.toml", tables)


def _week_table(week: Week, company: str) -> dict[str, Any]:
    table = plain_data(week)
    del table["visits"]
    if week.official == official_calendar(week.first_day, week.days):
        table.pop("official", None)
    else:
        table["official"] = plain_data(week.official)
    table["company"] = company
    return table


def _places(places: tuple[Place, ...]) -> dict[str, list[dict[str, Any]]]:
    """Return the places by kind; all in one list where they do not stand in the order in which the files are read."""
    by_kind = {
        table: [place for place in places if isinstance(place, FACT_OF_PLACE_TABLE[table])]
        for table in PLACES_IN_READING_ORDER
    }
    if [place for group in by_kind.values() for place in group] != list(places):
        return {"places": [plain_data(place) for place in places]}
    tables = {key: [plain_data(place) for place in group] for key, group in by_kind.items()}
    for table, usual in KIND_OF_PLACE_TABLE.items():
        for row in tables[table]:
            if row["kind"] == usual:
                del row["kind"]
    return tables


def _write(path: Path, table: dict[str, Any]) -> None:
    path.write_text(toml_text(table), encoding="utf-8", newline="\n")
