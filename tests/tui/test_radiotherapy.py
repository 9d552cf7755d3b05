"""Radiotherapy on the screen: pane r of a lesion, and a decision's dose that is shown and warned of and still saved."""

from typing import Any

import pytest
from textual import events
from textual.pilot import Pilot

from tests.board.casework import case, met
from tests.board.sitting import NO_MRI, SPECIALISTS, at_the_table, decision, enrolled
from tests.conftest import OpenAs
from tests.tui.conftest import Running
from tests.tui.shown import press, screen_text, words_of
from tumorboard.board.board import Board

SIZES = [(60, 16), (80, 24), (110, 30), (120, 40)]
BEFORE: dict[str, Any] = {"technique": "cEBRT", "dose_gy": 30.0, "fractions": 10, "on": "2026-09-01"}
STABLE = {"pain": "none", "bone_lesion": "blastic", "alignment": "normal", "collapse": "none", "posterolateral": "none"}
LESIONS = [
    {"level": "T8", "index": True, "escc": "2", "previous_radiotherapy": BEFORE, "sins": STABLE},
    {"level": "L3", "escc": "0", "previous_radiotherapy": {"dose_gy": 20.0}, "sins": STABLE},
]
SBRT = {"modality": "sbrt", "levels": ["T8"], "dose_gy": 24.0, "fractions": 3}


def said(*screens: str) -> str:
    """What stands on some screens as running text, without the frames and the list beside a pane."""
    lines = [line for shown in screens for line in shown.splitlines()]
    beside = any("─ Spine ─" in line and len(line) > 100 for line in lines)
    return " ".join(" ".join(line[55 if beside else 0 :] for line in lines).replace("│", " ").split())


def sheet(shown: str) -> str:
    """What stands in a sheet at 120 columns as running text."""
    return words_of(shown, slice(11, 108))


async def pages(pilot: Pilot[None], key: str, count: int = 8) -> str:
    """A pane from its top to its foot."""
    return said(await press(pilot, key), *[await press(pilot, "pagedown") for _ in range(count)])


@pytest.fixture
def table(open_as: OpenAs) -> tuple[Board, str]:
    """An open meeting on case R: T8 irradiated in September, L3 irradiated with a dose without fractions."""
    board = open_as()
    enrolled(board)
    meeting = met(board, case("R", lesions=LESIONS, systemic={"tolerates_surgery": True}))
    board.running.open(meeting)
    for person in SPECIALISTS:
        board.register.join(meeting, person, "present")
    return board, meeting


@pytest.mark.parametrize("size", SIZES, ids=str)
async def test_r_shows_organ_limits_reirradiation_and_schedules(
    table: tuple[Board, str], running: Running, size: tuple[int, int]
) -> None:
    async with running(table[0], size) as pilot:
        words = await pages(pilot, "r")
    for each in (
        "Radiotherapy T8",
        "T8 spinal cord; the cord ends at L1",
        "irradiated before: cEBRT 30 Gy in 10, 2026-09-01; EQD2(2) 37.5 Gy",
        "reirradiation, advisory: 1 NOT met, 3 unknown",
        "12.4–14.0 Gy in 1, 17.0 Gy in 2, 20.3 Gy in 3, 23.0 Gy in 4, 25.3 Gy in 5",
        "Sahgal 2021 (HyTEC), V1",
        "27/3 SBRT 51.3 42.8 74.3 ~",
        "24/2 SBRT 52.8 44.0 84.0 ~+",
        "is the physicist's to give",
    ):
        assert each in words


async def test_below_the_conus_the_cauda_equina_is_meant(table: tuple[Board, str], running: Running) -> None:
    async with running(table[0], (80, 24)) as pilot:
        await press(pilot, "enter", "l")
        words = await pages(pilot, "r")
    assert "L3 cauda equina; below the conus, the limits of the cord do not hold" in words
    assert "16.0 Gy in 1, 24.0 Gy in 3, 32.0 Gy in 5" in words
    assert "20.3 Gy" not in words
    assert "20 Gy without fractions: ask in how many" in words


async def test_a_case_without_a_lesion_says_so(open_as: OpenAs, running: Running) -> None:
    board = open_as()
    met(board, case("N"))
    async with running(board, (80, 24)) as pilot:
        assert "No lesion is recorded." in await press(pilot, "r")


async def test_the_strip_names_the_pane_and_fits_the_smallest_window(
    table: tuple[Board, str], running: Running
) -> None:
    for size in ((60, 16), (80, 24)):
        async with running(table[0], size) as pilot:
            shown = await press(pilot, "enter")
            (strip,) = (line for line in shown.splitlines() if "│1NOMS" in line)
            assert "rRT✓" in strip or "rR✓" in strip
            assert strip.endswith("│")


async def test_the_pane_is_made_only_when_it_is_asked_for(table: tuple[Board, str], running: Running) -> None:
    async with running(table[0], (80, 24)) as pilot:
        assert not pilot.app.screen.query("#radiotherapy")
        await press(pilot, "r", "1", "r")
        assert len(pilot.app.screen.query("#radiotherapy")) == 1


async def typed(pilot: Pilot[None], words: str) -> str:
    pilot.app.post_message(events.Paste(words))
    await pilot.pause()
    return screen_text(pilot.app)


