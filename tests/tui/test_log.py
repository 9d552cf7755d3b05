"""The Log room: who changed what, newest first; narrowed; and a case as it was after any entry or at any moment."""

from pathlib import Path
from time import perf_counter

import pytest
from textual.pilot import Pilot

from tests.board.sitting import NEXT_MRI, SPECIALISTS, at_the_table, decision, view
from tests.conftest import Clock, OpenAs
from tests.tui.conftest import NOW, Running, admit
from tests.tui.shown import T8_RENAL, press, screen_text
from tumorboard.board.board import Board
from tumorboard.board.working import Value, WorkingCase
from tumorboard.clean import is_clean
from tumorboard.domain.case import Case
from tumorboard.domain.people import Person
from tumorboard.store.contract import Change, Saved
from tumorboard.tui.books.logbook import Logbook
from tumorboard.tui.dialogs.as_it_was import AsItWas
from tumorboard.tui.panes.log import entry_line, entry_rows
from tumorboard.tui.screens.board import BoardScreen
from tumorboard.tui.screens.log import LogScreen
from tumorboard.tui.session.sitting import Sitting

ALIGNMENT = "lesions.0.sins.alignment"


def sets(board: Board, why: str, key: str = "TB-0142", **fields: Value) -> None:
    """Commit fields of a case; `__` stands for a point."""
    standing = board.cases.get(key)
    edits = {name.replace("__", "."): value for name, value in fields.items()}
    case = WorkingCase.of(standing).with_edits(edits).case
    assert isinstance(board.cases.save(case, standing.revision, why), Saved)


@pytest.fixture
def worked(board: Board, open_as: OpenAs, clock: Clock) -> Board:
    """Dr Kovac sets the alignment at 09:41 and again at 10:41, and takes the second back at 11:41."""
    board.people.add(Person(id="kovac", name="Dr Kovac", roles=("specialist",)))
    kovac = open_as("kovac")
    clock.advance(hours=1)
    sets(kovac, "seen on CT", lesions__0__sins__alignment="translation", lesions__0__sins__pain="none")
    clock.advance(hours=1)
    sets(kovac, "second thought", lesions__0__sins__alignment="new_deformity")
    clock.advance(hours=1)
    kovac.cases.undo("TB-0142")
    return board


def entries(shown: str) -> list[str]:
    """The lines of the list."""
    inside = (line for line in shown.splitlines() if line.startswith("│2"))
    return [" ".join(line.strip("│").split()) for line in inside]


def detail(shown: str) -> str:
    """The words of the entry below the list, or beside it."""
    return " ".join(shown.split("Entry")[1].replace("│", " ").split())


@pytest.mark.parametrize("size", [(80, 24), (100, 30)])
async def test_the_meetings_log_is_newest_first_with_when_who_what_and_before_after(
    worked: Board, running: Running, size: tuple[int, int]
) -> None:
    async with running(worked, size) as pilot:
        shown = await press(pilot, "f8")
        lines = entries(shown)
        assert lines[0].startswith("24 Nov 2026 11:41 Dr Kovac TB-0142 T8 alignment: new deformity → ")
        assert lines[1].startswith("24 Nov 2026 10:41 Dr Kovac TB-0142 undone · T8 alignment:")
        assert lines[2].startswith("24 Nov 2026 09:41 Dr Kovac TB-0142 T8 ")
        assert lines[3].startswith("24 Nov 2026 08:41 chair meeting ")
        assert lines[-1].endswith("first saved · planned")
        assert "takes back the change that made revision" in detail(shown)
        shown = detail(await press(pilot, "down"))
        assert "T8 alignment: translation → new deformity why: second thought undone by Dr Kovac, Tue 24 Nov" in shown
        shown = detail(await press(pilot, "down"))
        for words in ("T8 pain: mechanical → pain-free lesion", "T8 alignment: normal → translation", "seen on CT"):
            assert words in shown


async def test_the_smallest_window_shows_list_and_entry_and_a_smaller_one_says_so(
    worked: Board, running: Running
) -> None:
    async with running(worked, (60, 16)) as pilot:
        shown = await press(pilot, "f8")
        assert "24 Nov 2026 11:41 Dr Kovac" in shown
        assert "T8 alignment: new deformity → translation" in detail(shown)
        await pilot.resize_terminal(59, 16)
        await pilot.pause()
        assert screen_text(pilot.app).startswith("tumorboard needs a window")


