"""Discretion: who the patient is hides behind one key, in every room and dialog; what is medical stays."""

import re
from collections.abc import AsyncIterator, Iterator
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any, Final

import pytest
from textual.pilot import Pilot

from tests.board.sitting import SPECIALISTS, T12, at_the_table, decision, view
from tests.conftest import Clock, OpenAs
from tests.strategies import read
from tests.tui.conftest import Running, admit
from tests.tui.shown import T8_RENAL, press, screen_text
from tumorboard.board.board import Board
from tumorboard.board.demonstration import seed_demonstration
from tumorboard.board.drafting import Offer, Offered
from tumorboard.config import Settings
from tumorboard.domain.case import Case, Patient
from tumorboard.domain.followup import Result
from tumorboard.store.contract import Saved
from tumorboard.store.edits import ABSENT, Edit
from tumorboard.tui.app import BoardApp
from tumorboard.tui.books.logbook import Logbook
from tumorboard.tui.dialogs.asking import ask_about_drafts
from tumorboard.tui.dialogs.mine_or_theirs import MineOrTheirs
from tumorboard.tui.lines import plain
from tumorboard.tui.panes.criteria import criteria_rows
from tumorboard.tui.panes.decision import decision_rows
from tumorboard.tui.panes.facts import facts_rows
from tumorboard.tui.panes.header import header_lines
from tumorboard.tui.panes.noms import noms_rows
from tumorboard.tui.panes.since import since_rows
from tumorboard.tui.panes.sins import sins_rows
from tumorboard.tui.panes.spine_map import spine_rows
from tumorboard.tui.panes.views import views_rows
from tumorboard.tui.said import Said
from tumorboard.tui.screens.board import BoardScreen
from tumorboard.tui.session.clash import Clash, Clashing
from tumorboard.tui.session.curtain import Curtain
from tumorboard.tui.session.discretion import HIDDEN, Identifiers, discreet, discreet_edit
from tumorboard.tui.session.sitting import Sitting
from tumorboard.tui.writing.sheet import Sheet

TODAY = date(2026, 11, 24)
GRETA: dict[str, Any] = {
    "id": "TB-0142",
    "patient": {
        "mrn": "DEMO-0142",
        "family_name": "van der Berg",
        "given_name": "Greta-Marie",
        "birth_date": "1963-11-25",
        "sex": "female",
        "refuses": ["halo, says Mrs Berg"],
    },
    "referrer": {"name": "Dr Tom Muster", "unit": "Emergency department", "contact": "ext. 4711"},
    "question": "Stabilize Greta before SBRT?",
    "notes": "Mrs VAN DER BERG walks.\nSeen under DEMO-0142 in the van.",
    "patient_words": "I am greta, keep me walking",
    "primary": {"histology": "renal_cell", "text": "clear cell (van der Berg)"},
    "lesions": [{"level": "T8", "escc": "2", "escc_read_by": "Dr Berg"}],
    "imaging": [{"kind": "mri_whole_spine", "where": "PACS of G. Berg"}],
    "treatment_history": [{"kind": "radiotherapy", "text": "told Greta's daughter"}],
}


def hidden(text: str, **patient: str) -> str:
    """Free text in which one patient's identifiers are hidden."""
    return Identifiers([read({"id": "A", "patient": patient}).patient]).hidden_in(text)


def masked(record: dict[str, Any], on: date = TODAY) -> Case:
    case = read(record)
    return discreet(case, Identifiers([case.patient]), on)


