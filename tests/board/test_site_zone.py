"""The zone of the site: the summer or winter hour of each day's own, and a case's times as its clock shows them."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.board.casework import case
from tests.conftest import MachineIn
from tumorboard.board.site_zone import SITE_ZONE, on_site, with_times_on_site

ZONES = ["Europe/Berlin", "Pacific/Auckland", "America/Los_Angeles", "America/St_Johns", "Asia/Kolkata", "UTC"]
SUMMER = "2026-10-24T22:00:00"
MOMENTS = st.datetimes(datetime(1980, 1, 1), datetime(2037, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001


@pytest.mark.parametrize("zone", ZONES)
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=200)
@given(moment=MOMENTS)
def test_a_moment_is_shown_as_the_zone_itself_shows_it(machine_in: MachineIn, zone: str, moment: datetime) -> None:
    machine_in(zone)
    shown, expected = on_site(moment), moment.astimezone(ZoneInfo(zone))
    assert shown.replace(tzinfo=None) == expected.replace(tzinfo=None)
    assert (shown.utcoffset(), shown.fold, shown.tzname()) == (expected.utcoffset(), expected.fold, expected.tzname())
    assert shown.astimezone(UTC) == moment


@pytest.mark.parametrize("zone", ZONES)
@pytest.mark.parametrize("moment", [datetime.min, datetime.max])  # noqa: DTZ901
def test_the_ends_of_the_calendar_are_no_fault(machine_in: MachineIn, zone: str, moment: datetime) -> None:
    machine_in(zone)
    assert on_site(moment.replace(tzinfo=UTC)).year in (1, 9999)
    assert on_site(moment).utcoffset() is not None
    assert f"{on_site(moment):%H:%M}" == f"{moment:%H:%M}"


def test_a_time_without_a_zone_has_the_offset_of_its_own_day(machine_in: MachineIn) -> None:
    machine_in("Europe/Berlin")
    lost = datetime.fromisoformat(SUMMER)
    assert on_site(lost).isoformat() == "2026-10-24T22:00:00+02:00"
    assert on_site(lost.replace(day=26)).isoformat() == "2026-10-26T22:00:00+01:00"


def test_the_times_of_a_case_are_those_of_the_site_and_the_rest_of_it_is_untouched(machine_in: MachineIn) -> None:
    machine_in("Europe/Berlin")
    recorded = case(
        "A",
        neurology={"suspected": "2026-11-23T23:30:00Z", "onset": SUMMER, "motor": 4},
        imaging=[{"kind": "ct", "on": "2026-11-20"}, {"kind": "mri_whole_spine", "on": "2026-11-23T23:45:00Z"}],
    )
    told = with_times_on_site(recorded)
    assert str(told.neurology.suspected) == "2026-11-24 00:30:00+01:00"
    assert str(told.neurology.onset) == "2026-10-24 22:00:00+02:00"
    assert [str(each.on) for each in told.imaging] == ["2026-11-20", "2026-11-24 00:45:00+01:00"]
    assert told.neurology.motor == 4
    assert told.neurology.suspected == recorded.neurology.suspected
    untimed = case("B", imaging=[{"kind": "ct", "on": "2026-11-20"}, {"kind": "ct"}])
    assert with_times_on_site(untimed) is untimed
    assert SITE_ZONE.utcoffset(None) is None
