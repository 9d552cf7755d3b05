"""Malignant spinal cord compression: the warning signs of the source page and the clocks that run from their anchors.

The two 24-hour clocks have different anchors, suspicion and decision to treat; pain alone has a week (NICE NG234,
QS56). An anchor that is not recorded starts no clock, and nothing counts from zero.
"""

from datetime import UTC, datetime, timedelta, tzinfo
from typing import Final, Literal, NamedTuple

from tumorboard.domain.case import Case, Neurology
from tumorboard.knowledge import Clock, emergency_table

__all__ = ["SIGNS", "Due", "Emergency", "Presence", "SignKey", "assess", "clocks", "neurological_signs"]

Presence = Literal["present", "absent", "unknown"]
SignKey = Literal["rapidly_progressive_weakness", "unable_to_walk", "bladder_bowel_dysfunction", "bilateral_symptoms"]
_WAIT_FOR_MRI: Final = ("mri_with_signs", "mri_pain_only")
SIGNS: Final[tuple[SignKey, ...]] = (
    "rapidly_progressive_weakness",
    "unable_to_walk",
    "bladder_bowel_dysfunction",
    "bilateral_symptoms",
)


class Emergency(NamedTuple):
    """The four warning signs, each present, absent or unknown, in the order of the source page."""

    signs: tuple[tuple[SignKey, Presence], ...]

    @property
    def present(self) -> tuple[SignKey, ...]:
        """Signs that are present."""
        return self._that_are("present")

    @property
    def unknown(self) -> tuple[SignKey, ...]:
        """Signs that are not recorded."""
        return self._that_are("unknown")

    @property
    def is_emergency(self) -> bool:
        """Whether any sign is present."""
        return bool(self.present)

    def _that_are(self, presence: Presence) -> tuple[SignKey, ...]:
        return tuple(sign for sign, found in self.signs if found == presence)


class Due(NamedTuple):
    """A clock applied to a case. `due` is None without an anchor to count from.

    `certain` is False while it is unknown whether the clock applies. `answered` says whether what it waits for is
    recorded since the anchor; None when it was on the same day at an hour that nobody recorded.
    """

    clock: Clock
    started: datetime | None
    due: datetime | None
    certain: bool
    answered: bool | None


def assess(neurology: Neurology) -> Emergency:
    """The warning signs of one patient (source page, Emergency Malignant Spinal Cord Compression)."""
    walking = None if neurology.ambulation is None else neurology.ambulation == "non_ambulatory"
    rapid = None if neurology.progression is None else neurology.progression == "rapid"
    found = (rapid, walking, neurology.bladder_bowel_dysfunction, neurology.bilateral_symptoms)
    return Emergency(tuple(zip(SIGNS, map(_presence, found), strict=True)))


def _presence(found: bool | None) -> Presence:
    if found is None:
        return "unknown"
    return "present" if found else "absent"


def neurological_signs(neurology: Neurology) -> Presence:
    """Whether the 24-hour clock of suspected compression applies: a warning sign, myelopathy or any deficit.

    Absent only when the four warning signs and myelopathy are all recorded as absent.
    """
    signs = assess(neurology)
    deficit = (
        neurology.complete_loss
        or neurology.frankel in ("A", "B", "C", "D")
        or neurology.asia in ("A", "B", "C", "D")
        or (neurology.motor is not None and neurology.motor < 5)
    )
    if signs.is_emergency or neurology.myelopathy or deficit:
        return "present"
    return "unknown" if signs.unknown or neurology.myelopathy is None else "absent"


def clocks(case: Case, decision_to_treat: datetime | None, site_zone: tzinfo) -> tuple[Due, ...]:
    """The clocks that run for a case, each from its own anchor.

    A recorded time without a zone is the site's. While it is not known whether there are neurological signs, both MRI
    clocks are given, neither of them certain.
    """
    signs = neurological_signs(case.neurology)
    applies: dict[str, bool | None] = {
        "mri_with_signs": _as_answer(signs),
        "mri_pain_only": _not(_as_answer(signs)),
        "radiotherapy_not_surgical": True,
    }
    anchors = {"suspicion": case.neurology.suspected, "decision to treat": decision_to_treat}
    return tuple(
        _due(clock, anchors[clock.anchor], applies[clock.key] is True, case, site_zone)
        for clock in emergency_table().clocks
        if applies[clock.key] is not False
    )


def _due(clock: Clock, anchor: datetime | None, certain: bool, case: Case, site_zone: tzinfo) -> Due:
    if anchor is None:
        return Due(clock, None, None, certain, False)
    started = _placed(anchor, site_zone)
    # 24 hours are elapsed hours: they are counted in UTC, so that a change to daylight saving time does not move them
    try:
        due = (started.astimezone(UTC) + timedelta(hours=clock.hours)).astimezone(started.tzinfo)
    except OverflowError:  # a mistyped year at the end of the calendar: there is no such time
        return Due(clock, started, None, certain, False)
    answered = clock.key in _WAIT_FOR_MRI and _mri_since(started, case, site_zone)
    return Due(clock, started, due, certain, answered)


def _mri_since(started: datetime, case: Case, site_zone: tzinfo) -> bool | None:
    """Whether a whole-spine MRI is recorded since a moment; None when one was that day, its hour not recorded."""
    found: bool | None = False
    day = started.astimezone(site_zone).date()
    for each in case.imaging:
        if each.kind != "mri_whole_spine" or each.on is None:
            continue
        if isinstance(each.on, datetime):
            if _placed(each.on, site_zone) >= started:
                return True
        elif each.on > day:
            return True
        elif each.on == day:
            found = None
    return found


def _placed(moment: datetime, site_zone: tzinfo) -> datetime:
    return moment if moment.tzinfo else moment.replace(tzinfo=site_zone)


def _as_answer(presence: Presence) -> bool | None:
    return None if presence == "unknown" else presence == "present"


def _not(answer: bool | None) -> bool | None:
    return None if answer is None else not answer
