# ---
# jupyter:
#   jupytext:
#     text_representation:
#       extension: .py
#       format_name: percent
#   kernelspec:
#     display_name: Python 3
#     language: python
#     name: python3
# ---

# %% [markdown]
# # 08 · 一个季度的拜访 / A quarter of rounds
#
# 一个季度的客户拜访排下来：该去的去了多少，跑了多少公里，谁忙谁闲？片区按行政区分，
# 还是大家共有、由排程按路近分，哪个好？客户是编出来的。
#
# A quarter of rounds to customers: how many of the calls that are due are made, for how many kilometres, and who is
# busy? Are districts better kept to two people each, or open to all and divided by what is near? The customers are
# made up.

# %%
# %matplotlib inline
import matplotlib.pyplot as plt
import pandas as pd

from models.domain.rounds_facts import RoundsFacts
from models.outbound.plan_rounds import RoundsLimits
from planner.formats import load_edition
from planner.generation.books import generate_book
from planner.papers.charts.page import set_up
from planner.services.solve_rounds import solve_rounds

set_up()
usual = load_edition()
quarterly = usual.replace(rounds=usual.rounds.replace(profile="long"))
weekly = usual.replace(rounds=usual.rounds.replace(profile="week"))
effort = RoundsLimits(searches=1, iterations=100, workers=1)

# %% [markdown]
# ## 一个季度 / The quarter
#
# 甲类每月、乙类每季、丙类每半年一次。
#
# Class A once a month, B once a quarter, C once in half a year.

# %%
book = generate_book(customers=90, specialists=4, weeks=13, seed=3)
quarter = solve_rounds(book, quarterly, effort).plan
calls = pd.DataFrame(
    [(call.day, call.specialist, call.customer, call.metres / 1000) for call in quarter.calls],
    columns=["day", "specialist", "customer", "km"],
)
calls["week"] = calls["day"].map(lambda day: (day - book.first_day).days // 7 + 1)
by_week = calls.groupby("week").agg(calls=("customer", "size"), km=("km", "sum")).round(1)
by_week = by_week.reindex(range(1, book.weeks + 1), fill_value=0)
ax = by_week["calls"].plot.bar(color="#9db8d3", edgecolor="#222222", figsize=(8, 3), rot=0)
ax.set(xlabel="周 / week", ylabel="拜访 / calls")
by_week.T

# %%
due = len(RoundsFacts(book, quarterly).dues)
km = sum(day.metres for day in quarter.rounds) / 1000
print(f"{len(calls)} of {due} due calls, {km:.0f} km, {len(quarter.missed)} missed")

# %% [markdown]
# ## 覆盖和公里 / Coverage against kilometres
#
# 一周里甲乙类各两次、丙类一次：人手从三人到六人。
#
# In one week, A and B twice and C once: with three to six people.

# %%
many, rows = generate_book(customers=120, specialists=6, seed=3), []
for people in (3, 4, 5, 6):
    week = many.replace(specialists=many.specialists[:people])
    plan = solve_rounds(week, weekly, effort).plan
    due = len(RoundsFacts(week, weekly).dues)
    rows.append((people, len(plan.calls) / due, sum(day.metres for day in plan.rounds) / 1000, len(plan.missed)))
coverage = pd.DataFrame(rows, columns=["people", "made", "km", "missed"]).set_index("people")
fig, ax = plt.subplots(figsize=(6, 3))
ax.plot(coverage["km"], coverage["made"] * 100, "o-", color="#1d4e75")
for number, row in coverage.iterrows():
    ax.annotate(f"{number}人", (row["km"], row["made"] * 100), textcoords="offset points", xytext=(-3, 7), ha="right")
ax.margins(0.1, 0.2)
ax.set(xlabel="公里 / km", ylabel="完成 / made, %")
coverage.round(2)

# %% [markdown]
# ## 片区怎么分 / Two designs of territories

# %%
districts = tuple({customer.district for customer in book.customers})
shared = book.replace(
    id="shared",
    specialists=tuple(one.replace(districts=tuple(sorted(districts))) for one in book.specialists),
)
compared = {}
for name, design in (("two people a district", book), ("open to all", shared)):
    plan = quarter if design is book else solve_rounds(design, quarterly, effort).plan
    load = pd.Series([call.specialist for call in plan.calls]).value_counts()
    compared[name] = {
        "calls": len(plan.calls),
        "missed": len(plan.missed),
        "km": round(sum(day.metres for day in plan.rounds) / 1000),
        "days in the field": len(plan.rounds),
        "calls, busiest": int(load.max()),
        "calls, least busy": int(load.min()),
    }
pd.DataFrame(compared)
