"""STR · what every plan is made of and how its parts hang together."""
