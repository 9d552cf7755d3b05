"""What was typed and not committed is offered at the next start, field by field, and nothing of it goes by itself."""

from pathlib import Path

import pytest
from textual.pilot import Pilot

from tests.conftest import Clock, OpenAs
from tests.tui.conftest import NOW, Running, admit
from tests.tui.shown import T8_RENAL, press, screen_text
from tumorboard.board.board import Board
from tumorboard.board.working import Value, WorkingCase
from tumorboard.domain.people import Person
from tumorboard.tui.dialogs.which_drafts import WhichDrafts
from tumorboard.tui.screens.board import BoardScreen

PAIN, ALIGNMENT = "lesions.0.sins.pain", "lesions.0.sins.alignment"
TYPED = ("s", "1", "down", "down", "4")


async def type_and_leave(board: Board, running: Running, *keys: str) -> None:
    """Type, and end the program without committing."""
    async with running(board) as pilot:
        await press(pilot, *(keys or TYPED))


def fields(board: Board, key: str = "TB-0142") -> dict[str, Value]:
    """What is on disk for the next start."""
    draft = board.drafts.pending().get(key)
    return {} if draft is None else {name: value for name, value in draft.fields.items() if not isinstance(value, dict)}


def is_asked(pilot: Pilot[None]) -> bool:
    return isinstance(pilot.app.screen, WhichDrafts)


async def test_nothing_is_asked_where_nothing_was_typed(board: Board, running: Running) -> None:
    async with running(board) as pilot:
        assert isinstance(pilot.app.screen, BoardScreen)


@pytest.mark.parametrize("size", [(60, 16), (80, 24), (120, 40)])
async def test_the_offer_names_case_field_stored_and_typed_value_and_when(
    board: Board, running: Running, open_as: OpenAs, size: tuple[int, int]
) -> None:
    await type_and_leave(board, running)
    async with running(open_as("chair"), size) as pilot:
        assert is_asked(pilot)
        shown = " ".join(screen_text(pilot.app).replace("│", " ").split())
    for words in (
        "2 taken · 0 dismissed",
        "TB-0142 · typed Tue 24 Nov 2026 08:41",
        "[x] T8 pain",
        "stored mechanical",
        "mine non-mechanical",
        "[x] T8 alignment",
        "stored normal",
        "mine translation",
    ):
        assert words in shown
    assert "changed since" not in shown


async def test_enter_takes_the_ticked_ones_back_as_edits_that_are_still_drafts(
    board: Board, running: Running, open_as: OpenAs
) -> None:
    await type_and_leave(board, running)
    revision = board.revision()
    async with running(open_as("chair")) as pilot:
        shown = await press(pilot, "enter")
        assert "your draft of TB-0142 is back" in shown
        assert "•pain        non-mechanical" in shown
        assert "•alignment   translation" in shown
    assert (board.revision(), fields(board)) == (revision, {PAIN: "non_mechanical", ALIGNMENT: "translation"})
    async with running(open_as("chair")) as pilot:
        assert is_asked(pilot)
        assert "saved" in await press(pilot, "enter", "ctrl+s")
    async with running(open_as("chair")) as pilot:
        assert not is_asked(pilot)
    assert board.cases.get("TB-0142").record.lesions[0].sins.alignment == "translation"


async def test_only_what_the_person_unticked_is_dismissed(board: Board, running: Running, open_as: OpenAs) -> None:
    await type_and_leave(board, running)
    async with running(open_as("chair")) as pilot:
        shown = await press(pilot, "space")
        assert "1 taken · 1 dismissed" in shown
        assert "[ ] T8 pain  dismiss" in shown
        assert fields(board) == {PAIN: "non_mechanical", ALIGNMENT: "translation"}
        shown = await press(pilot, "enter")
        assert " pain        mechanical" in shown
        assert "•alignment   translation" in shown
    assert fields(board) == {ALIGNMENT: "translation"}
    async with running(open_as("chair")) as pilot:
        assert "T8 pain" not in screen_text(pilot.app)