def test_every_identifier_is_hidden_and_everything_medical_stays() -> None:
    seen = masked(GRETA).record()
    assert seen["patient"] == {
        "mrn": HIDDEN,
        "family_name": HIDDEN,
        "given_name": HIDDEN,
        "age": 62,
        "sex": "female",
        "refuses": [f"halo, says Mrs {HIDDEN}"],
    }
    assert seen["referrer"] == {"name": HIDDEN, "unit": "Emergency department", "contact": HIDDEN}
    assert seen["question"] == f"Stabilize {HIDDEN} before SBRT?"
    assert seen["notes"] == f"Mrs {HIDDEN} walks.\nSeen under {HIDDEN} in the van."
    assert seen["patient_words"] == f"I am {HIDDEN}, keep me walking"
    assert seen["primary"] == {"histology": "renal_cell", "text": f"clear cell ({HIDDEN})"}
    assert seen["lesions"] == [{"level": "T8", "escc": "2", "escc_read_by": f"Dr {HIDDEN}"}]
    assert seen["imaging"][0]["where"] == f"PACS of G. {HIDDEN}"
    assert seen["treatment_history"][0]["text"] == f"told {HIDDEN}'s daughter"
    assert seen["id"] == "TB-0142"
    assert "responsible" not in seen


def test_what_was_not_recorded_is_not_made_up() -> None:
    bare = read({"id": "A"})
    assert discreet(bare, Identifiers([bare.patient]), TODAY) == bare


@pytest.mark.parametrize(
    ("patient", "on", "age"),
    [
        ({"birth_date": "1963-11-24"}, TODAY, 63),
        ({"birth_date": "1963-11-25"}, TODAY, 62),
        ({"birth_date": "2026-11-25"}, TODAY, None),
        ({"birth_date": "1964-02-29"}, date(2025, 2, 28), 60),
        ({"age": 70}, TODAY, 70),
        ({"age": 70, "birth_date": "1963-11-24"}, TODAY, 63),
        ({}, TODAY, None),
    ],
)
def test_the_age_on_the_day_stays_without_the_date_of_birth(patient: dict[str, Any], on: date, age: int | None) -> None:
    seen = masked({"id": "A", "patient": patient}, on).patient
    assert (seen.age, seen.birth_date) == (age, None)


@pytest.mark.parametrize(
    ("text", "seen"),
    [
        ("EXAMPLE, example and Example's", f"{HIDDEN}, {HIDDEN} and {HIDDEN}'s"),
        ("for example_letter", f"for {HIDDEN}_letter"),
        ("examples and counterexample", "examples and counterexample"),
        ("Kovac-Example", f"Kovac-{HIDDEN}"),
        ("", ""),
    ],
)
def test_a_name_is_found_by_whole_words_whatever_their_case(text: str, seen: str) -> None:
    assert hidden(text, family_name="Example") == seen


@pytest.mark.parametrize(
    ("text", "seen"),
    [
        ("de la Cruz came", f"{HIDDEN} came"),
        ("DE  LA\nCRUZ", HIDDEN),
        ("Mrs Cruz", f"Mrs {HIDDEN}"),
        ("la source de douleur", "la source de douleur"),
        ("de, or perhaps la Cruz", f"de, or perhaps la {HIDDEN}"),
    ],
)
def test_of_a_name_of_several_words_those_with_a_capital_are_found_alone(text: str, seen: str) -> None:
    assert hidden(text, family_name="de la Cruz") == seen


@pytest.mark.parametrize(
    ("mrn", "text", "seen"),
    [
        ("DEMO-0142", "see demo 0142 or DEMO-0142", f"see {HIDDEN} or {HIDDEN}"),
        ("DEMO-0142", "demo on 0142", "demo on 0142"),
        ("4711", "record 4711, not 47110", f"record {HIDDEN}, not 47110"),
        ("12", "12 of 18", "12 of 18"),
    ],
)
def test_a_record_number_is_found_whole_and_a_short_number_is_none(mrn: str, text: str, seen: str) -> None:
    assert hidden(text, mrn=mrn) == seen


def test_an_initial_is_no_name() -> None:
    assert hidden("J. reads L3", given_name="J.") == "J. reads L3"


def test_in_a_script_without_capitals_and_spaces_a_name_is_found_anywhere() -> None:
    assert hidden("患者山田太郎は歩行可能", family_name="山田", given_name="太郎") == f"患者{HIDDEN}{HIDDEN}は歩行可能"


