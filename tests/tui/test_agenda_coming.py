"""Cases that come onto a list through the Agenda room: a file with a preview, cases of the store, and what is late."""

import os
from datetime import timedelta
from pathlib import Path

import pytest

from tests.board.preparing import whole
from tests.board.sitting import decision, enrolled
from tests.conftest import Clock, OpenAs
from tests.tui.agenda_room import csv_of, lines_of, looked, preview, readiness, row, rows, typed
from tests.tui.conftest import Running
from tests.tui.shown import press, screen_text
from tumorboard.board.before.arrivals import read_file
from tumorboard.board.board import Board
from tumorboard.clean import is_clean
from tumorboard.domain.meeting import Meeting
from tumorboard.tui.dialogs.import_preview import ImportPreview
from tumorboard.tui.screens.agenda import AgendaScreen
from tumorboard.tui.writing.sheet import Sheet

FOURTEEN = (
    "TB-0001,breast,T4,1960-02-01",
    "TB-0002,prostate,L3,1951-12-24",
    *(f"TB-{number:04},renal_cell,T{number},1962-02-11" for number in range(3, 8)),
    "TB-0008,melanoma,T8,1962-02-31",
    *(f"TB-{number:04},breast,T{number},1962-02-11" for number in range(9, 13)),
    "TB-0901,breast,T4,1960-02-01",
    "TB-0902,myeloma,L1,1949-01-01",
)
"""Fourteen rows: the ninth of the file has a date that does not exist, the last two are on the list already."""


def thursday(board: Board, clock: Clock, title: str = "Thursday") -> Meeting:
    """A meeting in two days with a cut-off tomorrow at noon."""
    starts = clock() + timedelta(days=2)
    return board.meetings.plan(title, starts, cut_off=clock().replace(hour=12, minute=0) + timedelta(days=1))


@pytest.fixture
def keeper(open_as: OpenAs, clock: Clock, tmp_path: Path) -> Board:
    """The coordinator with Thursday's list: two cases of the fourteen."""
    board = open_as()
    enrolled(board)
    meeting = thursday(board, clock)
    board.intake.admit(read_file(str(csv_of(tmp_path / "earlier.csv", *FOURTEEN[-2:]))).good, meeting.id)
    return open_as("coordinator")


def listed(board: Board) -> tuple[str, ...]:
    meeting = board.meetings.to_open()
    assert meeting is not None
    return meeting.case_ids


async def test_a_coordinator_builds_thursdays_list_from_a_file(keeper: Board, running: Running, tmp_path: Path) -> None:
    file = csv_of(tmp_path / "thursday.csv", *FOURTEEN)
    before = keeper.revision()
    async with running(keeper, (80, 24)) as pilot:
        await press(pilot, "f3")
        shown = await preview(pilot, file)
        assert "11 new · 0 changed · 2 duplicate · 1 rejected" in shown
        assert "line 9 TB-0008: patient.birth_date '1962-02-31'" in shown
        assert (keeper.revision(), len(listed(keeper))) == (before, 2)
        shown = await press(pilot, "enter")
        assert "11 added, 0 changed, 2 duplicate, 1 rejected: thursday.csv.rejected.csv" in shown
        assert "0 of 13 ready" in shown.splitlines()[1]
        assert keeper.revision() == before + 1
        assert all("✗ blocked" in line for line in rows(shown))
        again = await preview(pilot, file)
        assert "0 new · 0 changed · 13 duplicate · 1 rejected" in again
        assert "0 added" in await press(pilot, "enter")
        assert len(listed(keeper)) == 13
    aside = tmp_path / "thursday.csv.rejected.csv"
    _, bad = aside.read_text(encoding="utf-8").splitlines()
    assert bad == FOURTEEN[7]
    csv_of(aside, bad.replace("02-31", "02-13"))
    async with running(keeper, (80, 24)) as pilot:
        await press(pilot, "f3")
        assert "1 new · 0 changed · 0 duplicate · 0 rejected" in await preview(pilot, aside)
        await press(pilot, "enter")
    assert "TB-0008" in listed(keeper)


