"""回执: the workbook in which guests correct and confirm what the confirmation says, written and read back."""
