"""Every rule of the policy, in the order of the policy. One line a rule."""

from __future__ import annotations

from typing import TYPE_CHECKING

from models.domain.bilingual import bilingual
from models.domain.errors import Fault
from models.rules import (
    asked_order,
    full_days,
    joint,
    late_in_the_day,
    lounges,
    order,
    pace,
    protocol_days,
    protocol_order,
    protocol_pause,
    protocol_together,
    rooms,
    sights,
    training,
)
from models.rules.arrival import days_of_stay, greeters, lodging, punctual_rides
from models.rules.cars import driver_rest, drivers, overnight, vehicles
from models.rules.cost import packages as cost
from models.rules.hosts import first_met, interpreters, workload
from models.rules.hosts import helpers as helping
from models.rules.hosts import leaders as hosting
from models.rules.hosts import working_hours as duty
from models.rules.meals import banquets as meal_banquets
from models.rules.meals import companions, dining_rooms, host_rank, owed_meals, restaurants
from models.rules.outbound import field, frequency, hours
from models.rules.sense import (
    arrival_and_departure,
    choice_of_places,
    consecutive_tours,
    far_places,
    item_order,
    rest_and_pace,
    time_to_change,
    travel_groups,
)
from models.rules.sense import banquets as sense_banquets
from models.rules.stability import announced, pins, started
from models.rules.structure import (
    continuity,
    driver_days,
    item_places,
    item_times,
    known_ids,
    opening_hours,
    participation,
    rides_and_duties,
    true_labels,
)
from models.rules.tour import company_tour, rivals

if TYPE_CHECKING:
    from collections.abc import Iterator

    from models.domain.policy import Edition
    from models.rules.core.base import PolicyRule, Rule
    from models.rules.outbound.rounds_rule import RoundsRule

RULE_CLASSES: tuple[type[Rule], ...] = (
    known_ids.KnownIds,
    item_times.ItemLengths,
    continuity.Continuity,
    item_times.SlotsOfDay,
    item_times.FixedTimesKept,
    participation.GroupsTakePart,
    continuity.WithinStay,
    continuity.JustInTime,
    item_places.ItemPlaces,
    opening_hours.PlacesOpen,
    driver_days.OneVehiclePerDriverDay,
    true_labels.TrueLabels,
    rides_and_duties.SoundRides,
    rides_and_duties.SoundDuties,
    days_of_stay.FirstWorkday,
    days_of_stay.SightsFirstOnDaysOff,
    punctual_rides.GuestsMetOnTime,
    punctual_rides.CarReadyAtDoor,
    punctual_rides.AtDepartureInTime,
    greeters.Greeters,
    lodging.Lodging,
    lodging.AgreementHotel,
    lodging.NightsAway,
    days_of_stay.NoIdleDay,
    order.BusinessFirst,
    order.MorningBusiness,
    order.BusinessNotDropped,
    asked_order.OrderKept,
    asked_order.DaysTogetherKept,
    asked_order.PartOfDayKept,
    protocol_order.OrderOfProtocol,
    protocol_together.MealOnDayOfMeeting,
    protocol_together.HostsItemsTogether,
    protocol_together.BanquetAfterMeeting,
    protocol_order.FirstMeetingWithHost,
    protocol_order.FirstCallOnLeader,
    protocol_days.HostsReceiveOnWorkdays,
    protocol_pause.PauseBetweenHosts,
    late_in_the_day.PerformanceLateInTheDay,
    late_in_the_day.NoCeremonyAfterDinner,
    pace.DayLoad,
    full_days.MorningStart,
    full_days.AfternoonProgramme,
    full_days.AfternoonEnd,
    full_days.UsualMorning,
    full_days.TimeBeforeDinner,
    pace.WaitingMinutes,
    pace.WaitingAtDoors,
    pace.DailyHours,
    pace.NoRepeats,
    pace.LongTrip,
    owed_meals.MealsProvided,
    owed_meals.SeatedMeals,
    owed_meals.UsualMealHour,
    owed_meals.LunchInTime,
    restaurants.DesignatedRestaurants,
    restaurants.WishedCuisine,
    dining_rooms.DiningRoomFits,
    dining_rooms.PrivateRoomForBanquet,
    dining_rooms.PrivateRoomForRank,
    restaurants.DietsServed,
    meal_banquets.NoBanquetOnTabooDays,
    meal_banquets.NoBanquetOnDaysOff,
    meal_banquets.Invitations,
    host_rank.HostRankMatches,
    restaurants.PlainMealsBetween,
    restaurants.FramingDinnersOutside,
    companions.Companions,
    companions.SeatsOfOursFilled,
    companions.RanksAtTable,
    companions.MetBeforeTheBanquet,
    hosting.NamedPeopleAvailable,
    hosting.InPerson,
    hosting.LeaderPresent,
    hosting.LeaderRankFits,
    first_met.MeetFirst,
    first_met.MeetFirstMust,
    helping.Docents,
    helping.Crews,
    helping.Photographers,
    interpreters.Interpreters,
    interpreters.InterpretersAlong,
    helping.SightEscorts,
    helping.RideEscorts,
    workload.SameEscortAndBalance,
    workload.SameCompanyThroughTheDay,
    workload.FairOverWeeks,
    helping.LeadersNotHelpers,
    duty.LeaveKept,
    duty.PeopleRest,
    hosting.HostReceivesGuests,
    company_tour.WorkshopGroupLimit,
    company_tour.RestrictedAreas,
    company_tour.TourPrecautions,
    company_tour.WorkshopHours,
    rivals.RivalsApart,
    joint.OneJointItem,
    sights.PreferredSights,
    sights.SightsOpen,
    sights.ListedSights,
    sights.ShoppingOnRequest,
    sights.NewSights,
    vehicles.EnoughSeats,
    vehicles.VehicleInOnePlace,
    drivers.DrivingTime,
    drivers.SameVehicleAndDriver,
    drivers.SameVehicleThroughDay,
    drivers.LuggageKeepsVehicle,
    overnight.SameVehicleOverNight,
    overnight.OvernightVehicleStays,
    vehicles.VehicleClassFitsLevel,
    vehicles.VehicleSizeFitsParty,
    drivers.EmptyRunsAndBalance,
    drivers.DriversFairOverWeeks,
    vehicles.OwnVehiclesFirst,
    driver_rest.DriverRest,
    rooms.RoomFitsMeeting,
    lounges.LoungeHoldsAll,
    rooms.RoomKeptThroughDay,
    rooms.RoomSizeFits,
    rooms.RoomForItsUse,
    training.OneRoomAndTrainer,
    training.TrainingHours,
    training.NoSessionSkipped,
    training.HomeworkEvenings,
    training.TrainingEveryWorkday,
    training.TrainingRoom,
    sense_banquets.BanquetDays,
    sense_banquets.LastEveningHosted,
    arrival_and_departure.HotelFirst,
    arrival_and_departure.HotelFirstAsked,
    arrival_and_departure.BreakfastBeforePickUp,
    choice_of_places.MinutesOnTheRoad,
    choice_of_places.NoZigzag,
    choice_of_places.LunchNearby,
    far_places.TownInOneTrip,
    choice_of_places.RestaurantVariety,
    time_to_change.TimeToChange,
    far_places.DepartureDayNearby,
    far_places.ArrivalDayNearby,
    sense_banquets.BanquetHostAtExchange,
    item_order.OrderByPurpose,
    rest_and_pace.NightRest,
    rest_and_pace.NamedRest,
    rest_and_pace.GentlePace,
    choice_of_places.RainSubstitute,
    sense_banquets.BanquetIsDinner,
    consecutive_tours.ConsecutiveTours,
    arrival_and_departure.LateArrival,
    travel_groups.GroupParticipation,
    item_order.PhotoWithMeeting,
    cost.LevelByContract,
    cost.PackageKept,
    cost.LeastCost,
    started.StartedStays,
    started.StartedStaffStays,
    announced.AnnouncedStays,
    pins.PinsKept,
    pins.StaffPinsKept,
)


