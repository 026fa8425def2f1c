"""A week as a folder of TOML files: week.toml, visits.toml or visits/*.toml, and the company's own folder beside.

See instances/README.md for the format.
"""

from __future__ import annotations

import os
from itertools import islice
from pathlib import Path
from typing import Any

from models.domain.bilingual import bilingual
from models.domain.errors import Fault, FaultyInput
from models.domain.references import near
from models.domain.week import Company
from planner.formats.raw import KeyPath, Raw
from planner.formats.text.place_tables import FACT_OF_PLACE_TABLE, KIND_OF_PLACE_TABLE
from planner.formats.text.toml_file import TomlFile, read_toml

MAX_FILES = 500
"""Most files of a folder that are read: more is no week, and refused before any of them is opened."""
MAX_FOLDER_BYTES = 4_000_000


def read_folder(folder: Path) -> Raw:
    """Read a week's folder.

    Raises
    ------
    FaultyInput
        When there is no week.toml.
    """
    if not (folder / "week.toml").is_file():
        raise FaultyInput([Fault(str(folder), "", *_no_week(folder))])
    raw = Raw()
    week = open_table(raw, folder / "week.toml", ())
    raw.sources.put((), week.table())
    raw.data = {key: value for key, value in week.data.items() if key not in ("company", "visits")}
    _company(raw, week, folder)
    _visits(raw, week, folder)
    raw.note_absent()
    return raw


def company_folders(folder: Path) -> list[Path]:
    """Return where the company of a week's folder is; nothing where week.toml does not say it."""
    named = read_toml(folder / "week.toml", "week.toml", within=folder).data.get("company")
    names = [named] if isinstance(named, str) else named
    return [folder / name for name in names if isinstance(name, str)] if isinstance(names, list) else []


def read_company(folder: Path) -> Raw:
    """Read a company's folder, as a week without visits."""
    raw = Raw(data={"id": "company", "name": folder.name, "first_day": "2026-01-05", "visits": [], "company": {}})
    for path in toml_files(raw, folder, ("company",)):
        _company_file(raw, raw.data["company"], open_table(raw, path, ("company",)))
    return raw


def _no_week(folder: Path) -> tuple[str, str]:
    if not folder.exists():
        siblings = [path.name for path in folder.parent.iterdir()] if folder.parent.is_dir() else []
        return bilingual("没有这个文件夹", "no such folder"), near(folder.name, siblings)
    below = sorted(path.parent.name for path in folder.glob("*/week.toml")) if folder.is_dir() else []
    return bilingual("没有 week.toml", "no week.toml here"), bilingual(
        f"{', '.join(below)} 之一", f"one of {', '.join(below)}"
    ) if below else ""


def toml_files(raw: Raw, folder: Path, table: KeyPath) -> list[Path]:
    """Return the files of a folder in the order of names; where there are too many, none, and that is a fault."""
    found = sorted(islice(folder.glob("*.toml"), MAX_FILES + 1))
    if len(found) <= MAX_FILES and sum(path.stat().st_size for path in found if path.is_file()) <= MAX_FOLDER_BYTES:
        return found
    most = f"{MAX_FILES}", f"{MAX_FOLDER_BYTES // 1_000_000} MB"
    what = bilingual(
        f"文件太多或太大（至多 {most[0]} 个、{most[1]}）", f"too many or too large files (at most {most[0]}, {most[1]})"
    )
    maybe = bilingual("删去不是本周的文件", "take out what is no part of the week")
    raw.faults.append(Fault(os.path.normpath(folder), "", what, maybe))
    raw.incomplete.add(table)
    return []


def open_table(raw: Raw, path: Path, table: KeyPath) -> TomlFile:
    """Read a file; if that fails, what it would have added to is known in part only."""
    found = read_toml(path, os.path.normpath(path), within=path.parent)
    raw.faults += found.faults
    if found.faults:
        raw.incomplete.add(table)
    return found


