"""The machinery of rules: what a rule, a violation and a score are, and how rules read a plan or a model."""