def test_the_identifiers_of_the_other_patients_are_hidden_too() -> None:
    mine = read({"id": "A", "notes": "same room as Muster"})
    other = read({"id": "B", "patient": {"family_name": "Muster"}})
    assert discreet(mine, Identifiers([mine.patient, other.patient]), TODAY).notes == f"same room as {HIDDEN}"


@pytest.mark.parametrize(
    ("edit", "seen"),
    [
        (Edit(("patient", "mrn"), "A-1", "A-2"), Edit(("patient", "mrn"), HIDDEN, HIDDEN)),
        (Edit(("patient", "birth_date"), ABSENT, "1963-11-24"), Edit(("patient", "birth_date"), ABSENT, HIDDEN)),
        (
            Edit(("patient",), ABSENT, {"family_name": "Old", "age": 63, "refuses": ["Berg"]}),
            Edit(("patient",), ABSENT, {"family_name": HIDDEN, "age": 63, "refuses": [HIDDEN]}),
        ),
        (
            Edit(("referrer",), {"name": "X", "unit": "Urology"}, ABSENT),
            Edit(("referrer",), {"name": HIDDEN, "unit": "Urology"}, ABSENT),
        ),
        (Edit(("notes",), None, "of Berg"), Edit(("notes",), None, f"of {HIDDEN}")),
        (Edit(("lesions", 0, "escc"), "2", "3"), Edit(("lesions", 0, "escc"), "2", "3")),
        (Edit(("systemic", "ecog"), 0, False), Edit(("systemic", "ecog"), 0, False)),
    ],
)
def test_a_change_shows_that_an_identifier_changed_and_not_from_what_to_what(edit: Edit, seen: Edit) -> None:
    assert discreet_edit(edit, Identifiers([read(GRETA).patient])) == seen


ROWS_OF: Final = (facts_rows, noms_rows, sins_rows, criteria_rows, decision_rows, since_rows, views_rows, spine_rows)
SIZES: Final = [(80, 24), (120, 40)]
PANES: Final = "1234579r"
PAGES: Final = 4


@pytest.fixture
def shown(folder: Path, clock: Clock, open_as: OpenAs) -> Board:
    """The demonstration, with a name that was corrected and a name in the words of a change."""
    chair = seed_demonstration(folder, clock)
    board = open_as(chair, settings=Settings(allow_acting_as=True))
    standing = board.cases.get("TB-0142")
    patient = standing.record.patient.model_copy(update={"family_name": "Exampel", "mrn": "DEMO-9142"})
    case = standing.record.model_copy(update={"patient": patient, "notes": "Greta walks again, says Dr Example"})
    assert isinstance(board.cases.save(case, standing.revision, "Mrs Example is spelled Exampel"), Saved)
    return board


def identifiers(board: Board) -> Iterator[str]:
    """What would tell who the patients of the demonstration are."""
    yield "DEMO-0142"
    for meeting in board.meetings.all():
        for filed in board.cases.of(meeting):
            patient, contacts = filed.record.patient, (filed.record.referrer, filed.record.responsible)
            names = (patient.mrn, patient.family_name, patient.given_name, *(each.name for each in contacts))
            yield from (name for name in names if name)
            yield from ([str(patient.birth_date)] if patient.birth_date else [])


def told(board: Board, text: str) -> set[str]:
    """The identifiers that a screen tells; the names of the board's own people are not meant."""
    words = " ".join(re.sub("[│║]", " ", text).split())
    for person in board.people.all():
        words = words.replace(person.name, "")
    found = (name for name in identifiers(board) if re.search(rf"(?<!\w){re.escape(name)}(?!\w)", words, re.IGNORECASE))
    return set(found)


