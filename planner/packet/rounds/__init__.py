"""Papers of rounds to customers: route sheets, records, check-lists, calendars, messages."""
