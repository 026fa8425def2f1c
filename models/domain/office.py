"""The office behind a visit, as an edition describes it: departments, who does what, how long before, who approves."""

from __future__ import annotations

from typing import Annotated, Literal, get_args

from pydantic import Field

from models.domain.base import Fact, Id, Name, Text, Yuan

TaskName = Literal[
    # before anything is booked
    "announce",
    "application",
    "important_plan",
    "conference_budget",
    "excess",
    "hospitality",
    "gift_approval",
    "cars_approval",
    "sights_approval",
    "press",
    "official_letter",
    "approval_form",
    "reception_list",
    "confirmation",
    # invited, booked, hired, bought
    "invitation",
    "hired_help",
    "staff",
    "deputy",
    "hired_car",
    "charter",
    "hotel",
    "rooming_list",
    "restaurant",
    "packed_lunch",
    "return_tickets",
    "sight_tickets",
    "gift",
    "promise",
    "other_gift",
    "other_menu",
    "vip_lane",
    "advance",
    "holidays",
    # made ready
    "banner",
    "pick_up_board",
    "meeting_supplies",
    "name_cards",
    "brochures",
    "helmets",
    "standing_banquet",
    "lounge",
    "room_to_rest",
    "no_visitors_sign",
    "idle_day",
    "own_hotel",
    "early_rooms",
    "late_check_out",
    "breakfast",
    "packed_dinner",
    "light_supper",
    "rain",
    "camera",
    "trip_supplies",
    # told and confirmed
    "confirm_travel",
    "confirm_hosts",
    "tell_drivers",
    "first_met",
    "reception_line",
    "leader_late",
    "progress",
    # on the day
    "room_check",
    "call_before_setting_off",
    "no_alcohol",
    "valuables",
    "photo",
    "luggage",
    "luggage_in_vehicle",
    "check_out",
    # afterwards
    "photo_archive",
]
"""What the office does about a visit, by kind; an edition names the owner and the lead of each."""
TASK_NAMES: tuple[TaskName, ...] = get_args(TaskName)
PUBLIC_TASKS: tuple[TaskName, ...] = ("official_letter", "approval_form", "reception_list")
"""What only public bodies do."""
APPROVAL_TASKS: tuple[TaskName, ...] = (
    "announce",
    "official_letter",
    "application",
    "approval_form",
    "important_plan",
    "conference_budget",
    "hospitality",
    "excess",
    "gift_approval",
    "cars_approval",
    "sights_approval",
    "press",
    "reception_list",
)
"""Tasks by which something is approved, in the order in which an office puts them up (APPR-01)."""
LeadDays = Annotated[int, Field(ge=0, le=90)]
EXAMPLE_VALUE = "示例值"
"""Source of a number that no document gives."""


class Department(Fact):
    """A department, or a post, that does or approves something."""

    name: Name
    name_en: Text = ""


class TaskSetting(Fact):
    """Who does a kind of task, and how long before.

    Attributes
    ----------
    owner : str
        A department of the edition. Where a person of the plan does it, it stands for whoever is not found yet.
    days : int
        Calendar days before.
    workdays : int
        Workdays before, counted by the official calendar with make-up days; the earlier of the two counts, moved to
        the workday before it. 0: people on duty do it, whatever the day.
    after : int
        Workdays after the last day, of what is done when the guests have left.
    source : str
        The document's clause (``S1 宴会管理制度 三(三)``), or 示例值.
    wanted : bool
        False: this office does not do it.
    """

    owner: Id
    days: LeadDays = 0
    workdays: LeadDays = 0
    after: LeadDays = 0
    source: Text = EXAMPLE_VALUE
    wanted: bool = True


class ExcessApproval(Fact):
    """Who approves what exceeds the package by more than ``over`` yuan."""

    over: Yuan
    owner: Id


class OfficeSettings(Fact):
    """Departments, tasks and approvals of an edition.

    An edition that says nothing of a task leaves it to ``main``, a workday before.
    """

    main: Id = "administration"
    departments: dict[Id, Department] = Field(default_factory=dict)
    tasks: dict[TaskName, TaskSetting] = Field(default_factory=dict)
    excess: tuple[ExcessApproval, ...] = ()
    alcohol: bool = True
    """False: no alcohol at any meal."""
    case_prefix: Text = "JD"
    """How the numbers of visits begin (接待编号), from the application to what was spent."""

    def task(self, name: TaskName) -> TaskSetting:
        """Return who does a kind of task, and how long before."""
        named = self.tasks.get(name)
        return named or TaskSetting(owner=self.main, workdays=1, wanted=name not in PUBLIC_TASKS)

    def department(self, id: str) -> Department:
        """Return a department by id; one that is not listed is called by its id."""
        return self.departments.get(id) or Department(name=id)

    def approver(self, yuan: int) -> str | None:
        """Return who approves an excess of so many yuan; None: the edition names nobody."""
        named = [each for each in self.excess if yuan > each.over]
        return max(named, key=lambda each: each.over).owner if named else None

    def unknown_departments(self) -> list[tuple[str, ...]]:
        """Return the keys that name a department that is not in the table of departments."""
        if not self.departments:
            return []
        named: list[tuple[tuple[str, ...], str]] = [(("main",), self.main)]
        named += [(("tasks", name, "owner"), task.owner) for name, task in self.tasks.items()]
        named += [(("excess", str(k), "owner"), each.owner) for k, each in enumerate(self.excess)]
        return [key for key, owner in named if owner not in self.departments]
