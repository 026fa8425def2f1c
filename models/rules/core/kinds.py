"""Groups of kinds of items that several chapters of the policy share."""

from __future__ import annotations

from models.domain.activities import BUSINESS, KINDS, WORKING_MEALS

BUSINESS_AND_SIGNING = (*BUSINESS, "signing")
"""Kinds that count as business (参观交流): exchange, company tour, courtesy call, project visit, training, signing."""
OWED_KINDS = (*WORKING_MEALS, "check_in", "rest")
"""Kinds that no request asks for and the planner owes; everything else is what the guests came for."""
PROGRAMME_KINDS = tuple(kind for kind, facts in KINDS.items() if facts.part not in ("meal", "rest"))
"""Kinds of the programme proper: no meals, banquets among them, no check-in, no rests."""
PURPOSE_KINDS = tuple(kind for kind in PROGRAMME_KINDS if kind != "photo")
"""Those of them that fill a half-day: for a group photo alone nobody is called out of the hotel."""
AT_HOTEL_KINDS = ("check_in", "rest")
"""Kinds in which guests are at the hotel with nothing else to do."""
KINDS_WITHOUT_PURPOSE = (*OWED_KINDS, "photo")
"""Kinds that give a day no purpose (ARR-08): nobody stays on for a group photo."""
LEADER_RECEPTION_KINDS = ("exchange", "call")
"""Kinds of item at which a leader receives the guests (HOST-02, SENSE-08)."""
