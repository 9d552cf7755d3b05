"""Hostile text in every room, sheet and dialog that a key opens: shown as it stands, and acting on nothing."""

import re
import unicodedata
from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from rich.cells import cell_len
from textual.pilot import Pilot
from textual.widgets._toast import ToastRack
from textual.widgets._tooltip import Tooltip

from tests.board.casework import case, met
from tests.board.sitting import NEXT_MRI, SPECIALISTS, decision, view
from tests.conftest import Clock, OpenAs
from tests.strategies import read
from tests.tui.conftest import Running
from tests.tui.shown import press, screen_text
from tests.tui.test_hostile_text import hostile
from tumorboard.board.board import Board
from tumorboard.clean import is_clean
from tumorboard.domain.decision import Decision
from tumorboard.domain.people import Person
from tumorboard.tui.commands import COMMANDS, Room
from tumorboard.tui.widgets.line_pane import LinePane

TEXT = (
    "Zq[/red][@click=app.quit]p.[G12C]\x1b[2J\x1b]0;title\x07\x9b31m\x00\u202eknat\u200b\u2066\ufeff\x85"
    "腰椎轉移 ضغط الحبل e\u0301\u0301\u0301 " + "W" * 400 + "Qz"
)
"""Markup, what acts on a terminal, scripts that are wide, combining or from right to left, a word without an end."""
BEGUN = re.compile(r"Zq(?!\[|%5B|…|▼|\s*[│╮╯]|\s*$|\s{2})", re.MULTILINE)
"""The first letters of such a text without the bracket that follows them: the markup was taken for markup.

A follow-up's id holds its case's id with the bracket as `%5B`.
"""
ROOMS: dict[Room, str] = {"board": "f2", "agenda": "f3", "followup": "f4", "log": "f8"}
NOT_PRESSED = {"q,ctrl+q", "escape"}


def filled(text: str, open_as: OpenAs, clock: Clock) -> Board:
    """A board with the text wherever a person, a case, a meeting, a view, a decision or a follow-up takes one."""
    board = open_as()
    for key, specialty in SPECIALISTS.items():
        board.people.add(Person(id=key, name=text, roles=("specialist",), specialty=specialty))
    split = {**hostile(text), "id": f"A{text[:40]}", "neurology": {"myelopathy": False}}
    one, other = read(split), case("B", question=text, lesions=[{"level": "L3"}])
    meeting = met(board, one, other, title=text[:100])
    board.running.open(meeting)
    for key, plan in (("surgeon", "stabilization_open"), ("radonc", "sbrt")):
        board.register.join(meeting, key, "present")
        given = view(plan, rationale=text, triggers=[{"kind": "other", "words": text}])
        open_as(key).views.submit(meeting, one.id, given)
    board.views.reveal(meeting, one.id)
    record = board.decisions.record(meeting, one.id, _decided(text))
    board.planning.plan(one.id, "neuro_check", clock().date() + timedelta(days=2), "medonc", decision=record)
    board.drafts.keep("B", board.cases.get("B").revision, "notes", text, board.now())
    return board


def _decided(text: str) -> Decision:
    return decision(
        "sbrt",
        rationale=text,
        agreement="majority_with_dissent",
        dissents=[{"person_id": "surgeon", "position": text, "words": text}],
        departure=text,
        without_quorum=text,
        tells_patient="surgeon",
        next_mri={**NEXT_MRI, "because": text},
    )


def is_harmless(pilot: Pilot[None]) -> str:
    """The screen, in which nothing acts, nothing was taken for markup and no other kind of widget draws."""
    assert pilot.app.is_running
    shown = screen_text(pilot.app)
    assert is_clean(shown)
    acting = {each for each in shown if unicodedata.category(each) in ("Cc", "Cf", "Cs") and each != "\n"}
    assert acting == set()
    assert not BEGUN.search(shown), shown
    return shown


@pytest.mark.parametrize(
    ("room", "size", "at_least"),
    [
        ("board", (120, 40), 25),
        ("board", (60, 16), 15),
        ("agenda", (80, 24), 15),
        ("followup", (60, 16), 15),
        ("log", (100, 30), 8),
    ],
)
async def test_every_key_of_a_room_shows_it_as_it_stands(
    open_as: OpenAs, clock: Clock, running: Running, room: Room, size: tuple[int, int], at_least: int
) -> None:
    met_with: set[str] = set()
    async with running(filled(TEXT, open_as, clock), size) as pilot:
        for key in _keys(room):
            await _back_in(pilot, room)
            await press(pilot, key)
            shown = is_harmless(pilot)
            await press(pilot, "pagedown", "down")
            if "Zq" in shown + is_harmless(pilot):
                met_with.add(key)
    assert len(met_with) >= at_least, met_with


def _keys(room: Room) -> list[str]:
    return [
        command.keys.split(",")[0]
        for command in (*COMMANDS[room], *(COMMANDS["anywhere"] if room == "board" else ()))
        if command.keys not in NOT_PRESSED
    ]


async def _back_in(pilot: Pilot[None], room: Room) -> None:
    """Out of whatever dialog is open, and into the room."""
    for _ in range(5):
        if not pilot.app.screen.is_modal:
            break
        await pilot.press("escape")
    assert not pilot.app.screen.is_modal, "a dialog does not leave by Esc"
    if pilot.app.current_mode != room:
        await pilot.press(ROOMS[room])


async def test_whatever_stands_in_a_line_is_drawn_in_its_width_and_acts_on_nothing(
    open_as: OpenAs, running: Running
) -> None:
    async with running(open_as(), (60, 16)) as pilot:
        pane = pilot.app.screen.query_one("#status", LinePane)

        @given(st.lists(st.text(max_size=80), max_size=4))
        @settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
        def holds(words: list[str]) -> None:
            drawn = pane.strip(tuple(("text", each) for each in words)).text
            assert is_clean(drawn)
            assert "\n" not in drawn
            assert cell_len(drawn) == pane.size.width

        holds()


async def test_nothing_but_our_own_panes_draws_in_a_room(open_as: OpenAs, clock: Clock, running: Running) -> None:
    async with running(filled(TEXT, open_as, clock), (120, 40)) as pilot:
        for room in ROOMS:
            await _back_in(pilot, room)
            drawing = [each for each in pilot.app.screen.walk_children() if not each.children]
            assert drawing
            assert {type(each) for each in drawing if not isinstance(each, LinePane)} <= {ToastRack, Tooltip}