async def test_the_sheet_tells_what_a_dose_comes_to_as_it_is_typed_and_what_is_wrong_with_it(
    table: tuple[Board, str], running: Running
) -> None:
    async with running(table[0], (120, 50)) as pilot:
        await press(pilot, "enter", "d", "1", "enter")
        assert "'24' is a dose without fractions; give Gy and fractions" in sheet(await typed(pilot, "24"))
        words = sheet(await typed(pilot, "/3"))
        assert "BED10 43.2 Gy, EQD2(10) 36.0 Gy; EQD2(2) 60.0 Gy if cord or cauda equina got it all" in words
        assert "T8, spinal cord: Dmax 20.3 Gy in 3" in words
        await press(pilot, *["backspace"] * 4)
        assert "'/3' is fractions without a dose" in sheet(await typed(pilot, "/3"))
        await press(pilot, *["backspace"] * 2)
        assert "200 Gy in 3 is no dose of one course" in sheet(await typed(pilot, "200/3"))


async def test_what_is_to_be_looked_at_twice_in_a_dose_is_read_whole_on_the_reference_size(
    table: tuple[Board, str], running: Running
) -> None:
    async with running(table[0], (80, 24)) as pilot:
        await press(pilot, "enter", "d", "1", "enter")
        words = words_of(await typed(pilot, "24/1"), slice(1, 79))
        for each in (
            "▲ 24 Gy in 1 exceeds the spinal cord's 12.4–14.0 Gy at T8 if it received the full dose: the plan must",
            "▲ T8: ESCC 2; the source page gives SBRT without significant cord compression, or after",
            "T8, spinal cord: Dmax 12.4–14.0 Gy in 1",
            "dose 24/1",
        ):
            assert each in words
        await pilot.resize_terminal(60, 16)
        await pilot.pause()
        shown = screen_text(pilot.app)
        assert "▲ 24 Gy in 1 exceeds" in shown
        assert "… a larger window shows the rest" in shown


async def test_a_dose_that_is_warned_of_is_saved_and_stands_in_the_decision_pane(
    table: tuple[Board, str], running: Running
) -> None:
    board, _ = table
    async with running(board, (120, 50)) as pilot:
        await press(pilot, "enter", "d", "1", "enter")
        words = sheet(await typed(pilot, "24/3"))
        assert "24 Gy in 3 exceeds the spinal cord's 20.3 Gy at T8 if it received the full dose" in words
        await press(pilot, "pagedown", "pagedown")
        await typed(pilot, "durable control")
        assert "departs because" in await press(pilot, "down")
        await typed(pilot, "the surgeon would not operate")
        await press(pilot, "pagedown", "1")
        assert "R decided" in await press(pilot, "ctrl+s")
    async with running(board, (80, 24)) as pilot:
        words = await pages(pilot, "4")
    (record,) = board.decisions.of("R")
    assert (record.decision.steps[0].dose_gy, record.decision.steps[0].fractions) == (24.0, 3)
    for each in (
        "BED10 43.2 Gy, EQD2(10) 36.0 Gy",
        "▲ 24 Gy in 3 exceeds the spinal cord's 20.3 Gy at T8",
        "▲ T8 irradiated before: cEBRT 30 Gy in 10, 2026-09-01",
        "▲ T8: ESCC 2; the source page gives SBRT without significant cord compression",
    ):
        assert each in words


async def test_pane_r_checks_the_dose_that_was_decided(table: tuple[Board, str], running: Running) -> None:
    board, meeting = table
    decided = decision("sbrt", steps=[SBRT], departure="the surgeon would not operate", **NO_MRI)
    board.decisions.record(meeting, "R", decided)
    async with running(board, (80, 24)) as pilot:
        words = await pages(pilot, "r")
    assert "1 SBRT 24 Gy in 3 BED10 43.2 Gy" in words
    assert "37.5 + 60.0 = 97.5 Gy if the thecal sac got all that was prescribed" in words
    assert (
        "✗ between the courses: at least 5 months first course 2026-09-01, 84 days ago; reached on 2027-02-01" in words
    )


async def test_the_facts_tell_what_was_given_before(table: tuple[Board, str], running: Running) -> None:
    async with running(table[0], (80, 24)) as pilot:
        words = await pages(pilot, "5")
    assert "cEBRT 30 Gy in 10, 2026-09-01; EQD2(2) 37.5 Gy if the thecal sac got all that was prescribed" in words
    assert "BED10 39.0 Gy, EQD2(10) 32.5 Gy" in words
    assert "20 Gy without fractions: ask in how many" in words


async def test_the_facts_tell_the_neurological_status(open_as: OpenAs, running: Running) -> None:
    board, meeting = at_the_table(open_as)
    lying = {"ambulation": "non_ambulatory", "non_ambulatory_hours": 80, "complete_loss": True, "frankel": "A"}
    board.intake.admit([case("C", neurology=lying, lesions=[{"level": "T8"}])], meeting)
    async with running(board, (80, 24)) as pilot:
        await press(pilot, "home", "down", "down")
        words = await pages(pilot, "5")
    assert "not walking >72h: 80 h as recorded" in words
    assert "▲ complete motor and sensory loss for more than 48–72 h despite corticosteroids" in words
    assert "Frankel A no motor or sensory function below" in words
    assert "ASIA (AIS)" not in words
    assert "published, of groups" not in words


async def test_the_facts_tell_what_is_published_of_recovery(open_as: OpenAs, running: Running) -> None:
    board, meeting = at_the_table(open_as)
    lying = {"ambulation": "non_ambulatory", "non_ambulatory_hours": 10, "frankel": "C"}
    board.intake.admit([case("C", neurology=lying, lesions=[{"level": "T8"}])], meeting)
    async with running(board, (80, 24)) as pilot:
        await press(pilot, "home", "down", "down")
        words = await pages(pilot, "5")
    assert "about 30–40 % of those who cannot walk may regain it" in words
    assert "of all, whether they walked before or not" in words
    assert "[Patchell 2005 (Lancet 366:643-8), both arms 10 × 3 Gy]" in words