async def everything(pilot: Pilot[None]) -> AsyncIterator[str]:
    """Every pane and dialog of the case that was corrected; the log, its entries and the case as it was."""
    await press(pilot, "f2", "home", "down", "down", "down")
    for key in PANES:
        yield await press(pilot, key)
    yield await press(pilot, "5", "pagedown")
    yield await press(pilot, "pagedown")
    yield await press(pilot, "escape", "m")
    yield await press(pilot, "escape", "slash")
    await press(pilot, *"greta")
    yield await press(pilot, "enter")
    await press(pilot, "escape", "f8")
    for part in ("a", "a", "c"):
        yield await press(pilot, part)
        yield await press(pilot, "down")
    yield await press(pilot, "home", "enter")
    for _ in range(PAGES):
        yield await press(pilot, "pagedown")
    yield await press(pilot, "left")
    yield await press(pilot, "escape", "g")
    yield await press(pilot, "escape", "ctrl+p")
    await press(pilot, "escape")


@pytest.mark.parametrize("size", SIZES)
async def test_no_room_and_no_dialog_tells_who_a_patient_is_until_the_key_is_pressed_again(
    shown: Board, running: Running, size: tuple[int, int]
) -> None:
    async with running(shown, size) as pilot:
        assert isinstance(pilot.app, BoardApp)
        assert {"Example", "Vera"} <= told(shown, await press(pilot, "5"))
        await press(pilot, "f9")
        async for text in everything(pilot):
            assert told(shown, text) == set(), text
        assert pilot.app.discreet
        assert (pilot.app.title, pilot.app.sub_title) == ("tumorboard", "")
        log = await press(pilot, "f9")
        assert {"Exampel", "Example", "DEMO-0142", "DEMO-9142"} <= told(shown, log)
        facts = [await press(pilot, key) for key in ("f2", "5", *["pageup"] * 8, *["pagedown"] * 8)]
        assert {"Exampel", "Greta"} <= told(shown, " ".join(facts))


@pytest.mark.parametrize("width", [38, 78, 118])
def test_no_pane_of_any_case_tells_who_a_patient_is_and_every_case_is_told_in_full(shown: Board, width: int) -> None:
    sitting = Sitting(shown, shown.meetings.to_open())
    curtain = Curtain(lambda: sitting)
    for key in sitting.ids:
        sitting.open(key)
        curtain.drawn = False
        assert told(shown, everything_said(curtain, width)), key
        curtain.drawn = True
        assert told(shown, everything_said(curtain, width)) == set(), key


def everything_said(curtain: Curtain, width: int) -> str:
    """Every pane of the open case."""
    view = curtain.view()
    assert view is not None
    rows = [row for rows_of in ROWS_OF for row in rows_of(view, width)]
    return "\n".join(plain(line) for line in (*header_lines(view, width), *(row.line for row in rows)))


async def test_the_site_may_open_the_screens_discreet_and_both_rooms_say_so(open_as: OpenAs, running: Running) -> None:
    board = open_as(settings=Settings(discreet=True))
    admit(board, (T8_RENAL,))
    async with running(board) as pilot:
        assert f"{HIDDEN}, {HIDDEN}" in screen_text(pilot.app)
        assert "discreet" in (await press(pilot, "escape")).splitlines()[0]
        assert "discreet" in (await press(pilot, "f8")).splitlines()[0]
        assert "discreet" not in (await press(pilot, "f9")).splitlines()[0]
        assert "Example" in await press(pilot, "f2", "5")


async def test_a_case_is_found_by_its_name_behind_the_curtain(board: Board, running: Running) -> None:
    async with running(board) as pilot:
        shown = await press(pilot, "f9", "down", "slash", *"example", "enter")
        assert f"1 match '{HIDDEN}'" in shown
        assert "TB-0142" in shown
        assert "TB-0139" not in shown


