"""Floor 4, tables and seats: who sits at which table and on which chair, with proofs."""
