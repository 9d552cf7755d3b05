"""The NOMS pane: each row of the table has one place and the same words; only its mark follows the case."""

from typing import Any

import pytest
from hypothesis import given

from tests.board.casework import met
from tests.conftest import OpenAs
from tests.strategies import evaluated_cases, read
from tests.tui.conftest import NOW, Running
from tests.tui.shown import T8_RENAL, press
from tumorboard.board.board import Board
from tumorboard.board.desk import Filed
from tumorboard.board.working import WorkingCase
from tumorboard.clinical.assessment import LesionAssessment, assess
from tumorboard.clinical.evidence import flag_says
from tumorboard.clinical.policy import Policy
from tumorboard.knowledge import noms_table
from tumorboard.tui.fields import Field
from tumorboard.tui.lines import plain, width_of
from tumorboard.tui.panes.noms import lines_that_stay, noms_rows
from tumorboard.tui.panes.noms_table import ONE_CHANGE_AWAY, STANDS
from tumorboard.tui.panes.sins import sins_rows
from tumorboard.tui.session.view import CaseView

Json = dict[str, Any]
NARROW, WIDE = 31, 78
"""The pane at 120 × 40, and alone at 80 × 24."""
BLANK: Json = {"id": "BLANK", "lesions": [{"level": "C5"}]}
ROW_1: Json = {
    "id": "ONE",
    "primary": {"histology": "breast"},
    "neurology": {"myelopathy": False},
    "systemic": {"tolerates_surgery": True},
    "lesions": [
        {
            "level": "T8",
            "escc": "1b",
            "previous_radiotherapy": False,
            "sins": {"pain": "none", "bone_lesion": "blastic", "alignment": "normal", "collapse": "none",
                     "posterolateral": "none"},
        }
    ],
}  # fmt: skip
WARNED: Json = {
    **ROW_1,
    "id": "WARNED",
    "primary": {"histology": "colorectal"},
    "neurology": {"myelopathy": True},
    "lesions": [
        {**ROW_1["lesions"][0], "escc": "1c", "index": True, "previous_radiotherapy": None},
        {"level": "T4", "escc": "3"},
    ],
}
CASES = (T8_RENAL, BLANK, ROW_1, WARNED)
INPUTS = 6


def view_of(raw: Json) -> CaseView:
    case = read(raw)
    return CaseView.of(WorkingCase.of(Filed(case, 1)), assess(case, Policy()), 1, Policy(), NOW, None)


def lesion_of(view: CaseView) -> LesionAssessment:
    assert view.lesion is not None
    return view.lesion


def lines(view: CaseView, width: int = NARROW) -> list[str]:
    return [plain(row.line) for row in noms_rows(view, width)]


def table(view: CaseView, width: int) -> list[str]:
    """The legend and the rows."""
    return lines(view, width)[INPUTS : lines_that_stay(width)]


def cells_of(view: CaseView, width: int) -> dict[int, tuple[str, str]]:
    """Mark and words of each row, by its number, read from where the row has its place."""
    found = {}
    for line in table(view, width)[1:]:
        half = width // 2 if width == WIDE else width
        for cell in (line[at : at + half] for at in range(0, len(line), half)):
            found[int(cell[1:3])] = (cell[0], cell[4:].rstrip())
    return found


def words_below(view: CaseView, width: int = WIDE) -> str:
    """What stands below the fixed lines, as running text."""
    return " ".join(" ".join(lines(view, width)[lines_that_stay(width) + 2 :]).split())


def signed(view: CaseView) -> set[str]:
    """The inputs of both panes that bear the sign."""
    rows = [*noms_rows(view, NARROW), *sins_rows(view, NARROW)]
    assert all(width_of(row.line) == NARROW for row in rows if isinstance(row.target, Field))
    return {row.target.path for row in rows if isinstance(row.target, Field) and plain(row.line)[-1] == "↕"}


@pytest.mark.parametrize("width", [NARROW, 43, WIDE])
def test_each_row_of_the_table_has_its_line_and_its_words_whatever_the_case(width: int) -> None:
    def unmarked(raw: Json) -> list[str]:
        return [line.replace(STANDS, " ").replace(ONE_CHANGE_AWAY, " ") for line in table(view_of(raw), width)[1:]]

    first, *others = map(unmarked, CASES)
    assert all(other == first for other in others)
    assert len({tuple(table(view_of(raw), width)) for raw in CASES}) == len(CASES), "the marks tell them apart"
    assert sorted(cells_of(view_of(T8_RENAL), width)) == list(range(1, 11))


def test_the_words_of_a_row_are_of_one_ink_whatever_the_case() -> None:
    def inks(raw: Json) -> list[list[str]]:
        return [[role for role, _ in row.line] for row in noms_rows(view_of(raw), WIDE)[INPUTS : lines_that_stay(WIDE)]]

    assert all(inks(raw) == inks(T8_RENAL) for raw in CASES)


@given(evaluated_cases)
def test_a_mark_says_which_rows_stand_and_which_are_one_change_away(raw: Json) -> None:
    view = view_of(raw)
    each = lesion_of(view)
    near = {row for pivot in each.pivots for row in pivot.rows} - set(each.noms.rows)
    for width in (NARROW, WIDE):
        marks = {number: mark for number, (mark, _) in cells_of(view, width).items()}
        assert {number for number, mark in marks.items() if mark == STANDS} == set(each.noms.rows)
        assert {number for number, mark in marks.items() if mark == ONE_CHANGE_AWAY} == near


