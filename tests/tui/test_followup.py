"""The Follow-up room, through the real app: what is due, what it showed, what became of decisions, and the way back."""

from datetime import date, timedelta
from pathlib import Path

import pytest
from icalendar import Calendar

from tests.board.sitting import NEXT_MRI, SPECIALISTS, at_the_table, decision
from tests.conftest import Clock, OpenAs
from tests.tui.conftest import Running
from tests.tui.shown import press, screen_text, words_of
from tumorboard.board.board import Board
from tumorboard.domain.followup import Result
from tumorboard.domain.vocabulary import FollowUpKind
from tumorboard.tui.fields import sins_fields
from tumorboard.tui.writing.reading_form import ReadingForm
from tumorboard.tui.writing.result_form import ResultForm
from tumorboard.tui.writing.sheet import Sheet
from tumorboard.tui.writing.view_entries import view_entries

SIZES = [(60, 16), (80, 24), (120, 40)]
LATER = {"kind": "sins_at_least", "value": "13"}


@pytest.fixture
def after(open_as: OpenAs, clock: Clock) -> tuple[Board, str]:
    """Forty-nine days after a decision on A whose dissent arms a trigger: its MRI nine days over, two checks coming."""
    board, meeting = at_the_table(open_as, *SPECIALISTS)
    dissent = {"person_id": "surgeon", "position": "fixation", "triggers": [LATER]}
    split = decision("sbrt", next_mri=NEXT_MRI, agreement="majority_with_dissent", dissents=[dissent])
    record = board.decisions.record(meeting, "A", split)
    clock.advance(days=49)
    today = clock().date()
    coming: tuple[tuple[FollowUpKind, int], ...] = (("neuro_check", 2), ("restaging", 12), ("stability_check", 60))
    for kind, days in coming:
        board.planning.plan("A", kind, today + timedelta(days=days), "medonc", decision=record)
    return board, meeting


@pytest.mark.parametrize("size", SIZES)
async def test_what_is_due_stands_in_order_with_what_must_not_be_overlooked_on_top(
    after: tuple[Board, str], running: Running, size: tuple[int, int]
) -> None:
    async with running(after[0], size) as pilot:
        shown = await press(pilot, "f4")
        assert "1 fate unknown · 1 overdue · 2 within 14 days" in shown
        listed = shown.split("to look at")[1]
        places = [listed.index(f"─ {words} ─") for words in ("decisions of unknown fate · 1", "OVERDUE · 1")]
        assert places == sorted(places)
        assert "Sun 03 Jan 27 9 days over" in shown


@pytest.mark.parametrize(
    ("width", "counted"),
    [
        (60, "1 fate unknown · 1 to be read or acted on · 1 overdue"),
        (80, "1 fate unknown · 1 to read or act on · 1 overdue · 1 in 14 days · 1 proposed"),
        (120, "1 fate unknown · 1 to be read or acted on · 1 overdue · 1 within 14 days · 1 proposed · 1 later"),
    ],
)
async def test_where_not_all_is_counted_none_is_passed_over_for_a_later_one(
    after: tuple[Board, str], running: Running, width: int, counted: str
) -> None:
    board, _ = after
    board.followups.advance("A/2", "done", started_from=board.followups.get("A/2").revision)
    async with running(board, (width, 24)) as pilot:
        shown = await press(pilot, "f4")
        assert shown.splitlines()[1].strip() == counted


