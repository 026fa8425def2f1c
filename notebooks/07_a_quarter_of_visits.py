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
# # 07 · 一个季度的来访 / A quarter of visits
#
# 登记册里的一个季度：各级人均花多少，计划和实际差多少，客人满意吗，谁承担得最多？这里的登记册是编出来的。
#
# A quarter in the register: what does a guest cost by level and purpose, how far is what was spent from what was
# planned, were the guests satisfied, and who carried the load? The register is made up.

# %%
# %matplotlib inline
import datetime as dt
import sqlite3
from pathlib import Path
from tempfile import TemporaryDirectory

import pandas as pd

from planner.language.words import Words
from planner.register.closing import close_week
from planner.register.made_up import made_up_weeks
from planner.register.picture import plot_a_head, plot_months
from planner.register.statistics import Statistics

# %%
folder = TemporaryDirectory()
register = Path(folder.name) / "register.sqlite"
for week in made_up_weeks(weeks=13, visits=12, seed=7, first_day=dt.date(2026, 7, 6)):
    close_week(register, week, dt.datetime(2026, 10, 8, tzinfo=dt.UTC), Words("zh"))
connection = sqlite3.connect(register)
visits = pd.read_sql("SELECT * FROM visit_list", connection)
visits.drop(columns="comment").head()

# %% [markdown]
# ## 人均费用 / Costs a head

# %%
known = visits.dropna(subset="actual")
total = known.pivot_table(values=["actual", "guests"], index="level", columns="purpose", aggfunc="sum")
(total["actual"] / total["guests"]).round(0)

# %%
counted = Statistics(connection, Words("zh"))
plot_a_head(counted.a_head_by_level(), counted.words).figure

# %% [markdown]
# ## 计划与实际 / Planned and actual

# %%
plot_months(counted.by_month(), counted.words).figure

# %%
costs = pd.read_sql("SELECT * FROM cost_list WHERE actual IS NOT NULL", connection)
headings = costs.groupby("heading")[["planned", "actual"]].sum()
headings.assign(over=(headings.actual / headings.planned - 1).round(3)).sort_values("over", ascending=False)

# %% [markdown]
# 超出计划最多的十批。 / The ten visits that exceeded their plan most.

# %%
whole = costs.groupby(["case_key", "client", "level"])[["planned", "actual"]].sum()
whole.assign(over=whole.actual - whole.planned).nlargest(10, "over")

# %% [markdown]
# ## 满意度 / Satisfaction

# %%
answers = pd.read_sql("SELECT * FROM answer_list", connection)
answers.pivot_table(values="points", index="question", columns="level", aggfunc="mean").round(2)

# %%
answers.groupby("question").grade.value_counts(normalize=True).unstack(fill_value=0).round(2)

# %% [markdown]
# ## 谁承担得最多？ / Who carried the load?

# %%
service = pd.read_sql("SELECT * FROM service_list", connection)
hours = service.pivot_table(values="minutes", index="person", columns="role", aggfunc="sum", fill_value=0) / 60
hours.assign(all=hours.sum(axis=1)).nlargest(10, "all").round(1)

# %%
connection.close()
folder.cleanup()
