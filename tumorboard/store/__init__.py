"""The disk, and the only place that knows TinyDB. What stands above it speaks to the protocol of `contract`."""
