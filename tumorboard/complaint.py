"""The base of every failure that a person can mend, and what a look at the set-up finds."""

from typing import Literal, NamedTuple

__all__ = ["Complaint", "Finding"]


class Complaint(Exception):
    """Something could not be done; the message is one line: what was wrong, where, what is allowed, what to do."""


class Finding(NamedTuple):
    """One thing that was looked at: what it is about, how it stands, and what to do where it is wrong."""

    about: str
    state: Literal["fine", "note", "wrong"]
    says: str
    todo: str = ""
