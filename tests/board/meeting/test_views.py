"""Views: sealed until the chair reveals the case, readable by their author, unchanged afterwards, never overwritten."""

from pathlib import Path

import pytest

from tests.board.casework import case, met, person
from tests.board.sitting import at_the_table, enrolled, view
from tests.conftest import Clock, OpenAs
from tumorboard.board.desk import NotAllowed
from tumorboard.complaint import Complaint
from tumorboard.domain.view import ViewRecord
from tumorboard.store.contract import Conflict, Put
from tumorboard.store.keys import Keys
from tumorboard.store.tiny import TinyStore

SECRET = "the pedicles will not hold a screw"


def bytes_of(folder: Path) -> bytes:
    return b"".join(path.read_bytes() for path in folder.rglob("*") if path.is_file())


def test_a_sealed_view_is_read_by_its_author_and_by_nobody_else(open_as: OpenAs, folder: Path) -> None:
    chair, meeting = at_the_table(open_as)
    surgeon, radonc = open_as("surgeon"), open_as("radonc")
    surgeon.views.submit(meeting, "A", view("stabilization_open", "sbrt", rationale=SECRET))
    assert [each.view for each in chair.views.of(meeting, "A")] == [None]
    assert [each.view for each in radonc.views.of(meeting, "A")] == [None]
    (own,) = surgeon.views.of(meeting, "A")
    assert own.view is not None
    assert own.view.rationale == SECRET
    stored = bytes_of(folder)
    assert SECRET.encode() not in stored
    assert b"stabilization_open" not in stored


def test_the_reveal_opens_all_at_once_to_everybody(open_as: OpenAs) -> None:
    chair, meeting = at_the_table(open_as)
    for key, plan in (("surgeon", "stabilization_open"), ("radonc", "sbrt"), ("medonc", "sbrt")):
        open_as(key).views.submit(meeting, "A", view(plan))
    chair.views.reveal(meeting, "A")
    read = open_as("observer").views.of(meeting, "A")
    assert [(each.person_id, each.view.plan if each.view else None) for each in read] == [
        ("surgeon", ("stabilization_open",)),
        ("radonc", ("sbrt",)),
        ("medonc", ("sbrt",)),
    ]
    assert [person.id for person in chair.views.expected(chair.meetings.get(meeting).record, "A")] == ["radiology"]


def test_a_first_view_may_be_bettered_before_the_reveal_and_only_added_to_after_it(open_as: OpenAs) -> None:
    chair, meeting = at_the_table(open_as)
    surgeon = open_as("surgeon")
    surgeon.views.submit(meeting, "A", view("observation"))
    first = surgeon.views.mine(meeting, "A")
    assert first is not None
    surgeon.views.submit(meeting, "A", view("brace"), first.revision)
    chair.views.reveal(meeting, "A")
    revealed = surgeon.views.mine(meeting, "A")
    assert revealed is not None
    surgeon.views.submit(meeting, "A", view("sbrt"), revealed.revision)
    plans = [(each.number, each.view.plan if each.view else None) for each in chair.views.of(meeting, "A")]
    assert plans == [(1, ("brace",)), (2, ("sbrt",))]


def test_two_sessions_of_one_person_meet_in_a_conflict(open_as: OpenAs) -> None:
    _, meeting = at_the_table(open_as)
    here, there = open_as("surgeon"), open_as("surgeon")
    assert isinstance(here.views.submit(meeting, "A", view("sbrt")), ViewRecord)
    assert isinstance(there.views.submit(meeting, "A", view("brace")), Conflict)
    mine = there.views.mine(meeting, "A")
    assert mine is not None
    assert mine.record.view == view("sbrt")


def test_a_reveal_is_the_chairs_and_needs_somebody_in(open_as: OpenAs) -> None:
    chair, meeting = at_the_table(open_as)
    with pytest.raises(Complaint, match="nobody's view on A is in"):
        chair.views.reveal(meeting, "A")
    open_as("surgeon").views.submit(meeting, "A", view("sbrt"))
    with pytest.raises(NotAllowed, match="a chair may"):
        open_as("coordinator").views.reveal(meeting, "A")
    chair.views.reveal(meeting, "A")
    with pytest.raises(Complaint, match="revealed already"):
        chair.views.reveal(meeting, "A")


