"""Spoilt input: how it is made, what has to hold of it, and a second reading to hold against the first."""
