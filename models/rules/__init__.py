"""Layer 2: what the policy says. A module or folder per chapter, one class per rule; no solver at run time."""