async def test_a_row_that_stands_twice_in_the_file_comes_once_and_is_told(
    keeper: Board, running: Running, tmp_path: Path
) -> None:
    file = csv_of(tmp_path / "twice.csv", *FOURTEEN[:2], FOURTEEN[0])
    async with running(keeper, (80, 24)) as pilot:
        await press(pilot, "f3")
        shown = await preview(pilot, file)
        assert "2 new · 0 changed · 1 duplicate · 0 rejected" in shown
        assert "further up in the file, word for word: left out" in shown
        assert "line 4 TB-0001" in shown
        assert "2 added, 0 changed, 1 duplicate" in await press(pilot, "enter")
    assert len(listed(keeper)) == 4
    assert [each.name for each in tmp_path.glob("twice*")] == ["twice.csv"], "nothing is set aside"


async def test_all_that_is_wrong_with_a_record_is_told_before_it_comes(
    keeper: Board, running: Running, tmp_path: Path
) -> None:
    file = tmp_path / "bad.jsonl"
    file.write_text('{"id": "A1", "route": "soon", "systemic": {"ecog": 9, "kps": 33}}\n', encoding="utf-8")
    async with running(keeper, (80, 24)) as pilot:
        await press(pilot, "f3")
        shown = await preview(pilot, file)
    assert "0 new · 0 changed · 0 duplicate · 1 rejected" in shown
    for fault in ("A1: route 'soon'", "A1: systemic.ecog 9: allowed is 4", "A1: systemic.kps 33: allowed is a mult"):
        assert f"line 1 {fault}" in shown


async def test_esc_leaves_a_preview_with_nothing_done(keeper: Board, running: Running, tmp_path: Path) -> None:
    before = keeper.revision()
    async with running(keeper, (120, 40)) as pilot:
        await press(pilot, "f3")
        await preview(pilot, csv_of(tmp_path / "thursday.csv", *FOURTEEN))
        await press(pilot, "escape")
        assert isinstance(pilot.app.screen, AgendaScreen)
    assert keeper.revision() == before
    assert sorted(path.name for path in tmp_path.iterdir()) == ["data", "earlier.csv", "thursday.csv"]


async def test_what_cannot_be_so_is_asked_in_the_preview(keeper: Board, running: Running, tmp_path: Path) -> None:
    file = tmp_path / "odd.csv"
    file.write_text("id,systemic.labs.albumin_g_dl,systemic.labs.crp_mg_dl\nTB-0003,38,0.4\n", encoding="utf-8")
    async with running(keeper, (80, 24)) as pilot:
        await press(pilot, "f3")
        shown = await preview(pilot, file)
    assert "Asked: taken as it stands, used by no survival score" in shown
    assert "TB-0003: albumin 38 g/dL: only 1–6 g/dL is taken as it stands; 38 g/L would be 3.8 g/dL" in shown


async def test_a_large_file_that_is_read_is_stopped_with_esc_and_leaves_nothing(
    keeper: Board, running: Running, tmp_path: Path
) -> None:
    file = csv_of(tmp_path / "large.csv", *(f"L-{number},breast,T4,1962-02-11" for number in range(60_000)))
    before = keeper.revision()
    async with running(keeper, (80, 24)) as pilot:
        await press(pilot, "f3", "i")
        await typed(pilot, str(file))
        await pilot.press("enter")
        dialog = pilot.app.screen
        assert isinstance(dialog, ImportPreview)
        while not dialog.counted:
            await pilot.pause()
        await pilot.press("escape")
        await pilot.pause()
        assert isinstance(pilot.app.screen, AgendaScreen)
        assert 0 < dialog.counted < 60_000
    assert (keeper.revision(), len(listed(keeper))) == (before, 2)


async def test_what_a_file_would_change_and_take_away_is_told_field_by_field(
    keeper: Board, running: Running, tmp_path: Path
) -> None:
    keeper.cases.save(
        keeper.cases.get("TB-0901").record.model_copy(update={"question": "walk?"}),
        keeper.cases.get("TB-0901").revision,
        "asked",
    )
    async with running(keeper, (80, 24)) as pilot:
        await press(pilot, "f3")
        shown = await preview(pilot, csv_of(tmp_path / "x.csv", "TB-0901,prostate,T4,1960-02-01"))
        assert "TB-0901 2 changes, 1 TAKE AWAY what is recorded here" in shown
        assert "question: walk? → not recorded" in shown
        assert "primary histology: breast → prostate" in shown
        assert "1 changed" in await press(pilot, "enter")
        assert keeper.history.entries("TB-0901")[0].by == "coordinator"


