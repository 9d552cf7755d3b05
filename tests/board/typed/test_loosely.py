"""Dates and doses as people type them."""

from datetime import date

import pytest

from tumorboard.board.typed.loosely import day_of, day_said, dose_of
from tumorboard.complaint import Complaint

TODAY = date(2026, 11, 24)


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("2027-02-24", date(2027, 2, 24)),
        (" 24  feb ", date(2027, 2, 24)),
        ("24 November", date(2026, 11, 24)),
        ("23 nov", date(2027, 11, 23)),
        ("24 feb 2028", date(2028, 2, 24)),
        ("24.02.2027", date(2027, 2, 24)),
        ("Tomorrow", date(2026, 11, 25)),
        ("today", TODAY),
        ("+12w", date(2027, 2, 16)),
        ("+ 3 d", date(2026, 11, 27)),
        ("+3m", date(2027, 2, 24)),
        ("+1y", date(2027, 11, 24)),
        ("29 feb 2028", date(2028, 2, 29)),
    ],
)
def test_a_day_is_read_as_it_is_typed(typed: str, day: date) -> None:
    assert day_of(typed, TODAY) == day


def test_a_month_ahead_of_a_long_one_ends_with_the_short_one() -> None:
    assert day_of("+1m", date(2027, 1, 31)) == date(2027, 2, 28)
    assert day_of("+13m", date(2027, 1, 31)) == date(2028, 2, 29)


@pytest.mark.parametrize("typed", ["", "soon", "31 feb", "+12", "2027-13-01", "+9999y", "12/02/2027"])
def test_what_is_no_date_is_named_with_what_is_allowed(typed: str) -> None:
    with pytest.raises(Complaint):
        day_of(typed, TODAY)


def test_a_day_is_said_with_weekday_and_distance() -> None:
    assert day_said(date(2027, 2, 16), TODAY) == "Tue 16 Feb 2027, in 12 weeks"
    assert day_said(date(2026, 11, 25), TODAY) == "Wed 25 Nov 2026, in 1 day"
    assert day_said(date(2026, 11, 29), TODAY) == "Sun 29 Nov 2026, in 5 days, a SUNDAY"
    assert day_said(date(2026, 11, 28), TODAY) == "Sat 28 Nov 2026, in 4 days, a Saturday"
    christmas = date(2026, 12, 25)
    assert day_said(christmas, TODAY, (christmas,)) == "Fri 25 Dec 2026, in 4 weeks, a HOLIDAY"
    assert day_said(date(2026, 11, 20), TODAY) == "Fri 20 Nov 2026, PAST, 4 days ago"


@pytest.mark.parametrize("typed", ["24/3", "24 Gy / 3", "24Gy in 3", " 24,0 / 3 fx"])
def test_a_dose_is_read_with_its_fractions(typed: str) -> None:
    assert dose_of(typed) == (24.0, 3)


@pytest.mark.parametrize("typed", ["24", "/3", "24 Gy", "x", "24/3/1"])
def test_a_dose_without_fractions_is_none(typed: str) -> None:
    with pytest.raises(Complaint, match="such as 24/3"):
        dose_of(typed)
