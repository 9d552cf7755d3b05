"""A width counts as certain only where the tables agree."""

import sys

import pytest
from wcwidth import wcwidth

from tumorboard.tui.thin.widths import DOUBTFUL, WIDTHS, stands_alone, sure_length


def test_every_certain_width_is_that_of_a_third_table() -> None:
    characters = [chr(point) for point in range(0x20, sys.maxunicode + 1)]
    assert [each for each in characters if WIDTHS[each] not in (DOUBTFUL, wcwidth(each))] == []


@pytest.mark.parametrize("signs", ["Tb-0142 é ß ñ Ω Ж", "│─╭╮╰╯●▲✓✗≥≤µ±·…–◆▼", "漢字かなカナ한국"])
def test_letters_and_the_signs_of_the_screens_are_certain(signs: str) -> None:
    assert sure_length(signs) == len(signs)


@pytest.mark.parametrize(
    "sign", ["\u0301", "\u200d", "\ufe0f", "👍", "🇩", "\U0001f3fd", "\u1161", "\ue0b0", "\u00ad", "\ud800"]
)
def test_what_joins_hides_or_is_a_pictograph_is_doubtful(sign: str) -> None:
    assert sure_length(f"ab{sign}cd") == 2


def test_a_pictograph_stands_alone_and_a_mark_joins() -> None:
    assert stands_alone("👍") and stands_alone("a")
    assert not stands_alone("\u0301") and not stands_alone("🇩") and not stands_alone("\U0001f3fd")
