"""The sheet: keys land in the entry that the cursor is on, however fast, and nothing typed is lost."""

from collections.abc import Sequence
from typing import Any

import pytest
from textual import events
from textual.pilot import Pilot

from tests.tui.conftest import Running
from tests.tui.shown import press, screen_text
from tumorboard.board.board import Board
from tumorboard.clean import LONGEST_TEXT
from tumorboard.complaint import Complaint
from tumorboard.tui.writing.entry import Entry, Missing, Values, lettered
from tumorboard.tui.writing.sheet import Form, Sheet

PLANS = lettered([(f"plan{at}", f"plan number {at}", f"explains {at}") for at in range(12)])


class Asked(Form):
    """Three entries, and a fourth once there is a plan."""

    title = "A form"

    def __init__(self) -> None:
        self.kept: list[dict[str, Any]] = []
        self.submitted: list[Values] = []

    def entries(self, values: Values) -> Sequence[Entry]:
        more = [Entry("more", "more", "line")] if values.get("plan") else []
        return [
            Entry("sure", "sure", "choice", lettered([("low", "low", ""), ("high", "high", "")]), needed=True),
            Entry("plan", "plan", "several", PLANS, help="in the order of doing", heading="what"),
            Entry("why", "why", "line", heading="words"),
            *more,
        ]

    def changed(self, values: Values) -> None:
        self.kept.append(dict(values))

    def submit(self, values: Values) -> str:
        if not values.get("why"):
            raise Missing("why", "say why; a form without a reason is not handed in")
        self.submitted.append(values)
        return "handed in"


async def opened(pilot: Pilot[None], form: Asked, values: dict[str, Any] | None = None) -> Sheet:
    sheet = Sheet(form, values or {})
    await pilot.app.push_screen(sheet, lambda said: told.append(said))
    return sheet


told: list[str | None] = []


@pytest.fixture(autouse=True)
def nothing_told() -> None:
    told.clear()


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
async def test_a_burst_of_keys_lands_where_it_belongs(board: Board, running: Running, size: tuple[int, int]) -> None:
    form = Asked()
    async with running(board, size) as pilot:
        await opened(pilot, form)
        await pilot.press("2", "a", "3", "enter", *"why not?", "enter", *"2 q:", "ctrl+s")
        await pilot.pause()
        assert form.submitted == [{"sure": "high", "plan": ["plan10", "plan2"], "why": "why not?", "more": "2 q:"}]
        assert told == ["handed in"]


async def test_what_is_missing_is_said_and_the_cursor_goes_there(board: Board, running: Running) -> None:
    form = Asked()
    async with running(board) as pilot:
        sheet = await opened(pilot, form)
        shown = await press(pilot, "ctrl+s")
        assert "say why; a form without a reason is not handed in" in shown
        assert sheet.entry is not None
        assert sheet.entry.key == "why"
        await press(pilot, "x", "ctrl+s")
        assert form.submitted == [{"why": "x"}]


async def test_escape_leaves_and_every_change_was_kept(board: Board, running: Running) -> None:
    form = Asked()
    async with running(board) as pilot:
        await opened(pilot, form)
        await press(pilot, "1", "pagedown", *"ab", "escape")
        assert told == [None]
        assert form.kept[-1] == {"sure": "low", "why": "ab"}
        assert form.submitted == []


async def test_a_choice_pressed_again_leaves_the_order_of_the_others(board: Board, running: Running) -> None:
    form = Asked()
    async with running(board) as pilot:
        sheet = await opened(pilot, form, {"plan": ["plan0", "plan1", "plan2"]})
        shown = await press(pilot, "down", "1", "1")
        assert sheet.values["plan"] == ["plan1", "plan2", "plan0"]
        assert "plan number 1 · plan number 2 · plan number 0" in shown


async def test_a_text_is_mended_where_the_caret_stands(board: Board, running: Running) -> None:
    form = Asked()
    async with running(board) as pilot:
        sheet = await opened(pilot, form, {"why": "abd"})
        await press(pilot, "pagedown", "pagedown", "left", "c", "home", "delete", "end", "backspace", "e")
        assert sheet.values["why"] == "bce"


async def test_a_paste_is_one_line_and_too_much_of_it_is_refused_whole(board: Board, running: Running) -> None:
    form = Asked()
    async with running(board) as pilot:
        sheet = await opened(pilot, form, {"why": "so "})
        await press(pilot, "pagedown", "pagedown")
        pilot.app.post_message(events.Paste("[red]one\ntwo\x1b[31m"))
        await pilot.pause()
        assert sheet.values["why"] == "so [red]one two[31m"
        pilot.app.post_message(events.Paste("x" * LONGEST_TEXT))
        await pilot.pause()
        assert sheet.values["why"] == "so [red]one two[31m"
        assert "are too many for one entry" in screen_text(pilot.app)


class Full(Asked):
    """A form whose draft finds no room on the disk."""

    def changed(self, values: Values) -> None:
        raise Complaint(f"the disk is full, {len(values)} values NOT kept")


async def test_a_draft_that_cannot_be_kept_is_said(board: Board, running: Running) -> None:
    async with running(board) as pilot:
        sheet = await opened(pilot, Full())
        assert "the disk is full, 1 values NOT kept" in await press(pilot, "1")
        assert "Esc or Ctrl+Q again leaves without it" in await press(pilot, "escape")
        assert pilot.app.screen is sheet
        await press(pilot, "escape")
        assert pilot.app.screen is not sheet


