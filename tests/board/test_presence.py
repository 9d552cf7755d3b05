"""Who is at a meeting: each person once, on the case that they opened last; and a leader whose session ended."""

from pathlib import Path

from tests.board.casework import case, met, person
from tests.board.sitting import at_the_table
from tests.conftest import Clock, OpenAs
from tumorboard.board.board import Board
from tumorboard.domain.meeting import Meeting
from tumorboard.store.presence import Presence


def standing(board: Board, meeting_id: str) -> Meeting:
    return board.meetings.get(meeting_id).record


def told(board: Board, meeting_id: str) -> list[tuple[str, str, str | None, bool]]:
    """Who is there, as seen by a board."""
    return [(each.person, each.name, each.case_id, each.leads) for each in board.presence.here(meeting_id)]


def test_who_leads_comes_first_then_everybody_else_by_name(open_as: OpenAs, clock: Clock) -> None:
    chair, meeting = at_the_table(open_as)
    surgeon, observer = open_as("surgeon"), open_as("observer")
    surgeon.presence.announce(meeting, "A")
    clock.advance(minutes=1)
    observer.presence.announce(meeting, None)
    clock.advance(minutes=1)
    chair.presence.announce(meeting, "B")
    seen = [
        ("chair", "chair", "B", True),
        ("surgeon", "Dr surgeon", "A", False),
        ("observer", "Toni", None, False),
    ]
    assert told(chair, meeting) == told(surgeon, meeting) == told(observer, meeting) == seen
    assert chair.presence.here(meeting)[0].since == clock()


def test_a_person_of_two_sessions_is_there_once_on_the_case_opened_last(open_as: OpenAs, clock: Clock) -> None:
    chair, meeting = at_the_table(open_as)
    first, second = open_as("surgeon"), open_as("surgeon")
    second.presence.announce(meeting, "A")
    clock.advance(minutes=1)
    first.presence.announce(meeting, "B")
    assert told(chair, meeting) == [("surgeon", "Dr surgeon", "B", False)]
    first.close()
    assert told(chair, meeting) == [("surgeon", "Dr surgeon", "A", False)]


def test_who_has_another_meeting_open_or_closed_the_program_is_not_there(open_as: OpenAs) -> None:
    chair, meeting = at_the_table(open_as)
    other = met(chair, case("C"), title="Next week")
    surgeon = open_as("surgeon")
    surgeon.presence.announce(meeting, "A")
    surgeon.presence.announce(other, "C")
    assert told(chair, meeting) == []
    assert told(chair, other) == [("surgeon", "Dr surgeon", "C", False)]
    surgeon.close()
    assert told(chair, other) == []


def test_whoever_only_opened_the_store_announces_nothing(open_as: OpenAs, folder: Path) -> None:
    chair, meeting = at_the_table(open_as)
    assert told(chair, meeting) == []
    assert not (folder / "presence").exists()


def test_a_login_that_is_not_enrolled_is_called_by_its_login(open_as: OpenAs, folder: Path, clock: Clock) -> None:
    chair, meeting = at_the_table(open_as)
    visitor = Presence(folder, "visi\u202etor")
    visitor.announce(meeting, None, clock())
    assert told(chair, meeting) == [("visitor", "visitor", None, False)]
    visitor.leave()


def test_of_a_leader_of_two_sessions_the_case_opened_last_is_told(open_as: OpenAs, clock: Clock) -> None:
    chair, meeting = at_the_table(open_as)
    surgeon, second = open_as("surgeon"), open_as()
    chair.presence.announce(meeting, "B")
    clock.advance(minutes=1)
    second.presence.announce(meeting, "A")
    assert told(surgeon, meeting) == [("chair", "chair", "A", True)]
    clock.advance(minutes=1)
    chair.presence.announce(meeting, None)
    assert told(surgeon, meeting) == [("chair", "chair", None, True)]


def test_who_could_lead_is_told_apart_from_who_leads(open_as: OpenAs) -> None:
    chair, meeting = at_the_table(open_as)
    chair.people.add(person("deputy", "chair"))
    for key in ("chair", "deputy", "surgeon"):
        open_as(key).presence.announce(meeting, "A")
    seen = [(each.person, each.leads, each.chairs) for each in chair.presence.here(meeting)]
    assert seen == [("chair", True, True), ("deputy", False, True), ("surgeon", False, False)]


def test_where_sessions_cannot_be_seen_nobody_is_said_to_be_gone(open_as: OpenAs, folder: Path) -> None:
    chair, meeting = at_the_table(open_as)
    chair.people.add(person("deputy", "chair"))
    (folder / "presence").write_bytes(b"no folder")
    deputy = open_as("deputy")
    for each in (chair, deputy):
        each.presence.announce(meeting, "A")
    assert not deputy.presence.leader_is_gone(standing(deputy, meeting))


def test_a_leader_is_gone_when_no_session_of_theirs_lives(open_as: OpenAs) -> None:
    chair, meeting = at_the_table(open_as)
    chair.people.add(person("deputy", "chair"))
    planned = met(chair, case("C"), title="Next week")
    deputy = open_as("deputy")
    deputy.presence.announce(meeting, "A")
    assert deputy.presence.leader_is_gone(standing(deputy, meeting))
    chair.presence.announce(planned, "C")
    assert not deputy.presence.leader_is_gone(standing(deputy, meeting))
    chair.close()
    assert deputy.presence.leader_is_gone(standing(deputy, meeting))
    assert not deputy.presence.leader_is_gone(standing(deputy, planned))
    taken = deputy.running.lead(meeting, "link dropped")
    assert not deputy.presence.leader_is_gone(taken)


def test_a_meeting_that_is_closed_misses_nobody(open_as: OpenAs) -> None:
    chair, meeting = at_the_table(open_as)
    for key in "AB":
        chair.running.note(meeting, key, "for information")
    chair.running.close(meeting)
    assert not open_as("surgeon").presence.leader_is_gone(standing(chair, meeting))


def test_in_an_archive_nobody_sits_and_nobody_is_missed(open_as: OpenAs, folder: Path) -> None:
    chair, meeting = at_the_table(open_as)
    running = standing(chair, meeting)
    for key in "AB":
        chair.running.note(meeting, key, "for information")
    chair.running.close(meeting)
    chair.archiving.archive(2026)
    past = open_as(archive="2026")
    past.presence.announce(meeting, "A")
    assert past.presence.here(meeting) == []
    assert not past.presence.leader_is_gone(running)
    assert not (folder / "presence").exists()
