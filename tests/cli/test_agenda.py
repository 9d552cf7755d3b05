"""`agenda`: the list with what each case lacks, in every format; and what is to be chased, by who sees to it."""

import re
from datetime import timedelta
from pathlib import Path

import pytest

from tests.board.preparing import LESION, MRI, RED, WHOLE, whole
from tests.cli.program import ME, Program
from tests.conftest import Clock, OpenAs
from tumorboard.board.board import Board
from tumorboard.domain.people import Person

NAMES = {"family_name": "Muster", "given_name": "Xaver"}


@pytest.fixture
def prepared(own_board: Board, clock: Clock, open_as: OpenAs) -> str:
    """A meeting with a ready case, a blocked one with two gaps given, a bypassed one, a late one and a red one."""
    for key, role in (("radiology", "specialist"), ("nurse", "clinician"), ("keeper", "coordinator")):
        own_board.people.add(Person(id=key, name=f"Dr {key}", roles=(role,)))  # type: ignore[arg-type]
    starts = clock() + timedelta(days=2)
    meeting = own_board.meetings.plan("Spine MDT", starts, cut_off=starts - timedelta(days=1)).id
    patient = {**WHOLE["patient"], **NAMES}
    blocked = whole(
        "TB-2",
        patient=patient,
        imaging=[{**MRI, "on": "2026-09-26"}, WHOLE["imaging"][1]],
        lesions=[{**LESION, "escc": None}, {**LESION, "level": "L2", "escc": None}],
        patient_words=None,
    )
    own_board.intake.admit(
        [whole("TB-1", patient=patient), blocked, whole("TB-3", question=None), whole("TB-4", **RED)], meeting
    )
    own_board.agenda.set_minutes(meeting, "TB-1", 25)
    own_board.readying.give(meeting, "TB-2", "escc T8", "radiology", starts - timedelta(hours=20))
    own_board.readying.give(meeting, "TB-2", "escc L2", "radiology", starts - timedelta(hours=20))
    own_board.readying.give(meeting, "TB-2", "goal", "nurse", clock() + timedelta(hours=3))
    own_board.readying.bypass(meeting, "TB-3", "the surgeon leaves on Friday")
    clock.advance(days=1, hours=4)
    earlier = own_board.meetings.plan("Earlier", clock() - timedelta(days=5)).id
    own_board.intake.admit([whole("TB-5"), whole("TB-6")], earlier)
    own_board.running.defer(earlier, "TB-6", "imaging_missing", "radiology", clock().date() + timedelta(days=1))
    open_as("keeper").agenda.add(meeting, "TB-5", late_reason="seen this afternoon", because="new weakness")
    return meeting


def test_the_list_is_printed_with_times_and_what_blocks(program: Program, prepared: str) -> None:
    printed = program("agenda", prepared).out
    lines = [" ".join(line.split()) for line in printed.splitlines()]
    assert lines[0] == "Spine MDT"
    assert "5 cases, 4 ready, 65 min, until 08:35" in lines
    assert "EMERGENCY TB-4: unable to walk" in lines
    starts = [line.split()[:4] for line in lines if line[:1].isdigit() and " TB-" in line]
    assert starts == [
        ["1", "TB-4", "07:30", "10"],
        ["2", "TB-1", "07:40", "25"],
        ["3", "TB-2", "08:05", "10"],
        ["4", "TB-3", "08:15", "10"],
        ["5", "TB-5", "08:25", "10"],
    ]
    text = " ".join(printed.split())
    for words in ("BLOCKED", "61 days", "HEARD WITH ITS GAPS", "LATE, waits for", "TB-5 listed because: new weakness"):
        assert words in text
    assert "TB-5 late: seen this afternoon (Dr keeper, Wed 25 Nov 11:30); allowed: NOT YET" in text
    assert "TB-6: imaging missing; Dr radiology sees to it; deferred at Earlier to Thu 26 Nov 2026" in text


def test_the_fact_that_was_missing_turns_the_line_ready(program: Program, prepared: str, own_board: Board) -> None:
    before = {row["case"]: row["ready"] for row in program("agenda", prepared, "--json").json["cases"]}
    assert before == {"TB-4": "ready", "TB-1": "ready", "TB-2": "blocked", "TB-3": "bypassed", "TB-5": "ready"}
    own_board.cases.save(whole("TB-2"), own_board.cases.get("TB-2").revision, "all of it came")
    after = {row["case"]: row["ready"] for row in program("agenda", prepared, "--json").json["cases"]}
    assert after["TB-2"] == "ready"


def test_json_has_the_keys_that_are_told(program: Program, prepared: str) -> None:
    told = program("agenda", prepared, "--format", "json").json
    assert set(told) == {"meeting", "cases", "waiting"}
    meeting = told["meeting"]
    assert (meeting["id"], meeting["cases"], meeting["ready"], meeting["minutes"]) == (prepared, 5, 4, 65)
    assert meeting["break_after"] == "TB-1"
    rows = {row["case"]: row for row in told["cases"]}
    assert (rows["TB-4"]["order"], rows["TB-4"]["emergency"]) == (1, True)
    assert set(rows["TB-1"]) == {
        "order", "case", "route", "minutes", "begins", "emergency", "state", "ready", "gaps", "held", "bypass", "late",
        "override", "listed_because", "died",
    }  # fmt: skip
    gaps = {gap["key"]: gap for gap in rows["TB-2"]["gaps"]}
    assert set(gaps["mri"]) == {"key", "label", "weight", "state", "says", "closes", "owner", "due", "source"}
    assert (gaps["mri"]["state"], gaps["mri"]["owner"]) == ("too_old", None)
    assert gaps["mri"]["says"] == "61 days old on Thu 26 Nov 2026, allowed 42"
    assert (gaps["escc T8"]["owner"], gaps["escc T8"]["due"]) == ("radiology", "2026-11-25T11:30:00+00:00")
    assert rows["TB-3"]["bypass"]["reason"] == "the surgeon leaves on Friday"
    assert rows["TB-5"]["late"]["asked"]["reason"] == "seen this afternoon"
    assert "allowed" not in rows["TB-5"]["late"]
    assert [each["case"] for each in told["waiting"]] == ["TB-6"]


