"""What the rooms with a list know of what they list, without a widget."""
