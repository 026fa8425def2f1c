"""What guests get: their booklet and letters. Nothing internal stands in them."""
