"""Layer 2, etiquette: who ranks where, which seat is better, what a chart breaks. Knows no solver."""
