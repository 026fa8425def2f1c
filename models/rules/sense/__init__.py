"""SENSE · what an experienced secretary would not sign."""
