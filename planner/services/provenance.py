"""How a plan came about: versions, seed, limits, a digest of the facts; no names of machines or people."""

from __future__ import annotations

import hashlib
import json
import platform
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from models.domain.policy import Edition
    from models.domain.week import Week

SHOWN_PACKAGES = (
    "jiedai",
    "ortools",
    "networkx",
    "pydantic",
    "holidays",
    "pandas",
    "numpy",
    "matplotlib",
    "openpyxl",
    "xlsxwriter",
    "python-docx",
    "click",
    "rich",
    "pylopdf-fonts-zh-cn",
    "tzdata",
)
DECISIVE_PACKAGES = ("jiedai", "ortools", "networkx", "pydantic", "holidays", "numpy")
"""Packages whose version may change a plan."""


def installed_versions(packages: tuple[str, ...] = SHOWN_PACKAGES) -> dict[str, str | None]:
    """Return the versions of Python and of the packages, None where missing."""
    found: dict[str, str | None] = {"python": platform.python_version()}
    for name in packages:
        try:
            found[name] = version(name)
        except PackageNotFoundError:
            found[name] = None
    return found


@dataclass(frozen=True)
class Limits:
    """How long the search may go on.

    Attributes
    ----------
    seconds : float or None
        Wall-clock seconds; what is found then depends on the machine.
    rounds : int or None
        Rounds of improvement: the same plan everywhere and every time, if no ``seconds`` are set.

    Raises
    ------
    ValueError
        When neither is set, or one is not positive.
    """

    seconds: float | None = 30.0
    rounds: int | None = None

    def __post_init__(self) -> None:
        if self.seconds is None and self.rounds is None:
            raise ValueError("no limit at all, maybe Limits(seconds=30) or Limits(seconds=None, rounds=20)")
        if self.seconds is not None and not self.seconds > 0:
            raise ValueError(f"{self.seconds} seconds is no limit, maybe 30")
        if self.rounds is not None and self.rounds < 0:
            raise ValueError(f"{self.rounds} rounds is no limit, maybe 20")

    @property
    def deterministic(self) -> bool:
        """Whether the same seed gives the same plan on every machine."""
        return self.seconds is None


@dataclass(frozen=True)
class Provenance:
    """Where a plan comes from.

    Attributes
    ----------
    versions : dict
        Versions of Python and of the packages that may change a plan.
    source : str
        SHA-256 of the week and the edition as canonical JSON.
    seconds : float
        How long the search took.
    """

    versions: dict[str, str | None]
    source: str
    seed: int = 0
    limits: Limits = Limits()
    seconds: float = 0.0

    @classmethod
    def of(cls, week: Week, edition: Edition, seed: int, limits: Limits, seconds: float) -> Provenance:
        """Return the provenance of a plan that was just made here."""
        return cls(installed_versions(DECISIVE_PACKAGES), digest(week, edition), seed, limits, seconds)


def digest(week: Week, edition: Edition) -> str:
    """Return the SHA-256 of a week and an edition: the same facts, the same digest, whatever file they came from."""
    facts = {"week": week.model_dump(mode="json"), "edition": edition.model_dump(mode="json")}
    text = json.dumps(facts, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()
