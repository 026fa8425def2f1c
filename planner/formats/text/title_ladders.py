"""Title ladders: those that come with Jiedai or stand beside an edition, and the titles that an office has decided.

The office's own file, ``titles.toml``, has one line a title::

    [[titles]]
    title = "副站长"
    like = "副处长"            # or level = 50, as in the ladders
    source = "办公室 2026-11-30"
"""

from __future__ import annotations

from difflib import get_close_matches
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from models.domain.base import Fact
from models.domain.bilingual import bilingual
from models.domain.errors import Fault, FaultyInput
from models.domain.etiquette_edition import Etiquette, Ladder, Rung
from models.domain.seating import Attendee
from models.etiquette.titles import standing
from planner.formats.files import write_file
from planner.formats.shipped import shipped
from planner.formats.single_fact import fact_of
from planner.formats.text.toml_file import open_toml
from planner.formats.text.toml_text import toml_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from planner.formats.text.toml_file import TomlFile

TITLES = "titles"
"""The folder of ladders beside the editions."""
OWN_TITLES = "titles.toml"
OWN_LADDER = "own"


class OwnTitle(Fact):
    """A title that an office has decided."""

    title: str
    like: str = ""
    """A title of the same level."""
    level: int | None = None
    source: str = ""


class OwnTitles(Fact):
    """The office's own file."""

    titles: tuple[OwnTitle, ...] = ()


def named_ladders(folder: Path, names: object, file: TomlFile) -> list[Ladder]:
    """Return the ladders that an edition names, from the folder ``titles`` beside it, else as they come with Jiedai.

    Raises
    ------
    FaultyInput
        With every name that there is no ladder of, or every fault of a ladder.
    """
    where = file.table().where((TITLES,))
    if not isinstance(names, list | tuple) or not all(isinstance(name, str) for name in names):
        raise FaultyInput([Fault(file.name, where, bilingual("应为阶梯名称的列表", "wanted: a list of ladders"))])
    found, missing = [], []
    for name in names:
        target = _target(name, (folder / TITLES, shipped("policies") / TITLES))
        if target is None:
            missing.append(_no_ladder(file.name, where, name))
        else:
            found.append(_ladder(target, target.stat().st_mtime_ns))
    if missing:
        raise FaultyInput(missing)
    return found


def shipped_ladder(name: str) -> Ladder | None:
    """Return a ladder that comes with Jiedai, or None."""
    target = _target(name, (shipped("policies") / TITLES,))
    return None if target is None else _ladder(target, target.stat().st_mtime_ns)


def own_titles(etiquette: Etiquette, beside: Sequence[Path]) -> Etiquette:
    """Return an edition with the office's own titles before its ladders.

    Parameters
    ----------
    beside : sequence of Path
        Files beside which, in whose folders above or in a folder ``policies`` there, ``titles.toml`` is looked for.

    Raises
    ------
    FaultyInput
        With every title that has neither a level nor a known title that it is like.
    """
    path = own_titles_file(beside)
    if path is None:
        return etiquette
    file = open_toml(path)
    found = fact_of(OwnTitles, file.data, file.table())
    where = [file.table().where((TITLES, number)) for number in range(len(found.titles))]
    rungs = decided(found.titles, etiquette, file.name, where)
    ladder = Ladder(id=OWN_LADDER, name="本单位", name_en="this office", own=True, rungs=rungs)
    return etiquette.replace(ladders=(ladder, *etiquette.ladders))


def decided(titles: Sequence[OwnTitle], etiquette: Etiquette, file: str, where: Sequence[str]) -> tuple[Rung, ...]:
    """Return the rungs that an office has decided.

    Raises
    ------
    FaultyInput
        With every title, by ``file`` and ``where``, that has neither a level nor a known title that it is like.
    """
    levels = [_level(own, etiquette) for own in titles]
    hint = bilingual("写级别，或写已知的职务", "a level, or a title that a ladder knows")
    faults = [
        Fault(file, place, bilingual(f"“{own.title}”：没有级别", f"“{own.title}”: no level"), hint)
        for own, level, place in zip(titles, levels, where, strict=True)
        if level is None
    ]
    if faults:
        raise FaultyInput(faults)
    return tuple(
        Rung(level=level, name=own.title, titles=(own.title,), source=own.source)
        for own, level in zip(titles, levels, strict=True)
        if level is not None
    )


def own_titles_file(beside: Iterable[Path]) -> Path | None:
    """Return the office's own file, or None."""
    folders = [parent for path in beside for parent in path.resolve().parents]
    places = [place for folder in folders for place in (folder / OWN_TITLES, folder / "policies" / OWN_TITLES)]
    return next((place for place in places if place.is_file()), None)


def keep_titles(path: Path, titles: Sequence[OwnTitle]) -> None:
    """Write what was decided into the office's own file; a title that stands there already is decided anew.

    Raises
    ------
    FaultyInput
        If the file that is there cannot be read.
    """
    kept: list[dict[str, Any]] = []
    if path.is_file():
        file = open_toml(path)
        kept = [own.model_dump(exclude_defaults=True) for own in fact_of(OwnTitles, file.data, file.table()).titles]
    new = {own.title for own in titles}
    rows = [row for row in kept if row["title"] not in new] + [own.model_dump(exclude_defaults=True) for own in titles]
    comment = "本单位认定的职务：like 为级别相当的职务，或写 level（越小越高）"
    write_file(path, toml_text({TITLES: rows}, comment))


def _level(own: OwnTitle, etiquette: Etiquette) -> int | None:
    if own.level is not None or not own.like:
        return own.level
    held = standing(Attendee(id="own", name=own.title, side="guest", title=own.like), etiquette)
    return None if held.rung is None else held.level


def _target(name: str, folders: Sequence[Path]) -> Path | None:
    return next((folder / f"{name}.toml" for folder in folders if (folder / f"{name}.toml").is_file()), None)


def _no_ladder(file: str, where: str, name: str) -> Fault:
    known = [other.stem for other in (shipped("policies") / TITLES).glob("*.toml")]
    close = get_close_matches(name, known, n=1)
    what = bilingual(f"没有职务阶梯 {name}", f"no title ladder {name}")
    return Fault(file, where, what, close[0] if close else "")


@lru_cache(maxsize=256)
def _ladder(path: Path, _changed: int) -> Ladder:
    file = open_toml(path)
    return fact_of(Ladder, file.data, file.table())
