"""状态: the choices of the column that says how far a task is; the same words, of either language, are read back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from models.domain.office_record import TASK_STEPS
from planner.language.text import folded
from planner.papers.tables.todos import STEP_WORDS

if TYPE_CHECKING:
    from models.domain.office_record import TaskStep
    from planner.language.words import Words

_ALSO: dict[TaskStep, tuple[str, ...]] = {
    "open": ("", "□", "未办", "open"),
    "done": ("√", "✓", "☑", "办完", "已办理", "完成", "已完成"),
    "confirmed": ("确认",),
}
"""What people write instead of choosing."""
_STEP_OF_WORD = {folded(word): step for step in TASK_STEPS for word in (*STEP_WORDS[step], *_ALSO[step])}


def step_choices(words: Words) -> tuple[str, ...]:
    """Return every choice of the list."""
    return tuple(words.pick(*STEP_WORDS[step]) for step in TASK_STEPS)


def step_of(text: str) -> TaskStep | None:
    """Read how far a task is; None: it cannot be understood."""
    return _STEP_OF_WORD.get(folded(text.strip()))


def is_void(text: str) -> bool:
    """Tell whether a cell says 作废, as it was printed: nothing is to be done."""
    return folded(text.strip()) in {folded(word) for word in STEP_WORDS["void"]}
