"""W8 and W9 by commands: what is overdue and proposed, another day with its reason, calendars, what was not done."""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from icalendar import Calendar

from tests.board.casework import case
from tests.board.sitting import decision
from tests.cli.program import ME, Program
from tests.conftest import OpenAs
from tests.lesions import T8_OF_SINS_9
from tumorboard.board.board import Board
from tumorboard.domain.people import Person

W8: dict[str, Any] = {
    "patient": {"family_name": "Example", "given_name": "Ana"},
    "primary": {"histology": "renal_cell", "text": "clear cell"},
    "neurology": {"myelopathy": False},
    "systemic": {"tolerates_surgery": True},
    "lesions": [T8_OF_SINS_9],
}
"""ESCC 1b, paraspinal extension, SINS 9."""
NO_QUORUM = {"without_quorum": "by telephone", "departure": "as the board weighed it"}


def today() -> date:
    return datetime.now().astimezone().date()


@pytest.fixture
def ago(open_as: OpenAs) -> Callable[[int], Board]:
    """The board of the program's login as it was so many days ago."""
    return lambda days: open_as(ME, now=lambda: datetime.now().astimezone() - timedelta(days=days))


@pytest.fixture
def treated(ago: Callable[[int], Board]) -> str:
    """A meeting 40 days ago that decided five cases; its id.

    The MRI of A is 9 days overdue, those of B and C are due this week; nobody said what became of E, D has no MRI.
    """
    board = ago(40)
    board.people.add(Person(id="radonc", name="Dr Rad", roles=("specialist",), specialty="radiation oncology"))
    meeting = board.meetings.plan("Spine MDT", board.now()).id
    board.intake.admit([case(each, **W8) for each in "ABCDE"], meeting)
    board.running.open(meeting)
    for each, days in (("A", -9), ("B", 2), ("C", 5)):
        on = (today() + timedelta(days=days)).isoformat()
        mri = {"on": on, "owner": ME, "because": "as agreed"}
        board.decisions.record(meeting, each, decision("sbrt", next_mri=mri, **NO_QUORUM))
        board.fates.settle(meeting, each, "done")
    for each in "DE":
        board.decisions.record(meeting, each, decision("sbrt", next_mri={"none_because": "comfort"}, **NO_QUORUM))
    board.fates.settle(meeting, "D", "done")
    return meeting


def events(target: Path) -> dict[str, Any]:
    return {str(each["summary"]): each for each in Calendar.from_ical(target.read_bytes()).walk("VEVENT")}


def test_the_clinician_reviews_follow_up(program: Program, treated: str, tmp_path: Path) -> None:
    rows = program("followups", "--json").json
    assert [(each["id"], each["group"], each["overdue_days"]) for each in rows] == [
        ("A/1", "overdue", 9),
        ("B/1", "soon", 0),
        ("C/1", "soon", 0),
    ]
    page = program("followups").out
    assert "9 days OVER" in page
    assert "a decision of unknown fate" in page
    assert [each["case"] for each in program("fates", "--json").json["unknown"]] == ["E"]
    assert program("followups", "--overdue", "--json").json == rows[:1]

    target = tmp_path / "mine.ics"
    assert program("followups", "--ics", target).code == 0
    before = events(target)["MRI due – case B"]
    ten_weeks = (today() + timedelta(weeks=10)).isoformat()
    program("followup", "move", "B/1", "--to", "+10w", "--because", " ").failed("say why the day is changed")
    moved = program("followup", "move", "B/1", "--to", "+10w", "--because", "pain settled", "--json").json
    assert (moved["due"], moved["earlier"][0]["due"], moved["sequence"]) == (ten_weeks, rows[1]["due"], 1)
    program("followups", "--ics", target)
    after = events(target)["MRI due – case B"]
    assert (after["uid"], after["sequence"]) == (before["uid"], before["sequence"] + 1)
    assert after.decoded("dtstart").isoformat() == ten_weeks

    program("followup", "cancel", "B/1", "--reason", "patient_wish")
    program("followups", "--ics", target)
    gone = events(target)["MRI due – case B"]
    assert (gone["uid"], gone["status"], gone["sequence"]) == (before["uid"], "CANCELLED", 2)
    for word in (b"Ana", b"Example", b"renal", b"clear cell"):
        assert word not in target.read_bytes()


