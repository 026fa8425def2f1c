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
# # 03 · 一桌宴席 / A banquet
#
# 谁坐哪里，为什么？有没有人坐得比级别更高的人还高？
#
# Who sits where, and why? Does anybody sit above a higher rank?

# %%
from pathlib import Path

from IPython.display import Image

from models.banquet import seat
from planner.formats.dinner import read_dinner
from planner.papers.seating.findings import breaches, deviations, proofs, ranking, verdict
from planner.papers.seating.hall_plan import hall_plan
from planner.papers.seating.lists import by_table
from planner.papers.seating.paper import SeatingPaper
from planner.papers.seating.seat_chart import seat_chart
from planner.papers.table import table_frame

# %%
dinner, etiquette = read_dinner(Path("../instances/dinners/three-tables.toml"))
seating = seat(dinner, etiquette)
paper = SeatingPaper(dinner, seating, etiquette)
Image(hall_plan(paper)[0].png(), width=800)

# %%
Image(seat_chart(paper, seating.tables[0]).png(), width=800)

# %%
table_frame(by_table(paper)[0])

# %% [markdown]
# ## 谁排在谁前面？ / Who ranks before whom?

# %%
table_frame(ranking(paper)).head(12)

# %% [markdown]
# ## 坐得比级别高的，各有原因吗？ / Does each case of a higher seat have its cause?
#
# 原因：换过来会违反什么。没有一处最好。
#
# The cause: what would be broken if the two changed places. None is best.

# %%
table_frame(deviations(paper))

# %% [markdown]
# ## 外宾一桌，哪些规则做不到？ / A table with a foreign guest: what cannot be kept?

# %%
foreign, custom = read_dinner(Path("../instances/dinners/ten-seats.toml"))
other = SeatingPaper(foreign, seat(foreign, custom), custom)
Image(seat_chart(other, other.seating.tables[0]).png(), width=800)

# %%
table_frame(breaches(other))

# %% [markdown]
# ## 还能更好吗？ / Could it be better?

# %%
print("\n".join(verdict(paper)))

# %%
table_frame(proofs(paper))
