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
# # 04 · 为什么排不上 / Why not
#
# 七批客人同一天来，都要同一位专家，三批要在同一时刻见董事长。哪些排不上，被谁占了？
#
# Seven visits in one day want the one expert; three fix a call on the chairman at the same hour. What is left out, who
# holds what it needs, and what would it cost to have it all the same?

# %%
# %matplotlib inline
import planner
from models.domain.pins import Pin
from planner.papers.answers import AnswerTexts
from planner.papers.charts import plot_resources, plot_visits
from planner.papers.paper import Paper
from planner.papers.table import table_frame
from planner.papers.tables.findings import left_out

# %%
week = planner.load("../instances/over-full")
result = planner.solve(week, planner.Limits(seconds=4))
paper = Paper(result.report)
table_frame(left_out(paper))

# %% [markdown]
# ## 挡在前面的是什么，怎样才排得下？ / What stands in the way, and what are the ways out?
#
# 缺任何一条都排得下；每种办法要动什么、代价多少。
#
# Without any one of them it fits; each way out with what moves and what it costs.

# %%
first = result.left_out[0]
answer = planner.why(week, result.plan, Pin(of=f"{first.visit}/{first.request}"))
print("\n".join(AnswerTexts(paper).lines(answer)))

# %% [markdown]
# ## 已经排上的，为什么在这个时间？ / Why is what is planned when it is?

# %%
print("\n".join(AnswerTexts(paper).lines(planner.why(week, result.plan, Pin(of="ganjiang/tour")))))

# %% [markdown]
# ## 占用者在做什么？ / What do the holders do meanwhile?

# %%
plot_visits(paper).figure

# %%
plot_resources(paper).figure

# %% [markdown]
# ## 事实相互矛盾时 / When the facts contradict each other
#
# 这一批怎么排都不成立：飞机在火车到站之前起飞。它列入未能安排，说明原因；另一批照排。
#
# No plan at all can keep them: the flight leaves before the train has come. That visit is left out, with the reason;
# the other one is planned.

# %%
late = planner.solve(planner.load("../instances/contradictory"), planner.Limits(seconds=2))
table_frame(left_out(Paper(late.report)))
