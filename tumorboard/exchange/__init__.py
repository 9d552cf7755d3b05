"""The case format in and out, and what `evaluate` prints: the outside face of the program (files, streams, JSON)."""