async def test_c_shows_the_open_case_only_a_everything_and_each_again_the_meeting(
    worked: Board, running: Running
) -> None:
    async with running(worked, (80, 24)) as pilot:
        await press(pilot, "down")
        meeting = await press(pilot, "f8")
        shown = await press(pilot, "c")
        assert "Log · case TB-0139 · 2 entries" in shown
        lines = entries(shown)
        assert lines[0].startswith("24 Nov 2026 08:41 chair meeting ")
        assert lines[1].startswith("24 Nov 2026 08:41 chair TB-0139 ")
        assert entries(await press(pilot, "c")) == entries(meeting)
        shown = await press(pilot, "a")
        assert "first saved · enrolled" in shown
        assert "first saved · enrolled" not in meeting
        assert "Log · Spine MDT" in await press(pilot, "escape")
        await press(pilot, "escape")
        assert isinstance(pilot.app.screen, BoardScreen)


async def test_c_tells_what_happened_to_the_case_elsewhere_and_what_is_sealed_stays_sealed(
    open_as: OpenAs, running: Running
) -> None:
    board, meeting = at_the_table(open_as, *SPECIALISTS)
    open_as("surgeon").views.submit(meeting, "A", view("sbrt", rationale="the pedicles will not hold"))
    board.running.begin(meeting, "A")
    board.views.reveal(meeting, "A")
    board.decisions.record(meeting, "A", decision("sbrt", next_mri=NEXT_MRI))
    open_as("radonc").views.submit(meeting, "B", view("sbrt", rationale="nobody reads this yet"))
    async with running(board, (120, 40)) as pilot:
        shown = await press(pilot, "f8", "c")
        for words in ("A decisi", "A follow", "A view s", "began A", "revealed A"):
            assert words in shown
        assert "B view" not in shown
        shown = await press(pilot, "f2", "down", "f8", *["down"] * 3)
        assert "B view r" in shown
        assert "nobody reads this" not in shown


async def test_a_log_of_a_meeting_leaves_out_the_cases_of_others(worked: Board, running: Running) -> None:
    admit(worked, ({**T8_RENAL, "id": "X-9"},), "Published cases")
    async with running(worked) as pilot:
        assert "X-9" not in await press(pilot, "f8")
        assert "X-9" in await press(pilot, "a")
        shown = await press(pilot, "a", "f2", "m", "down", "enter", "f8")
        assert "Log · Published cases" in shown
        assert "X-9" in shown
        assert "Dr Kovac" not in shown


@pytest.mark.parametrize(
    ("words", "found"),
    [("kovac", 3), ("pain-free", 1), ("TRANSLATION kovac", 3), ("second thought", 1), ("10:41", 1), ("2026-11-24", 8),
     ("planned", 1), ("t8 alignment", 3), ("no such", 0)],
)  # fmt: skip
async def test_narrowing_finds_who_when_record_field_value_and_why(
    worked: Board, running: Running, words: str, found: int
) -> None:
    async with running(worked) as pilot:
        await press(pilot, "f8")
        shown = await press(pilot, "slash", *words)
        assert f"{found} shown" in shown
        shown = await press(pilot, "enter")
        assert len(entries(shown)) == found
        assert ("no entry holds" in shown) == (found == 0)
        assert len(entries(await press(pilot, "escape"))) == 8


async def test_enter_shows_the_case_as_it_was_under_words_that_it_is_history(worked: Board, running: Running) -> None:
    before = worked.revision()
    async with running(worked, (80, 60)) as pilot:
        shown = await press(pilot, "f8", "down", "enter")
        assert isinstance(pilot.app.screen, AsItWas)
        assert "HISTORY · TB-0142 as it was on Tue 24 Nov 2026 10:41" in shown
        assert "SINS T8 · 8 of 18" in shown
        assert "alignment   new deformity" in shown
        shown = await press(pilot, "end")
        assert "question" in shown
        assert "HISTORY · TB-0142 as it was on Tue 24 Nov 2026 10:41" in shown
        await press(pilot, "s", "2", "4", "ctrl+s", "u", "delete")
        assert isinstance(pilot.app.screen, AsItWas)
        await press(pilot, "escape")
        assert isinstance(pilot.app.screen, LogScreen)
    assert worked.revision() == before


async def test_left_and_right_walk_through_the_cases_history_to_both_its_ends(worked: Board, running: Running) -> None:
    async with running(worked, (80, 40)) as pilot:
        assert "and so it still stands" in await press(pilot, "f8", "enter")
        assert "nothing later" in await press(pilot, "right")
        scores = [title(await press(pilot, "left")) for _ in range(3)]
        assert scores == ["SINS T8 · 8 of 18", "SINS T8 · 10 of 18", "SINS T8 · 9 of 18"]
        assert "nothing earlier" in await press(pilot, "left")
        assert "08:41" in screen_text(pilot.app)
        assert title(await press(pilot, "right")) == "SINS T8 · 10 of 18"


