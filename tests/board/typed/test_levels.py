"""Levels as they are typed: the same levels whichever way somebody writes them."""

import pytest

from tumorboard.board.typed.levels import levels_typed
from tumorboard.complaint import Complaint


@pytest.mark.parametrize(
    "typed",
    ["T7 T8 T9", "t9, t8; t7", "T7-T9", "T7–T9", "T9 - T7", "T8 T7—T9 T9", " T7 −T8,T9 "],
)
def test_the_same_levels_are_the_same_however_they_are_typed(typed: str) -> None:
    assert levels_typed(typed) == ("T7", "T8", "T9")


def test_a_span_goes_from_one_region_into_the_next_and_nothing_is_filled_up_without_a_dash() -> None:
    assert levels_typed("T12-L2") == ("T12", "L1", "L2")
    assert levels_typed("T9 T7") == ("T7", "T9")
    assert levels_typed("") == ()


@pytest.mark.parametrize(
    ("typed", "named"), [("T13", "T13"), ("T7-9", "T7-9"), ("T7-T8-T9", "T7-T8-T9"), ("-T7", "-T7")]
)
def test_what_is_no_level_is_named_with_what_is_allowed(typed: str, named: str) -> None:
    with pytest.raises(Complaint, match=f"^{named}: no level; allowed are C0 C1 … T12 L1 … S5"):
        levels_typed(typed)
