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
# # 02 · 对比计划 / Compare plans
#
# 让客人少跑路，要付出什么代价？改过去要通知谁？
#
# What does it cost to spare the guests the road, and who must be told if we change to that plan?

# %%
# %matplotlib inline
import planner
from planner.formats import load_edition
from planner.language.words import Words
from planner.papers.charts import plot_difference, plot_load, plot_waterfall
from planner.papers.paper import Paper
from planner.papers.table import table_frame
from planner.papers.tables.changed import ChangeTexts
from planner.papers.tables.compared import judged, measured, told
from planner.services.sweep import tuned

# %% [markdown]
# 第二份计划把就近（SENSE-04）看得重得多；两份都按原来的制度评。
#
# The second plan gives nearness (SENSE-04) far more weight; both are judged by the usual policy.

# %%
week, edition, limits = planner.load("../instances/make-up-saturday"), load_edition(), planner.Limits(seconds=10)
usual = planner.solve(week, limits, edition)
near = planner.solve(week, limits, tuned(edition, {"SENSE-04": 50}, "少跑路"))
found = planner.compare(usual, near, names=["原计划", "少跑路"])
before, after = (Paper(report) for report in found.reports)
table_frame(measured(found, Words())).set_index("指标")

# %% [markdown]
# ## 钱差在哪里？ / Where does the money go?

# %%
plot_waterfall(found).figure

# %% [markdown]
# ## 哪些条款变好、变差？ / Which rules are kept better, which worse?

# %%
table_frame(judged(found, "少跑路", (before, after)))

# %% [markdown]
# ## 什么变了？ / What moves?

# %%
plot_difference(before, after, found.changes["少跑路"]).figure

# %% [markdown]
# ## 通知谁，怎么说？ / Whom to tell, and in what words?

# %%
telling = ChangeTexts(before, after)
table_frame(told(found.changes["少跑路"], telling))

# %%
print("\n".join(list(telling.lines(found.changes["少跑路"]))[:25]))

# %% [markdown]
# ## 谁更忙，谁更闲？ / Who is busier, who less?

# %%
plot_load(before, "driver").figure

# %%
plot_load(after, "driver").figure
