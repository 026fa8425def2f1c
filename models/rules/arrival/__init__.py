"""ARR · arrival, departure, the days between, where the guests sleep."""
