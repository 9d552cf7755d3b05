"""After the meeting."""
