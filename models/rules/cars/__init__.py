"""CAR · vehicles and drivers."""
