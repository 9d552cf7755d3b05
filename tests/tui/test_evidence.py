"""`i`: the evidence of what is shown, from every pane, at any size; it opens on what was asked about."""

from typing import Any

import pytest
from textual.pilot import Pilot

from tests.board.sitting import NEXT_MRI, SPECIALISTS, at_the_table, decision, view
from tests.conftest import OpenAs
from tests.knowledge.sites import REVIEWED, Site
from tests.tui.conftest import Running, admit
from tests.tui.shown import T8_RENAL, press, screen_text
from tumorboard.board.board import Board
from tumorboard.clinical.citation import MARKS_SAID, Citation
from tumorboard.config import Settings
from tumorboard.tui.cited import HEADLINE, OF_PANE, cited
from tumorboard.tui.dialogs.evidence import ShowEvidence, evidence_rows
from tumorboard.tui.lines import plain
from tumorboard.tui.screens.board import BoardScreen

SIZES = [(80, 24), (120, 40)]
KEYS: dict[str, tuple[str, ...]] = {
    "cases": (),
    "noms": ("1",),
    "sins": ("2",),
    "views": ("3",),
    "decision": ("4",),
    "facts": ("5",),
    "followup": ("6",),
    "criteria": ("7",),
    "since": ("9",),
    "radiotherapy": ("r",),
    "systemic": ("8",),
    "prognosis": ("0",),
}
"""What leads from any pane to each; the list has the keys as the room opens, so it comes first."""
FIRST = {
    "cases": "rapidly progressive weakness: not recorded",
    "noms": "ESCC T12: 1b, low",
    "sins": "SINS T12: 8–14 of 18",
    "views": "reason ",
    "decision": "row ",
    "facts": "rapidly progressive weakness: not recorded",
    "followup": "MRI T12: planned for Sun 03 Jan 2027",
    "criteria": "Observation: ",
    "since": "row ",
    "radiotherapy": "T12: ",
    "systemic": "ECOG: not recorded",
    "prognosis": "revised Tokuhashi: ",
}


def page(shown: str) -> str:
    """The page of the evidence as running text, without the room behind it."""
    lines = shown.splitlines()
    top = next(line for line in lines if "Evidence" in line)
    left, right = top.index("╭─ Evidence"), top.rindex("╮")
    return " ".join(" ".join(line[left + 1 : right] for line in lines).split())


def chosen(pilot: Pilot[None]) -> Citation:
    """The item that is open."""
    screen: Any = pilot.app.screen
    assert isinstance(screen, ShowEvidence)
    _, items = screen._found()
    item: Citation = items[screen._pane.target]
    return item


@pytest.fixture
def decided(open_as: OpenAs) -> Board:
    """Case A with two views that part, decided, its MRI planned."""
    board, meeting = at_the_table(open_as, *SPECIALISTS)
    open_as("surgeon").views.submit(meeting, "A", view("stabilization_open", urgency="within_24_h"))
    open_as("radonc").views.submit(meeting, "A", view("sbrt", urgency="within_2_weeks"))
    board.views.reveal(meeting, "A")
    board.decisions.record(meeting, "A", decision("sbrt", next_mri=NEXT_MRI, departure="the views part"))
    return board


@pytest.mark.parametrize("size", SIZES, ids=str)
async def test_i_opens_the_evidence_of_the_pane_in_focus(
    decided: Board, running: Running, size: tuple[int, int]
) -> None:
    async with running(decided, size) as pilot:
        for pane, keys in KEYS.items():
            await press(pilot, *keys)
            shown = page(await press(pilot, "i"))
            first = chosen(pilot)
            assert first.subject.startswith(FIRST[pane]), pane
            for words in (first.rule, first.source, MARKS_SAID[first.evidence], *first.computed_from):
                assert " ".join(words.split()) in shown, pane
            assert f"evidence {first.evidence}: " in shown, pane
            await press(pilot, "escape")
            assert isinstance(pilot.app.screen, BoardScreen), pane


@pytest.mark.parametrize("size", SIZES, ids=str)
async def test_every_item_of_every_pane_is_reached_and_whole(
    decided: Board, running: Running, size: tuple[int, int]
) -> None:
    async with running(decided, size) as pilot:
        for pane, keys in KEYS.items():
            await press(pilot, *keys, "i")
            seen: list[str] = []
            while not seen or chosen(pilot).subject != seen[-1]:
                item = chosen(pilot)
                seen.append(item.subject)
                assert item.rule, (pane, item)
                assert item.source, (pane, item)
                assert item.evidence in MARKS_SAID, (pane, item)
                shown = page(screen_text(pilot.app))
                assert " ".join(item.subject.split()) in shown, pane
                assert "awaits a clinician's signature" in shown or not item.table, (pane, item)
                await press(pilot, "down")
            screen: Any = pilot.app.screen
            assert len(seen) == len(screen._found()[1]), pane
            await press(pilot, "escape")


def test_every_pane_of_the_room_has_its_evidence() -> None:
    assert set(OF_PANE) == set(KEYS)


@pytest.mark.parametrize(
    ("keys", "path"),
    [
        (("s", "down", "down"), "lesion.sins.alignment"),
        (("1", "enter"), "lesion.escc"),
        (("1", "enter", "down", "down"), "primary.radiosensitivity"),
        (("1", "enter", "down", "down", "down", "down"), "lesion.stability_judgment"),
        (("5", "enter", "down", "down"), "neurology.progression"),
        (("5", "enter", *["down"] * 6), "neurology.frankel"),
        (("8", "enter", "down"), "systemic.kps"),
        (("8", "enter", *["down"] * 13), "systemic.labs.crp_mg_dl"),
    ],
)
async def test_i_opens_on_the_field_that_is_being_edited(
    decided: Board, running: Running, keys: tuple[str, ...], path: str
) -> None:
    async with running(decided, (80, 24)) as pilot:
        await press(pilot, *keys)
        room: Any = pilot.app.screen
        field = room.field
        await press(pilot, "i")
        assert chosen(pilot).about == path == field.path
        await press(pilot, "up", "down", "escape")
        assert room.field is field, "the cursor is where it was"