async def test_a_clinician_moves_one_records_another_and_takes_the_calendar(
    after: tuple[Board, str], running: Running, open_as: OpenAs, tmp_path: Path
) -> None:
    board, _ = after
    clinician = open_as("radonc")
    async with running(clinician, (120, 40)) as pilot:
        shown = await press(pilot, "f4", "down")
        assert "[sbrt_high]" in words_of(shown, slice(76, 119)).replace(" ", "")
        await press(pilot, "r", *"+10w", "enter", *"pain settled")
        shown = await press(pilot, "ctrl+s")
        assert "A/1 is due Tue 23 Mar 2027; 03 Jan 2027 is kept" in shown
        standing = board.followups.get("A/1").record
        assert [(each.due, each.reason) for each in standing.earlier] == [(date(2027, 1, 3), "pain settled")]
        shown = await press(pilot, "home", "down", "s")
        assert "A/2 is ordered now" in shown
        await press(pilot, "i", *str(tmp_path / "f.ics"))
        shown = await press(pilot, "ctrl+s")
        assert "4 follow-ups written to" in shown
    events = list(Calendar.from_ical((tmp_path / "f.ics").read_bytes()).walk("VEVENT"))
    assert date(2027, 3, 23) in [each.decoded("dtstart") for each in events]
    assert {str(each["sequence"]) for each in events} == {"0", "1"}


async def test_a_result_that_fires_a_trigger_brings_the_case_back_with_one_key(
    after: tuple[Board, str], running: Running, clock: Clock
) -> None:
    board, _ = after
    again = board.meetings.plan("Spine again", clock() + timedelta(days=7))
    async with running(board, (120, 40)) as pilot:
        await press(pilot, "f4", "down", "x", "down", "2", "4", "2", "1")
        shown = await press(pilot, "ctrl+s")
        assert "progression on imaging" in shown
        result = board.followups.get("A/1").record.result
        assert result is not None
        assert (result.response, result.pain, result.ambulation, result.new_deficit) == (
            "progression",
            4,
            "aided",
            True,
        )
        assert result.new_fracture is None
        shown = await press(pilot, "b")
        assert "Spine again" in shown
        shown = await press(pilot, "ctrl+s")
        assert "A is on Spine again" in shown
        beside = words_of(shown.replace("│", " "), slice(shown.splitlines()[2].rindex("╭"), None))
        assert "new neurological deficit: it is on the list of Spine again, Tue 19 Jan 2027" in beside
        assert "deficit: b brings the case back" not in beside
        shown = await press(pilot, "b")
        assert "A is listed already: Spine again" in shown
    item = board.meetings.get(again.id).record.item("A")
    assert item is not None
    assert item.listed_because is not None
    assert "new neurological deficit" in item.listed_because


async def test_a_decision_not_carried_out_has_its_reason_and_comes_back_to_a_meeting(
    after: tuple[Board, str], running: Running, clock: Clock
) -> None:
    board, meeting = after
    before = board.decisions.standing(meeting, "A")
    again = board.meetings.plan("In two weeks", clock() + timedelta(weeks=2))
    async with running(board, (80, 24)) as pilot:
        await press(pilot, "f4", "n")
        shown = await press(pilot, "ctrl+s")
        assert "say why, from the list" in shown
        assert "decided on 24 Nov 2026: SBRT" in shown
        shown = await press(pilot, "1")
        assert "usually next: inform the board, offer palliative care, review the next MRI" in shown
        shown = await press(pilot, "ctrl+s")
        assert "A is settled: not done · next: inform the board, offer palliative care" in shown
        assert "A · decision of 24 Nov 2026 not done: patient wish" in shown
        assert "fate unknown" not in shown
        shown = await press(pilot, "4")
        assert "Bring back · A" in shown
        shown = await press(pilot, "ctrl+s")
        assert "A is on In two weeks" in shown
        assert "1 inform the board" in shown
        assert "list the case again" not in shown.split("usually next")[0].split("inform the board")[1]
        shown = await press(pilot, "2", "escape")
        assert "2 offer palliative care" in shown
        shown = await press(pilot, "escape", "f2", "m", "down", "enter", "enter")
        assert "Since 24 Nov 2026" in shown
    assert dict(board.fates.reasons()) == {"patient_wish": 1}
    assert board.decisions.standing(meeting, "A") == before
    item = board.meetings.get(again.id).record.item("A")
    assert item is not None
    assert item.listed_because == "decision of 24 Nov 2026 not done: patient wish"