@pytest.mark.parametrize("size", [(60, 16), (80, 24), (200, 60)])
async def test_it_can_be_read_at_every_size(board: Board, running: Running, size: tuple[int, int]) -> None:
    async with running(board, (100, 30)) as pilot:
        await opened(pilot, Asked())
        await pilot.resize_terminal(*size)
        shown = await press(pilot, "down")
        assert "1 plan number 0" in shown
        assert "in the order of doing" in shown


class Unkept(Form):
    """A form of which nothing is kept before it is handed in."""

    title = "Unkept"

    def entries(self, values: Values) -> Sequence[Entry]:
        del values
        return [Entry("why", "why", "line", needed=True), Entry("plan", "plan", "several", PLANS)]

    def submit(self, values: Values) -> str:
        return f"handed in: {values['why']}"


async def test_what_is_kept_nowhere_is_left_only_when_esc_is_pressed_again(board: Board, running: Running) -> None:
    async with running(board, (80, 24)) as pilot:
        await pilot.app.push_screen(Sheet(Unkept(), {"why": "as it was"}), lambda said: told.append(said))
        assert "Esc leaves it" in screen_text(pilot.app)
        shown = await press(pilot, "x", "escape")
        assert told == []
        assert "what is typed here is not kept: Ctrl+S submits it, Esc or Ctrl+Q again leaves" in shown
        shown = await press(pilot, "y", "escape")
        assert told == []
        await press(pilot, "escape")
        assert told == [None]


async def test_the_program_is_left_over_what_is_kept_nowhere_only_at_the_second_time(
    board: Board, running: Running
) -> None:
    async with running(board, (80, 24)) as pilot:
        await pilot.app.push_screen(Sheet(Unkept(), {"why": "as it was"}))
        shown = await press(pilot, "x", "ctrl+q")
        assert pilot.app.is_running
        assert "what is typed here is not kept: Ctrl+S submits it, Esc or Ctrl+Q again leaves" in shown
        await press(pilot, "ctrl+q")
        assert not pilot.app.is_running


async def test_a_sheet_that_could_not_be_written_to_disk_is_not_left_with_the_program_unasked(
    board: Board, running: Running
) -> None:
    async with running(board, (80, 24)) as pilot:
        await opened(pilot, Full())
        await press(pilot, "1", "ctrl+q")
        assert pilot.app.is_running
        await press(pilot, "ctrl+q")
        assert not pilot.app.is_running


async def test_a_sheet_in_which_nothing_was_typed_is_left_at_once(board: Board, running: Running) -> None:
    async with running(board, (80, 24)) as pilot:
        await pilot.app.push_screen(Sheet(Unkept(), {"why": "as it was"}), lambda said: told.append(said))
        await press(pilot, "x", "backspace", "escape")
        assert told == [None]


async def test_text_that_is_typed_where_digits_choose_is_refused_in_words(board: Board, running: Running) -> None:
    async with running(board, (80, 24)) as pilot:
        sheet = Sheet(Unkept(), {"why": "as it was"})
        await pilot.app.push_screen(sheet)
        shown = await press(pilot, "down", "x")
        assert "this is no line of text: only the keys below choose here" in shown
        assert sheet.values.get("plan") is None


@pytest.mark.parametrize("words", ["24 Gy", "1", "2"])
@pytest.mark.parametrize(("keys", "key"), [((), "sure"), (("down",), "plan")])
async def test_a_paste_never_chooses(
    board: Board, running: Running, words: str, keys: tuple[str, ...], key: str
) -> None:
    async with running(board, (80, 24)) as pilot:
        sheet = await opened(pilot, Asked())
        await press(pilot, *keys)
        pilot.app.post_message(events.Paste(words))
        await pilot.pause()
        assert sheet.values.get(key) is None
        assert sheet.entry is not None
        assert sheet.entry.key == key
        assert "nothing was pasted: this row is chosen with a key" in screen_text(pilot.app)


async def test_a_row_in_which_several_may_be_chosen_says_how_to_go_on(board: Board, running: Running) -> None:
    async with running(board, (80, 24)) as pilot:
        sheet = await opened(pilot, Asked())
        assert "Enter goes on" not in screen_text(pilot.app)
        shown = await press(pilot, "down", "1")
        assert "several may be chosen, Enter goes on" in shown
        assert sheet.entry is not None
        assert sheet.entry.key == "plan"


@pytest.mark.parametrize("size", [(80, 24), (60, 16)])
async def test_the_view_follows_the_caret_through_a_text_of_any_length(
    board: Board, running: Running, size: tuple[int, int]
) -> None:
    words = " ".join(f"w{at:03d}▏" for at in range(300))
    async with running(board, size) as pilot:
        sheet = await opened(pilot, Asked(), {"sure": "low", "why": words})
        await press(pilot, *["down"] * 3)
        assert sheet.entry is not None
        assert sheet.entry.key == "why"
        assert "w299" in screen_text(pilot.app)
        assert "here▏" in await press(pilot, "space", *"here")
        shown = await press(pilot, "home")
        assert "▏w000" in shown
        assert "here" not in shown
        assert "new▏w000" in await press(pilot, *"new")
        assert "here▏" in await press(pilot, "end")


@pytest.mark.parametrize("size", [(60, 16), (80, 24), (100, 30), (100, 37)])
async def test_nothing_of_the_room_is_seen_around_a_sheet_that_is_as_wide_as_the_screen(
    board: Board, running: Running, size: tuple[int, int]
) -> None:
    async with running(board, size) as pilot:
        await opened(pilot, Asked())
        await pilot.pause()
        lines = screen_text(pilot.app).splitlines()
        assert lines[1].startswith("╭─ A form")
        assert [line[0] for line in lines[2:-2]] == ["│"] * (size[1] - 4)
        assert lines[-2].startswith("╰")
        assert lines[-1] == ""
