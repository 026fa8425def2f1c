"""plan.xlsx: the papers of a plan in one workbook that can be changed by hand and comes back."""