async def test_what_is_edited_behind_the_curtain_is_saved_with_the_name_as_it_is(
    board: Board, running: Running
) -> None:
    before = board.cases.get("TB-0142").record
    async with running(board) as pilot:
        await press(pilot, "f9", "s", "3", "down", "down", "0", "ctrl+s", "escape", "u")
        await press(pilot, "s", "down", "1", "ctrl+s")
    after = board.cases.get("TB-0142").record
    assert after != before
    assert (after.patient, after.question) == (before.patient, before.question)


async def test_the_dialogs_of_drafts_and_clashes_are_discreet_and_hear_the_key(board: Board, running: Running) -> None:
    fields = (
        Clashing("notes", "notes", "", "Vera walks", "Mrs Example walks", "Dr Kovac", can_stand=True),
        Clashing("patient.mrn", "record number", "A-1", "A-2", "A-3", "Dr Kovac", can_stand=True),
    )
    offered = Offered("notes", "Vera walks", "VERA EXAMPLE walks")
    offer = Offer(
        "TB-0142", "2026-11-24T08:00:00+00:00", ("T8",), None, (offered, Offered("patient.mrn", "A-1", "A-2"))
    )
    async with running(board, (80, 24)) as pilot:
        room = pilot.app.screen
        assert isinstance(room, BoardScreen)
        await press(pilot, "f9")
        clash = Clash("TB-0142", fields)
        await pilot.app.push_screen(MineOrTheirs(clash, partial(room.curtain.value, clash.case_id)))
        for text in (screen_text(pilot.app), await offered_drafts(pilot, room, offer)):
            assert f"{HIDDEN} walks" in text
            assert not re.search("vera|example|A-[123]", text, re.IGNORECASE)
        text = await press(pilot, "f9")
        assert "VERA EXAMPLE walks" in text
        assert "A-2" in text
        assert "VERA" not in await press(pilot, "f9")


async def offered_drafts(pilot: Pilot[None], room: BoardScreen, offer: Offer) -> str:
    """The dialog of drafts as the room asks it."""
    await press(pilot, "escape")
    await ask_about_drafts(pilot.app, room.sitting, [offer], lambda _: None, room.curtain)
    await pilot.pause()
    return screen_text(pilot.app)


def test_a_name_in_the_log_of_a_case_of_another_meeting_is_hidden(board: Board) -> None:
    admit(board, ({"id": "TB-0300", "patient": {"family_name": "Muster"}, "notes": "a"},), "Another")
    standing = board.cases.get("TB-0300")
    case = standing.record.model_copy(update={"notes": "Muster walks"})
    assert isinstance(board.cases.save(case, standing.revision, "Muster was asked"), Saved)
    sitting = Sitting(board, next(each for each in board.meetings.all() if "TB-0142" in each.case_ids))
    logbook = Logbook(board, lambda: sitting, Curtain(lambda: sitting, drawn=True))
    change = board.history.entries("TB-0300")[0]
    assert logbook.told(change) == [("notes", "a", f"{HIDDEN} walks")]
    assert logbook.why(change) == f"{HIDDEN} was asked"
    logbook.show("everything")
    assert logbook.narrow("muster walks") == 1


def test_a_name_in_what_another_meeting_decided_saw_or_noted_is_hidden_in_the_log(open_as: OpenAs) -> None:
    board, meeting = at_the_table(open_as, *SPECIALISTS)
    board.intake.admit([Case.model_validate({**T12, "id": "C/1", "patient": {"family_name": "Muster"}})], meeting)
    board.views.submit(meeting, "C/1", view("sbrt", rationale="Muster wishes it"))
    board.views.reveal(meeting, "C/1")
    board.decisions.record(meeting, "C/1", decision("sbrt", rationale="Muster wants it"))
    board.decisions.amend(meeting, "C/1", decision("sbrt"), "Muster asked", number=1)
    board.running.note(meeting, "B", "Muster's neighbour")
    other = board.meetings.plan("Another", board.now())
    sitting = Sitting(board, other)
    logbook = Logbook(board, lambda: sitting, Curtain(lambda: sitting, drawn=True))
    plainly = Logbook(board, lambda: sitting)
    telling = [each for each in board.history.entries() if "Muster" in f"{plainly.told(each)} {plainly.why(each)}"]
    assert {each.table for each in telling} >= {"views", "decisions", "meetings"}
    for change in telling:
        said = f"{logbook.told(change)} {logbook.why(change)}"
        assert "Muster" not in said
        assert HIDDEN in said