async def test_what_somebody_changed_while_the_file_was_looked_at_is_not_overwritten(
    keeper: Board, running: Running, tmp_path: Path, open_as: OpenAs
) -> None:
    async with running(keeper, (80, 24)) as pilot:
        await press(pilot, "f3")
        await preview(pilot, csv_of(tmp_path / "x.csv", "TB-0901,prostate,T4,1960-02-01"))
        theirs = open_as("radonc")
        standing = theirs.cases.get("TB-0901")
        theirs.cases.save(standing.record.model_copy(update={"notes": "seen"}), standing.revision, "seen")
        assert "nothing imported, look at the file again" in await press(pilot, "enter")
    assert keeper.cases.get("TB-0901").record.notes == "seen"


@pytest.mark.parametrize(
    ("named", "why"),
    [
        ("nowhere.csv", "no such file"),
        ("", "is a folder"),
        ("empty.csv", "empty"),
        ("pipe", "is a device or a pipe"),
        ("x" * 300, "cannot be opened"),
        ("[/red]\x1b[2J.csv", "no such file"),
    ],
)
async def test_a_file_that_is_none_is_said_and_ends_nothing(
    keeper: Board, running: Running, tmp_path: Path, named: str, why: str
) -> None:
    (tmp_path / "empty.csv").write_text("")
    os.mkfifo(tmp_path / "pipe")
    async with running(keeper, (80, 24)) as pilot:
        await press(pilot, "f3")
        shown = await preview(pilot, f"{tmp_path}/{named}")
        assert why in shown
        assert is_clean(screen_text(pilot.app))
        await press(pilot, "enter", "escape")
        assert isinstance(pilot.app.screen, AgendaScreen)


async def test_a_report_pasted_into_the_path_does_nothing(keeper: Board, running: Running) -> None:
    async with running(keeper, (80, 24)) as pilot:
        await press(pilot, "f3", "i")
        await typed(pilot, "the report says [T1c]\x1b[2J\n" + "y" * 1_000_000)
        assert pilot.app.is_running
        shown = await press(pilot, "enter")
        await pilot.app.workers.wait_for_complete()
        await pilot.pause()
        assert is_clean(shown)
        await press(pilot, "escape")
        assert "type the path of a file" in await press(pilot, "i", "ctrl+a", "ctrl+k", "enter")
    assert len(listed(keeper)) == 2


async def test_after_the_cut_off_every_way_in_asks_why_and_the_chair_allows(
    keeper: Board, running: Running, open_as: OpenAs, clock: Clock, tmp_path: Path
) -> None:
    chair = open_as()
    other = chair.meetings.plan("Other", clock() + timedelta(days=9))
    chair.intake.admit([whole("X")], other.id)
    clock.at = clock().replace(hour=16, minute=10) + timedelta(days=1)
    async with running(keeper, (80, 24)) as mine, running(chair, (80, 24)) as theirs:
        shown = await press(mine, "f3")
        assert "cut-off was Wed 12:00" in shown.splitlines()[1]
        await press(mine, "a", "X", "enter")
        assert isinstance(mine.app.screen, Sheet)
        assert "say why it comes after the cut-off" in await press(mine, "ctrl+s")
        assert listed(keeper) == ("TB-0901", "TB-0902")
        await typed(mine, "weaker since this morning")
        shown = await press(mine, "ctrl+s")
        assert "on the list now: X" in shown
        assert row(shown, "X").endswith("late ?")
        assert "1 late waits" in shown.splitlines()[1]
        assert "late: weaker since this morning (Sam, Wed 25 Nov 16:10)" in readiness(shown)
        assert "on the list now: X; late, waiting for a chair's leave (A): X" in await looked(theirs)
        assert "1 late: A allows" in (await press(theirs, "escape")).splitlines()[0]
        shown = await press(theirs, "f3", "end")
        assert "1 late: l allows" in shown.splitlines()[1]
        await press(theirs, "l")
        await typed(theirs, "urgent enough")
        shown = await press(theirs, "ctrl+s")
        assert row(shown, "X").endswith("late ✓")
        assert "X is allowed already" in await press(theirs, "l")
        shown = await preview(mine, csv_of(tmp_path / "late.csv", FOURTEEN[0]))
        assert "the cut-off is past" in shown
        await press(mine, "enter")
        assert isinstance(mine.app.screen, Sheet)
        await press(mine, "escape")
        assert len(listed(keeper)) == 3
    item = chair.meetings.all()[0].item("X")
    assert item is not None
    assert item.late is not None
    assert item.late.allowed is not None
    assert (item.late.asked.by, item.late.allowed.by) == ("coordinator", "chair")


