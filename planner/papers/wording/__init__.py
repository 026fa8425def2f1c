"""What papers call the things of a week and a plan, by subject: names, delegations, items, moves, duties, days."""
