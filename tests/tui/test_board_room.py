"""The Board room: the meeting's cases, the open case in panes, and both in step."""

import pytest

from tests.board.casework import case, met
from tests.conftest import OpenAs
from tests.tui.conftest import NOW, Running, admit
from tests.tui.shown import T8_RENAL, press, screen_text, standing
from tumorboard.board.board import Board
from tumorboard.tui.lines import plain
from tumorboard.tui.panes.facts import facts_rows
from tumorboard.tui.panes.header import header_lines
from tumorboard.tui.screens.board import BoardScreen
from tumorboard.tui.session.sitting import Sitting


async def test_the_list_names_order_urgency_id_level_primary_escc_sins_and_open_axes(
    board: Board, running: Running
) -> None:
    async with running(board) as pilot:
        lines = screen_text(pilot.app).splitlines()
    row = next(line for line in lines if "TB-0142" in line and "▲EMERG" in line)
    assert row.split("│")[1].split() == ["1", "▲EMERG", "TB-0142", "T8", "renal", "cell", "2", "2–17*", "NOM?S?"]
    open_row = next(line for line in lines if "TB-0150" in line)
    assert open_row.split("│")[1].split() == ["3", "?signs", "TB-0150", "?", "primary", "?", "?", "?", "N?O?M?S?"]


async def test_noms_and_sins_stand_side_by_side_on_a_wide_screen(board: Board, running: Running) -> None:
    async with running(board) as pilot:
        shown = screen_text(pilot.app)
    assert any("─ NOMS ─" in line and "SINS T8 · 9 of 18" in line for line in shown.splitlines())
    assert standing(shown) == [7, 8, 9, 10]
    assert "Question: Stabilize before SBRT?" in shown
    assert "EMERGENCY" in shown
    assert "rapidly progressive weakness" in shown


@pytest.mark.parametrize(("size", "list_beside_case"), [((80, 24), False), ((100, 30), True), ((120, 40), True)])
async def test_list_and_case_share_the_screen_only_where_there_is_room(
    board: Board, running: Running, size: tuple[int, int], list_beside_case: bool
) -> None:
    async with running(board, size) as pilot:
        first = screen_text(pilot.app)
        case = await press(pilot, "enter")
    assert "TB-0139" in first
    assert "Question: Stabilize" in case
    assert ("TB-0139" in case) is list_beside_case
    assert ("Question: Stabilize" in first) is list_beside_case


async def test_a_window_that_is_too_small_says_so_in_one_line_and_comes_back(board: Board, running: Running) -> None:
    async with running(board, (59, 16)) as pilot:
        small = screen_text(pilot.app)
        await pilot.resize_terminal(80, 24)
        await pilot.pause()
        again = screen_text(pilot.app)
    assert small.split("\n", 1)[0] == "tumorboard needs a window of at least 60 × 16"
    assert small.strip().count("\n") == 0
    assert "TB-0142" in again


async def test_moving_in_the_list_moves_every_pane(board: Board, running: Running) -> None:
    async with running(board) as pilot:
        shown = await press(pilot, "down")
        assert "SINS L3 · 3 of 18" in shown
        assert standing(shown) == [1]
        shown = await press(pilot, "down")
        assert "No lesion is recorded" in shown
        shown = await press(pilot, "up", "up")
        assert "SINS T8 · 9 of 18" in shown


async def test_next_and_previous_case_work_from_any_pane_and_say_where_the_list_ends(
    board: Board, running: Running
) -> None:
    async with running(board, (80, 24)) as pilot:
        shown = await press(pilot, "2", "n")
        assert "SINS L3 · 3 of 18" in shown
        shown = await press(pilot, "p", "p")
        assert "this is the first case" in shown


async def test_one_key_switches_between_the_lesions_of_a_case(board: Board, running: Running) -> None:
    async with running(board) as pilot:
        assert "SINS L2 · 2–17 of 18" in await press(pilot, "l")
        assert "SINS T8 · 9 of 18" in await press(pilot, "l")
        assert "no other lesion" in await press(pilot, "down", "l")


async def test_noms_of_a_lesion_that_is_less_compressed_says_that_the_myelopathy_is_the_patient_s(
    board: Board, running: Running
) -> None:
    async with running(board, (80, 24)) as pilot:
        assert "patient's myelopathy" not in await press(pilot, "1")
        shown = await press(pilot, "l")
        assert "▲" in next(line for line in shown.splitlines() if "myelopathy yes" in line)
        assert "▲ patient's myelopathy" in shown
        shown = await press(pilot, "pagedown")
        assert "▲ Myelopathy is the patient's, not this level's alone: T8 has ESCC 2" in shown


async def test_a_case_that_is_come_back_to_opens_on_its_own_lesion_and_not_on_the_one_looked_at_before(
    board: Board, running: Running
) -> None:
    async with running(board) as pilot:
        assert "SINS L2" in await press(pilot, "l")
        assert "SINS L2" in await press(pilot, "3", "1")
        assert "SINS T8" in await press(pilot, "n", "p")
        assert "SINS L2" in await press(pilot, "l")
        await press(pilot, "slash", *"breast", "enter", "escape", "p")
        assert "SINS T8" in screen_text(pilot.app)


async def test_the_worst_lesion_is_named_and_levels_are_never_added_up(board: Board, running: Running) -> None:
    async with running(board) as pilot:
        shown = screen_text(pilot.app)
    assert "T8 9" in shown
    assert "L2 2–17 worst" in shown


