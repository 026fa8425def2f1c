"""The office's forms, filled as far as the data go: a function a form, a module a group of forms."""
