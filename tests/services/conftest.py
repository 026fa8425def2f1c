"""What all tests of services share."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.searches import less_effort


@pytest.fixture(autouse=True)
def _short_proofs() -> Iterator[None]:
    """Give bounds and reasons a part of their time: what is asked here is hardly ever whether a plan is the best."""
    with less_effort(search=1.0):
        yield
