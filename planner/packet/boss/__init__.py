"""What is submitted for approval: the plan of each visit."""