async def test_what_is_suggested_next_stays_with_its_case_and_is_planned_in_words(
    after: tuple[Board, str], running: Running
) -> None:
    board, meeting = after
    board.running.note(meeting, "B", "for information")
    async with running(board, (120, 40)) as pilot:
        await press(pilot, "f4", "n", "1", "ctrl+s")
        shown = await press(pilot, "2")
        assert "offer palliative care (decision of 24 Nov 2026 not done: patient wish)" in " ".join(shown.split())
        assert "is planned for Tue 19 Jan 2027" in await press(pilot, "ctrl+s")
    planned = board.followups.of("A")[-1]
    assert (planned.kind, planned.owner, planned.meeting_id) == ("other", "chair", meeting)


async def test_the_next_mri_is_gone_to_wherever_it_stands(after: tuple[Board, str], running: Running) -> None:
    async with running(after[0], (120, 40)) as pilot:
        await press(pilot, "f4", "n", "1", "ctrl+s")
        assert "A: r moves it, c cancels it" in await press(pilot, "3")
        assert "A · MRI T12" in screen_text(pilot.app)
        assert "Another day · A/1" in await press(pilot, "r")


async def test_one_key_settles_what_was_done(after: tuple[Board, str], running: Running) -> None:
    board, meeting = after
    async with running(board, (80, 24)) as pilot:
        shown = await press(pilot, "f4", "y")
        assert "A is settled: done" in shown
    record = board.fates.of(meeting, "A")
    assert record is not None
    assert [each.fate for each in record.settled] == ["done"]


async def test_what_is_proposed_is_planned_for_its_day_and_declined_with_a_reason(
    open_as: OpenAs, running: Running
) -> None:
    board, meeting = at_the_table(open_as, *SPECIALISTS)
    board.decisions.record(meeting, "A", decision("sbrt", next_mri=NEXT_MRI))
    async with running(board, (120, 40)) as pilot:
        shown = await press(pilot, "f4", "/", *"neuro", "enter")
        assert "proposed" in shown
        shown = await press(pilot, "a", "ctrl+s")
        assert "A/2 is planned for Tue 22 Dec 2026" in shown
        shown = await press(pilot, "escape", "escape", "/", *"restaging", "enter", "c", "1", "ctrl+s")
        assert "restaging declined, patient wish" in shown
    assert [(each.kind, each.state) for each in board.followups.of("A")] == [
        ("mri", "planned"),
        ("neuro_check", "planned"),
        ("restaging", "cancelled"),
    ]


async def test_filters_are_one_key_and_esc_takes_them_away(after: tuple[Board, str], running: Running) -> None:
    async with running(after[0], (120, 40)) as pilot:
        shown = await press(pilot, "f4", "e")
        assert "only MRI" in shown
        assert "1 of 5" in shown
        shown = await press(pilot, "escape", "o")
        assert "of chair" in shown
        shown = await press(pilot, "escape", "m")
        assert "5 to look at" in shown


async def test_an_observer_reads_and_is_told_who_may_change(
    after: tuple[Board, str], running: Running, open_as: OpenAs
) -> None:
    async with running(open_as("observer"), (120, 40)) as pilot:
        for key in ("r", "x", "s", "c", "h"):
            shown = await press(pilot, "f4", "home", "down", key)
            assert "changes follow-ups; you may read them" in shown
    assert after[0].followups.get("A/1").record.sequence == 0


async def test_of_two_sessions_the_second_is_told_and_loses_nothing(
    after: tuple[Board, str], running: Running, open_as: OpenAs
) -> None:
    board, _ = after
    async with running(board, (120, 40)) as pilot:
        await press(pilot, "f4", "down", "r", *"+3w", "enter", *"later")
        theirs = open_as("radonc").followups
        theirs.advance("A/1", "ordered", started_from=theirs.get("A/1").revision)
        shown = await press(pilot, "ctrl+s")
        assert "was changed by somebody else meanwhile" in " ".join(shown.split())
    assert board.followups.get("A/1").record.due == date(2027, 1, 3)


