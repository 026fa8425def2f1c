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
# 谁坐哪里，证明到什么程度，哪些规则做不到？
#
# Who sits where, how good is that known to be, and which rules cannot be kept?

# %%
from pathlib import Path

import pandas as pd
from IPython.display import Image

from models.banquet import seat
from planner.formats.dinner import read_dinner
from planner.papers.seating.hall_plan import hall_plan
from planner.papers.seating.paper import SeatingPaper
from planner.papers.seating.seat_chart import seat_chart

# %%
dinner, etiquette = read_dinner(Path("../instances/dinners/three-tables.toml"))
seating = seat(dinner, etiquette)
pd.DataFrame([{"table": table.table, "custom": table.custom, "seats": table.laid.size} for table in seating.tables])

# %% [markdown]
# ## 证明到什么程度？ / How good is it known to be?

# %%
pd.DataFrame([proof.model_dump() for proof in seating.proofs])

# %% [markdown]
# ## 大厅 / The hall

# %%
paper = SeatingPaper(dinner, seating, etiquette)
Image(hall_plan(paper)[0].png(), width=800)

# %% [markdown]
# ## 主桌 / The main table

# %%
Image(seat_chart(paper, seating.tables[0]).png(), width=800)

# %% [markdown]
# ## 座次 / Seats

# %%
people = pd.DataFrame([person.model_dump() for person in dinner.people]).set_index("id")
seats = pd.DataFrame([placed.model_dump() for placed in seating.placements])
seats.join(people[["name", "title"]], on="person").sort_values(["table", "seat"]).reset_index(drop=True)

# %% [markdown]
# ## 有人坐得比级别高的人还高吗？ / Does anybody sit above a higher rank?
#
# 每一处都要有原因：换过来会违反什么。没有一处最好。
#
# Each case needs its cause: what would be broken if the two changed places. None is best.

# %%
len(seating.deviations)

# %% [markdown]
# ## 外宾一桌，哪些规则做不到？ / A table with a foreign guest: what cannot be kept?

# %%
foreign, custom = read_dinner(Path("../instances/dinners/ten-seats.toml"))
seated = seat(foreign, custom)
pd.DataFrame([{"rule": b.rule, "level": b.level, "text": b.text, "text_en": b.text_en} for b in seated.breaches])

# %%
Image(seat_chart(SeatingPaper(foreign, seated, custom), seated.tables[0]).png(), width=800)
