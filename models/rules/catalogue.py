"""Every rule of the policy, in the order of the policy. One line a rule."""

from __future__ import annotations

from typing import TYPE_CHECKING

from models.domain.errors import Fault
from models.rules import arrival, arrival_greeters, order, pace, rooms, sights
from models.rules.cars import drivers, vehicles
from models.rules.cost import packages as cost
from models.rules.hosts import helpers as helping
from models.rules.hosts import leaders as hosting
from models.rules.hosts import working_hours as duty
from models.rules.hosts import workload
from models.rules.meals import companions, host_rank, meals
from models.rules.sense import coming_and_going as sense
from models.rules.sense import composition as taste
from models.rules.sense import consecutive_tours, manners
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
    structure.KnownIds,
    structure.ItemLengths,
    continuity.Continuity,
    continuity.SlotsOfDay,
    structure.FixedTimesKept,
    structure.GroupsTakePart,
    continuity.WithinStay,
    continuity.JustInTime,
    structure.ItemPlaces,
    hours.PlacesOpen,
    drivers.OneVehiclePerDriverDay,
    arrival.FirstWorkday,
    arrival.SightsFirstOnDaysOff,
    arrival.WorkOnWorkdays,
    arrival.GuestsMetOnTime,
    arrival.CarReadyAtDoor,
    arrival.AtDepartureInTime,
    arrival_greeters.Greeters,
    arrival.Lodging,
    arrival.AgreementHotel,
    arrival.NoIdleDay,
    order.BusinessFirst,
    order.MorningBusiness,
    order.BusinessNotDropped,
    pace.DayLoad,
    pace.IdleGaps,
    pace.DailyHours,
    pace.NoRepeats,
    pace.LongTrip,
    meals.MealsProvided,
    meals.SeatedMeals,
    manners.UsualMealHour,
    meals.DesignatedRestaurants,
    meals.DiningRoomFits,
    manners.PrivateRoomForBanquet,
    meals.DietsServed,
    meals.NoBanquetOnTabooDays,
    meals.NoBanquetOnDaysOff,
    meals.Invitations,
    host_rank.HostRankMatches,
    meals.PlainMealsBetween,
    companions.Companions,
    hosting.NamedPeopleAvailable,
    hosting.LeaderPresent,
    hosting.LeaderRankFits,
    helping.Docents,
    helping.Crews,
    helping.Photographers,
    helping.Interpreters,
    helping.SightEscorts,
    workload.SameEscortAndBalance,
    helping.LeadersNotHelpers,
    duty.LeaveKept,
    duty.PeopleRest,
    hosting.HostReceivesGuests,
    tour.WorkshopGroupLimit,
    tour.RestrictedAreas,
    tour.TourPrecautions,
    tour.WorkshopHours,
    rivals.RivalsApart,
    sights.PreferredSights,
    sights.SightsOpen,
    sights.ListedSights,
    sights.ShoppingOnRequest,
    vehicles.EnoughSeats,
    vehicles.VehicleInOnePlace,
    drivers.DrivingTime,
    drivers.SameVehicleAndDriver,
    vehicles.VehicleClassFitsLevel,
    vehicles.VehicleSizeFitsParty,
    drivers.EmptyRunsAndBalance,
    drivers.OwnVehiclesFirst,
    duty.DriverRest,
    rooms.RoomFitsMeeting,
    rooms.RoomKeptThroughDay,
    rooms.RoomSizeFits,
    sense.BanquetDays,
    sense.HotelFirst,
    sense.BreakfastBeforePickUp,
    taste.MealsAndHotelNearby,
    taste.RestaurantVariety,
    taste.TimeToChange,
    sense.DepartureDayNearby,
    taste.BanquetHostAtExchange,
    taste.OrderByPurpose,
    sense.NightRest,
    taste.NamedRest,
    sense.GentlePace,
    taste.RainSubstitute,
    taste.BanquetIsDinner,
    consecutive_tours.ConsecutiveTours,
    sense.LateArrival,
    together.GroupParticipation,
    manners.PhotoWithMeeting,
    cost.LevelByContract,
    cost.PackageKept,
    cost.LeastCost,
    stability.StartedStays,
    stability.StartedStaffStays,
    stability.AnnouncedStays,
    stability.PinsKept,
    stability.StaffPinsKept,
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