async def test_a_day_that_is_past_or_none_is_refused_in_the_sheet(after: tuple[Board, str], running: Running) -> None:
    async with running(after[0], (80, 24)) as pilot:
        await press(pilot, "f4", "down", "r", *"2026-12-01", "enter", *"x")
        shown = await press(pilot, "ctrl+s")
        assert "2026-12-01 is past" in shown
        assert "PAST" in shown
    assert after[0].followups.get("A/1").record.earlier == ()


async def test_a_patient_who_died_ends_all_that_is_open(after: tuple[Board, str], running: Running) -> None:
    board, _ = after
    async with running(board, (80, 24)) as pilot:
        shown = await press(pilot, "f4", "down", "c")
        key = next(line.split("died")[0].split()[-1] for line in shown.splitlines() if "died" in line)
        shown = " ".join((await press(pilot, key, "ctrl+s")).split())
        assert "A/1 is cancelled: died; with it /2 /3 /4 (medonc)" in shown
        assert "proposed" not in shown
    assert {each.cancelled for each in board.followups.of("A")} == {"died"}


async def test_an_empty_room_says_what_fills_it(open_as: OpenAs, running: Running) -> None:
    async with running(open_as(), (80, 24)) as pilot:
        shown = await press(pilot, "f4")
        assert "nothing is due" in shown
        assert "a decision with its next MRI" in " ".join(shown.split())


async def test_names_in_free_words_are_hidden_under_discretion(after: tuple[Board, str], running: Running) -> None:
    board, _ = after
    named = board.cases.get("A")
    patient = named.record.patient.model_copy(update={"family_name": "Invented"})
    board.cases.save(named.record.model_copy(update={"patient": patient}), named.revision, "name")
    board.followups.reschedule(
        "A/1", date(2027, 2, 1), "Invented is away", started_from=board.followups.get("A/1").revision
    )
    async with running(board, (120, 40)) as pilot:
        shown = await press(pilot, "f4", "home", "down", "down", "down")
        assert "Invented" in screen_text(pilot.app)
        shown = await press(pilot, "f9")
        assert "Invented" not in shown


async def test_enter_opens_the_case_in_the_board(after: tuple[Board, str], running: Running) -> None:
    async with running(after[0], (120, 40)) as pilot:
        shown = await press(pilot, "f4", "enter")
        assert "NOMS" in shown


async def test_the_month_turns_and_counts_its_days(after: tuple[Board, str], running: Running) -> None:
    async with running(after[0], (120, 40)) as pilot:
        shown = await press(pilot, "f4", "down")
        assert "January 2027" in shown
        shown = await press(pilot, "right", "right", "left", "left", "left")
        assert "December 2026" in shown


async def test_what_has_ended_is_shown_when_asked_for_and_a_cancellation_is_taken_back(
    after: tuple[Board, str], running: Running
) -> None:
    board, _ = after
    async with running(board, (80, 24)) as pilot:
        await press(pilot, "f4", "down", "c", "1", "ctrl+s")
        assert "MRI" not in await press(pilot, "escape")
        shown = await press(pilot, "z", "end")
        assert "─ ended · 1 ─" in shown
        assert "cancelled" in shown
        await press(pilot, "c", *"he will come after all")
        assert "A/1 is planned again" in await press(pilot, "ctrl+s")
        assert "ended" not in await press(pilot, "escape")
    assert board.followups.get("A/1").record.state == "planned"


async def test_done_before_it_is_due_is_asked_and_a_wrong_state_is_taken_back_with_why(
    after: tuple[Board, str], running: Running
) -> None:
    board, _ = after
    async with running(board, (120, 40)) as pilot:
        shown = await press(pilot, "f4", "/", *"restaging", "enter", "s", "s")
        assert "A/3 is due only Sun 24 Jan 2027: s again says it was done today" in shown
        assert board.followups.get("A/3").record.state == "ordered"
        await press(pilot, "escape", "s")
        assert board.followups.get("A/3").record.state == "ordered"
        assert "A/3 is done now" in await press(pilot, "s")
        assert "Take done back · A/3" in await press(pilot, "u")
        await press(pilot, *"the wrong line")
        assert "A/3 is ordered again" in await press(pilot, "ctrl+s")
    standing = board.followups.get("A/3").record
    assert (standing.state, standing.history[-1].words) == ("ordered", "done taken back: the wrong line")