async def test_a_pane_that_shows_nothing_yet_opens_the_headline_and_says_so(board: Board, running: Running) -> None:
    async with running(board, (80, 24)) as pilot:
        shown = await press(pilot, "6", "i")
        assert "Evidence · TB-0142 · headline" in shown


async def test_a_case_without_a_lesion_has_its_signs(open_as: OpenAs, running: Running) -> None:
    board = open_as()
    admit(board, ({"id": "TB-0150"},))
    async with running(board, (80, 24)) as pilot:
        for key in ("1", "2", "7"):
            shown = await press(pilot, key, "i")
            assert "Evidence · TB-0150 · headline" in shown
            assert "rapidly progressive weakness: not recorded" in shown
            await press(pilot, "escape")


async def test_without_a_case_i_says_so(open_as: OpenAs, running: Running) -> None:
    async with running(open_as(), (80, 24)) as pilot:
        assert "no case is open" in await press(pilot, "i")


async def test_what_was_typed_and_not_committed_is_what_is_cited(board: Board, running: Running) -> None:
    async with running(board, (80, 24)) as pilot:
        shown = page(await press(pilot, "s", "1", "i"))
    assert "pain: non-mechanical 1" in shown


async def test_the_site_s_table_setting_and_the_board_s_word_are_told_as_overrides(
    open_as: OpenAs, running: Running, site: Site
) -> None:
    board = open_as(settings=Settings(escc_1c="high"))
    lesion = {**T8_RENAL["lesions"][0], "escc": "1c", "stability_judgment": "unstable"}
    admit(board, ({**T8_RENAL, "lesions": [lesion]},))
    site.comes_into_force("sins", f'{REVIEWED}[[item]]\nkey = "pain"\nnote = "Ask."\nsource = "Site policy 1"\n')
    async with running(board, (120, 40)) as pilot:
        assert "override the site's setting escc_1c: high" in page(await press(pilot, "1", "i"))
        await press(pilot, "escape")
        assert "override the board judged T8 unstable" in page(await press(pilot, "2", "i"))
        shown = page(await press(pilot, "down", "down", "down"))
        assert "S: set by the site in the place of what is shipped" in shown
        assert "override the site: note" in shown


async def test_the_curtain_is_drawn_over_an_open_page_too(open_as: OpenAs, running: Running) -> None:
    board = open_as()
    primary = {"histology": "renal_cell", "text": "renal cell, Vera Example"}
    admit(board, ({**T8_RENAL, "primary": primary},))
    async with running(board, (80, 24)) as pilot:
        shown = await press(pilot, "1", "i", "down", "down", "down")
        assert "as reported: renal cell, Vera Example" in page(shown)
        shown = await press(pilot, "f9")
        assert "as reported: renal cell" in page(shown)
        assert "Vera" not in shown


async def test_behind_the_curtain_free_text_of_a_lesion_names_nobody(open_as: OpenAs, running: Running) -> None:
    board = open_as()
    lesion = {**T8_RENAL["lesions"][0], "previous_radiotherapy": {"technique": "after Example, Vera"}}
    admit(board, ({**T8_RENAL, "lesions": [{**lesion, "escc_read_by": "Vera Example"}]},))
    async with running(board, (80, 24)) as pilot:
        await press(pilot, "f9", "1", "i")
        assert "read by" in page(screen_text(pilot.app))
        await press(pilot, "escape", "r", "i")
        screen: Any = pilot.app.screen
        told = " ".join(said for each in screen._found()[1] for said in (each.subject, *each.computed_from))
        assert "irradiated before: after " in told
        assert "Vera" not in told + screen_text(pilot.app)


async def test_a_long_item_scrolls_and_home_and_end_take_the_first_and_the_last(
    decided: Board, running: Running
) -> None:
    async with running(decided, (60, 16)) as pilot:
        await press(pilot, "7", "i")
        top = page(screen_text(pilot.app))
        assert page(await press(pilot, "pagedown")) != top
        await press(pilot, "end")
        last = chosen(pilot).subject
        assert last.startswith("SBRT · ")
        await press(pilot, "home")
        assert chosen(pilot).subject.startswith("Observation: ")


def test_text_of_the_case_is_drawn_as_it_stands_and_never_as_markup() -> None:
    item = Citation("[red]x[/]", "[b]rule", "source", "M", ("[link]",), "[/]", table="")
    words = "\n".join(plain(row.line) for row in evidence_rows([item], 0, 40))
    for each in ("[red]x[/]", "[b]rule", "[link]", "override  [/]", "M: from memory"):
        assert each in words


def test_an_item_that_is_not_chosen_takes_one_line_of_the_width() -> None:
    items = [Citation("x" * 200, "rule", "source", "V1"), Citation("y", "rule", "source", "V1")]
    rows = evidence_rows(items, 1, 40)
    assert len(plain(rows[0].line)) <= 40
    assert [row.target for row in rows[:2]] == [0, 1]


def test_a_pane_without_evidence_of_its_own_falls_back_to_the_case_list(decided: Board) -> None:
    from tumorboard.tui.session.sitting import Sitting

    sitting = Sitting(decided, decided.meetings.to_open())
    sitting.open("B")
    shown = sitting.view()
    assert shown is not None
    assert cited(decided, shown, "no such pane")[0] == HEADLINE
