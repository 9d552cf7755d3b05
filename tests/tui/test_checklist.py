"""The readiness of the Agenda room as a checklist: each line of the minimum data set has one place for every case."""

from datetime import timedelta
from itertools import groupby
from typing import Any

import pytest
from textual.pilot import Pilot

from tests.board.casework import case
from tests.board.preparing import LESION, RED, listed, whole
from tests.board.sitting import enrolled
from tests.conftest import Clock, OpenAs
from tests.tui.agenda_room import beside, looked, meeting_of, prepared, readiness, rows
from tests.tui.conftest import Running
from tests.tui.shown import press, screen_text
from tumorboard.board.board import Board
from tumorboard.clinical.readiness import row_keys
from tumorboard.config import Settings
from tumorboard.knowledge.before import readiness_table

WIDE = (120, 40)
TALLER = (120, 60)
NARROW = (80, 24)
LOW = (60, 16)
UNREAD = {**LESION, "escc": None, "escc_read_on": None}
LESIONS = [{**UNREAD, "level": "T8"}, {**LESION, "level": "T9"}, {**UNREAD, "level": "L1", "escc_read_by": None}]


def pane(shown: str) -> list[str]:
    """The lines of the pane beside the list, from below its title to its foot."""
    lines = [line[66:] for line in shown.splitlines()]
    top = next(at for at, line in enumerate(lines) if "Readiness" in line)
    return [line.removeprefix("│").removesuffix("│") for line in lines[top + 1 : -2]]


def label(line: str) -> str:
    return line[2:25].rstrip()


def labels(shown: str) -> list[str]:
    """The labels in their places, of lines alone on a line and of those in columns."""
    lines = pane(shown)
    at = [place for place, line in enumerate(lines) if line.startswith("─ ")]
    blocks, warns = lines[at[0] + 1 : at[1]], lines[at[1] + 1 :]
    return [f"{at}", *map(label, blocks), *(line[x + 2 : x + 16].rstrip() for line in warns for x in (0, 17, 34))]


def of(shown: str, name: str) -> str:
    """The line of a label, without the blanks between."""
    return " ".join(next(line for line in pane(shown) if label(line) == name).split())


def hold(board: Board, *cases: Any, **settings: Any) -> Board:
    enrolled(board)
    listed(board, *cases)
    return board


async def each(pilot: Pilot[None], count: int) -> list[str]:
    """The screen with each case of the list chosen."""
    return [await press(pilot, key) for key in ("f3", *["down"] * (count - 1))]


@pytest.mark.parametrize("size", [WIDE, NARROW])
async def test_a_route_of_emergency_without_a_sign_is_said_in_words(
    open_as: OpenAs, running: Running, size: tuple[int, int]
) -> None:
    async with running(hold(open_as(), whole("A", route="emergency"), whole("B")), size) as pilot:
        board = await press(pilot, "enter")
        routed, other = await each(pilot, 2)
    assert "route emergency · 1 of 4 signs not recorded" in board, board
    assert "route emergency, " in routed
    assert "route emergency, " not in other


async def test_a_line_stands_in_the_same_place_for_every_case(open_as: OpenAs, running: Running) -> None:
    cases = (whole("A"), whole("B", lesions=LESIONS), case("C"), whole("D", route="information"), whole("E", **RED))
    async with running(hold(open_as(), *cases), WIDE) as pilot:
        first, *others = await each(pilot, len(cases))
    assert all(labels(shown) == labels(first) for shown in others)
    named = {row.short or row.label for row in readiness_table().rows}
    assert named <= set(labels(first))


def test_every_label_fits_its_column() -> None:
    rooms = {"blocking": 22, "warning": 14}
    assert [row.key for row in readiness_table().rows if len(row.short or row.label) > rooms[row.weight]] == []
    assert len({row.short or row.label for row in readiness_table().rows}) == len(row_keys())


async def test_the_mark_says_what_blocks_warns_is_recorded_and_is_not_asked(open_as: OpenAs, running: Running) -> None:
    unasked = whole("A", question=None, pain={}, lesions=[])
    async with running(hold(open_as(), unasked, whole("B", question=None, route="information")), WIDE) as pilot:
        shown = await press(pilot, "f3")
        assert of(shown, "question to the board") == "✗ question to the board → nobody"
        assert of(shown, "identifier") == "✓ identifier"
        assert of(shown, "ESCC grade") == "· ESCC grade"
        assert "? pain score" in beside(shown)
        assert "· steroid start" in beside(shown)
        assert of(await press(pilot, "down"), "question to the board") == "? question to the board"


