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
# 一条偏好看得重些、轻些、或者不管，计划会怎样？哪些方案没有被别的方案全面胜过？
#
# What becomes of the plan when a preference weighs more, less or nothing, and which plans does no other one beat?

# %%
# %matplotlib inline
import planner
from planner.formats import load_edition
from planner.language.words import Words
from planner.papers.charts import plot_front, plot_waterfall
from planner.papers.table import table_frame
from planner.papers.tables.compared import measured
from planner.services.sweep import tuned

# %%
week, edition = planner.load("../instances/tiny"), load_edition()
policies = {
    "默认": edition,
    "就近": tuned(edition, {"SENSE-04": 50}),
    "餐馆不限": tuned(edition, {"SENSE-05": "off"}),
    "可以空等": tuned(edition, {"PACE-02": "off", "SENSE-11": "off"}),
    "紧凑": tuned(edition, {"PACE-02": 50}),
}
found = planner.sweep(week, policies, planner.Limits(seconds=4))

# %% [markdown]
# 所有方案都按第一份（默认）制度评。/ All plans are judged by the first policy.

# %%
table_frame(measured(found, Words())).set_index("指标")

# %% [markdown]
# ## 少花钱，还是少等？ / Less money, or less waiting?

# %%
plot_front(found.measures, "cost", "waiting").figure

# %%
plot_front(found.measures, "riding", "waiting").figure

# %% [markdown]
# ## 钱省在哪里？ / Where is the money saved?

# %%
plot_waterfall(found, "餐馆不限").figure

# %% [markdown]
# ## 制度不变，还有哪些不一样的计划？ / Which other plans are there under the same policy?

# %%
plans = planner.alternatives(week, found.reports[0].plan, count=4, seconds=10)
plans[["name", "aim", "unlike", "cost", "discomfort", "sights", "moved"]]

# %%
plot_front(plans.set_index("name").T, "cost", "discomfort").figure
