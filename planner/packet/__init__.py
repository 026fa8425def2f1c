"""The reception packet: every paper that the office prints from a checked plan, for each of its readers."""
