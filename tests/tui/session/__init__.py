"""What one session holds and says."""
