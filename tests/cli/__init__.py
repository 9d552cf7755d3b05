"""The command line as other programs see it."""
