"""The weeks of a benchmark: made-up families by size and seed, the examples, and weeks from folders."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import planner
from models.domain.bilingual import bilingual
from models.domain.errors import Fault, FaultyInput
from planner.formats import load
from planner.generation.families import FAMILIES
from planner.generation.generate import MAX_DELEGATIONS, generate

if TYPE_CHECKING:
    from collections.abc import Sequence

    from models.domain.week import Week

EXAMPLES = "examples"
"""The family of the weeks below."""
EXAMPLE_WEEKS = ("tiny", "zhengzhou-week", "over-full")


@dataclass(frozen=True)
class BenchInstance:
    """A week to be measured.

    Attributes
    ----------
    family : str
        One of ``FAMILIES``, or ``EXAMPLES`` for a week from a folder.
    size : int
        Delegations.
    seed : int or None
        None of a week from a folder.
    folder : Path or None
        Where it is read from; None: made up.
    """

    name: str
    family: str
    size: int
    seed: int | None = None
    folder: Path | None = None

    def week(self) -> Week:
        """Return the week, read or made up."""
        if self.folder is not None:
            return load(self.folder)
        assert self.seed is not None
        return generate(self.size, self.seed, self.family)


def bench_instances(names: Sequence[str], sizes: Sequence[int], seeds: Sequence[int]) -> list[BenchInstance]:
    """Return the instances of some families and folders, size by size and seed by seed.

    Parameters
    ----------
    names : sequence of str
        Families, ``examples``, or weeks (folders, workbooks).

    Raises
    ------
    FaultyInput
        With every name that is neither, every week that cannot be read, and every size that is too large.
    """
    found: list[BenchInstance] = []
    wrong: list[Fault] = []
    for name in dict.fromkeys(names):
        try:
            found += _named(name, sizes, seeds)
        except FaultyInput as error:
            wrong += error.faults
    if any(name in FAMILIES for name in names):
        wrong += [_wrong_size(size) for size in sizes if not 1 <= size <= MAX_DELEGATIONS]
    if wrong:
        raise FaultyInput(wrong)
    return found


def _named(name: str, sizes: Sequence[int], seeds: Sequence[int]) -> list[BenchInstance]:
    if name in FAMILIES:
        return [BenchInstance(f"{name}-{size}-{seed}", name, size, seed) for size in sizes for seed in seeds]
    if name == EXAMPLES:
        # they come with the sources, not with the package
        folder = Path(planner.__file__).resolve().parent.parent / "instances"
        return [_read(folder / week) for week in EXAMPLE_WEEKS]
    if Path(name).exists():
        return [_read(Path(name))]
    known = ", ".join(repr(each) for each in (*FAMILIES, EXAMPLES))
    what = bilingual(f"没有 {name!r} 这个类型，也没有这个文件夹", f"no such family, no such folder: {name!r}")
    raise FaultyInput([Fault("FAMILY", "", what, bilingual(f"{known}，或一个来访周", f"{known}, or a week"))])


def _read(folder: Path) -> BenchInstance:
    """Return a week from a folder; its name never tells where it is."""
    return BenchInstance(folder.stem, EXAMPLES, len(load(folder).visits), folder=folder)


def _wrong_size(size: int) -> Fault:
    what = bilingual(f"{size} 批不在范围内", f"{size} delegations are out of range")
    return Fault("--sizes", "", what, f"1-{MAX_DELEGATIONS}")
