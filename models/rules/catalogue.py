"""Every rule of the policy, in the order of the policy. One line a rule."""

from __future__ import annotations

from typing import TYPE_CHECKING

from models.domain.errors import Fault
from models.rules import arrival, order, pace, rooms, sights
from models.rules.cars import drivers, vehicles
from models.rules.cost import packages as cost
from models.rules.hosts import helpers as helping
from models.rules.hosts import leaders as hosting
from models.rules.hosts import working_hours as duty
from models.rules.meals import meals
from models.rules.sense import coming_and_going as sense
from models.rules.sense import composition as taste
from models.rules.sense import manners
from models.rules.sense import travel_groups as together
from models.rules.stability import stability
from models.rules.structure import continuity
from models.rules.structure import opening_hours as hours
from models.rules.structure import parts as structure
from models.rules.tour import rivals, tour

if TYPE_CHECKING:
    from collections.abc import Iterator

    from models.domain.policy import Edition
    from models.rules.core.base import Rule

RULES: tuple[type[Rule], ...] = (
    structure.Known,
    structure.Lengths,
    continuity.Continuity,
    continuity.Slots,
    structure.Fixed,
    structure.Together,
    continuity.Inside,
    continuity.JustInTime,
    structure.Places,
    hours.PlacesOpen,
    drivers.OneVehicleADay,
    arrival.FirstWorkday,
    arrival.SightsFirst,
    arrival.WorkOnWorkdays,
    arrival.Met,
    arrival.AtTheDoor,
    arrival.BeforeDeparture,
    helping.Greeters,
    arrival.Lodging,
    arrival.AgreementHotel,
    arrival.Purpose,
    order.BusinessFirst,
    order.MorningBusiness,
    order.NoDropping,
    pace.Fullness,
    pace.Gaps,
    pace.Clockwork,
    pace.Once,
    pace.LongTrip,
    meals.Fed,
    meals.AtTable,
    manners.UsualHour,
    meals.Designated,
    meals.Seated,
    manners.RoomOfOnesOwn,
    meals.Diets,
    meals.TabooDays,
    meals.DaysOff,
    meals.Invitations,
    hosting.HostRank,
    meals.Plain,
    helping.Companions,
    hosting.Named,
    hosting.LeaderDue,
    hosting.LeaderSpared,
    helping.Docents,
    helping.Crews,
    helping.Photographers,
    helping.Interpreters,
    helping.SightEscorts,
    duty.SameEscort,
    helping.LeadersSpared,
    duty.Leave,
    duty.PeopleRest,
    hosting.HostEarly,
    tour.Groups,
    tour.Restricted,
    tour.Careful,
    tour.WorkshopHours,
    rivals.Rivals,
    sights.BestSights,
    sights.SightsOpen,
    sights.Listed,
    sights.AsGuestsWish,
    vehicles.Seats,
    vehicles.OnePlace,
    drivers.Driving,
    drivers.SameCar,
    vehicles.FittingClass,
    vehicles.FittingSize,
    drivers.EmptyRuns,
    drivers.OwnCars,
    duty.DriverRest,
    rooms.Fit,
    rooms.StaysLaid,
    rooms.FitSize,
    sense.BanquetDays,
    sense.HotelFirst,
    sense.Breakfast,
    taste.NearBy,
    taste.Variety,
    taste.FreshenUp,
    sense.LastDay,
    taste.SameLeader,
    taste.ByPurpose,
    sense.NightRest,
    taste.NamedRest,
    sense.Gentle,
    taste.RainyDay,
    taste.DinnerNotLunch,
    duty.ToursInARow,
    sense.LateArrival,
    together.Together,
    manners.PhotoInPassing,
    cost.Levels,
    cost.Package,
    cost.Thrift,
    stability.Started,
    stability.StartedStaff,
    stability.Announced,
    stability.Pinned,
    stability.PinnedStaff,
)


def rules(edition: Edition) -> tuple[Rule, ...]:
    """Return the rules of an edition, those that are off left out."""
    return tuple(rule for rule in (kind(edition) for kind in RULES) if rule.level != "off")


def faults(edition: Edition, file: str) -> Iterator[Fault]:
    """Yield every unknown rule, key or level of an edition."""
    known = {kind.id for kind in RULES}
    for id in edition.rules:
        if id not in known:
            near = sorted(known, key=lambda name: (name.split("-")[0] != id.split("-")[0], name))[:1]
            yield Fault(file, f"rules.{id}", f"no rule {id!r}", near[0] if near else "")
    for kind in RULES:
        yield from kind.faults(edition, file)
