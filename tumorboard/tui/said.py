"""What the status line says."""

from typing import Final, Literal, NamedTuple

__all__ = ["NOTHING_SAID", "Said"]


class Said(NamedTuple):
    """One line; an error stays until it is answered."""

    words: str
    kind: Literal["told", "error"] = "told"


NOTHING_SAID: Final = Said("")
