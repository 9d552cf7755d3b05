"""A lesion that many tests speak of, and its SINS items."""

from typing import Any, Final

__all__ = ["SINS_9_AT_T8", "T8_OF_SINS_9"]

SINS_9_AT_T8: Final = {
    "pain": "mechanical",
    "bone_lesion": "lytic",
    "alignment": "normal",
    "collapse": "under_50",
    "posterolateral": "unilateral",
}
"""9 of 18: semirigid 1, mechanical pain 3, lytic 2, normal alignment 0, collapse under half 2, one side 1."""
T8_OF_SINS_9: Final[dict[str, Any]] = {
    "level": "T8",
    "escc": "1b",
    "paraspinal": True,
    "previous_radiotherapy": False,
    "sins": SINS_9_AT_T8,
}
"""ESCC 1b, paraspinal extension, SINS 9."""
