"""What can be done with a week and a plan: solve, replan, compare, simulate, sweep, slots, why."""
