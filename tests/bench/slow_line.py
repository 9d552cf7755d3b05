"""A line to a hospital far away: 80 ms there and back, 256 kbit/s, and what each packet carries besides.

What a program wrote and when is known; when it arrives is reckoned, so that no measurement waits for the line. The line
takes all that is written, as the window of ssh does, and hands it on at its own pace.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

__all__ = ["SLOW", "Line", "Piece"]

Piece = tuple[float, int]
"""When something was written, in seconds, and how many bytes."""


@dataclass(frozen=True, slots=True)
class Line:
    """`round_trip` in seconds, `pace` in bits a second; a packet holds `packet` bytes and costs `extra` more."""

    round_trip: float
    pace: float
    packet: int = 1400
    extra: int = 80

    @property
    def there(self) -> float:
        """Seconds until a key arrives."""
        return self.round_trip / 2

    def arrived(self, pieces: Sequence[Piece]) -> float:
        """When the last byte is there."""
        free = 0.0
        for at, size in pieces:
            packets = -(-size // self.packet)
            free = max(free, at) + (size + packets * self.extra) * 8 / self.pace
        return free + self.round_trip / 2


SLOW: Final = Line(round_trip=0.08, pace=256_000)
"""As it is out there."""
