"""The command line: arguments, exit codes, the terminal guard. Everything heavy is imported by the command that needs it."""