def title(shown: str) -> str:
    return next(line for line in shown.splitlines() if "SINS T8" in line).strip("║─ ")


@pytest.mark.parametrize(
    ("typed", "score"),
    [
        ("2026-11-24T08:41", 9),
        ("2026-11-24T09:40", 9),
        ("2026-11-24 09:41", 10),
        ("2026-11-24T10:41", 8),
        ("2026-11-24", 10),
    ],
)
async def test_g_shows_the_case_as_it_was_on_a_date_or_at_a_time(
    worked: Board, running: Running, typed: str, score: int
) -> None:
    async with running(worked, (80, 40)) as pilot:
        assert "TB-0142 as it was on" in await press(pilot, "f8", "g")
        shown = await press(pilot, *typed, "enter")
        assert f"SINS T8 · {score} of 18" in shown
        assert "HISTORY · TB-0142 as it was on Tue 24 Nov 2026" in shown


async def test_a_moment_that_is_none_is_said_and_can_be_mended(worked: Board, running: Running) -> None:
    async with running(worked) as pilot:
        assert "no date; allowed is such as 2026-11-24" in await press(pilot, "f8", "g", *"soon", "enter")
        shown = await press(pilot, *["backspace"] * 4, *"2020-01-01", "enter")
        assert "TB-0142 was not here yet; its log here begins Tue 24 Nov 2026 08:41" in shown
        assert isinstance(pilot.app.screen, LogScreen)


async def test_a_lesion_is_named_by_the_level_it_had_then(worked: Board, running: Running) -> None:
    standing = worked.cases.get("TB-0142")
    swapped = standing.record.model_copy(update={"lesions": standing.record.lesions[::-1]})
    worked.cases.save(swapped, standing.revision, "swapped")
    async with running(worked) as pilot:
        assert "T8 alignment: new deformity" in entries(await press(pilot, "f8"))[1]


async def test_what_is_no_case_is_told_and_not_shown_as_one(worked: Board, running: Running) -> None:
    async with running(worked, (80, 24)) as pilot:
        shown = await press(pilot, "f8", "end", "enter")
        assert isinstance(pilot.app.screen, LogScreen)
        assert "only a case can be shown as it was" in shown
        assert "first saved; before it there was no such record" in shown


async def test_a_commit_of_somebody_else_appears_and_the_cursor_stays_on_its_entry(
    worked: Board, running: Running, open_as: OpenAs
) -> None:
    async with running(worked, (80, 24)) as pilot:
        chosen = detail(await press(pilot, "f8", "down"))
        sets(open_as("kovac"), "third thought", notes="new")
        screen = pilot.app.screen
        assert isinstance(screen, LogScreen)
        screen.look()
        await pilot.pause()
        shown = screen_text(pilot.app)
        assert "notes: not recorded → new" in entries(shown)[0]
        assert detail(shown) == chosen


async def test_the_board_goes_on_taking_in_what_others_commit_while_the_log_is_read(
    worked: Board, running: Running, open_as: OpenAs
) -> None:
    async with running(worked) as pilot:
        room = pilot.app.screen
        assert isinstance(room, BoardScreen)
        await press(pilot, "f8")
        sets(open_as("kovac"), "third thought", lesions__0__sins__alignment="normal")
        room.look()
        await pilot.pause()
        assert isinstance(pilot.app.screen, LogScreen)
        assert "SINS T8 · 6 of 18" in await press(pilot, "f2")


@pytest.mark.parametrize("keys", [("c",), ("a",), ("enter",), ("g", "enter"), ("v",)])
async def test_a_store_that_cannot_be_read_is_said_and_ends_nothing(
    worked: Board, running: Running, folder: Path, keys: tuple[str, ...]
) -> None:
    async with running(worked) as pilot:
        await press(pilot, "f8")
        files = [(file, file.with_name(f"away-{file.name}")) for file in folder.glob("board.json*")]
        for file, away in files:
            file.rename(away)
        status = (await press(pilot, *keys)).splitlines()[0]
        assert str(folder)[:30] in status
        await press(pilot, "end", "slash", "x", "escape")
        for file, away in files:
            away.rename(file)
        await press(pilot, "f2", "f8", "escape")
        assert "Dr Kovac" in await press(pilot, "f8")


