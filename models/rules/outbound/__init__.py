"""Rules about our own people's calls on customers (OUT)."""
