"""The few widgets of our own, drawn with Textual's line API."""
