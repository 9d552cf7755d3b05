"""How fast a thin line is sent to, so that nothing piles up on the way."""

from collections.abc import Mapping
from typing import Final

__all__ = ["Pace", "pace_of"]

_BYTES_A_SECOND: Final = 24_000
"""What a line of 256 kbit/s carries, less its own overhead and some room."""
_LONGEST: Final = 0.15
"""The longest that a frame waits, in seconds, however much was sent before it."""


class Pace:
    """The time that the line needs for what it was sent. A key on its own never waits; one that is held down does.

    The program cannot see how much waits on its way: ssh takes seconds' worth from it at once.
    """

    def __init__(self, bytes_a_second: float) -> None:
        self._bytes_a_second = bytes_a_second
        self._free_at = 0.0

    def sent(self, count: int, now: float) -> None:
        """Note that so many bytes were sent; `now` in seconds of any clock."""
        self._free_at = now + min(count / self._bytes_a_second, _LONGEST)

    def wait(self, now: float) -> float:
        """The seconds until the next may be sent."""
        return max(0.0, self._free_at - now)


def pace_of(environment: Mapping[str, str]) -> Pace:
    """The pace of a login: that of a thin line over ssh, none on the machine itself."""
    return Pace(_BYTES_A_SECOND if {"SSH_CONNECTION", "SSH_TTY"} & environment.keys() else float("inf"))
