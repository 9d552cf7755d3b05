"""Torture of the store, run by hand (`python -m tests.torture`): kills, cuts, damage and crowds. Not for pytest."""