def test_what_a_patient_was_called_before_is_hidden_too(open_as: OpenAs) -> None:
    board = open_as()
    admit(board, ({"id": "A", "patient": {"family_name": "Muster", "mrn": "M-77"}, "notes": "was Muster, M-77"},))
    standing = board.cases.get("A")
    renamed = standing.record.model_copy(update={"patient": Patient(family_name="Berg", mrn="M-99")})
    assert isinstance(board.cases.save(renamed, standing.revision, "Muster is Berg"), Saved)
    sitting = Sitting(board, board.meetings.all()[0])
    curtain = Curtain(lambda: sitting, drawn=True)
    seen = curtain.view()
    assert seen is not None
    assert seen.case.notes == f"was {HIDDEN}, {HIDDEN}"
    assert curtain.why(board.history.entries("A")[0]) == f"{HIDDEN} is {HIDDEN}"
    assert curtain.words("Muster and Berg, M-77") == f"{HIDDEN} and {HIDDEN}, {HIDDEN}"
    standing = board.cases.get("A")
    married = standing.record.model_copy(update={"patient": Patient(family_name="Thal", mrn="M-99")})
    assert isinstance(board.cases.save(married, standing.revision, "married"), Saved)
    assert curtain.words("Muster, Berg, Thal") == f"{HIDDEN}, {HIDDEN}, {HIDDEN}"


def test_a_draft_of_a_case_of_another_meeting_is_discreet(board: Board) -> None:
    admit(board, ({"id": "TB-0300", "patient": {"family_name": "Muster"}},), "Another")
    sitting = Sitting(board, next(each for each in board.meetings.all() if "TB-0142" in each.case_ids))
    curtain = Curtain(lambda: sitting, drawn=True)
    assert curtain.value("TB-0300", "notes", "Muster and Vera walk") == f"{HIDDEN} and {HIDDEN} walk"
    assert curtain.value("TB-0142", "notes", "Muster walks") == "Muster walks"


async def test_a_sheet_hides_a_name_but_in_the_line_that_is_being_typed(open_as: OpenAs, running: Running) -> None:
    board, meeting = at_the_table(open_as, *SPECIALISTS)
    board.intake.admit([Case.model_validate({**T12, "id": "C", "patient": {"family_name": "Muster"}})], meeting)
    board.running.begin(meeting, "C")
    board.decisions.record(meeting, "C", decision("sbrt", rationale="Muster wants it"))
    async with running(board, (120, 40)) as pilot:
        await press(pilot, "end", "f9", "c")
        shown = screen_text(pilot.app)
        assert "who confirms the wording" in shown
        assert f"because {HIDDEN} wants it" in shown
        assert "because Muster wants it" in await press(pilot, "f9")
        shown = await press(pilot, "f9", "escape", "d")
        sheet = pilot.app.screen
        assert isinstance(sheet, Sheet)
        assert "Muster wants it" in sheet.values.values(), "what is handed in is what was written"
        for _ in range(40):
            typed = sheet.entry is not None and "Muster" in str(sheet.values.get(sheet.entry.key))
            assert typed or "Muster" not in shown
            shown = await press(pilot, "down")
        await press(pilot, "escape")


async def test_what_is_said_in_the_status_line_is_discreet(board: Board, running: Running) -> None:
    async with running(board) as pilot:
        room = pilot.app.screen
        assert isinstance(room, BoardScreen)
        room._told(Said("Mrs Example is not in the register", "error"))
        await pilot.pause()
        assert "Example is not" in screen_text(pilot.app).splitlines()[0]
        assert f"Mrs {HIDDEN} is not" in (await press(pilot, "f9")).splitlines()[0]


