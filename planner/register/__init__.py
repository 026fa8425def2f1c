"""The register: what became of the visits of all weeks, in one SQLite file, and what is read out of it again."""
