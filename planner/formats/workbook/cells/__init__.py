"""What may stand in a cell, one subject a file: read tolerantly where a person would be, written so as to read back."""
