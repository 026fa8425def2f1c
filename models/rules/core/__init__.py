"""What rules share: the classes of rule, violation and score, and the views of a plan and of a model."""
