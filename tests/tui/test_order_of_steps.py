"""Steps in reverse order are pointed out where the decision is written, read back and shown; never refused."""

from tests.board.casework import case, met
from tests.board.sitting import NO_MRI, SPECIALISTS, T12, at_the_table, decision, enrolled
from tests.conftest import OpenAs
from tests.tui.conftest import Running
from tests.tui.shown import press, words_of
from tumorboard.sheets.as_text import as_text
from tumorboard.sheets.record import record_sheet

REVERSED = "order: step 2, separation surgery, comes after step 1, SBRT; the source page decompresses first"
SHEET = slice(11, 108)
DOSE = {"dose_gy": 48.0, "fractions": 2}


async def test_surgery_after_sbrt_is_pointed_out_in_the_sheet_until_a_condition_makes_it_a_fallback(
    open_as: OpenAs, running: Running
) -> None:
    board, _ = at_the_table(open_as, *SPECIALISTS)
    async with running(board, (120, 50)) as pilot:
        shown = await press(pilot, "enter", "d", "1", "pagedown", "3")
        assert REVERSED in words_of(shown, SHEET)
        assert "step 2 ▲ comes after the irradiation: see the notes" in shown
        shown = await press(pilot, "down", "down", "down", *"if worse")
        assert "comes after" not in shown
        shown = await press(pilot, "pageup", "pageup", "3", "pagedown", "1")
        assert "comes after" not in shown


async def test_it_is_pointed_out_where_the_decision_is_read_back_shown_and_printed(
    open_as: OpenAs, running: Running
) -> None:
    board, meeting = at_the_table(open_as, *SPECIALISTS)
    board.decisions.record(meeting, "A", decision("sbrt", "separation_surgery", departure="as discussed", **NO_MRI))
    async with running(board, (120, 50)) as pilot:
        assert f"▲ {REVERSED}" in words_of(await press(pilot, "enter", "c"), SHEET)
        await press(pilot, "escape", "escape")
        assert f"▲ {REVERSED[:40]}" in words_of(await press(pilot, "4"), slice(89, 119))
    printed = " ".join(as_text(record_sheet(board.outcomes.of(meeting), board.now())).split())
    assert f"ORDER {REVERSED.removeprefix('order: ')}" in printed


async def test_a_plan_that_goes_against_the_patients_goal_says_so_in_the_read_back(
    open_as: OpenAs, running: Running
) -> None:
    board = open_as()
    enrolled(board)
    meeting = met(board, case("A", **T12, patient_goals=["avoid_major_surgery"]))
    board.running.open(meeting)
    for person in SPECIALISTS:
        board.register.join(meeting, person, "present")
    board.decisions.record(meeting, "A", decision("separation_surgery", departure="as discussed", **NO_MRI))
    async with running(board, (120, 50)) as pilot:
        assert "▲ reason 8: " in words_of(await press(pilot, "enter", "c"), SHEET)


async def test_what_is_read_back_scrolls_and_what_to_look_at_twice_stands_above_a_long_rationale(
    open_as: OpenAs, running: Running
) -> None:
    board, meeting = at_the_table(open_as, *SPECIALISTS)
    long = " ".join(f"w{at:03d}" for at in range(400))
    written = decision("sbrt", "separation_surgery", rationale=long, departure="as discussed", **NO_MRI)
    sbrt, surgery = written.steps
    board.decisions.record(meeting, "A", written.model_copy(update={"steps": (sbrt.model_copy(update=DOSE), surgery)}))
    async with running(board, (80, 24)) as pilot:
        shown = await press(pilot, "enter", "c")
        words = words_of(shown, slice(1, 79))
        assert words.index(f"▲ {REVERSED}") < words.index("▲ step 1: ") < words.index("because w000")
        assert "PgDn reads on" in shown
        assert "tells the patient" not in shown
        further = await press(pilot, *["pagedown"] * 9)
        assert "tells the patient" in further
        assert "w399" in further
        assert await press(pilot, *["pageup"] * 9) == shown
