"""Unfinished forms: on the disk with each change, there in the next session, readable by nobody else, then gone."""

import json
import stat
from pathlib import Path

import pytest

from tests.board.searching import is_readable
from tests.conftest import Clock
from tumorboard.board.forms import Forms, Typed
from tumorboard.board.meeting.sealing import Sealing
from tumorboard.store.drafts import Drafts
from tumorboard.store.keys import Keys

VIEW = "view:20261124-spine/A"
VALUES = {
    "plan": ["sbrt"],
    "rationale": "Spätfolgen\nmöglich",
    "urgency": None,
    "sure": True,
    "dose": 24.5,
    "items": {"a": 1},
}


def forms(folder: Path, clock: Clock, person: str = "surgeon") -> Forms:
    """A new session of a person."""
    folder.mkdir(mode=0o700, exist_ok=True)
    return Forms(Drafts(folder, f"{person}/forms"), Sealing(folder, person), clock)


def journal(folder: Path) -> Path:
    (only,) = (folder / "drafts").iterdir()
    return only


def test_the_next_session_has_everything_back(folder: Path, clock: Clock) -> None:
    forms(folder, clock).keep(VIEW, VALUES, 7)
    again = forms(folder, clock)
    assert again.typed(VIEW) == Typed(VALUES, 7, clock().isoformat())
    assert again.waiting() == [VIEW]
    assert again.typed("decision:20261124-spine/A") is None


def test_the_last_change_stands_with_its_time(folder: Path, clock: Clock) -> None:
    mine = forms(folder, clock)
    mine.keep(VIEW, {"rationale": "t"}, 7)
    clock.advance(minutes=1)
    mine.keep(VIEW, {"rationale": "th"}, 8)
    assert mine.typed(VIEW) == Typed({"rationale": "th"}, 8, clock().isoformat())


def test_each_form_is_settled_by_itself_and_nothing_of_it_is_left(folder: Path, clock: Clock) -> None:
    mine = forms(folder, clock)
    mine.keep(VIEW, VALUES)
    hidden = json.loads(journal(folder).read_bytes().split(b"\n")[1])["value"].encode()
    mine.keep("decision:M/B", {"rationale": "other"})
    assert hidden in journal(folder).read_bytes()
    mine.settle(VIEW)
    assert hidden not in journal(folder).read_bytes()
    assert VIEW.encode() not in journal(folder).read_bytes()
    assert mine.waiting() == ["decision:M/B"]
    mine.settle("decision:M/B")
    mine.settle("decision:M/B")
    assert list((folder / "drafts").iterdir()) == []


def test_nobody_else_reads_it_and_not_even_its_bytes_tell_a_word(folder: Path, clock: Clock) -> None:
    forms(folder, clock).keep(VIEW, VALUES)
    assert forms(folder, clock, "radonc").waiting() == []
    assert stat.S_IMODE(journal(folder).stat().st_mode) == 0o600
    assert not is_readable(folder, "Spätfolgen")
    assert not is_readable(folder, "rationale")
    thief = Forms(Drafts(folder, "surgeon/forms"), Sealing(folder, "radonc"), clock)
    Sealing(folder, "radonc").ensure()
    assert thief.typed(VIEW) is None


def test_its_size_does_not_tell_how_much_was_typed(folder: Path, clock: Clock) -> None:
    mine = forms(folder, clock)
    lengths = set()
    for words in ("", "a few words", "x" * 800):
        mine.keep(VIEW, {"rationale": words})
        lengths.add(len(journal(folder).read_bytes().split(b"\n")[-2]))
    assert len(lengths) == 1


def test_it_is_no_case_that_was_typed(folder: Path, clock: Clock) -> None:
    forms(folder, clock).keep(VIEW, VALUES)
    assert Drafts(folder, "surgeon").pending() == {}


def test_with_my_key_lost_it_is_as_if_nothing_was_typed_and_typing_goes_on(folder: Path, clock: Clock) -> None:
    forms(folder, clock).keep(VIEW, VALUES)
    (folder / "keys" / f"{Keys.name_of('surgeon')}.key").unlink()
    again = forms(folder, clock)
    assert again.typed(VIEW) is None
    again.keep(VIEW, {"rationale": "anew"})
    found = again.typed(VIEW)
    assert found is not None
    assert found.values == {"rationale": "anew"}


@pytest.mark.parametrize("cut", [1, 30, 900])
def test_a_torn_last_line_costs_the_last_change_only(folder: Path, clock: Clock, cut: int) -> None:
    mine = forms(folder, clock)
    mine.keep(VIEW, {"rationale": "th"})
    mine.keep(VIEW, {"rationale": "the"})
    journal(folder).write_bytes(journal(folder).read_bytes().rstrip(b"\n")[:-cut])
    found = forms(folder, clock).typed(VIEW)
    assert found is not None
    assert found.values == {"rationale": "th"}


def test_the_journal_stays_short_however_long_one_types(folder: Path, clock: Clock) -> None:
    mine = forms(folder, clock)
    mine.keep("decision:M/B", {"rationale": "waits"}, 3)
    words = ""
    longest = 0
    for number in range(400):
        words += str(number % 10)
        mine.keep(VIEW, {"rationale": words}, 7)
        longest = max(longest, journal(folder).stat().st_size)
    assert longest < 140_000
    again = forms(folder, clock)
    assert again.typed(VIEW) == Typed({"rationale": words}, 7, clock().isoformat())
    waits = again.typed("decision:M/B")
    assert waits is not None
    assert (waits.values, waits.started_from) == ({"rationale": "waits"}, 3)
