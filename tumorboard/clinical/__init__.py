"""The medicine as pure functions: values in, values out; no clock, no disk, no settings but what it is handed."""
