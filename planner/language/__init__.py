"""Words of people: how papers say things, and how days, times, names and events are read from text."""
