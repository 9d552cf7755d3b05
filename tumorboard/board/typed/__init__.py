"""Days, times and doses as people type them."""
