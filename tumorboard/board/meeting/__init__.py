"""The meeting: who is there, sealed views, where they part, and what is decided."""
