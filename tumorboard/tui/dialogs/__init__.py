"""Small questions asked over a room."""