def test_nobody_is_chased_for_a_patient_who_died_and_the_list_says_so(
    program: Program, prepared: str, own_board: Board
) -> None:
    following = own_board.planning.plan("TB-2", "ct", own_board.now().date() + timedelta(days=9), ME)
    own_board.followups.cancel(following.id, "died", started_from=own_board.revision())
    words = " ".join(program("agenda", prepared).out.split())
    assert "DIED TB-2: recorded as died (follow-up TB-2/1)" in words
    assert "discuss recorded as died" in words
    assert "61 days old" not in words
    assert "TB-2" not in program("agenda", prepared, "--chase").out
    rows = {row["case"]: row["died"] for row in program("agenda", prepared, "--json").json["cases"]}
    assert (rows["TB-1"], rows["TB-2"]) == (None, "follow-up TB-2/1")
    again = own_board.meetings.plan("Next", own_board.now() + timedelta(days=9)).id
    program("relist", "TB-2", "--meeting", again, "--because", "x").failed("TB-2: recorded as died (follow-up TB-2/1)")


def test_the_chase_list_is_by_who_sees_to_it_and_says_how_long_there_is(program: Program, prepared: str) -> None:
    lines = [line.strip() for line in program("agenda", prepared, "--chase").out.splitlines()]
    assert lines[0] == "Still missing: Spine MDT"
    owners = [line for line in lines if line in ("Dr radiology", "Dr nurse", "nobody yet")]
    assert owners == ["Dr nurse", "Dr radiology", "nobody yet"]
    nurse, radiology = (lines[lines.index(owner) + 1] for owner in owners[:2])
    countdown = r"\((in|OVERDUE) [\dhdmin ]+\)"
    assert re.fullmatch(rf"- until Tue 24 Nov 10:30 {countdown}: TB-2: the patient's goal", nurse)
    assert re.fullmatch(rf"- until Wed 25 Nov 11:30 {countdown}: TB-2: ESCC grade T8, L2", radiology)
    rest = lines[lines.index("nobody yet") :]
    assert rest[1:5] == [
        "usually the radiologist",
        "- TB-2: whole-spine MRI (61 days old on Thu 26 Nov 2026, allowed 42)",
        "usually the referrer",
        "- TB-3 (heard all the same): question to the board",
    ]
    gaps = program("agenda", prepared, "--chase", "--json").json["gaps"]
    assert [(gap["case"], gap["key"]) for gap in gaps] == [
        ("TB-2", "mri"),
        ("TB-2", "escc T8"),
        ("TB-2", "escc L2"),
        ("TB-2", "goal"),
        ("TB-3", "question"),
    ]


@pytest.mark.parametrize("form", ["text", "md", "html", "json"])
def test_no_patient_is_named_unless_asked(program: Program, prepared: str, form: str) -> None:
    assert program("agenda", prepared, "--format", form).printed
    for more in ((), ("--chase",)):
        printed = program("agenda", prepared, "--format", form, *more).out
        assert not [word for word in (*NAMES.values(), "1960") if word in printed]


def test_names_are_printed_where_they_are_asked_for(program: Program, prepared: str) -> None:
    printed = " ".join(program("agenda", prepared, "--identifiers", "--format", "md").out.split())
    assert "Xaver Muster, born 01 Jan 1960" in printed


def test_a_pdf_and_a_page_are_written_to_a_file(program: Program, prepared: str, tmp_path: Path) -> None:
    for form, begins in (("pdf", b"%PDF-"), ("html", b"<!DOCTYPE html>"), ("text", b"Spine MDT\n")):
        target = tmp_path / f"agenda.{form}"
        answer = program("agenda", prepared, "--format", form, "-o", target)
        assert (answer.code, answer.printed) == (0, b"")
        assert target.read_bytes().startswith(begins)


def test_a_file_that_cannot_be_written_is_named(program: Program, prepared: str, tmp_path: Path) -> None:
    program("agenda", prepared, "-o", tmp_path / "none" / "a.txt").failed("none")


def test_an_unknown_meeting_is_named_and_says_where_to_look(program: Program, prepared: str) -> None:
    program("agenda", "Thursday").failed("no meeting is called Thursday", "tumorboard meetings")


def test_an_empty_list_says_so(program: Program, meeting: str) -> None:
    assert "No case is on this list yet." in program("agenda", meeting).out
    assert "Nothing that blocks is missing." in program("agenda", meeting, "--chase").out


def test_text_from_files_cannot_act_on_a_terminal_or_a_page(program: Program, own_board: Board, meeting: str) -> None:
    hostile = "\x1b[31m<script>alert(1)</script>"
    own_board.intake.admit([whole("A", responsible={"name": "Dr", "contact": f"ward {hostile}"})], meeting)
    assert "\x1b" not in program("agenda", meeting).out
    assert "<script>" not in program("agenda", meeting, "--format", "html").out


def test_it_only_prints(program: Program, prepared: str, own_board: Board) -> None:
    before = own_board.revision()
    program("agenda", prepared)
    assert own_board.revision() == before
    assert own_board.person.id == ME