def _visits(raw: Raw, week: TomlFile, folder: Path) -> None:
    """Collect the visits: of week.toml, of visits.toml, then one of each file in visits/ in the order of names."""
    visits = raw.data.setdefault("visits", [])
    listed = [week]
    if (folder / "visits.toml").is_file():
        listed.append(open_table(raw, folder / "visits.toml", ("visits",)))
        for key in listed[1].data.keys() - {"visits"}:
            raw.faults.append(unknown_key(listed[1], key, ["visits"]))
    for file in listed:
        append_rows(raw, visits, ("visits",), file, "visits")
    for path in toml_files(raw, folder / "visits", ("visits",)):
        file = open_table(raw, path, ("visits",))
        if not file.faults:
            raw.sources.put(("visits", len(visits)), file.table())
            visits.append(file.data)


def _company(raw: Raw, week: TomlFile, folder: Path) -> None:
    """Put the company's folders together; each table goes on where the last file left it."""
    company: dict[str, Any] = {}
    raw.data["company"] = company
    named = week.data.get("company")
    folders = [named] if isinstance(named, str) else named
    if () in raw.incomplete:
        raw.incomplete.add(("company",))
        return
    if not isinstance(folders, list) or not all(isinstance(name, str) for name in folders):
        what = bilingual("没有说明公司资料在哪里", "company: no folder is given")
        raw.faults.append(Fault(week.name, "company", what, 'company = "../company"'))
        raw.incomplete.add(("company",))
        return
    raw.company_folders = list(folders)
    for name in folders:
        source = folder / name
        if not any(source.glob("*.toml")):
            what = bilingual("这个文件夹里没有公司资料", f"no company files in {name!r}")
            others = [path.name for path in source.parent.iterdir()] if source.parent.is_dir() else []
            close = near(source.name, others)
            maybe = Path(name).with_name(close).as_posix() if close else ""
            raw.faults.append(Fault(week.name, week.table("company").where(()), what, maybe))
            raw.incomplete.add(("company",))
        for path in toml_files(raw, source, ("company",)):
            _company_file(raw, company, open_table(raw, path, ("company",)))


def _company_file(raw: Raw, company: dict[str, Any], file: TomlFile) -> None:
    known = [key for key in Company.model_fields if key != "places"] + ["places", *FACT_OF_PLACE_TABLE]
    raw.sources.put(("company",), file.table())
    for key, value in file.data.items():
        if key not in known:
            raw.faults.append(unknown_key(file, key, known))
        elif key in ("places", *FACT_OF_PLACE_TABLE):
            kind = KIND_OF_PLACE_TABLE.get(key)
            append_rows(raw, company.setdefault("places", []), ("company", "places"), file, key, kind)
        elif isinstance(value, list) and key not in ("taboo",):
            append_rows(raw, company.setdefault(key, []), ("company", key), file, key)
        else:
            raw.sources.put(("company", key), file.table(key))
            company[key] = value


def append_rows(raw: Raw, rows: list[Any], to: KeyPath, file: TomlFile, key: str, kind: str | None = None) -> None:
    """Add the rows of one table of a file, and say where they stood; ``kind`` is put into each row."""
    found = file.data.get(key, [])
    if not isinstance(found, list):
        what = f"{key} " + bilingual("应为列表", "not a list")
        raw.faults.append(
            Fault(
                file.name,
                file.table(key).where(()),
                what,
                bilingual(f"写 [[{key}]]，不写 [{key}]", f"[[{key}]] instead of [{key}]"),
            )
        )
        return
    for index, row in enumerate(found):
        raw.sources.put((*to, len(rows)), file.table(key, index))
        rows.append({"kind": kind, **row} if kind and isinstance(row, dict) else row)


def unknown_key(file: TomlFile, key: str, known: list[str]) -> Fault:
    """Return the fault of a key that no table has."""
    return Fault(
        file.name,
        file.table(key).where(()),
        bilingual(f"没有这一项：{key!r}", f"unknown key {key!r}"),
        near(key, known),
    )
