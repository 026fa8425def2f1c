"""Meals, lunch breaks and forms of hospitality in the words that people use, and what is wrong with them, by cell."""

from __future__ import annotations

import pytest

from models.domain.visits import Visit
from planner.formats import load, save
from tests.formats.workbook.sheets import book, faults, read, small, write
from tests.weeks import company, place


@pytest.mark.parametrize(
    ("word", "meal"),
    [("早餐", "breakfast"), ("工作早餐", "breakfast"), ("午餐", "lunch"), ("午饭", "lunch"), ("晚餐", "dinner")],
)
def test_the_meal_of_an_item(word, meal):
    trial = book()
    write(trial, "活动需求", 3, "含餐", word)
    write(trial, "活动需求", 3, "餐费（元）", "60元/人")
    request = read(trial).visits[0].requests[0]
    assert (request.meal, request.meal_price) == (meal, 60)


@pytest.mark.parametrize(
    ("word", "minutes", "earliest", "latest"),
    [
        ("全天", 480, None, None),
        ("一天", 480, None, None),
        ("半天", 180, None, None),
        ("上午", 180, None, 10 * 60),
        ("下午", 180, 13 * 60 + 30, None),
        ("3小时", 180, None, None),
        (180, 180, None, None),
    ],
)
def test_as_much_of_a_day_as_people_say(word, minutes, earliest, latest):
    trial = book()
    write(trial, "活动需求", 3, "时长（分钟）", word)
    request = read(trial).visits[0].requests[0]
    assert (request.minutes, request.earliest, request.latest) == (minutes, earliest, latest)


def test_a_half_day_at_an_hour_that_is_given():
    trial = book()
    write(trial, "活动需求", 3, "时长（分钟）", "上午")
    write(trial, "活动需求", 3, "最早", "9:00")
    request = read(trial).visits[0].requests[0]
    assert (request.minutes, request.earliest, request.latest) == (180, 9 * 60, None)


@pytest.mark.parametrize(
    ("word", "form"),
    [("冷餐会", "buffet"), ("自助餐", "buffet"), ("酒会", "cocktail"), ("招待会", "cocktail"), ("茶话会", "tea"),
     ("便宴", "informal"), ("正式宴会", "formal")],
)  # fmt: skip
def test_forms_of_hospitality(word, form):
    trial = book()
    write(trial, "活动需求", 5, "宴请形式", word)
    write(trial, "活动需求", 5, "中西餐", "西餐")
    request = read(trial).visits[0].requests[2]
    assert (request.form, request.cuisine) == (form, "western")
    assert request.is_standing == (form in ("buffet", "cocktail", "tea"))


def test_seats_at_a_buffet():
    trial = book()
    write(trial, "活动需求", 5, "宴请形式", "冷餐会")
    write(trial, "活动需求", 5, "排座次", "是")
    assert not read(trial).visits[0].requests[2].is_standing


FAULTS = [
    (3, {"含餐": "夜宵"}, "含餐", "不在可选之列"),
    (3, {"含餐": "午餐", "时长（分钟）": 20}, "时长（分钟）", "20 分钟吃不完午餐"),
    (3, {"含餐": "午餐", "中间用餐": "是"}, "中间用餐", "只能有一个"),
    (3, {"中间用餐": "是", "时长（分钟）": 90}, "时长（分钟）", "中间不能停下来用餐"),
    (3, {"餐费（元）": 80}, "餐费（元）", "没有写含哪一餐"),
    (3, {"时长（分钟）": 780}, "时长（分钟）", "太大"),
    (3, {"宴请形式": "酒会"}, "宴请形式", "没有“宴请形式”这一项"),
    (4, {"中间用餐": "是"}, "中间用餐", "没有“中间用餐”这一项"),
    (5, {"宴请形式": "茶会", "午宴": "是"}, "午宴", "茶会不是午宴"),
    (5, {"含餐": "早餐", "午宴": "是"}, "含餐", "写成了午宴"),
    (5, {"含餐": "午餐"}, "含餐", "没有写成午宴"),
]


@pytest.mark.parametrize(("row", "cells", "header", "words"), FAULTS)
def test_faults_by_cell(row, cells, header, words):
    trial = book()
    places = {name: write(trial, "活动需求", row, name, value) for name, value in cells.items()}
    assert words in faults(trial)[places[header]]


def test_a_restaurant_inside_a_sight():
    trial = book()
    write(trial, "餐厅", 3, "所在", "博物馆")
    week = read(trial)
    (house, *_) = week.restaurants
    assert week.place(house.at).name == "博物馆"


def test_all_of_it_is_written_and_read_back(tmp_path):
    """Workbook and text files, with a hall that holds more people standing."""
    first, second = small().visits
    asked = [
        {"kind": "exchange", "id": "early", "meal": "breakfast", "minutes": 45},
        {"kind": "project", "id": "noon", "place": "plant", "meal": "lunch", "meal_price": 60},
        {"kind": "exchange", "id": "long", "minutes": 720},
        {"kind": "sight", "id": "day", "place": "museum", "minutes": 300, "lunch_break": True},
        {"kind": "banquet", "id": "tea", "form": "tea", "seated": True},
        {"kind": "banquet", "id": "drinks", "form": "cocktail", "meal": "dinner", "cuisine": "western"},
    ]
    visit = Visit.model_validate(first.model_dump(mode="json") | {"requests": asked, "waivers": []})
    places = place("canteen", at="museum", dining_rooms=[{"id": "hall", "name": "厅", "seats": 30, "standing": 80}])
    week = small().replace(
        visits=(visit, second), company=small().company.replace(places=company(places=places).places)
    )
    assert read(book(week)) == week
    save(week, tmp_path / "week")
    assert load(tmp_path / "week") == week
