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
# 能不能全排上？还能不能更好？每批客人花多少？
#
# Can everything be planned, could it be better, and what does each delegation cost?

# %%
# %matplotlib inline
import pandas as pd

import planner
from models.domain.tiers import Tier
from planner.language.words import Words
from planner.papers.charts import plot_load, plot_progress, plot_resources, plot_visits
from planner.papers.paper import Paper
from planner.papers.table import table_frame
from planner.papers.tables.findings import broken
from planner.papers.tables.money import costs
from planner.papers.tables.programme import programme
from planner.papers.verdict import verdict

# %% [markdown]
# ## 两批客人，两天 / Two delegations, two days
#
# 最多排五秒；证明最优就提前停。
#
# Five seconds at most, fewer where the plan is proven.

# %%
week = planner.load("../instances/tiny")
result = planner.solve(week, planner.Limits(seconds=5))
paper = Paper(result.report)
print("\n".join(verdict(paper, result)))

# %% [markdown]
# 五级目标依次比较；当前值等于理论下限，就不可能更好了。
#
# Five aims, one after the other; where a value equals its bound, nothing better exists.

# %%
rows = [(Tier(k).zh, tier.value, tier.bound, "是" if tier.proven else "") for k, tier in enumerate(result.tiers)]
pd.DataFrame(rows, columns=["目标", "当前值", "理论下限", "已证明最优"])

# %%
table_frame(programme(paper, week.visits[0].id))

# %%
plot_visits(paper).figure

# %% [markdown]
# ## 人、车、会议室够不够？ / Do people, cars and rooms suffice?

# %%
plot_resources(paper).figure

# %%
plot_load(paper, "person").figure

# %% [markdown]
# ## 每批客人花多少，哪些偏好没满足？ / What does each delegation cost, which preferences are not met?

# %%
table_frame(costs(paper))

# %%
table_frame(broken(paper, "should", "prefer")).head(8)

# %% [markdown]
# ## 真实的一周 / A real week
#
# 十批客人，一周。20秒里，计划越来越好，下限越来越高；两线相遇，就证明了。
#
# Ten delegations. Within 20 seconds the plan gets better and the bound rises; where they meet, it is proven.

# %%
progress, busy = [], planner.load("../instances/zhengzhou-week")
real = planner.solve(busy, planner.Limits(seconds=20), on_progress=progress.append)
plot_progress(progress, Tier.LEFT_OUT).figure

# %%
plot_progress(progress, Tier.SHOULD).figure

# %% [markdown]
# 每批客人的花费（元） / What each delegation costs (CNY)

# %%
words, spent = Words(), real.report.spent()
by_client = {real.week.visit(visit).client: counted for visit, counted in spent.items()}
table = pd.DataFrame(by_client).T.fillna(0).astype(int).rename(columns=words.heading)
table.assign(合计=table.sum(axis=1)).sort_values("合计", ascending=False)
