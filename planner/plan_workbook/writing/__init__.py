"""plan.xlsx: the papers of a plan in one workbook, which can be changed by hand and read back."""

from planner.plan_workbook.writing.workbook import FormerDraft, plan_workbook

__all__ = ["FormerDraft", "plan_workbook"]