def test_an_interval_is_proposed_with_its_reason_and_another_day_gives_one(program: Program, treated: str) -> None:
    proposed = {each["kind"]: each for each in program("followup", "proposed", "--json").json if each["case"] == "A"}
    assert set(proposed) == {"neuro_check", "stability_check", "restaging"}
    assert proposed["stability_check"]["rule"] == "early_fracture"
    assert "Sahgal" in proposed["stability_check"]["source"]
    program("followup", "cancel", "A/1", "--reason", "no_slot")
    plan = ("followup", "plan", "A", "restaging", "--owner", "radonc")
    program(*plan, "--on", "+10w").failed("proposed is", "say why it is")
    planned = program(*plan, "--on", "+10w", "--because", "pain settled", "--json").json
    assert (planned["id"], planned["because"]) == ("A/2", "pain settled")
    assert planned["proposed"]["rule"] == "restaging"
    accepted = program("followup", "plan", "A", "stability_check", "--owner", "radonc", "--json").json
    assert accepted["due"] == proposed["stability_check"]["due"]
    program("followup", "plan", "A", "ct", "--owner", "radonc").failed("no day is proposed")
    program("followup", "plan", "A", "ct", "--owner", "radonc", "--on", "2020-02-29").failed("is past")


def test_a_result_says_that_the_case_should_come_back_and_relist_puts_it_there(
    program: Program, treated: str, ago: Callable[[int], Board]
) -> None:
    answer = program(
        *("followup", "result", "A/1", "--response", "progression", "--new-deficit", "no", "--pain", "7"),
        *("--sins", "collapse=over_50", "--json"),
    )
    assert (answer.json["state"], answer.json["result"]["new_deficit"]) == ("done", False)
    assert answer.json["result"]["sins"]["collapse"] == "over_50"
    assert answer.json["result"]["new_fracture"] is None
    assert answer.err == "tumorboard: note: A should come back: progression on imaging\n"
    program("followup", "result", "A/1", "--sins", "colapse=over_50").failed("allowed is ITEM=VALUE")
    program("followup", "result", "A/1", "--pain", "11").failed("pain")
    assert program("followup", "read", "A/1", "--json").json["group"] == "unread"
    assert program("followup", "act", "A/1", "--words", "listed again", "--json").json["group"] is None
    program("followup", "order", "A/1").failed("nothing of it is awaited any more")
    again = ago(0).meetings.plan("Spine MDT", datetime.now().astimezone() + timedelta(days=14)).id
    relist = ("relist", "A", "--meeting", again, "--because", "progression on imaging")
    assert program(*relist, "--json").json == {"meeting": again, "case": "A", "late": False}
    program(*relist).failed("is on the list of Spine MDT already")


def test_what_was_not_carried_out_has_its_reason_and_comes_back_with_a_difference(
    program: Program, treated: str, ago: Callable[[int], Board]
) -> None:
    bare = program("fate", treated, "E", "not_done")
    assert (bare.code, bare.err) == (1, "tumorboard: say why it was not done, from the list\n")
    other = program("fate", treated, "E", "not_done", "--reason", "other")
    assert (other.code, other.err) == (1, "tumorboard: other: say in words why it was not done\n")
    settled = program("fate", treated, "E", "not_done", "--reason", "patient_wish", "--json").json
    assert settled["suggested"] == [
        "inform the board",
        "offer palliative care",
        "review the next MRI",
        "list the case again",
    ]
    told = program("fates", "--json").json
    assert told["due"] == told["coming"] == []
    assert (told["unknown"], told["reasons"]) == ([], {"patient_wish": 1})
    assert "not carried out: patient wish  1" in program("fates").out
    board = ago(0)
    before = board.decisions.standing(treated, "E")
    again = board.meetings.plan("Spine MDT", datetime.now().astimezone() + timedelta(days=14)).id
    program("relist", "E", "--meeting", again, "--because", "declined the irradiation")
    since = board.since.of(again, "E")
    assert since is not None
    assert since.last == before
    assert since.fate is not None
    assert (since.fate.fate, since.fate.reason) == ("not_done", "patient_wish")


def test_a_step_with_a_time_limit_is_listed_before_its_time_is_over_and_after(
    program: Program, treated: str, ago: Callable[[int], Board]
) -> None:
    steps = [
        {"modality": "sbrt", "owner": "radonc", "timing": timing} for timing in ("within_1_week", "within_4_weeks")
    ]
    amended = decision(steps=steps, next_mri={"none_because": "comfort"}, **NO_QUORUM)
    ago(10).decisions.amend(treated, "E", amended, "owners named", number=1)
    told = program("fates", "--json").json
    week, weeks = ((today() + timedelta(days=days)) for days in (-3, 18))
    assert [(each["step"], each["due"]) for each in told["due"]] == [(1, week.isoformat())]
    assert [(each["step"], each["due"]) for each in told["coming"]] == [(2, weeks.isoformat())]
    printed = program("fates").out
    assert f"due {week:%a %d %b %Y}  E  step 1: " in printed
    assert f"by {weeks:%a %d %b %Y}  E  step 2: " in printed


