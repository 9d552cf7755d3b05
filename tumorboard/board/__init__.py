"""The use cases: what a person may do, one module a subject. All that the screens and the command line ever call."""
