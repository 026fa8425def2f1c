"""A week as the files that it came from: a workbook where it was one, else a folder of text files."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from planner.formats.edition import load_edition
from planner.formats.text.save import save
from planner.formats.week_policy import WeekPolicy, week_policy

if TYPE_CHECKING:
    from models.domain.week import Week


def week_files(week: Week, source: Path, name: str) -> dict[str, bytes]:
    """Return a changed week as files, in the form of the file or folder that it came from.

    What the week says of the policy for itself goes along. The company is in it: the events of a week are absences and
    closures of the company, too.

    Parameters
    ----------
    source : Path
        The week's workbook, its folder, or a plan.json that holds it.
    name : str
        Of the workbook without its suffix, or of the folder.

    Raises
    ------
    FaultyInput
        When the policy of the source cannot be read.
    """
    if source.suffix.lower() in (".xlsx", ".xlsm"):
        from planner.formats.workbook.write import book_of
        from planner.formats.workbook.xlsx import xlsx_of

        return {f"{name}.xlsx": xlsx_of(book_of(week, policy=week_policy(source).texts()))}
    text = source.name == "week.toml" or (source / "week.toml").is_file()
    policy = week_policy(source) if text else WeekPolicy()
    with tempfile.TemporaryDirectory() as folder:
        save(week, Path(folder), policy=policy.tables(load_edition().model_dump(mode="json")) or None)
        files = sorted(path for path in Path(folder).rglob("*") if path.is_file())
        return {f"{name}/{path.relative_to(folder).as_posix()}": path.read_bytes() for path in files}