def test_an_observer_gives_no_view(open_as: OpenAs) -> None:
    _, meeting = at_the_table(open_as)
    with pytest.raises(NotAllowed, match="may not give a view"):
        open_as("observer").views.submit(meeting, "A", view("sbrt"))


def test_with_the_chairs_key_lost_each_author_opens_their_own(open_as: OpenAs, folder: Path) -> None:
    _, meeting = at_the_table(open_as)
    surgeon = open_as("surgeon")
    surgeon.views.submit(meeting, "A", view("sbrt", rationale=SECRET))
    open_as("radonc").views.submit(meeting, "A", view("brace"))
    (folder / "keys" / f"{Keys.name_of('chair')}.key").unlink()
    again = open_as()
    with pytest.raises(Complaint, match="do not hold this meeting's key"):
        again.views.reveal(meeting, "A")
    again.views.reveal(meeting, "A", without_key=True)
    assert [each.view for each in again.views.of(meeting, "A")] == [None, None]
    assert surgeon.views.open_revealed() == ["A"]
    assert [each.view is None for each in again.views.of(meeting, "A")] == [False, True]


def test_a_meeting_may_do_without_seals(open_as: OpenAs, clock: Clock) -> None:
    chair = open_as()
    enrolled(chair)
    meeting = chair.meetings.plan("Open", clock(), sealed=False)
    chair.intake.admit([case("A")], meeting.id)
    open_as("surgeon").views.submit(meeting.id, "A", view("sbrt"))
    (read,) = open_as("radonc").views.of(meeting.id, "A")
    assert read.view == view("sbrt")


def test_what_awaits_me_comes_red_first_and_goes_with_my_view(open_as: OpenAs) -> None:
    chair = open_as()
    enrolled(chair)
    meeting = met(chair, case("calm"), case("red", neurology={"progression": "rapid"}), case("last"))
    surgeon = open_as("surgeon")
    assert [(each.case_id, each.red) for each in surgeon.views.awaiting()] == [
        ("red", True),
        ("calm", False),
        ("last", False),
    ]
    surgeon.views.submit(meeting, "red", view("decompression"))
    assert [each.case_id for each in surgeon.views.awaiting()] == ["calm", "last"]
    assert open_as("observer").views.awaiting() == []
    chair.people.add(person("nurse", "clinician"))
    nurse = open_as("nurse")
    assert nurse.views.awaiting() == [], "a clinician is not waited for"
    nurse.views.submit(meeting, "calm", view("sbrt"))


def test_one_damaged_view_keeps_none_of_the_others_shut(open_as: OpenAs, folder: Path, clock: Clock) -> None:
    chair, meeting = at_the_table(open_as)
    surgeon = open_as("surgeon")
    surgeon.views.submit(meeting, "A", view("sbrt"))
    open_as("radonc").views.submit(meeting, "A", view("brace"))
    store = TinyStore(folder)
    damaged = next(each for each in store.all("views") if each.content["person_id"] == "surgeon")
    content = {**damaged.content, "sealed": "A" * len(damaged.content["sealed"])}
    content.pop("_rev", None)
    store.commit([Put("views", damaged.key, content, damaged.revision)], by="x", at=clock(), why=None)
    store.close()
    assert [each.view for each in chair.views.reveal(meeting, "A")] == [None, view("brace")]
    item = chair.meetings.get(meeting).record.item("A")
    assert item is not None
    assert item.revealed is not None
    assert item.revealed.reason == "2 in; left to their authors to open: surgeon"
    assert surgeon.views.open_revealed() == ["A"]
    assert [each.view for each in chair.views.of(meeting, "A")] == [view("sbrt"), view("brace")]


def test_a_chair_of_later_days_gets_a_share_when_another_opens_the_meeting(open_as: OpenAs) -> None:
    chair, meeting = at_the_table(open_as)
    open_as("surgeon").views.submit(meeting, "A", view("sbrt"))
    chair.people.add(person("deputy", "chair"))
    chair.people.edit("chair", "Dr Chair", None, None)
    deputy = open_as("deputy")
    with pytest.raises(Complaint, match=r"do not hold this meeting's key \(Dr Chair does\)"):
        deputy.views.reveal(meeting, "A")
    chair.views.share_key(meeting)
    assert [each.view for each in deputy.views.reveal(meeting, "A")] == [view("sbrt")]
