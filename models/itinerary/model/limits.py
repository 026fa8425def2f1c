"""How much the models of visits consider: one frozen parameter class each, every number with its reason."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class CandidateLimits:
    """Places and rooms among which a filtered model chooses; the search alone uses it, bounds see every choice.

    Attributes
    ----------
    max_sights : int
        Places for one wish for shopping or entertainment. 3: listed ones with an agreement and near come first, and a
        visit rarely has time for a second.
    max_hotels : int
        Hotels. 3: those with an agreement and of the visit's grade come first; each adds a way to every place.
    max_restaurants : int
        Restaurants for one meal, besides those of the hotels, canteens, and the one nearest to each far place. 4:
        several visits want tables at the same hours.
    max_private_rooms : int
        Private dining rooms of one restaurant. 2: the smallest that is large enough, and one more if it is taken.
    max_dining_halls : int
        Dining halls of one restaurant. 1: several parties share the seats of a hall.
    max_alike : int
        Meeting rooms, dining rooms, or people of those that are alike (``models.itinerary.model.alike``). 2: as many
        as a company for 25 visits has of most; other visits choose among other ones.
    min_fit_rooms : int
        Meeting rooms of a fit size from which on a model passes over those that are too big. 3: others take some of
        them at the same hours.
    far_place_divisor : int
        A place is far from the company if its way takes more than ``long_trip`` of the policy divided by this: then the
        restaurant nearest to it is a choice, too. 2: from half of a long trip on, guests hardly come back to eat.
    near_band_minutes : int
        Minutes of a band within which two restaurants count as equally near. 10: a smaller
        difference matters less than a local kitchen.
    """

    max_sights: int = 3
    max_hotels: int = 3
    max_restaurants: int = 4
    max_private_rooms: int = 2
    max_dining_halls: int = 1
    max_alike: int = 2
    min_fit_rooms: int = 3
    far_place_divisor: int = 2
    near_band_minutes: int = 10


CANDIDATE_LIMITS = CandidateLimits()


@dataclass(frozen=True)
class CompletionLimits:
    """The variables that a plan does not decide, once all its decisions are fixed in a model.

    Attributes
    ----------
    seconds : float
        Deterministic seconds. 1: little is open, all decisions are fixed.
    """

    seconds: float = 1.0


COMPLETION_LIMITS = CompletionLimits()


@dataclass(frozen=True)
class ModelCacheLimits:
    """How many models of visits are kept.

    Attributes
    ----------
    max_size : int
        Variables and constraints of all models together. 80,000: about 60 MB, 15 to 25 models of single visits; one
        takes about 720 bytes.
    """

    max_size: int = 80_000


MODEL_CACHE_LIMITS = ModelCacheLimits()
