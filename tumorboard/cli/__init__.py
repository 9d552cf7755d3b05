"""The command line: arguments, exit codes, the terminal guard. Each command imports what it needs."""
