"""What leaves the house: pictures, papers, tables."""
