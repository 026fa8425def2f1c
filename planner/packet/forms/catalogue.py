"""All forms, module by module; a new module takes a line here."""

from __future__ import annotations

from functools import cache

from planner.packet.forms import (
    applications,
    banquets,
    gifts,
    letters,
    lists,
    meetings,
    money,
    office_lists,
    public_bodies,
    records,
    signs,
    vehicles,
)
from planner.packet.forms.office_form import OfficeForm

MODULES = (
    office_lists,
    applications,
    letters,
    lists,
    meetings,
    banquets,
    vehicles,
    signs,
    gifts,
    money,
    public_bodies,
    records,
)


@cache
def office_forms() -> tuple[OfficeForm, ...]:
    """Return all forms, in the order in which they stand in their modules."""
    return tuple(made for module in MODULES for made in vars(module).values() if isinstance(made, OfficeForm))
