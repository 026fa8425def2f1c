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
# # 05 · 稳健性 / Robustness
#
# 航班晚点、堵车、会谈超时，固定的会见还能准时吗？哪里多留10分钟最有用？
#
# With late flights, full roads and long talks: do the appointments hold, and where do ten minutes more help most?

# %%
# %matplotlib inline
import planner
from models.domain.risks import Delay
from planner.papers.charts import plot_harm, plot_punctuality
from planner.papers.paper import Paper
from planner.papers.table import table_frame
from planner.papers.tables.robust import advice, appointments, headline, rides

# %%
week = planner.load("../instances/zhengzhou-week")
result = planner.solve(week, planner.Limits(seconds=20))
paper = Paper(result.report)
found = planner.simulate(result, scenarios=1000, seed=1)
print("\n".join(headline(paper, found)))

# %%
found.summary.round(2)

# %% [markdown]
# ## 什么最不准时？ / What is least punctual?

# %%
plot_punctuality(paper, found).figure

# %%
table_frame(appointments(paper, found))

# %% [markdown]
# ## 谁要等车？ / Who waits for a car?

# %%
table_frame(rides(paper, found)).head(8)

# %% [markdown]
# ## 哪里多留10分钟？ / Where do ten minutes more help?

# %%
table_frame(advice(paper, found))

# %% [markdown]
# ## 是路上的错，还是会谈的错？ / Is it the roads, or the talks?
#
# 同样的随机数，只去掉一种不确定因素。
#
# The same random numbers, with one kind of risk taken away.

# %%
edition = result.edition
punctual = edition.replace(risks=edition.risks.replace(talk=Delay(), tour=Delay(), meal=Delay(), leisure=Delay()))
found_punctual = planner.simulate(result, scenarios=1000, seed=1, edition=punctual, advise=False)
plot_harm({"原样": found, "活动都不超时": found_punctual}).figure

# %% [markdown]
# 在一台机器上用 `jobs=2`；在集群上，同样的调用放进 `with joblib.parallel_config(backend="dask"):`。
#
# `jobs=2` on one machine; on a cluster the same call within `joblib.parallel_config(backend="dask")`.
