"""What the disk must never do to a record."""