def test_views_and_decisions_are_discreet_where_they_are_shown_and_only_there(open_as: OpenAs) -> None:
    board, meeting = at_the_table(open_as, *SPECIALISTS)
    board.intake.admit([Case.model_validate({**T12, "id": "C", "patient": {"family_name": "Muster"}})], meeting)
    board.views.submit(meeting, "C", view("sbrt", rationale="as Mr Muster wishes"))
    board.views.reveal(meeting, "C")
    board.running.begin(meeting, "C")
    board.decisions.record(meeting, "C", decision("sbrt", rationale="Muster wants it"))
    sitting = Sitting(board, board.meetings.get(meeting).record)
    sitting.open("C")
    curtain = Curtain(lambda: sitting, drawn=True)
    seen, known = curtain.view(), sitting.view()
    assert seen and seen.talk and seen.talk.decision and known and known.talk and known.talk.decision
    assert seen.talk.decision.decision.rationale == f"{HIDDEN} wants it"
    assert [each.view and each.view.rationale for each in seen.talk.views] == [f"as Mr {HIDDEN} wishes"]
    assert known.talk.decision.decision.rationale == "Muster wants it", "a form that amends it is handed the words"
    assert seen.talk.decision.id == known.talk.decision.id


def test_what_changed_since_the_last_decision_is_discreet(open_as: OpenAs, clock: Clock) -> None:
    board, meeting = at_the_table(open_as, *SPECIALISTS)
    board.intake.admit([Case.model_validate({**T12, "id": "C", "patient": {"family_name": "Muster"}})], meeting)
    board.running.begin(meeting, "C")
    board.decisions.record(meeting, "C", decision("sbrt", rationale="Muster wants it"))
    clock.advance(days=7)
    standing = board.cases.get("C")
    patient = standing.record.patient.model_copy(update={"family_name": "Mustermann"})
    changed = standing.record.model_copy(update={"patient": patient, "notes": "Mustermann walks", "patient_words": "I"})
    assert isinstance(board.cases.save(changed, standing.revision, "corrected"), Saved)
    again = board.meetings.plan("Again", board.now())
    board.intake.admit([changed], again.id)
    sitting = Sitting(board, board.meetings.get(again.id).record)
    seen = Curtain(lambda: sitting, drawn=True).view()
    assert seen is not None
    said = " ".join(plain(row.line) for row in since_rows(seen, 78))
    assert f"{HIDDEN} walks" in said
    assert f"patient family name {HIDDEN} → {HIDDEN}" in said
    assert "Muster" not in said.replace("Muster wants it", "")


@pytest.mark.parametrize("width", [38, 118])
def test_what_became_of_a_case_that_comes_back_tells_no_name(shown: Board, width: int) -> None:
    decided, _, today, _ = shown.meetings.all()
    shown.fates.settle(decided.id, "TB-0131", "partly", reason="toxicity", words="Pavel Muster felt sick")
    standing = shown.followups.get("TB-0131/1")
    result = Result(on=shown.now().date(), response="uncertain", words="Mr Muster was late")
    shown.followups.record("TB-0131/1", result, started_from=standing.revision)
    shown.returning.bring_back("TB-0131", today.id, "uncertain response", "scanned yesterday")
    sitting = Sitting(shown, shown.meetings.get(today.id).record)
    sitting.open("TB-0131")
    curtain = Curtain(lambda: sitting)
    curtain.drawn = False
    said = " ".join(everything_said(curtain, width).split())
    for words in ("partly: toxicity: Pavel Muster felt sick", "Mr Muster was late", "uncertain"):
        assert words in said
    curtain.drawn = True
    assert told(shown, everything_said(curtain, width)) == set()
    assert "partly: toxicity" in everything_said(curtain, 118)
