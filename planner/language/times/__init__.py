"""Days, times of day, spans and durations in words, Chinese and English: one parser and one writer."""
