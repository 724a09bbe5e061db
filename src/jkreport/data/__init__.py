"""Data tables: read from files, checked against their description, asked for values."""