async def test_a_line_that_only_warns_here_keeps_its_place(open_as: OpenAs, running: Running) -> None:
    board = open_as(settings=Settings(readiness_warns=("question",)))
    async with running(hold(board, whole("A", question=None)), WIDE) as pilot:
        shown = await press(pilot, "f3")
    place = [label(line) for line in pane(shown)].index
    assert of(shown, "question to the board") == "? question to the board"
    assert place("responsible consultant") + 1 == place("question to the board") < place("told of discussion")


async def test_one_line_names_the_levels_that_lack_it_and_the_cursor_walks_them(
    open_as: OpenAs, running: Running
) -> None:
    board = hold(open_as(), whole("A", lesions=LESIONS))
    async with running(board, WIDE) as pilot:
        shown = await press(pilot, "f3")
        assert of(shown, "ESCC grade") == "✗ ESCC grade T8 L1 → nobody"
        assert of(shown, "ESCC grader and date") == "✗ ESCC grader and date T8: date; L1: gr… → nobody"
        assert "✗ ESCC grade T8: not recorded" in beside(await press(pilot, "tab"))
        assert "✗ ESCC grade L1: not recorded" in beside(await press(pilot, "down"))
        assert "✗ grader and date of ESCC T8: not recorded: date" in beside(await press(pilot, "down"))
        shown = await press(pilot, "down", "g")
        assert "gap grader and date of ESCC L1" in " ".join(shown.split())


async def test_what_one_lesion_lacks_needs_no_level(open_as: OpenAs, running: Running) -> None:
    async with running(hold(open_as(), whole("A", lesions=[UNREAD])), WIDE) as pilot:
        assert of(await press(pilot, "f3"), "ESCC grader and date") == "✗ ESCC grader and date date → nobody"


async def test_a_line_turns_green_in_its_place_when_the_fact_arrives(open_as: OpenAs, running: Running) -> None:
    board = hold(open_as(), whole("A", question=None), whole("B"))
    async with running(board, WIDE) as pilot:
        before = await press(pilot, "f3")
        open_as("radonc").cases.save(whole("A"), board.cases.get("A").revision, "asked")
        after = await looked(pilot)
    changed = [(old, new) for old, new in zip(pane(before), pane(after), strict=True) if old != new]
    assert [label(new) for _, new in changed][1:] == ["question to the board"]
    assert changed[0][1].startswith("✓ ready")
    assert changed[1][1].startswith("✓ question to the board")


async def test_who_sees_to_it_and_until_when_stands_at_the_end_of_the_line(
    open_as: OpenAs, running: Running, clock: Clock
) -> None:
    board = hold(open_as(), whole("A", question=None, pain={}, lesions=LESIONS))
    meeting, soon = meeting_of(board), clock() + timedelta(hours=2)
    board.readying.give_all(meeting, "A", ["question", "pain", "escc T8"], "radiology", soon)
    async with running(board, WIDE) as pilot:
        shown = await press(pilot, "f3")
        assert of(shown, "question to the board") == "✗ question to the board → Dr radiolo… 2 h"
        assert of(shown, "ESCC grade").endswith("→ nobody"), "of L1 still"
        assert "?→pain score" in beside(shown)
        clock.advance(hours=5)
        board.readying.give(meeting, "A", "escc L1", "radonc", clock() + timedelta(hours=9))
        shown = await looked(pilot)
        assert of(shown, "question to the board").endswith("over 3 h")
        assert of(shown, "ESCC grade").endswith("over 3 h"), "who is due first"
        assert "?!pain score" in beside(shown)
        shown = beside(await press(pilot, "tab"))
        assert "→ Dr radiology, Tue 24 Nov 10:41, OVERDUE 3 h · closed by: referrer · IDGRLP referral form" in shown


async def test_the_gap_under_the_cursor_is_told_with_its_age_and_source_below(
    open_as: OpenAs, running: Running
) -> None:
    board = prepared(open_as)
    async with running(board, WIDE) as pilot:
        shown = await press(pilot, "f3", "down")
        assert "closed by" not in shown
        assert of(shown, "whole-spine MRI") == "✗ whole-spine MRI 61 days old on T… → nobody"
        shown = beside(await press(pilot, "tab"))
    assert "✗ whole-spine MRI: 61 days old on Thu 26 Nov 2026, allowed 42" in shown
    assert "→ nobody · closed by: radiologist · at most 42 days old at the meeting · NICE QS56" in shown
    assert "the age limit is a proposal that needs clinical sign-off" in shown