async def test_an_edit_of_mine_stays_while_the_log_is_read(worked: Board, running: Running) -> None:
    async with running(worked) as pilot:
        await press(pilot, "s", "1")
        await press(pilot, "f8", "enter", "escape")
        assert "•pain        non-mechanical" in await press(pilot, "f2")


async def test_an_empty_log_says_how_it_is_filled(open_as: OpenAs, running: Running) -> None:
    async with running(open_as("new.login")) as pilot:
        shown = " ".join((await press(pilot, "f8")).replace("│", " ").split())
        assert "nothing was committed yet: F2, edit a case, Ctrl+S saves it" in shown
        assert "no case is open" in " ".join((await press(pilot, "c")).replace("│", " ").split())
        assert "no case is open" in await press(pilot, "g")
        assert "new.login" in entries(await press(pilot, "a"))[0]


async def test_everybody_may_look(worked: Board, running: Running, open_as: OpenAs) -> None:
    async with running(open_as("guest")) as pilot:
        assert "guest (may only look)" in await press(pilot, "f8")
        assert len(entries(screen_text(pilot.app))) == 8
        assert isinstance((await entered(pilot)).app.screen, AsItWas)


async def entered(pilot: Pilot[None]) -> Pilot[None]:
    await press(pilot, "enter")
    return pilot


async def test_v_says_that_the_log_verifies(worked: Board, running: Running) -> None:
    async with running(worked) as pilot:
        assert f"the whole log verifies; its seal is {worked.log_seal()}" in await press(pilot, "f8", "v")


@pytest.mark.parametrize("text", ["[/red]", "[T1c]", "[@click=app.quit]", "x\x1b[2Jy", "a\u202eb", "two\nlines"])
async def test_hostile_text_in_the_log_is_shown_as_it_stands(board: Board, running: Running, text: str) -> None:
    sets(board, f"why {text}", notes=f"begin {text} end")
    async with running(board, (160, 40)) as pilot:
        shown = await press(pilot, "f8")
        plain = text.replace("\x1b", "").replace("\u202e", "").replace("\n", " ")
        assert f"begin {plain} end" in shown
        assert f"why {plain}" in shown
        assert is_clean(shown)
        assert is_clean(await press(pilot, "enter"))


def long_log(board: Board, entries: int) -> Logbook:
    """A logbook over a case that was changed so many times."""
    for number in range(entries):
        sets(board, "written", notes=f"note {number}")
    meeting = board.meetings.to_open()
    logbook = Logbook(board, lambda: Sitting(board, meeting))
    logbook.show("everything")
    return logbook


async def test_only_the_lines_that_are_seen_are_put_into_words(
    board: Board, running: Running, monkeypatch: pytest.MonkeyPatch
) -> None:
    long_log(board, 150)
    asked: set[int] = set()
    told = Logbook.told

    def counted(book: Logbook, change: Change) -> list[tuple[str, str, str]]:
        asked.add(change.number)
        return told(book, change)

    monkeypatch.setattr(Logbook, "told", counted)
    async with running(board, (80, 24)) as pilot:
        shown = await press(pilot, "f8")
        assert "note 149" in shown
        assert 0 < len(asked) < 30
        assert "first saved · planned" in await press(pilot, "end")
        assert len(asked) < 60


def test_reading_and_first_drawing_two_thousand_entries_takes_less_than_a_tenth_of_a_second(board: Board) -> None:
    meeting = board.meetings.to_open()
    assert meeting is not None
    for number in range(20):
        cases = [Case.model_validate({"id": f"C-{at}", "notes": f"{number}"}) for at in range(100)]
        board.intake.admit(cases, meeting.id)
    logbook = Logbook(board, lambda: Sitting(board, meeting))
    took = []
    for _ in range(5):
        board.cases.save(board.cases.get("C-0").record, board.cases.get("C-0").revision, "once more")
        began = perf_counter()
        logbook.show("everything")
        drawn = [entry_line(logbook, place, 80) for place in range(40)]
        entry_rows(logbook, 80)
        took.append(perf_counter() - began)
        assert len(drawn) == 40
    assert len(logbook.shown) > 2000
    assert min(took) < 0.1


async def test_the_log_opens_on_the_meeting_of_now(worked: Board, running: Running, clock: Clock) -> None:
    assert clock.at > NOW
    async with running(worked, (120, 40)) as pilot:
        shown = await press(pilot, "f8")
        assert shown.splitlines()[0].startswith(" Log · Spine MDT · 8 entries")