async def test_what_is_overdue_is_done_with_one_key(after: tuple[Board, str], running: Running) -> None:
    async with running(after[0], (120, 40)) as pilot:
        await press(pilot, "f4", "down", "s", "s")
    assert after[0].followups.get("A/1").record.state == "done"


async def test_what_cannot_be_is_refused_before_anything_is_asked(after: tuple[Board, str], running: Running) -> None:
    board, _ = after
    async with running(board, (120, 40)) as pilot:
        await press(pilot, "f4", "down", "s", "s")
        assert "A/1 is done; only what is planned or ordered can be cancelled" in await press(pilot, "c")
        assert "A/1 is done; only what is planned or ordered has a day to move" in await press(pilot, "r")
        await press(pilot, "s", "s", "z", "end")
        assert "A/1 is acted on; only what is planned or ordered has a day to move" in await press(pilot, "r")
        assert "A/1 is acted on; nothing of it is awaited any more" in await press(pilot, "h")
        assert "A/1 is acted on; only what is planned or ordered can be cancelled" in await press(pilot, "c")
        await press(pilot, "home", "down")
        assert "is planned; only a cancelled one is taken back" in await press(pilot, "u")
        assert not isinstance(pilot.app.screen, Sheet)


async def test_a_follow_up_is_handed_only_to_who_may_see_to_it(after: tuple[Board, str], running: Running) -> None:
    board, _ = after
    board.people.edit("radonc", None, ("observer",), None)
    async with running(board, (120, 40)) as pilot:
        shown = await press(pilot, "f4", "down", "h", "up")
        assert "Dr surgeon" in shown
        assert "Toni" not in shown
        await press(pilot, "1", *"he only looks")
        assert "A/1 is with" in await press(pilot, "ctrl+s")
    assert board.followups.get("A/1").record.owner == "chair"


async def test_a_calendar_takes_away_what_was_cancelled_and_names_nobody(
    after: tuple[Board, str], running: Running, tmp_path: Path
) -> None:
    board, _ = after
    named = board.cases.get("A")
    patient = named.record.patient.model_copy(update={"family_name": "Invented"})
    board.cases.save(named.record.model_copy(update={"patient": patient}), named.revision, "name")
    file = tmp_path / "f.ics"
    async with running(board, (80, 24)) as pilot:
        await press(pilot, "f4", "down", "c", "1", "ctrl+s", "i", *str(file))
        assert "4 follow-ups written to" in await press(pilot, "ctrl+s")
        written = file.read_bytes()
        await press(pilot, "i", *str(tmp_path / "no" / "such.ics"))
        assert "such.ics" in await press(pilot, "ctrl+s")
    events = {str(each["status"]): each for each in Calendar.from_ical(written).walk("VEVENT")}
    assert set(events) == {"CANCELLED", "CONFIRMED"}
    assert events["CANCELLED"].decoded("dtstart") == date(2027, 1, 3)
    assert b"Invented" not in written
    assert not (tmp_path / "no").exists()


async def test_a_calendar_replaces_the_last_one_and_keeps_any_other_file_beside(
    after: tuple[Board, str], running: Running, tmp_path: Path
) -> None:
    file = tmp_path / "f.ics"
    file.write_bytes(b"a thesis")
    async with running(after[0], (120, 40)) as pilot:
        await press(pilot, "f4", "i", *str(file))
        assert "what stood there is kept as f.ics.~1~" in await press(pilot, "ctrl+s")
        await press(pilot, "i", *str(file))
        assert "is kept" not in await press(pilot, "ctrl+s")
    assert sorted(each.name for each in tmp_path.glob("f*")) == ["f.ics", "f.ics.~1~"]
    assert (tmp_path / "f.ics.~1~").read_bytes() == b"a thesis"