async def test_n_unticks_all_a_ticks_all_and_a_dismissed_draft_is_gone(
    board: Board, running: Running, open_as: OpenAs
) -> None:
    await type_and_leave(board, running)
    async with running(open_as("chair")) as pilot:
        assert "0 taken · 2 dismissed" in await press(pilot, "n")
        assert "2 taken · 0 dismissed" in await press(pilot, "a")
        assert "uncommitted" not in await press(pilot, "n", "enter")
    assert board.drafts.pending() == {}
    async with running(open_as("chair")) as pilot:
        assert not is_asked(pilot)


async def test_esc_decides_later_whatever_is_typed_and_committed_meanwhile(
    board: Board, running: Running, open_as: OpenAs
) -> None:
    await type_and_leave(board, running)
    async with running(open_as("chair")) as pilot:
        shown = await press(pilot, "space", "escape")
        assert "offered again at the next start" in shown
        assert "•pain" not in await press(pilot, "1", "down", "down", "0")
        assert "saved" in await press(pilot, "ctrl+s")
    assert fields(board) == {PAIN: "non_mechanical", ALIGNMENT: "translation"}
    async with running(open_as("chair")) as pilot:
        shown = screen_text(pilot.app)
        assert is_asked(pilot)
    assert "T8 alignment" in shown
    assert "myelopathy" not in shown.split("Your drafts")[1].split("Esc later")[0]


async def test_a_case_that_changed_since_says_by_whom_and_when_and_both_changed_is_asked_at_the_commit(
    board: Board, running: Running, open_as: OpenAs, clock: Clock
) -> None:
    await type_and_leave(board, running)
    board.people.add(Person(id="kovac", name="Dr Kovac", roles=("specialist",)))
    kovac = open_as("kovac")
    clock.advance(hours=3)
    standing = kovac.cases.get("TB-0142")
    kovac.cases.save(WorkingCase.of(standing).edited(ALIGNMENT, "new_deformity").case, standing.revision, "edited")
    async with running(open_as("chair")) as pilot:
        shown = screen_text(pilot.app)
        assert "changed since: Dr Kovac, Tue 24 Nov 2026 11:41" in shown
        assert "stored new deformity" in shown
        await press(pilot, "enter")
        shown = await press(pilot, "ctrl+s")
        assert "was    normal" in shown
        assert "theirs new deformity" in shown
        await press(pilot, "M", "enter")
    assert board.cases.get("TB-0142").record.lesions[0].sins.alignment == "translation"


async def test_what_was_left_for_later_still_says_what_changed_since_after_more_typing(
    board: Board, running: Running, open_as: OpenAs
) -> None:
    await type_and_leave(board, running)
    board.people.add(Person(id="kovac", name="Dr Kovac", roles=("specialist",)))
    kovac = open_as("kovac")
    standing = kovac.cases.get("TB-0142")
    kovac.cases.save(WorkingCase.of(standing).edited(ALIGNMENT, "new_deformity").case, standing.revision, "edited")
    async with running(open_as("chair")) as pilot:
        await press(pilot, "escape", "1", "down", "down", "0")
    async with running(open_as("chair")) as pilot:
        shown = screen_text(pilot.app)
    assert "changed since: Dr Kovac" in shown
    assert "T8 alignment" in shown
    assert "[x] myelopathy" in shown


async def test_a_draft_of_a_lesion_that_is_gone_is_listed_with_its_value_and_put_on_no_other(
    board: Board, running: Running, open_as: OpenAs
) -> None:
    await type_and_leave(board, running)
    standing = board.cases.get("TB-0142")
    rest = standing.record.model_copy(update={"lesions": standing.record.lesions[1:]})
    board.cases.save(rest, standing.revision, "one lesion less")
    async with running(open_as("chair")) as pilot:
        shown = screen_text(pilot.app)
        for words in ("T8 alignment  keep", "translation", "cannot be put back: T8 moved or is gone"):
            assert words in shown
        assert "0 taken" in shown
        shown = await press(pilot, "enter")
        assert "SINS L2 · 2–17" in shown
        assert "•alignment" not in shown
    async with running(open_as("chair")) as pilot:
        assert "T8 alignment  keep" in screen_text(pilot.app)
        await press(pilot, "n", "enter")
    assert board.drafts.pending() == {}


