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
# 谁坐哪里，为什么不按级别坐？
#
# Who sits where, and why does somebody of lower rank sit higher?

# %%
# %matplotlib inline
from pathlib import Path

import pandas as pd

from models.banquet import seat
from planner.reading.dinner import read_dinner

# %%
dinner, etiquette = read_dinner(Path("../instances/dinners/three-tables.toml"))
seating = seat(dinner, etiquette)
pd.DataFrame([{"table": table.table, "custom": table.custom, "seats": table.laid.size} for table in seating.tables])

# %% [markdown]
# ## 证明到什么程度？ / How good is it known to be?

# %%
pd.DataFrame([proof.model_dump() for proof in seating.proofs])

# %% [markdown]
# ## 座次 / Seats

# %%
people = pd.DataFrame([person.model_dump() for person in dinner.people]).set_index("id")
seats = pd.DataFrame([placed.model_dump() for placed in seating.placements])
seats.join(people[["name", "title"]], on="person").sort_values(["table", "seat"]).reset_index(drop=True)

# %% [markdown]
# ## 级别低的为什么坐得高？ / Why does a lower rank sit higher?

# %%
pd.DataFrame(
    [{"higher": d.higher, "lower": d.lower, "scope": d.scope, "why": d.cause.text} for d in seating.deviations]
)
