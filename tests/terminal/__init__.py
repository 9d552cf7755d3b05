"""The program on a real pseudo-terminal, as a person meets it."""
