"""The core of Jiedai: what a week is, what the policy says, how the solver sees it.

Four layers, each importing only those below: ``domain``, ``rules``, ``cp``, and on top
``itinerary``, ``banquet``, ``rides`` and ``outbound``. No files, screens, network or clock.

This file imports nothing, so that ``models.domain`` can be used without the solver.
"""
