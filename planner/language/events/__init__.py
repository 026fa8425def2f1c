"""How each class of events is read from a row of the sheet 变更 and from a sentence; a module a subject."""
