"""The invented banquets and parties of ``instances/dinners/generate.py``, as dinners."""

from __future__ import annotations

import importlib.util
from types import ModuleType

from models.domain.seating import Dinner
from models.etiquette.usual_halls import usual_hall
from tests.etiquette.party import INSTANCES


def generator() -> ModuleType:
    """Load the script."""
    spec = importlib.util.spec_from_file_location("generate", INSTANCES / "dinners" / "generate.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def invented(data: dict[str, object]) -> Dinner:
    """Read the data of the generator without a file."""
    data = dict(data)
    data.pop("etiquette")
    return Dinner.model_validate(data | {"hall": usual_hall(**data["hall"])})


def banquet(people: int, seats: int = 10, seed: int = 1) -> Dinner:
    """A banquet of so many people."""
    return invented(generator().banquet(people, seats, seed))


def mixed_party(tables: int, seats: int, hobbies: int = 10, seed: int = 1) -> Dinner:
    """A party with a planted answer."""
    return invented(generator().party(tables, seats, hobbies, seed))
