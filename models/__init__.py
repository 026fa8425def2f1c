"""The core of Jiedai: what a week is, what the policy says, how the solver sees it.

Layers, each importing only those below: ``domain``; ``rules`` and ``etiquette``; ``cp``; ``staffing``; ``itinerary``,
``banquet``, ``rides`` and ``simulation``. No files, screens, network or clock.

This file imports nothing, so that ``models.domain`` can be used without the solver.
"""
