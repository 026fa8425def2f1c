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
# # 06 · 调整制度 / Tune the policy
#
# 一条规定值多少钱？不要它，省下什么，客人受什么罪？
#
# What does a clause cost? Without it, what is saved, and what do the guests put up with?

# %%
# %matplotlib inline
import planner
from planner.formats import load_edition
from planner.language.words import Words
from planner.papers.charts import plot_front, plot_waterfall
from planner.papers.table import table_frame
from planner.papers.tables.compared import measured
from planner.services.sweep import tuned

# %% [markdown]
# 每份计划少一条或加重一条，各排三秒；全部按第一份（默认）制度评。
#
# Each plan does without a clause, or gives it more weight, and has three seconds; all are judged by the first policy.

# %%
week, edition = planner.load("../instances/tiny"), load_edition()
policies = {
    "默认": edition,
    "就近加重": tuned(edition, {"SENSE-04": 50}),
    "餐馆不限": tuned(edition, {"SENSE-05": "off"}),
    "可以空等": tuned(edition, {"PACE-02": "off", "SENSE-11": "off"}),
    "空等加重": tuned(edition, {"PACE-02": 50}),
}
found = planner.sweep(week, policies, planner.Limits(seconds=3))
table_frame(measured(found, Words())).set_index("指标")

# %% [markdown]
# ## 一条规定的价钱 / The price of a clause
#
# 与默认制度相比，费用、空等、乘车各差多少（元、分钟）。
#
# Against the usual policy: money, waiting and riding (CNY, minutes).

# %%
prices = found.measures.loc[["cost", "waiting", "riding"]].T
(prices - prices.loc["默认"]).astype(int).set_axis(["费用", "空等", "乘车"], axis=1)

# %%
plot_front(found.measures, "cost", "waiting").figure

# %%
plot_waterfall(found, "餐馆不限").figure

# %% [markdown]
# ## 制度不变，还有哪些不一样的计划？ / Which other plans are there under the same policy?

# %%
plans = planner.alternatives(week, found.reports[0].plan, count=4, seconds=4)
shown = {"name": "计划", "cost": "费用", "discomfort": "不便", "sights": "游览", "moved": "变动"}
plans[list(shown)].rename(columns=shown).set_index("计划")

# %%
plot_front(plans.set_index("name").T, "cost", "discomfort").figure
