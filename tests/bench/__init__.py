"""How fast the program is, as ratios to floors of the same run. Run by hand: `python -m tests.bench`."""
