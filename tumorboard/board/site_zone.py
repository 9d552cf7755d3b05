"""The zone of the site, which is the machine's: each time in it has the summer or winter hour of its own day."""

from datetime import UTC, date, datetime, timedelta, tzinfo
from typing import Final

from tumorboard.domain.case import Case, Imaging

__all__ = ["SITE_ZONE", "on_site", "with_times_on_site"]


class _SiteZone(tzinfo):
    """The machine's zone. What `astimezone` gives holds the offset of one moment; this knows that of every day.

    Two times of this zone differ by what the clock shows, as with every zone: hours that passed are counted in UTC.
    """

    def utcoffset(self, dt: datetime | None) -> timedelta | None:
        """The offset of the clock at a time; none at the ends of the calendar, where the system knows no zone."""
        if dt is None:
            return None
        try:
            return dt.replace(tzinfo=None).astimezone().utcoffset()
        except (ValueError, OverflowError):
            return timedelta()

    def dst(self, dt: datetime | None) -> timedelta | None:
        """Not told apart from the offset."""
        del dt
        return None

    def tzname(self, dt: datetime | None) -> str | None:
        """What the system calls it on that day."""
        return None if dt is None else dt.replace(tzinfo=None).astimezone().tzname()

    def fromutc(self, dt: datetime) -> datetime:
        """A time of UTC as the clock shows it. Raises ValueError, OverflowError at the ends of the calendar."""
        local = dt.replace(tzinfo=UTC).astimezone()
        shown = local.replace(tzinfo=self)
        return shown if shown.utcoffset() == local.utcoffset() else shown.replace(fold=1)


SITE_ZONE: Final = _SiteZone()


def on_site(moment: datetime) -> datetime:
    """A time as the clock of the site shows it; one that was recorded without a zone is the site's own."""
    if moment.tzinfo is None:
        return moment.replace(tzinfo=SITE_ZONE)
    try:
        return moment.astimezone(SITE_ZONE)
    except (ValueError, OverflowError):  # a slip of the hand at the end of the calendar stays as it was typed
        return moment


def with_times_on_site(case: Case) -> Case:
    """A case to be told and judged, its recorded times as the clock of the site shows them; never to be saved."""
    times = {name: on_site(at) for name in _TIMES if (at := getattr(case.neurology, name)) is not None}
    imaging = tuple(_on_site(each) for each in case.imaging)
    if not times and all(new is old for new, old in zip(imaging, case.imaging, strict=True)):
        return case
    return case.model_copy(update={"neurology": case.neurology.model_copy(update=times), "imaging": imaging})


_TIMES: Final = ("onset", "suspected", "walking_lost", "steroid_started")


def _on_site(image: Imaging) -> Imaging:
    on: date | datetime | None = image.on
    return image.model_copy(update={"on": on_site(on)}) if isinstance(on, datetime) else image
