"""The facts of a week, a company and a policy: frozen; they need only pydantic and the standard library."""
