"""The base of every failure that a person can mend."""

__all__ = ["Complaint"]


class Complaint(Exception):
    """Something could not be done; the message is one line: what was wrong, where, what is allowed, what to do."""
