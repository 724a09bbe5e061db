"""Long tests of reliability: each module is one, and prints a line of docs/reliability.md."""
