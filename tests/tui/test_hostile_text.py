"""Text that is markup, an escape sequence, bidirectional or far too long is shown as it stands and does nothing."""

import unicodedata

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.conftest import OpenAs
from tests.tui.conftest import NOW, Running, admit
from tests.tui.shown import T8_RENAL, press, screen_text
from tumorboard.board.board import Board
from tumorboard.clean import clean_line, is_clean
from tumorboard.tui.dialogs.mine_or_theirs import MineOrTheirs
from tumorboard.tui.lines import Row
from tumorboard.tui.panes.case_list import case_line
from tumorboard.tui.panes.criteria import criteria_rows
from tumorboard.tui.panes.facts import facts_rows
from tumorboard.tui.panes.header import header_lines
from tumorboard.tui.panes.noms import noms_rows
from tumorboard.tui.panes.sins import sins_rows
from tumorboard.tui.session.clash import Clash, Clashing
from tumorboard.tui.session.sitting import Sitting
from tumorboard.tui.session.view import CaseView

MARKUP = ("[/red]", "[@click=app.quit]", "p.[G12C]", "[bold]x[/bold]", "\\[x]")
RAW = ("\x1b[2J", "\x1b]52;c;QUJD\x07", "\u202eknat", "a\u200bb", "\x9b31m", "\x00", "\x85")


def hostile(text: str, key: str = "TB-1") -> dict[str, object]:
    """A case that holds a text wherever the format takes one."""
    return {
        **T8_RENAL,
        "id": f"{key}{text}",
        "patient": {"family_name": text, "given_name": text, "mrn": text, "refuses": [text + "x"]},
        "referrer": {"name": text, "unit": text, "contact": text},
        "question": text,
        "notes": text,
        "patient_words": text,
        "primary": {"histology": "renal_cell", "text": text},
        "imaging": [{"kind": "ct", "where": text, "reported_by": text}],
        "treatment_history": [{"kind": "other", "text": text}],
        "source": {"title": text, "url": text},
    }


@pytest.mark.parametrize("text", MARKUP)
async def test_markup_is_shown_literally_in_list_header_facts_status_palette_and_meetings(
    open_as: OpenAs, running: Running, text: str
) -> None:
    board = open_as()
    admit(board, (hostile(text),), f"MDT {text}")
    async with running(board, (200, 60)) as pilot:
        shown = await press(pilot, "escape")
        assert f"MDT {text}" in shown.splitlines()[0]
        assert f"Question: {text}" in shown
        assert f"{text}, {text}" in shown
        assert text in await press(pilot, "colon", *"TB-1")
        assert f"MDT {text}" in await press(pilot, "escape", "m")
        shown = await press(pilot, "escape", "slash", *"no[/x]such[T1c]case")
        assert "no[/x]such[T1c]case" in shown
        assert pilot.app.is_running


@pytest.mark.parametrize("text", RAW)
async def test_what_acts_on_a_terminal_never_reaches_a_cell_of_the_screen(
    open_as: OpenAs, running: Running, text: str
) -> None:
    board = open_as()
    admit(board, (hostile(f"begin{text}end"),), f"MDT {text}")
    async with running(board, (120, 60)) as pilot:
        shown = screen_text(pilot.app) + await press(pilot, "5")
    assert "begin" in shown
    assert is_clean(shown)
    assert not [
        character for character in shown if unicodedata.category(character) in ("Cc", "Cf") and character != "\n"
    ]


async def test_ten_thousand_characters_neither_break_a_pane_nor_hide_the_rest(
    open_as: OpenAs, running: Running
) -> None:
    board = open_as()
    admit(board, (hostile("W" * 10_000), {"id": "TB-2", "question": "second"}))
    async with running(board, (80, 24)) as pilot:
        assert "TB-2" in screen_text(pilot.app)
        assert "WWWW" in await press(pilot, "5")
        assert "Question: second" in await press(pilot, "n")


async def test_a_huge_paste_of_keys_while_the_list_has_the_focus_saves_nothing(
    open_as: OpenAs, running: Running
) -> None:
    board = open_as()
    admit(board, (T8_RENAL,))
    before = board.revision()
    async with running(board, (80, 24)) as pilot:
        await pilot.press(*"report: patient is stable 123 yes delete x")
        await pilot.pause()
    assert board.revision() == before


@pytest.mark.parametrize("text", [*MARKUP, *RAW])
async def test_the_dialogs_show_values_as_they_stand(board: Board, running: Running, text: str) -> None:
    plain = clean_line(text)
    board.drafts.keep("TB-0142", board.cases.get("TB-0142").revision, "notes", f"begin {text} end", NOW)
    board.drafts.keep(f"GONE {text}", 1, f"odd {text}", f"odd {text} value", NOW)
    async with running(board, (60, 16)) as pilot:
        shown = screen_text(pilot.app)
        assert f"begin {plain} end" in shown
        shown += await press(pilot, "down", "pagedown")
        assert f"odd {plain} value" in shown
        assert is_clean(shown)
        await press(pilot, "escape")
        field = Clashing("notes", f"label {text}", f"was {text}", f"mine {text}", f"theirs {text}", f"Dr {text}", True)
        await pilot.app.push_screen(MineOrTheirs(Clash(f"X {text}", (field,))))
        shown = await press(pilot, "enter")
        for word in ("label", "was", "mine", "theirs"):
            assert f"{word} {plain}" in shown
        assert is_clean(shown)
        assert pilot.app.is_running


async def test_a_value_longer_than_the_dialog_is_read_by_scrolling(board: Board, running: Running) -> None:
    long = " ".join(f"word{number}" for number in range(400))
    board.drafts.keep("TB-0142", board.cases.get("TB-0142").revision, "notes", long, NOW)
    async with running(board, (60, 16)) as pilot:
        seen = screen_text(pilot.app)
        for _ in range(20):
            seen += await press(pilot, "pagedown")
    assert [number for number in range(400) if f"word{number}" not in seen] == []


def test_every_pane_keeps_within_its_width_whatever_the_text(open_as: OpenAs) -> None:
    board = open_as()

    @given(text=st.text(min_size=1, max_size=60), width=st.integers(24, 90))
    @settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
    def keeps(text: str, width: int) -> None:
        view = _view_of(board, text)
        rows: list[Row] = [
            *sins_rows(view, width),
            *noms_rows(view, width),
            *criteria_rows(view, width),
            *facts_rows(view, width),
            *(Row(line) for line in header_lines(view, width)),
            Row(case_line(view.assessed, 1, mark=("text", " "), width=max(width, 50), id_width=12)),
        ]
        for row in rows:
            words = "".join(part for _, part in row.line)
            assert is_clean(words)
            assert "\n" not in words

    keeps()


def _view_of(board: object, text: str) -> CaseView:
    from tumorboard.board.desk import Filed
    from tumorboard.board.working import WorkingCase
    from tumorboard.clinical.assessment import assess
    from tumorboard.clinical.policy import Policy
    from tumorboard.domain.case import Case

    assert isinstance(board, Board)
    case = Case.model_validate(hostile(text))
    return CaseView.of(WorkingCase.of(Filed(case, 1)), assess(case, Policy()), 1, Policy(), NOW, None)


def test_a_sitting_finds_cases_by_hostile_words_as_they_stand(open_as: OpenAs) -> None:
    board = open_as()
    admit(board, (hostile("[T1c]"), {"id": "TB-2"}))
    sitting = Sitting(board, board.meetings.to_open())
    sitting.narrowed = "[t1c]"
    assert sitting.shown == ["TB-1[T1c]"]
