"""STAB · when things change: what has started, what was announced, what is fixed."""