async def test_a_draft_of_a_case_on_another_meeting_is_listed_and_taken_there(
    board: Board, running: Running, open_as: OpenAs
) -> None:
    admit(board, ({**T8_RENAL, "id": "X-9"},), "Published cases")
    board.drafts.keep("X-9", board.cases.get("X-9").revision, ALIGNMENT, "translation", NOW)
    async with running(open_as("chair")) as pilot:
        shown = screen_text(pilot.app)
        assert "X-9 · typed" in shown
        assert "cannot be put back: not on this meeting" in shown
        await press(pilot, "enter")
        assert fields(board, "X-9") == {ALIGNMENT: "translation"}
        await press(pilot, "m", "down", "enter")
        assert is_asked(pilot)
        shown = await press(pilot, "enter")
        assert "•alignment   translation" in shown
        assert "Published cases" in await press(pilot, "escape")


async def test_a_draft_of_a_case_that_is_not_there_is_listed_with_its_values(
    board: Board, running: Running, open_as: OpenAs
) -> None:
    board.drafts.keep("GONE", 1, "notes", "what I typed", NOW)
    board.drafts.keep("GONE", 1, "lesions.3.escc", "2", NOW)
    async with running(open_as("chair")) as pilot:
        shown = screen_text(pilot.app)
        for words in ("GONE · typed", "what I typed", "lesion 4 ESCC", "no case is called GONE"):
            assert words in shown
        await press(pilot, "enter")
    assert fields(board, "GONE") == {"notes": "what I typed", "lesions.3.escc": "2"}


async def test_what_the_format_does_not_know_is_listed_and_never_put_back(
    board: Board, running: Running, open_as: OpenAs
) -> None:
    for name, value in {"nonsense.x": "[/red]", "neurology.motor": 77, "lesions.9.escc": "2", "notes": "fits"}.items():
        board.drafts.keep("TB-0142", board.cases.get("TB-0142").revision, name, value, NOW)
    async with running(open_as("chair"), (120, 40)) as pilot:
        shown = screen_text(pilot.app)
        for words in ("1 taken", "nonsense x", "[/red]", "77", "lesion 10 ESCC", "fits"):
            assert words in shown
        assert "your draft of TB-0142 is back" in await press(pilot, "enter")
        assert "saved" in await press(pilot, "ctrl+s")
    assert board.cases.get("TB-0142").record.notes == "fits"
    assert fields(board) == {"nonsense.x": "[/red]", "neurology.motor": 77, "lesions.9.escc": "2"}


async def test_switching_meetings_keeps_what_was_typed_without_asking(board: Board, running: Running) -> None:
    admit(board, ({**T8_RENAL, "id": "X-9"},), "Published cases")
    async with running(board) as pilot:
        await press(pilot, *TYPED)
        assert "X-9" in await press(pilot, "escape", "m", "down", "enter")
        shown = await press(pilot, "m", "enter")
        assert isinstance(pilot.app.screen, BoardScreen)
        assert "•alignment   translation" in shown
        assert "2 dismissed" not in shown


async def test_the_case_whose_sheet_was_begun_is_the_one_that_is_open(board: Board, running: Running) -> None:
    meeting = board.meetings.all()[0]
    for case_id in (meeting.case_ids[2], meeting.case_ids[1]):
        board.forms.keep(f"decision:{meeting.id}/{case_id}", {"why": "begun"})
    async with running(board) as pilot:
        shown = screen_text(pilot.app)
        assert f"unfinished, as you left it: d on {meeting.case_ids[2]}" in shown
        room = pilot.app.screen
        assert isinstance(room, BoardScreen)
        assert room.sitting.current == meeting.case_ids[2]


async def test_who_leaves_with_something_that_could_not_be_written_down_is_told_once(
    board: Board, running: Running, folder: Path
) -> None:
    (folder / "drafts").mkdir(exist_ok=True)
    async with running(board) as pilot:
        (folder / "drafts").rename(folder / "away")
        (folder / "drafts").write_bytes(b"no folder any more")
        await press(pilot, *TYPED)
        shown = await press(pilot, "f8", "q")
        assert "NOT on disk: what was typed of TB-0142; Ctrl+S commits it, q again leaves it" in shown
        assert isinstance(pilot.app.screen, BoardScreen)
        (folder / "drafts").unlink()
        (folder / "away").rename(folder / "drafts")
        await press(pilot, "up", "3")
        assert board.drafting.unwritten == set()
        await press(pilot, "q")
        assert not pilot.app.is_running
