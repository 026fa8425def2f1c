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
# # 01 · 排一周 / Plan a week
#
# 两批客人，两天。能不能都排上？还差多少？谁最忙？
#
# Two delegations, two days. Can everything be planned, how good is the plan known to be, and who is busiest?

# %%
# %matplotlib inline
import pandas as pd

import planner
from planner.papers.charts import plot_load, plot_progress, plot_resources, plot_visits
from planner.papers.paper import Paper
from planner.papers.table import table_frame
from planner.papers.tables.findings import broken
from planner.papers.tables.money import costs

# %%
week = planner.load("../instances/tiny")
progress = []
result = planner.solve(week, planner.Limits(seconds=5), on_progress=progress.append)
result.status

# %% [markdown]
# ## 有多好？ / How good is it?
#
# 每一级都有数值和理论下限；前面各级都证明了，后面的差距才有意义。
#
# Each tier with its value and bound; a gap means something where all earlier tiers are proven.

# %%
pd.DataFrame(result.tiers)

# %%
plot_progress(progress, tier=2).figure

# %% [markdown]
# ## 谁在哪里？ / Who is where?

# %%
paper = Paper(result.report)
plot_visits(paper).figure

# %%
result.to_frame()[["client", "what", "kind", "start", "end", "place", "room", "people", "vehicles"]].head(12)

# %% [markdown]
# ## 资源够不够？ / Do cars, rooms and people suffice?

# %%
plot_resources(paper).figure

# %%
plot_load(paper, "person").figure

# %% [markdown]
# ## 哪些条款没做到，花多少钱？ / What is not kept, and what does it cost?

# %%
table_frame(broken(paper, "should", "prefer")).head(8)

# %%
table_frame(costs(paper))