@given(evaluated_cases)
def test_the_sign_stands_at_each_input_of_which_one_change_would_move_the_rows_and_at_no_other(raw: Json) -> None:
    view = view_of(raw)
    moves = {pivot.input for pivot in lesion_of(view).pivots}
    assert {path.removeprefix("lesion.").rpartition("sins.")[2] for path in signed(view)} == {
        {"myelopathy": "neurology.myelopathy", "radiosensitivity": "primary.radiosensitivity",
         "tolerates_surgery": "systemic.tolerates_surgery"}.get(each, each.removeprefix("sins."))
        for each in moves
    }  # fmt: skip


def test_the_legend_tells_the_marks_and_fits_the_narrow_pane() -> None:
    assert table(view_of(ROW_1), NARROW)[0] == "─ ■ stands □ one change away ──"


def test_the_short_words_are_those_of_the_table_and_none_is_cut() -> None:
    words = {row.number: row.short for row in noms_table().rows}
    for width in (NARROW, WIDE):
        assert {number: said for number, (_, said) in cells_of(view_of(BLANK), width).items()} == words
    for one in noms_table().rows:
        for other in noms_table().rows:
            assert (one.short == other.short) == (one.decision == other.decision)


def test_below_stand_the_whole_words_of_each_row_and_of_each_change() -> None:
    said = words_below(view_of(T8_RENAL))
    assert "7 Decompression (often “separation surgery”) ± stabilization, then SBRT" in said
    assert "until settled: mechanical, systemic" in said
    assert "alignment translation → 9 10" in said
    assert "fitness yes → 7 9" in said
    assert noms_table().standing in said
    said = words_below(view_of(ROW_1))
    assert "one row stands" in said
    assert "1 Standard radiotherapy (cEBRT)" in said
    assert "until settled" not in said


def test_below_the_warnings_all_is_told_in_full_words() -> None:
    for raw in CASES:
        assert "─ in full words ─" in lines(view_of(raw))[lines_that_stay(NARROW) + 1]


def test_a_warning_is_told_in_few_words_on_its_line_and_whole_below() -> None:
    view = view_of(WARNED)
    assert lesion_of(view).noms.flags == (
        "escc_1c", "myelopathy_without_high_grade", "previous_radiotherapy_unknown", "histology_beyond_source",
    )  # fmt: skip
    assert lines(view)[lines_that_stay(NARROW)] == "▲ patient's myelopathy +4"
    assert lines(view, WIDE)[lines_that_stay(WIDE)] == (
        "▲ patient's myelopathy · 1c disputed · low ESCC, myelopathy +2"
    )
    said = words_below(view)
    assert "▲ Myelopathy is the patient's, not this level's alone: T4 has ESCC 3" in said
    assert all(f"▲ {flag_says(key)}" in said for key in lesion_of(view).noms.flags)
    assert lines(view_of(ROW_1))[lines_that_stay(NARROW)] == "no warning"


@given(evaluated_cases)
def test_no_warning_is_cut_and_all_are_counted(raw: Json) -> None:
    view = view_of(raw)
    for width in (NARROW, WIDE):
        line = lines(view, width)[lines_that_stay(width)]
        assert len(line) < width, "the mark that more follow may stand at the end"
        told, _, more = line.removeprefix("▲ ").partition(" +")
        warnings = words_below(view).count("▲ ")
        assert (0 if line == "no warning" else len(told.split(" · ")) + int(more or 0)) == warnings


@pytest.mark.parametrize(
    ("size", "width"), [((120, 40), NARROW), ((120, 36), NARROW), ((100, 30), 43), ((80, 24), WIDE)]
)
async def test_the_whole_table_and_the_warnings_are_on_the_screen_and_the_table_also_while_an_input_is_edited(
    board: Board, running: Running, size: tuple[int, int], width: int
) -> None:
    view = view_of(T8_RENAL)
    first = lines(view, width)[: lines_that_stay(width) + 1]
    async with running(board, size) as pilot:
        shown = await press(pilot, "1")
        assert [line for line in first if f"│{line}" not in shown.replace("▼", " ")] == []
        shown = await press(pilot, "down", "1")
        rows = [row.short for row in noms_table().rows]
        assert [row for row in rows if f"{row} " not in shown.replace("│", " ").replace("▼", " ")] == []
        assert "✓1a" in shown


async def test_the_choices_of_an_input_end_in_an_ellipsis_where_what_they_mean_has_no_room(
    board: Board, running: Running
) -> None:
    async with running(board, (120, 40)) as pilot:
        shown = await press(pilot, "1", "down")
        assert "2: cord compressed, CSF still …" in shown
        assert "1 fit  0 unfit" in await press(pilot, *["down"] * 5)


async def test_the_marks_follow_each_digit(open_as: OpenAs, running: Running) -> None:
    board = open_as()
    met(board, read(T8_RENAL))
    async with running(board) as pilot:
        before = await press(pilot, "s", "down", "down")
        assert "■ 7 decompr. ± stab., then SBRT" in before
        shown = await press(pilot, "4")
        assert "□ 7 decompr. ± stab., then SBRT" in shown
        assert "■ 9 decompr. + stab., then SBRT" in shown
