"""Published ladders of titles, pair by pair: see docs/titles.md for what is known to come out otherwise."""

import pytest

from tests.etiquette.party import edition
from tests.etiquette.title_pairs import pairs, published

DEFAULT = edition()


@pytest.mark.parametrize("path", [*published("first"), *published("second")], ids=lambda path: path.stem)
def test_every_pair_of_a_published_ladder_comes_out_right(path):
    assert [pair for pair in pairs(path, DEFAULT) if pair.result != "right"] == []
