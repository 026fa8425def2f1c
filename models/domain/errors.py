"""Everything that Jiedai raises on purpose.

::

    JiedaiError                 exit code 1
    ├── FaultyInput             3   facts that cannot be read or cannot be; carries every Fault
    ├── NoPlanPossible          4   the facts contradict each other; carries the reasons in words
    │   └── NoPlanOfVisit           those of one visit; carries what is said of it where the others are planned
    ├── NoneInTime              5   the limit ran out before a first plan
    └── InvalidModel            1   a bug of ours: the solver refused the model
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import IntEnum
from typing import TYPE_CHECKING, ClassVar

from models.domain.bilingual import Half, bilingual, in_both, in_language

if TYPE_CHECKING:
    from models.domain.plan import LeftOut


class ExitCode(IntEnum):
    """How a command of Jiedai ended, for the shell that called it."""

    DONE = 0
    OWN_FAULT = 1
    USAGE = 2
    FAULTY_INPUT = 3
    """Faults in the input; also a plan or chart that breaks a must, given to be checked."""
    NO_PLAN = 4
    """No plan or seating is possible."""
    NONE_IN_TIME = 5
    INTERRUPTED = 130
    """Stopped by Ctrl-C; the best plan so far is written if there was one."""


class JiedaiError(Exception):
    """Root of the tree; ``told`` is a text for the user, ``str()`` the same in both languages."""

    exit_code: ClassVar[ExitCode] = ExitCode.OWN_FAULT

    def __str__(self) -> str:
        return in_both(super().__str__())

    def told(self, language: Half) -> str:
        """Return the text for a user, in one language."""
        return in_language(super().__str__(), language)


MAX_FAULTS_SHOWN = 1_000
"""Faults that a message lists: nobody reads more, and a damaged file can have a hundred thousand."""


@dataclass(frozen=True, order=True)
class Fault:
    """One fault of the input.

    Attributes
    ----------
    file : str
        The file as the user knows it.
    where : str
        Key path or sheet and cell, e.g. ``visits[2].members[0].name``.
    what : str
        What is wrong, with the value.
    maybe : str
        How to mend it, or ``""``.
    """

    file: str
    where: str
    what: str
    maybe: str = ""

    def __str__(self) -> str:
        return in_both(self._told(f" — maybe {self.maybe}" if self.maybe else ""))

    def told(self, language: Half) -> str:
        """Return the fault for a user, in one language."""
        return in_language(self.text, language)

    @property
    def text(self) -> str:
        """The fault in two languages, to be put into a longer text."""
        return self._told(" — " + bilingual(f"也许：{self.maybe}", f"maybe {self.maybe}") if self.maybe else "")

    def _told(self, hint: str) -> str:
        place = ": ".join(part for part in (self.file, self.where) if part)
        return f"{place}: {self.what}{hint}"


def _by_place(fault: Fault) -> tuple[object, ...]:
    """Return what faults are told by: place, the ninth row before the tenth."""
    numbered = [(int(part) if part.isdecimal() else -1, part) for part in re.split(r"(\d+)", fault.where)]
    return fault.file, numbered, fault.what, fault.maybe


class FaultyInput(JiedaiError):
    """The input has faults; all of them at once."""

    exit_code = ExitCode.FAULTY_INPUT

    def __init__(self, faults: Iterable[Fault]) -> None:
        self.faults: tuple[Fault, ...] = tuple(sorted(set(faults), key=_by_place))
        lines = "\n".join(f"  {fault.text}" for fault in self.faults[:MAX_FAULTS_SHOWN])
        more = len(self.faults) - MAX_FAULTS_SHOWN
        lines += "\n  …… " + bilingual(f"还有 {more} 处", f"and {more} more") if more > 0 else ""
        count = len(self.faults)
        lead = bilingual(f"输入有 {count} 处错误", f"{count} {'fault' if count == 1 else 'faults'} in the input")
        super().__init__(f"{lead}:\n{lines}")

    def __reduce__(self) -> tuple[type[FaultyInput], tuple[tuple[Fault, ...]]]:
        return type(self), (self.faults,)


class NoPlanPossible(JiedaiError):
    """Facts that contradict each other whatever the plan."""

    exit_code = ExitCode.NO_PLAN

    def __init__(self, reasons: Sequence[str]) -> None:
        self.reasons = tuple(reasons)
        lines = "\n".join(f"  {reason}" for reason in self.reasons)
        super().__init__(bilingual("以下事实相互矛盾,无法排出行程", "no plan possible") + f":\n{lines}")

    def __reduce__(self) -> tuple[type[NoPlanPossible], tuple[object, ...]]:
        return type(self), (self.reasons,)


class NoPlanOfVisit(NoPlanPossible):
    """The facts of one visit contradict each other, or those of the visits planned before it."""

    def __init__(self, client: str, left: LeftOut) -> None:
        self.client, self.left = client, left
        super().__init__([f"{client}: " + bilingual(cause.zh, cause.en) for cause in left.causes])

    def __reduce__(self) -> tuple[type[NoPlanOfVisit], tuple[object, ...]]:
        return type(self), (self.client, self.left)


class NoneInTime(JiedaiError):
    """The limit ran out before any plan was found."""

    exit_code = ExitCode.NONE_IN_TIME


class InvalidModel(JiedaiError):
    """The solver refused the model: a bug of ours."""
