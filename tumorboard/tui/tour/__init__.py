"""The guided tour of the demonstration: a strip beside the room that says what to try next, and never takes a key."""
