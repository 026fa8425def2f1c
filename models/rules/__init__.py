"""Floor 2: what the policy says. One module per chapter, one class per rule; no solver at run time."""
