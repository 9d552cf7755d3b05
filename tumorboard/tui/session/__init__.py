"""What one session of the screens holds and says, without a widget."""
