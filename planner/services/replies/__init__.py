"""What guests confirm or correct: read from a reply, put into the week's facts, never guessed."""
