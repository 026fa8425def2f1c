"""What is told of rounds to customers: tables, a map, the month's scores."""
