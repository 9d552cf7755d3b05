"""Times to come as people type them, and how far away they are said to be."""

import time as clock
from datetime import UTC, datetime, time, timedelta

import pytest

from tumorboard.board.typed.moments import distance_said, moment_ahead, moment_said
from tumorboard.complaint import Complaint

NOW = datetime(2026, 11, 24, 8, 41, tzinfo=UTC)
"""A Tuesday."""


def at(month: int, day: int, hour: int = 12, minute: int = 0, year: int = 2026) -> datetime:
    return datetime(year, month, day, hour, minute, tzinfo=UTC)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("wed noon", at(11, 25)),
        ("Wed 12:00", at(11, 25)),
        ("wednesday 9:05", at(11, 25, 9, 5)),
        ("fri", at(11, 27)),
        ("tue 09:00", at(11, 24, 9)),
        ("tue 08:00", at(12, 1, 8)),
        ("tomorrow 08:00", at(11, 25, 8)),
        ("noon", at(11, 24)),
        ("8.30", at(11, 25, 8, 30)),
        ("24 feb 14:00", at(2, 24, 14, year=2027)),
        ("2026-11-26", at(11, 26)),
        ("2026-11-26 08:00", at(11, 26, 8)),
        ("2026-11-26T08:00", at(11, 26, 8)),
        ("26.11.2026 08:00", at(11, 26, 8)),
        ("+2d", at(11, 26)),
        ("+1w 16:00", at(12, 1, 16)),
        ("+6h", at(11, 24, 14, 41)),
        ("  sun   at 10:00 ", at(11, 29, 10)),
    ],
)
def test_a_time_is_read_as_it_is_typed(typed: str, meant: datetime) -> None:
    assert moment_ahead(typed, NOW) == meant


def test_a_day_without_a_time_takes_the_time_that_is_usual() -> None:
    assert moment_ahead("fri", NOW, time(8)) == at(11, 27, 8)


@pytest.mark.parametrize(
    "typed", ["", "soon", "we", "wed 25:00", "31 feb 12:00", "12", "noon wed", "+9999y", "+6", "\x1b[2J"]
)
def test_what_is_no_time_is_named_with_what_is_allowed(typed: str) -> None:
    with pytest.raises(Complaint, match="allowed is such as wed 12:00"):
        moment_ahead(typed, NOW)


def test_a_time_beyond_the_change_of_the_clocks_is_what_the_clock_shows_then(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TZ", "Europe/Zagreb")
    clock.tzset()
    october = datetime(2026, 10, 23, 10, tzinfo=UTC)
    assert moment_ahead("24 oct 08:00", october).isoformat() == "2026-10-24T08:00:00+02:00"
    assert moment_ahead("26 oct 08:00", october).isoformat() == "2026-10-26T08:00:00+01:00"


def test_a_time_that_the_clock_leaves_out_is_named_with_those_beside_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TZ", "Europe/Zagreb")
    clock.tzset()
    march = datetime(2027, 3, 27, 20, tzinfo=UTC)
    for typed in ("28 mar 02:30", "sun 02:30", "02:30"):
        with pytest.raises(Complaint, match=r"Sun 28 Mar 2027 02:30 does not exist.* such as 01:30 or 03:30"):
            moment_ahead(typed, march)
    day_of_the_change = datetime(2027, 3, 28, 10, tzinfo=UTC)
    assert moment_ahead("02:30", day_of_the_change).isoformat() == "2027-03-29T02:30:00+02:00"


def test_of_a_time_that_the_clock_shows_twice_the_first_is_meant_and_that_is_said(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("TZ", "Europe/Zagreb")
    clock.tzset()
    october = datetime(2026, 10, 24, 10, tzinfo=UTC)
    first = moment_ahead("25 oct 02:30", october)
    assert first.isoformat() == "2026-10-25T02:30:00+02:00"
    assert moment_said(first, october).endswith("a SUNDAY, the first of the two that the clock shows")
    assert moment_said(first + timedelta(hours=1), october).endswith("a SUNDAY")
    assert moment_said(moment_ahead("24 oct 14:30", october), october) == "Sat 24 Oct 2026 14:30, in 2 h"


@pytest.mark.parametrize(
    ("moment", "said"),
    [
        (at(11, 24, 9, 21), "in 40 min"),
        (at(11, 24, 10, 41), "in 2 h"),
        (at(11, 25, 12), "in 27 h"),
        (at(11, 27, 8, 41), "in 3 days"),
        (at(11, 24, 8, 41), "in 0 min"),
        (at(11, 24, 8, 11), "30 min over"),
        (at(11, 20, 8), "4 days over"),
    ],
)
def test_how_far_away_a_time_is(moment: datetime, said: str) -> None:
    assert distance_said(moment, NOW) == said


def test_a_time_is_said_with_weekday_and_distance() -> None:
    assert moment_said(at(11, 25), NOW) == "Wed 25 Nov 2026 12:00, in 27 h"
    assert moment_said(at(11, 29), NOW) == "Sun 29 Nov 2026 12:00, in 5 days, a SUNDAY"
    assert moment_said(at(11, 23), NOW) == "Mon 23 Nov 2026 12:00, PAST, 20 h over"
