"""The use cases: what a person may do, and what then stands in the store."""