async def test_deferred_cases_and_those_not_heard_are_proposed_first_and_any_other_is_found(
    open_as: OpenAs, running: Running, clock: Clock
) -> None:
    board = open_as()
    enrolled(board)
    last = board.meetings.plan("Last", clock() - timedelta(hours=1)).id
    named = whole("D", patient={"family_name": "Example"})
    board.intake.admit([whole("A"), whole("B"), whole("C"), named], last)
    board.running.open(last)
    board.running.begin(last, "A")
    board.running.defer(last, "A", "imaging_missing", "radonc", clock().date() + timedelta(days=2), None)
    board.running.begin(last, "D")
    board.decisions.record(last, "D", decision("observation", departure="frail", without_quorum="by telephone"))
    board.running.rest(last)
    thursday(board, clock)
    async with running(open_as("coordinator"), (80, 24)) as pilot:
        await press(pilot, "f3", "m", "down", "enter")
        await press(pilot, "a")
        assert [" ".join(line.split()[:4]) for line in lines_of(pilot)] == [
            "A deferred deferred on",
            "B not heard not",
            "C not heard not",
            "D decided at Last,",
        ]
        await press(pilot, "tab", "tab", "enter")
        shown = screen_text(pilot.app)
        assert "on the list now: A, B" in shown
        assert "listed because: deferred on 24 Nov 2026: imaging missing" in readiness(shown)
        assert "no case here matches" in await press(pilot, "a", *"zzz", "enter")
        await press(pilot, *["backspace"] * 3, *"example", "enter")
        assert isinstance(pilot.app.screen, Sheet)
        await typed(pilot, "new pain")
        assert "on the list now: D" in await press(pilot, "ctrl+s")
    items = board.meetings.all()[1].items
    assert [(item.case_id, item.listed_because) for item in items][-1] == ("D", "new pain")


async def test_one_key_marks_all_that_is_proposed_and_they_keep_route_and_minutes(
    open_as: OpenAs, running: Running, clock: Clock
) -> None:
    board = open_as()
    last = board.meetings.plan("Last", clock() - timedelta(hours=1)).id
    board.intake.admit([whole(key) for key in "ABC"], last)
    board.agenda.set_minutes(last, "B", 7)
    board.agenda.set_route(last, "C", "information")
    thursday(board, clock)
    elsewhere = board.meetings.plan("Before", clock() - timedelta(days=9)).id
    board.intake.admit([whole("X")], elsewhere)
    async with running(board, (80, 24)) as pilot:
        await press(pilot, "f3", "m", "end", "enter", "a", "shift+tab")
        marked = [line.split()[1] for line in lines_of(pilot) if line.startswith("•")]
        assert marked == ["A", "B", "C"]
        await press(pilot, "shift+tab")
        assert not any(line.startswith("•") for line in lines_of(pilot))
        await press(pilot, "shift+tab", "down", "tab")
        assert "on the list now: A, C" in await press(pilot, "enter")
        await press(pilot, "a", "shift+tab", "enter")
    items = {item.case_id: (item.route, item.minutes) for item in board.meetings.all()[-1].items}
    assert items == {"A": ("discuss", None), "C": ("information", None), "B": ("discuss", 7)}


async def test_many_cases_come_in_at_once_and_are_counted(keeper: Board, running: Running, tmp_path: Path) -> None:
    file = csv_of(tmp_path / "many.csv", *(f"M-{number},breast,T4,1962-02-11" for number in range(320)))
    async with running(keeper, (80, 24)) as pilot:
        await press(pilot, "f3")
        shown = await preview(pilot, file)
        assert "320 new" in shown
        assert "the list would have 322 cases, which no meeting hears: is this the file, and the meeting?" in shown
        await pilot.press("enter")
        room = pilot.app.screen
        assert isinstance(room, AgendaScreen)
        await pilot.pause()
        assert "320 added, 0 changed, 0 duplicate" in screen_text(pilot.app)
        assert "0 of 322 ready" in screen_text(pilot.app)
    assert len(listed(keeper)) == 322