OUTBOUND_CLASSES: tuple[type[RoundsRule], ...] = (
    frequency.FrequencyByClass,
    frequency.OverdueFirst,
    hours.GoodHours,
    hours.PreferredDays,
    hours.AwkwardHours,
    hours.FiveMinutesEarly,
    field.FieldTimeAndDistrict,
    field.Presence,
    field.LunchBreak,
    field.CustomerOpen,
    frequency.CallsSpread,
    field.AppointmentsKept,
    frequency.SamePerson,
    field.WorkBalanced,
    frequency.SameWeekdays,
    field.CompletionRate,
)
"""Rules about our own calls on customers, in the order of the policy."""
EVERY_CLASS: tuple[type[PolicyRule], ...] = (*RULE_CLASSES, *OUTBOUND_CLASSES)


def rules(edition: Edition) -> tuple[Rule, ...]:
    """Return the rules of an edition, those that are off left out."""
    return tuple(rule for rule in (kind(edition) for kind in RULE_CLASSES) if rule.level != "off")


def outbound_rules(edition: Edition) -> tuple[RoundsRule, ...]:
    """Return the rules of an edition about calls on customers, those that are off left out."""
    return tuple(rule for rule in (kind(edition) for kind in OUTBOUND_CLASSES) if rule.level != "off")


def faults(edition: Edition, file: str) -> Iterator[Fault]:
    """Yield every unknown rule, key or level of an edition."""
    known = {kind.id for kind in EVERY_CLASS}
    for id in edition.rules:
        if id not in known:
            near = sorted(known, key=lambda name: (name.split("-")[0] != id.split("-")[0], name))[:1]
            yield Fault(
                file, f"rules.{id}", bilingual(f"没有这条制度：{id!r}", f"no rule {id!r}"), near[0] if near else ""
            )
    for kind in EVERY_CLASS:
        yield from kind.faults(edition, file)