async def test_something_that_no_rule_proposed_is_planned(after: tuple[Board, str], running: Running) -> None:
    board, meeting = after
    async with running(board, (80, 24)) as pilot:
        await press(pilot, "f4", "N", "5", *"29 feb 2028", "enter", "1")
        assert "A/5 is planned for Tue 29 Feb 2028" in await press(pilot, "ctrl+s")
        assert "say in words" in await press(pilot, "N", "6", *"+1w", "enter", "1", "ctrl+s")
    planned = board.followups.get("A/5").record
    assert (planned.kind, planned.level, planned.meeting_id, planned.due) == ("ct", "T12", meeting, date(2028, 2, 29))


async def test_g_goes_from_group_to_group_and_the_cursor_passes_over_their_names(
    after: tuple[Board, str], running: Running
) -> None:
    async with running(after[0], (120, 40)) as pilot:
        assert "A · decision" in await press(pilot, "f4")
        for title in ("MRI T12", "neuro exam", "stability", "decision"):
            assert f"A · {title}" in await press(pilot, "g")
        assert "A · MRI T12" in await press(pilot, "down")
        assert "A · decision" in await press(pilot, "up", "up")
        assert "A · stability" in await press(pilot, "end")


async def test_a_line_that_is_gone_leaves_the_cursor_where_it_was(after: tuple[Board, str], running: Running) -> None:
    async with running(after[0], (120, 40)) as pilot:
        await press(pilot, "f4", "down", "down", "c", "1", "ctrl+s")
        assert "A · restaging" in await press(pilot, "escape")
        await press(pilot, "slash", *"stability", "enter")
        assert "A · stability" in screen_text(pilot.app)
        assert "A · restaging" in await press(pilot, "escape")


@pytest.mark.parametrize("size", [(60, 16), (80, 24)])
async def test_where_there_is_no_room_enter_shows_the_line_as_a_whole_and_again_the_board(
    after: tuple[Board, str], running: Running, size: tuple[int, int]
) -> None:
    async with running(after[0], size) as pilot:
        shown = await press(pilot, "f4", "down", "enter")
        assert "Sun 03 Jan 2027, 9 days over" in shown
        assert "[sbrt_high]" in shown
        assert "OVERDUE" not in shown
        assert "OVERDUE" in await press(pilot, "escape")
        assert "NOMS" in await press(pilot, "enter", "enter")


async def test_the_month_of_a_leap_year_has_its_day_and_ends_where_it_ends(
    after: tuple[Board, str], running: Running
) -> None:
    board, _ = after
    revision = board.followups.get("A/1").revision
    board.followups.reschedule("A/1", date(2028, 2, 29), "on a leap day", started_from=revision)
    async with running(board, (120, 40)) as pilot:
        shown = await press(pilot, "f4", "slash", *"mri", "enter")
        month = shown.split("February 2028")[1]
        assert "28   29·1" in month
        assert "30" not in month
        assert "31" not in (await press(pilot, "right", "right")).split("April 2028")[1]


async def test_what_nobody_sees_to_is_filtered_as_that(open_as: OpenAs, running: Running) -> None:
    board, meeting = at_the_table(open_as, *SPECIALISTS)
    board.decisions.record(meeting, "A", decision("sbrt", next_mri=NEXT_MRI))
    async with running(board, (80, 24)) as pilot:
        assert "nothing of that: Esc shows everything" in await press(pilot, "f4", "o")
        assert "of Dr radonc" in await press(pilot, "o")
        shown = await press(pilot, "o")
        assert "Follow-up · of nobody" in shown
        assert "3 of 4" in shown


