"""How long there is until a time, and until when something lasts."""

from datetime import UTC, datetime

import pytest

from tumorboard.sheets.countdown import due_said, until_said

NOW = datetime(2026, 11, 24, 8, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("due", "said"),
    [
        (datetime(2026, 11, 24, 8, 40, tzinfo=UTC), "in 40 min"),
        (datetime(2026, 11, 26, 11, 0, tzinfo=UTC), "in 2 d 3 h"),
        (datetime(2026, 12, 24, 11, 0, tzinfo=UTC), "in 30 d"),
        (datetime(2026, 11, 24, 3, 0, tzinfo=UTC), "OVERDUE 5 h"),
    ],
)
def test_a_countdown_is_told_in_the_units_of_its_size(due: datetime, said: str) -> None:
    assert due_said(due, NOW) == said


def test_a_list_that_lasts_beyond_its_day_says_until_which() -> None:
    assert until_said(NOW, 135) == "until 10:15"
    assert until_said(NOW, 29_700) == "until Mon 14 Dec 23:00"
