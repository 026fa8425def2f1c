"""The tables of a company folder that together are its places; the name of a table tells the kind."""

from __future__ import annotations

from typing import TYPE_CHECKING

from models.domain.places import ArrivalPoint, Hotel, Project, Restaurant, Sight, Site, Venue

if TYPE_CHECKING:
    from models.domain.base import Fact

FACT_OF_PLACE_TABLE: dict[str, type[Fact]] = {
    "sites": Site,
    "arrival_points": ArrivalPoint,
    "hotels": Hotel,
    "restaurants": Restaurant,
    "sights": Sight,
    "projects": Project,
    "venues": Venue,
}
KIND_OF_PLACE_TABLE: dict[str, str] = {
    table: fact.model_fields["kind"].default
    for table, fact in FACT_OF_PLACE_TABLE.items()
    if not fact.model_fields["kind"].is_required()
}
"""The kind of the rows of a table; the rows of ``arrival_points`` and ``venues`` say their kind themselves."""