async def test_a_step_with_a_time_limit_stands_among_what_comes_until_its_time_is_over(
    open_as: OpenAs, running: Running, clock: Clock
) -> None:
    board, meeting = at_the_table(open_as, *SPECIALISTS)
    steps = [
        {"modality": "separation_surgery", "owner": "surgeon", "timing": "within_24_h"},
        {"modality": "sbrt", "owner": "radonc", "timing": "within_4_weeks"},
    ]
    board.decisions.record(meeting, "A", decision(steps=steps, next_mri=NEXT_MRI, departure="the cord"))
    async with running(board, (120, 40)) as pilot:
        shown = await press(pilot, "f4")
        assert "1 within 14 days" in shown
        assert "2 later" in shown
        assert "action due" not in shown
        assert "Wed 25 Nov 26 in 1 day" in shown
        assert "step 1 is due Wed 25 Nov 2026," in shown
        assert "y done · p partly · n not done" in shown
    clock.advance(days=2)
    async with running(board, (120, 40)) as pilot:
        shown = await press(pilot, "f4")
        assert "1 action due" in shown
        assert "step 1 was due Wed 25 Nov" in shown
        assert "A step 1 is settled: done" in await press(pilot, "y")
    assert [each.number for each in board.fates.actions()] == [2]


async def test_the_digit_of_a_sins_item_is_its_points_in_every_sheet_that_asks_for_it(
    after: tuple[Board, str], running: Running
) -> None:
    board, meeting = after
    case = board.cases.get("A").record
    points = {field.path.removeprefix("lesion."): [each.digit for each in field.choices] for field in sins_fields()}
    assert points["sins.pain"] == ["3", "1", "0"]
    sheets: list[ResultForm | ReadingForm] = [
        ResultForm(board, board.followups.get("A/1")),
        ReadingForm(board, meeting, case, 0, None, {}),
    ]
    asked = [entry for sheet in sheets for entry in sheet.entries(sheet.starting_values())]
    asked += list(view_entries({}, ["T12"]))
    found = [
        (f"sins.{each.key.rpartition('.')[2]}", [one.digit for one in each.choices])
        for each in asked
        if ".sins." in f".{each.key}"
    ]
    assert len(found) == 3 * len(points)
    assert all(digits == points[key] for key, digits in found)
    async with running(board, (120, 40)) as pilot:
        await press(pilot, "f4", "down", "x", *["down"] * 6)
        shown = await press(pilot, "3", "ctrl+s")
        assert "A/1 done" in shown
    result = board.followups.get("A/1").record.result
    assert result is not None
    assert result.sins.pain == "mechanical"


@pytest.mark.parametrize("named", ["/proc/x.ics", "~nobody-of-that-name/x.ics", "/proc/no/x.ics", "/dev/null/x.ics"])
async def test_a_calendar_that_cannot_be_written_is_told_in_the_sheet_with_its_name(
    after: tuple[Board, str], running: Running, named: str
) -> None:
    async with running(after[0], (120, 40)) as pilot:
        await press(pilot, "f4", "i")
        sheet = pilot.app.screen
        assert isinstance(sheet, Sheet)
        shown = await press(pilot, *named, "ctrl+s")
        assert pilot.app.screen is sheet
        assert f"{named}: " in shown
        assert ".new" not in shown


async def test_the_sheet_of_another_day_shows_what_is_moved_and_how_much_later_it_would_be(
    after: tuple[Board, str], running: Running
) -> None:
    async with running(after[0], (120, 40)) as pilot:
        shown = _all_of(await press(pilot, "f4", "down", "r"))
        assert "Another day · A/1 · MRI T12" in shown
        assert "now due Sun 03 Jan 2027" in shown
        assert "the rule proposed" in shown
        shown = _all_of(await press(pilot, *"2027-03-23"))
        assert "79 days LATER" in shown
        shown = await press(pilot, "backspace", "backspace", *"01", "enter", *"x")
        await press(pilot, "up", *["backspace"] * 10, *"2099-01-01")
        shown = _all_of(await press(pilot, "ctrl+s"))
        assert "2099-01-01 lies 72 years ahead" in shown
    assert after[0].followups.get("A/1").record.earlier == ()


