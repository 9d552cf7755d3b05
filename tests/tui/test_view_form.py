"""The sheet of a view: few keys, nothing typed is lost or readable on the disk, and no version overwritten unseen."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from textual.pilot import Pilot

from tests.board.searching import is_readable
from tests.board.sitting import at_the_table, view
from tests.conftest import Clock, OpenAs
from tests.tui.conftest import Running
from tests.tui.shown import press, screen_text
from tumorboard.board.board import Board
from tumorboard.domain.case import Case
from tumorboard.domain.view import View
from tumorboard.tui.writing.sheet import Sheet
from tumorboard.tui.writing.view_form import ViewForm

WORDS = "the pedicles will not hold"
W6 = view(
    "stabilization_open",
    "sbrt",
    urgency="within_48_h",
    confidence="high",
    readings={
        "level": "T12",
        "escc": "1b",
        "sins": {"collapse": "over_50", "posterolateral": "unilateral"},
        "tolerates_surgery": False,
        "expected_survival_months": 7.5,
        "goal": "mobility",
    },
    reasons=["instability-threshold", "survival-expectation"],
    rationale=WORDS,
    triggers=[{"kind": "sins_at_least", "value": "13"}, {"kind": "new_mechanical_pain", "words": "on standing"}],
)
KEYS_OF_W6 = (
    "5", "1", "enter", "3", "3",                                      # plan, urgency, confidence
    "b", "enter", "enter", "enter", "3", "1", "enter", "enter", "0",  # ESCC, collapse, posterolateral, fitness
    *"7.5", "enter", "2",                                             # survival, goal
    "4", "3", "enter", *WORDS, "enter",                               # reasons, because
    "1", *"13", "enter", "enter", "5", *"on standing",                # two triggers
)  # fmt: skip

told: list[str | None] = []


@pytest.fixture(autouse=True)
def nothing_told() -> Iterator[None]:
    told.clear()
    yield


def case_of(board: Board) -> Case:
    return board.cases.get("A").record


async def opened(pilot: Pilot[None], board: Board, meeting: str) -> Sheet:
    """The sheet of my view on A, over the running app."""
    form = ViewForm(board, meeting, case_of(board), 0)
    sheet = Sheet(form, form.starting_values())
    await pilot.app.push_screen(sheet, told.append)
    await pilot.pause()
    return sheet


def mine(board: Board, meeting: str) -> View | None:
    """My view as I may read it."""
    found = board.views.mine(meeting, "A")
    return found.record.view if found else None


def said(pilot: Pilot[None]) -> str:
    """The words on the screen, without frames and line ends."""
    return " ".join(screen_text(pilot.app).replace("│", " ").split())


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
async def test_a_whole_view_is_typed_without_a_list_to_walk(
    open_as: OpenAs, running: Running, size: tuple[int, int], folder: Path
) -> None:
    _, meeting = at_the_table(open_as)
    surgeon = open_as("surgeon")
    async with running(surgeon, size) as pilot:
        await opened(pilot, surgeon, meeting)
        await press(pilot, *KEYS_OF_W6, "ctrl+s")
    assert told == ["your view on A is in, sealed until the chair reveals it"]
    assert mine(surgeon, meeting) == W6
    assert surgeon.forms.waiting() == []
    assert not is_readable(folder, WORDS)
    assert len(KEYS_OF_W6) - len(WORDS) - len("on standing") - len("7.5") - len("13") <= 45


async def test_a_plan_suffices_and_says_nothing_of_a_lesion(open_as: OpenAs, running: Running) -> None:
    _, meeting = at_the_table(open_as)
    surgeon = open_as("surgeon")
    async with running(surgeon, (80, 24)) as pilot:
        await opened(pilot, surgeon, meeting)
        await press(pilot, "1", "ctrl+s")
    assert mine(surgeon, meeting) == view("sbrt")


async def test_left_and_taken_up_in_the_next_session_it_is_as_it_was(
    open_as: OpenAs, running: Running, folder: Path
) -> None:
    _, meeting = at_the_table(open_as)
    first = open_as("surgeon")
    async with running(first, (80, 24)) as pilot:
        await opened(pilot, first, meeting)
        await press(pilot, "5", "pagedown", "pagedown", "enter", *WORDS, "escape")
    first.close()
    assert told == [None]
    assert not is_readable(folder, WORDS)
    assert not is_readable(folder, "stabilization_open")
    again = open_as("surgeon")
    async with running(again, (80, 24)) as pilot:
        sheet = await opened(pilot, again, meeting)
        assert sheet.values["rationale"] == WORDS
        await press(pilot, "ctrl+s")
    assert mine(again, meeting) == view("stabilization_open", rationale=WORDS)
    assert again.forms.waiting() == []


async def test_it_opens_on_my_standing_view_and_betters_it(open_as: OpenAs, running: Running) -> None:
    _, meeting = at_the_table(open_as)
    surgeon = open_as("surgeon")
    surgeon.views.submit(meeting, "A", W6)
    async with running(surgeon, (80, 24)) as pilot:
        sheet = await opened(pilot, surgeon, meeting)
        assert "stabilization (open) · SBRT" in said(pilot)
        await press(pilot, "ctrl+s")
        assert mine(surgeon, meeting) == W6
        assert sheet.values["1.sins"] == "13"
    assert [each.number for each in surgeon.views.of(meeting, "A")] == [1]


WRONG: list[tuple[dict[str, Any], str, str]] = [
    ({}, "plan", "a view without a plan is none"),
    ({"plan": ["sbrt"], "months": "six"}, "months", "'six' is no number of months; allowed is 0–600"),
    ({"plan": ["sbrt"], "months": "1,000"}, "months", "'1,000' is no number of months"),
    ({"plan": ["sbrt"], "months": "601"}, "months", "allowed is 0–600"),
    ({"plan": ["sbrt"], "1.kind": "sins_at_least"}, "1.sins", "SINS at least: the total is missing"),
    ({"plan": ["sbrt"], "1.kind": "sins_at_least", "1.sins": "19"}, "1.sins", "allowed is 1–18"),
    ({"plan": ["sbrt"], "1.kind": "escc_at_least"}, "1.escc", "choose the grade that it takes"),
    ({"plan": ["sbrt"], "1.kind": "other"}, "1.words", "say in words what would change your mind"),
    ({"plan": ["sbrt"], "1.words": "growth"}, "1.kind", "choose what would change your mind"),
    ({"plan": ["sbrt"], "escc": "2"}, "level", "say which lesion your readings are about"),
]


@pytest.mark.parametrize(("values", "key", "words"), WRONG)
async def test_what_is_missing_or_wrong_is_said_where_it_is_and_nothing_is_lost(
    open_as: OpenAs, running: Running, values: dict[str, Any], key: str, words: str
) -> None:
    _, meeting = at_the_table(open_as)
    surgeon = open_as("surgeon")
    async with running(surgeon, (80, 24)) as pilot:
        form = ViewForm(surgeon, meeting, case_of(surgeon), 0)
        sheet = Sheet(form, values)
        await pilot.app.push_screen(sheet, told.append)
        await press(pilot, "ctrl+s")
        assert words in said(pilot)
        assert sheet.values == values
        assert sheet.entry is None or sheet.entry.key == key
    assert told == []
    assert mine(surgeon, meeting) is None


async def test_each_reason_shows_what_both_sides_weigh(open_as: OpenAs, running: Running) -> None:
    _, meeting = at_the_table(open_as)
    surgeon = open_as("surgeon")
    async with running(surgeon, (80, 24)) as pilot:
        await opened(pilot, surgeon, meeting)
        await press(pilot, "pagedown", "pagedown", "7", "4")
        assert "the spine is unstable: stabilize even without severe deficit" in said(pilot)
        assert "instability is borderline: close monitoring, bracing or radiation" in said(pilot)


async def test_two_sessions_meet_in_a_choice_and_neither_is_overwritten_unseen(
    open_as: OpenAs, running: Running, clock: Clock
) -> None:
    _, meeting = at_the_table(open_as)
    here, there = open_as("surgeon"), open_as("surgeon")
    async with running(here, (80, 24)) as pilot:
        sheet = await opened(pilot, here, meeting)
        await press(pilot, "1")
        there.views.submit(meeting, "A", view("brace", rationale="bone is weak"))
        await press(pilot, "ctrl+s")
        assert "NOT handed in. Another session of yours handed in a view meanwhile" in said(pilot)
        assert "24 Nov 08:41: brace · bone is weak" in said(pilot)
        assert sheet.entry is not None
        assert sheet.entry.key == "whose"
        assert mine(here, meeting) == view("brace", rationale="bone is weak")
        third = there.views.mine(meeting, "A")
        assert third is not None
        there.views.submit(meeting, "A", view("observation"), third.revision)
        await press(pilot, "1", "ctrl+s")
        assert "observation" in said(pilot)
        assert mine(here, meeting) == view("observation")
        await press(pilot, "ctrl+s")
    assert told == ["your view on A is in, sealed until the chair reveals it"]
    assert mine(there, meeting) == view("sbrt")


async def test_the_other_sessions_view_may_stay(open_as: OpenAs, running: Running) -> None:
    _, meeting = at_the_table(open_as)
    here, there = open_as("surgeon"), open_as("surgeon")
    async with running(here, (80, 24)) as pilot:
        await opened(pilot, here, meeting)
        await press(pilot, "1")
        there.views.submit(meeting, "A", view("brace"))
        await press(pilot, "ctrl+s", "2", "ctrl+s")
    assert told == ["your view on A stays as your other session handed it in"]
    assert mine(here, meeting) == view("brace")
    assert here.forms.waiting() == []


async def test_a_draft_that_another_session_overtook_asks_when_it_is_taken_up(
    open_as: OpenAs, running: Running
) -> None:
    _, meeting = at_the_table(open_as)
    here, there = open_as("surgeon"), open_as("surgeon")
    async with running(here, (80, 24)) as pilot:
        await opened(pilot, here, meeting)
        await press(pilot, "1", "escape")
        there.views.submit(meeting, "A", view("brace"))
        sheet = await opened(pilot, here, meeting)
        assert sheet.entry is not None
        assert sheet.entry.key == "whose"
        await press(pilot, "ctrl+s")
        assert mine(here, meeting) == view("brace")


async def test_revealed_while_i_typed_it_says_so_before_everybody_reads_it(open_as: OpenAs, running: Running) -> None:
    chair, meeting = at_the_table(open_as)
    surgeon = open_as("surgeon")
    surgeon.views.submit(meeting, "A", view("brace"))
    async with running(surgeon, (80, 24)) as pilot:
        await opened(pilot, surgeon, meeting)
        await press(pilot, "1")
        chair.views.reveal(meeting, "A")
        await press(pilot, "ctrl+s")
        assert "were revealed meanwhile: everybody will read yours at once" in said(pilot)
        assert len(chair.views.of(meeting, "A")) == 1
        await press(pilot, "ctrl+s")
    assert told == ["your view 2 on A is in, beside your first; everybody can read it"]
    assert [each.view for each in chair.views.of(meeting, "A")] == [view("brace"), view("brace", "sbrt")]


async def test_a_draft_taken_up_after_the_reveal_is_not_taken_for_another_session(
    open_as: OpenAs, running: Running
) -> None:
    chair, meeting = at_the_table(open_as)
    surgeon = open_as("surgeon")
    surgeon.views.submit(meeting, "A", view("brace"))
    async with running(surgeon, (80, 24)) as pilot:
        await opened(pilot, surgeon, meeting)
        await press(pilot, "1", "escape")
        chair.views.reveal(meeting, "A")
        await opened(pilot, surgeon, meeting)
        assert "read by all at once" in said(pilot)
        await press(pilot, "ctrl+s")
    assert told == [None, "your view 2 on A is in, beside your first; everybody can read it"]


async def test_it_says_who_will_read_it_the_score_that_follows_and_vague_words(
    open_as: OpenAs, running: Running
) -> None:
    _, meeting = at_the_table(open_as)
    surgeon = open_as("surgeon")
    async with running(surgeon, (80, 60)) as pilot:
        await opened(pilot, surgeon, meeting)
        await press(pilot, "pagedown", "enter", "enter", "enter", "enter", "3", "1", "pagedown", "enter", *"perhaps")
        assert "sealed: nobody else reads it until the chair reveals the case" in said(pilot)
        assert "SINS T12 with your readings, the rest as recorded: 12, potentially unstable" in said(pilot)
        assert "vague: perhaps; say whether it is done" in said(pilot)


async def test_each_grade_of_escc_has_its_own_key(open_as: OpenAs, running: Running) -> None:
    _, meeting = at_the_table(open_as)
    surgeon = open_as("surgeon")
    async with running(surgeon, (80, 24)) as pilot:
        sheet = await opened(pilot, surgeon, meeting)
        await press(pilot, "pagedown")
        for key, grade in (("0", "0"), ("a", "1a"), ("b", "1b"), ("c", "1c"), ("2", "2"), ("3", "3")):
            await press(pilot, key, "up")
            assert sheet.values["escc"] == grade