async def test_the_spine_map_marks_each_lesion_at_its_level_with_a_sign_of_its_band(
    board: Board, running: Running
) -> None:
    async with running(board) as pilot:
        lines = screen_text(pilot.app).splitlines()
    assert any("│ T " in line and "◆8!" in line for line in lines)
    assert any("│ L " in line and "?2 " in line for line in lines)


async def test_a_mixed_list_opens_on_the_index_lesion(board: Board, running: Running) -> None:
    async with running(board, (80, 24)) as pilot:
        assert "T8 (+L2)" in await press(pilot, "enter")


async def test_without_an_index_lesion_a_case_opens_on_the_most_compressed_and_stays_there_while_it_is_edited(
    open_as: OpenAs, running: Running
) -> None:
    board = open_as()
    admit(board, ({"id": "TWO", "lesions": [{"level": "L3"}, {"level": "T8", "escc": "2"}]},))
    async with running(board, (120, 40)) as pilot:
        shown = screen_text(pilot.app)
        assert next(line for line in shown.splitlines() if " 1 ?signs" in line).split("│")[1].split()[3:] == [
            "T8", "primary", "?", "2", "2–17*", "NO?M?S?",
        ]  # fmt: skip
        assert "T8 (+L3)" in shown
        shown = await press(pilot, "1", "down", "0")
        assert "T8 (+L3)" in shown
        row = next(line for line in shown.splitlines() if " 1 ?signs" in line).split("│")[1].split()
        assert row[4:] == ["L3", "primary", "?", "0*", "2–17", "N?O?M?S?"]


def test_the_signs_of_an_emergency_stand_before_what_a_follow_up_reported(board: Board) -> None:
    admit(board, ({"id": "R", "neurology": {"bladder_bowel_dysfunction": True, "progression": "rapid"}},), "Red")
    view = Sitting(board, board.meetings.all()[-1]).view()
    assert view is not None
    said = plain(header_lines(view, 78, "new deficit reported 12 Jan")[2])
    assert said.startswith("▲ rapidly progressive weakness, ")
    assert said.rstrip().endswith("… · ▲ new deficit reported 12 Jan: b in F4")


async def test_narrowing_shows_only_matching_cases_and_esc_shows_all_again(board: Board, running: Running) -> None:
    async with running(board) as pilot:
        shown = await press(pilot, "slash", *"breast")
        assert "TB-0139" in shown
        assert "TB-0142" not in shown.split("SINS L3")[0]
        assert "1 shown" in shown
        shown = await press(pilot, "enter", "escape")
        assert "TB-0142" in shown


async def test_narrowing_to_nothing_says_so(board: Board, running: Running) -> None:
    async with running(board) as pilot:
        assert "no case matches 'xyz'" in await press(pilot, "slash", *"xyz")


async def test_another_meeting_is_one_key_away(board: Board, running: Running) -> None:
    admit(board, ({**T8_RENAL, "id": "X-9"},), "Published cases")
    async with running(board) as pilot:
        shown = await press(pilot, "m", "down", "enter")
    assert "X-9" in shown
    assert "Published cases" in shown


async def test_an_empty_store_says_how_to_begin(open_as: OpenAs, running: Running) -> None:
    async with running(open_as("new.login")) as pilot:
        shown = screen_text(pilot.app)
    assert "no meeting yet" in shown
    assert "tumorboard demo" in shown
    assert "new.login is its chair and coordinator" in shown


async def test_a_meeting_without_cases_says_how_to_fill_it(open_as: OpenAs, running: Running) -> None:
    board = open_as()
    board.meetings.plan("Spine MDT", NOW)
    async with running(board) as pilot:
        assert "tumorboard import FILE --meeting ID" in screen_text(pilot.app)


async def test_the_clock_of_a_suspected_compression_is_shown_from_its_anchor(board: Board, running: Running) -> None:
    async with running(board) as pilot:
        assert "MRI due Tue 22:40 (in 13 h)" in screen_text(pilot.app)


async def test_the_checklists_say_eligible_to_consider_and_never_indicated(board: Board, running: Running) -> None:
    async with running(board, (100, 60)) as pilot:
        shown = await press(pilot, "7")
    assert "Eligible to consider" in shown
    assert "Separation surgery: open" in shown
    assert "indicated" not in shown


async def test_lost_walking_that_nobody_recorded_as_a_sign_is_asked_above_the_case(
    open_as: OpenAs, running: Running
) -> None:
    board = open_as()
    met(board, case("LOST", neurology={"walking_lost": "2026-11-24T06:00:00Z"}), case("NOT", neurology={}))
    asks = "walking is not; is the patient unable to walk"
    async with running(board, (120, 40)) as pilot:
        shown = screen_text(pilot.app)
        assert "▲ not walking? record it (5)" in shown
        assert isinstance(pilot.app.screen, BoardScreen)
        view = pilot.app.screen.curtain.view()
        assert view is not None
        assert any(asks in plain(row.line) for row in facts_rows(view, 200))
        assert "not walking? record it" not in await press(pilot, "n")
    assert any(asks in each for each in board.readings.asked(board.cases.get("LOST").record))
    assert board.readings.asked(board.cases.get("NOT").record) == ()


async def test_the_panes_of_the_strip_keep_their_places_when_nothing_is_open_in_one_any_more(
    board: Board, running: Running
) -> None:
    async with running(board, (80, 24)) as pilot:
        (before,) = (line for line in (await press(pilot, "2")).splitlines() if "│1NOMS" in line)
        (after,) = (line for line in (await press(pilot, "down", "delete")).splitlines() if "│1NOMS" in line)
    assert "2SINS✓ " in before
    assert after == before.replace("2SINS✓ ", "2SINS?1")