def _all_of(shown: str) -> str:
    return words_of(shown.replace("│", " "), slice(None))


async def test_the_board_says_of_a_case_what_was_reported_until_it_is_listed(
    after: tuple[Board, str], running: Running, clock: Clock
) -> None:
    board, _ = after
    again = board.meetings.plan("Spine again", clock() + timedelta(days=7))
    result = Result(on=clock().date(), new_deficit=True)
    board.followups.record("A/1", result, started_from=board.followups.get("A/1").revision)
    async with running(board, (120, 40)) as pilot:
        assert "▲ new deficit reported 12 Jan: b in F4" in await press(pilot, "f2")
        board.returning.bring_back("A", again.id, "new deficit")
        pilot.app.screen.look()  # type: ignore[attr-defined]
        shown = await press(pilot, "f2")
        assert "b in F4" not in shown
        assert "▲ new deficit reported on 12 Jan: record the neurology" in shown


async def test_the_day_on_which_it_was_seen_is_read_back_at_once_and_what_is_no_date_is_said(
    after: tuple[Board, str], running: Running
) -> None:
    async with running(after[0], (80, 24)) as pilot:
        shown = await press(pilot, "f4", "down", "x", "up")
        assert "Tue 12 Jan 2027, today" in shown
        assert "'2027-01-12111' is no date; allowed is such as" in await press(pilot, *"111")
        assert "Mon 11 Jan 2027, 1 day ago" in await press(pilot, *["backspace"] * 4, "1")
        shown = await press(pilot, "backspace", "9")
        assert "Tue 19 Jan 2027 is still to come" in shown


async def test_once_a_line_left_the_list_no_key_acts_on_the_next_before_the_cursor_moved(
    after: tuple[Board, str], running: Running
) -> None:
    board, meeting = after

    def states() -> dict[str, str]:
        return {each.id: each.state for each in board.followups.of("A")}

    for state in ("done", "read"):
        board.followups.advance("A/1", state, started_from=board.followups.get("A/1").revision)
    board.fates.settle(meeting, "A", "done")
    async with running(board, (80, 24)) as pilot:
        await press(pilot, "f4", "/", *"mri", "enter", "escape", "home")
        assert "A/1 is acted on now" in await press(pilot, "s")
        before = states()
        for key in ("s", "r", "c", "x", "h", "u", "b", "N"):
            assert "A/1 has left the list; ↓ goes on to the line in its place" in await press(pilot, key), key
        assert states() == before
        await press(pilot, "down")
        assert "A/2 is ordered now" in await press(pilot, "s")


async def test_a_line_that_was_handed_out_of_the_filter_has_left_too(
    after: tuple[Board, str], running: Running
) -> None:
    board, _ = after
    async with running(board, (80, 24)) as pilot:
        await press(pilot, "f4", "/", *"medonc", "enter")
        first = board.followups.get("A/2").record
        board.followups.hand_over("A/2", "radonc", "leave", started_from=board.followups.get("A/2").revision)
        pilot.app.screen.look()  # type: ignore[attr-defined]
        assert "A/2 has left the list" in await press(pilot, "s")
    assert board.followups.get("A/2").record.state == first.state


async def test_a_line_whose_result_asks_for_the_case_carries_a_sign_and_its_state_stands_apart(
    after: tuple[Board, str], running: Running
) -> None:
    board, _ = after
    board.followups.record(
        "A/1", Result(on=date(2027, 1, 3), response="progression"), started_from=board.followups.get("A/1").revision
    )
    board.followups.record(
        "A/2", Result(on=date(2027, 1, 12), pain=1), started_from=board.followups.get("A/2").revision
    )
    board.followups.cancel("A/3", "patient_wish", started_from=board.followups.get("A/3").revision)
    async with running(board, (80, 24)) as pilot:
        shown = await press(pilot, "f4", "z")
        assert "Sun 03 Jan 27 ▲9 days ago" in shown
        assert "Tue 12 Jan 27 today" in shown
        assert "cancelled Dr medonc" in shown
