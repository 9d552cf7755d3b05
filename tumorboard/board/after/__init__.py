"""After the meeting: what became of its decisions, and what is looked at when."""
