"""Days of the calendar: month ends, leap days, and what is pointed out."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tumorboard.domain.days import months_after, pointed_out


@pytest.mark.parametrize(
    ("day", "months", "later"),
    [
        (date(2027, 1, 31), 1, date(2027, 2, 28)),
        (date(2028, 1, 31), 1, date(2028, 2, 29)),
        (date(2028, 2, 29), 12, date(2029, 2, 28)),
        (date(2026, 11, 30), 3, date(2027, 2, 28)),
        (date(2026, 12, 31), 1, date(2027, 1, 31)),
        (date(2026, 3, 31), 6, date(2026, 9, 30)),
        (date(2026, 3, 15), 0, date(2026, 3, 15)),
    ],
)
def test_a_month_later_is_the_same_day_or_the_last_of_a_shorter_month(day: date, months: int, later: date) -> None:
    assert months_after(day, months) == later


@given(st.dates(date(1990, 1, 1), date(2090, 1, 1)), st.integers(1, 120))
def test_so_many_months_later_lie_in_that_month(day: date, months: int) -> None:
    later = months_after(day, months)
    assert (later.year * 12 + later.month) - (day.year * 12 + day.month) == months
    assert later.day == day.day or (later.day < day.day and (later + timedelta(days=1)).day == 1)


def test_a_weekend_and_a_holiday_are_pointed_out_and_a_working_day_is_not() -> None:
    christmas = date(2026, 12, 25)
    assert [pointed_out(date(2026, 11, 27) + timedelta(days=n)) for n in range(4)] == ["", "a Saturday", "a SUNDAY", ""]
    assert pointed_out(christmas) == ""
    assert pointed_out(christmas, (christmas,)) == "a HOLIDAY"
