"""A visit with one exchange, for cases of arrival."""

from __future__ import annotations

from typing import Any

from tests.rules.cases import Made
from tests.weeks import facts, plan, talk, visit


def talks(start: str, **changes: Any) -> Made:
    f = facts(visit("v1", talk(), **{"depart": "23 18:00", **changes}))
    return f, plan(f, v1=[("talk", start)])
