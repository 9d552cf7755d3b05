"""What the status line says."""

from dataclasses import dataclass
from typing import Final, Literal

__all__ = ["NOTHING_SAID", "Said"]


@dataclass(frozen=True, slots=True)
class Said:
    """One line; an error stays until it is answered."""

    words: str
    kind: Literal["told", "error"] = "told"


NOTHING_SAID: Final = Said("")
