"""Meetings with a key, records of views and lost keys, for the tests of sealing."""

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from tests.board.sitting import view
from tumorboard.board.meeting.sealing import Sealing
from tumorboard.domain.meeting import Meeting
from tumorboard.domain.view import ViewRecord, view_key
from tumorboard.store.keys import Keys

__all__ = ["VIEW", "WORDS", "As", "keyed", "lose", "meeting", "record"]

WORDS = "the pedicles will not hold"
VIEW = view(
    "separation_surgery",
    "sbrt",
    urgency="within_48_h",
    confidence="low",
    readings={"level": "T12", "escc": "2", "sins": {"pain": "mechanical"}, "expected_survival_months": 7.5},
    reasons=["neuro-urgency"],
    rationale=WORDS,
    triggers=[{"kind": "sins_at_least", "value": "13"}],
)
NINE = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)
As = Callable[[str], Sealing]


def meeting() -> Meeting:
    """A sealed meeting without a key yet."""
    return Meeting(id="M", title="Spine MDT", starts=NINE)


def keyed(acting: As, *chairs: str) -> Meeting:
    """A meeting with a key for these chairs, as the first author finds it."""
    for chair in chairs:
        acting(chair).ensure()
    return acting("surgeon").keyed(meeting(), chairs)


def record(meeting_id: str = "M", case_id: str = "A", person: str = "surgeon", number: int = 1) -> ViewRecord:
    """The record of a view before the view is in it."""
    return ViewRecord(
        id=view_key(meeting_id, case_id, person, number),
        meeting_id=meeting_id,
        case_id=case_id,
        person_id=person,
        number=number,
        submitted=NINE,
    )


def lose(folder: Path, person: str) -> None:
    """The secret half of a person's key is gone."""
    (folder / "keys" / f"{Keys.name_of(person)}.key").unlink()
