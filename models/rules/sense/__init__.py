"""SENSE · what experienced secretaries see to, and no document says."""