async def test_tab_tells_what_is_recorded_beside_each_label_and_whole_below(open_as: OpenAs, running: Running) -> None:
    question = "Is the deformity one to be corrected, and by whom, before the dose is given?"
    async with running(hold(open_as(), whole("A", question=question)), TALLER) as pilot:
        assert "Dr Resp" not in await press(pilot, "f3")
        shown = await press(pilot, "tab")
        assert of(shown, "responsible consultant") == "✓ responsible consultant Dr Resp, 4711"
        assert f"✓ question to the board: {question}" in beside(shown)
        await press(pilot, "tab")
        assert "Dr Resp" not in screen_text(pilot.app)


async def test_tab_tells_who_it_is_where_the_first_line_is_cut(open_as: OpenAs, running: Running) -> None:
    many = [{**LESION, "level": f"T{number}"} for number in range(1, 13)]
    named = whole("A", lesions=many, patient={"family_name": "Example"})
    async with running(hold(open_as(), named), TALLER) as pilot:
        shown = await press(pilot, "f3")
        assert pane(shown)[0].rstrip().endswith("…")
        assert "A · T1 T2 T3 T4 T5 T6 T7 T8 T9 T10 T11 T12 · breast · Example" in beside(await press(pilot, "tab"))


async def test_what_was_said_of_the_case_stands_at_the_foot_and_tab_tells_it_whole(
    open_as: OpenAs, running: Running
) -> None:
    board = hold(open_as(), whole("A", question=None), whole("B"))
    reason = "the theatre has a slot on Friday, the legs are weaker since Sunday and nobody asked yet"
    board.readying.bypass(meeting_of(board), "A", reason)
    async with running(board, (120, 38)) as pilot:
        shown = await press(pilot, "f3")
        assert "✓ heard with its gaps: 1 block" in beside(shown)
        assert pane(shown)[-1].startswith("chair's word: the theatre has a slot on Friday")
        assert pane(shown)[-1].rstrip().endswith("…")
        assert pane(await press(pilot, "down"))[-1].strip() == ""
        await press(pilot, "up", "tab", "pagedown")
        assert f"chair's word: {reason} (chair, Tue 24 Nov 08:41)" in beside(screen_text(pilot.app))
        await pilot.resize_terminal(120, 60)
        shown = await press(pilot, "tab")
        assert f"chair's word: {reason} (chair, Tue 24 Nov 08:41)" in beside(shown)


@pytest.mark.parametrize("size", [NARROW, LOW])
async def test_where_there_is_no_room_for_all_lines_those_that_lack_something_stand(
    open_as: OpenAs, running: Running, size: tuple[int, int]
) -> None:
    board = hold(open_as(), whole("A", question=None, pain={"controlled": True}), whole("B"))
    async with running(board, size) as pilot:
        shown = readiness(await press(pilot, "f3"))
        assert "✗ blocked: 1 block, 1 warn · discuss · 10 min, the usual time ✗ question to the board → nobody" in shown
        assert "✓" not in shown
        shown = readiness(await press(pilot, "tab"))
        assert "✗ question to the board: not recorded → nobody · closed by: referrer · IDGRLP referral form" in shown
        shown = readiness(await press(pilot, "down"))
        assert "? pain score: not recorded → nobody · closed by: nurse · Source page: pain" in shown
        assert "✓ identifier: recorded" in readiness(await press(pilot, "pagedown"))


async def test_a_long_list_goes_on_by_half_a_page_where_the_cursor_leaves_it(open_as: OpenAs, running: Running) -> None:
    board = hold(open_as(), *(whole(f"K{number}") for number in range(20)))
    async with running(board, NARROW) as pilot:
        first = [seen[0].split()[1] for seen in map(rows, await each(pilot, 20))]
        seen = rows(await press(pilot, "home"))
    steps = [len(list(same)) for _, same in groupby(first)]
    assert first[0] == seen[0].split()[1] == "K0"
    assert steps[0] == len(seen)
    assert steps[1] >= len(seen) // 2
    assert sum(steps) == 20