def test_a_holiday_and_a_weekend_are_pointed_out_and_not_moved(program: Program, treated: str) -> None:
    day = today() + timedelta(days=(5 - today().weekday()) % 7 + 28)
    (program.data / "settings.toml").write_text(f"holidays = [{(day + timedelta(days=2)).isoformat()}]\n")
    answer = program("followup", "move", "C/1", "--to", day.isoformat(), "--because", "leave", "--json")
    assert (answer.json["due"], "a Saturday" in answer.err) == (day.isoformat(), True)
    monday = (day + timedelta(days=2)).isoformat()
    assert "a HOLIDAY" in program("followup", "move", "C/1", "--to", monday, "--because", "leave").err


def test_a_death_ends_all_and_a_mistake_is_taken_back(program: Program, treated: str) -> None:
    program("followup", "plan", "A", "ct", "--owner", "radonc", "--on", "+4w")
    proposed = program("followup", "proposed").out
    assert "  A  restaging" in proposed
    cancelled = program("followup", "cancel", "A/1", "--reason", "died").out.splitlines()
    assert len(cancelled) == 2
    assert "  A/1  mri T8  cancelled  " in cancelled[0]
    assert "  A/2  ct  cancelled  Dr Rad" in cancelled[1]
    assert "  A  " not in program("followup", "proposed").out
    assert [each["id"] for each in program("followups", "--json").json] == ["B/1", "C/1"]
    program("followup", "plan", "A", "ct", "--owner", "radonc", "--on", "+4w").failed("A: recorded as died")
    answer = program("followup", "reinstate", "A/1", "--because", "another of that name", "--json")
    assert answer.json["id"] == "A/1"
    assert "note: with it: " in answer.err
    assert "A/2  ct  planned  Dr Rad" in answer.err
    assert program("followup", "proposed").out == proposed
    assert [each["id"] for each in program("followups", "--json").json] == ["A/1", "B/1", "C/1", "A/2"]
    handed = program("followup", "hand", "A/2", "--to", "radonc", "--because", "on leave", "--json").json
    assert handed["owner"] == "radonc"


def test_a_death_that_a_fate_tells_of_names_what_ends_with_it(program: Program, treated: str) -> None:
    program("followup", "plan", "A", "ct", "--owner", "radonc", "--on", "+4w")
    told = program("fate", treated, "A", "not_done", "--reason", "died").out.splitlines()
    assert told[0] == "A  not done: died"
    assert "  A/1  mri T8  cancelled  " in told[1]
    assert "  A/2  ct  cancelled  Dr Rad" in told[2]
    assert told[3:] == ["next: inform the board"]
    assert program("fate", treated, "A", "not_done", "--reason", "died").out.splitlines()[1:] == told[3:]


def test_what_a_death_ends_stands_in_json_and_another_fate_ends_nothing(program: Program, treated: str) -> None:
    wish = program("fate", treated, "A", "not_done", "--reason", "patient_wish", "--json").json
    assert wish["cancelled"] == []
    assert program("fate", treated, "A", "not_done", "--reason", "died", "--json").json["cancelled"] == ["A/1"]


def test_a_state_that_was_a_mistake_is_taken_back(program: Program, treated: str) -> None:
    program("followup", "done", "C/1")
    back = program("followup", "reinstate", "C/1", "--because", "it is next week", "--json").json
    assert (back["state"], back["group"]) == ("planned", "soon")
    assert [each["state"] for each in back["history"]] == ["done", "planned"]
    assert back["history"][-1]["words"] == "done taken back: it is next week"


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("followup", "done", "Z/9"), "no follow-up is called Z/9"),
        (("followup", "done", "A/1", "--on", "2999-01-01"), "is still to come"),
        (("followup", "done", "A/1", "--on", "31 feb"), "is no date"),
        (("followup", "read", "A/1"), "is planned; say first that it was done: tumorboard followup done A/1 --on DAY"),
        (("followup", "act", "A/1"), "is planned; say first that it was done: tumorboard followup done A/1 --on DAY"),
        (("followup", "result", "A/1"), "nothing is said of what it showed; give its response, pain, walking"),
        (("followup", "reinstate", "A/1", "--because", "x"), "is planned; only a cancelled one is taken back"),
        (("followup", "plan", "NOPE", "mri", "--owner", "radonc"), "no case is called NOPE"),
        (("followups", "--within", "-1"), "allowed is 0 or more"),
        (("followups", "--meeting", "gone"), "no meeting is called gone"),
        (("fates", "--days", "-1"), "allowed is 0 or more"),
        (("fate", "gone", "A", "done"), "there is nothing to settle"),
        (("relist", "Z", "--meeting", "gone", "--because", "x"), "no case is called Z"),
    ],
)
def test_what_cannot_be_is_told_in_a_line(
    program: Program, treated: str, arguments: tuple[str, ...], words: str
) -> None:
    program(*arguments).failed(words)
