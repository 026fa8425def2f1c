"""Weeks, companies, editions and dinners as text files (TOML): each reads and writes."""
