"""The tour goes on when a step was done, turns by hand, and fits its two lines."""

from tumorboard.tui.lines import plain
from tumorboard.tui.tour.guide import Guide, strip_rows
from tumorboard.tui.tour.steps import STEPS, Place

START = Place(room="board", case="TB-0139", pane="noms")


def test_it_goes_on_only_when_its_step_is_done() -> None:
    guide = Guide()
    assert not guide.look(START)
    assert guide.look(Place(room="board", case="TB-0142"))
    assert guide.at == 1


def test_what_a_later_step_asks_for_does_not_jump_there() -> None:
    guide = Guide()
    assert not guide.look(Place(room="followup", case="TB-0139"))
    assert guide.at == 0


def test_a_tour_that_was_left_stands_still_and_is_taken_up_there() -> None:
    guide = Guide()
    guide.turn(2, START)
    guide.is_on = False
    assert not guide.look(Place(room="board", pane="sins", typed=True))
    guide.is_on = True
    assert guide.at == 2


def test_it_turns_no_further_than_its_ends() -> None:
    guide = Guide()
    assert not guide.turn(-1, START)
    assert guide.turn(1000, START)
    assert guide.step is STEPS[-1]
    assert not guide.look(Place(room="followup", case="TB-0142", discreet=True))


def test_every_step_fits_the_strip_of_the_narrowest_room_it_needs() -> None:
    guide = Guide()
    for _ in STEPS:
        rows = [plain(row.line) for row in strip_rows(guide, 80)]
        assert len(rows) <= 3, rows
        assert all(len(row) <= 80 for row in rows), rows
        guide.turn(1, START)


def test_a_step_turned_to_stands_until_it_is_done_anew() -> None:
    guide = Guide()
    there = Place(room="board", case="TB-0142", pane="noms", in_pane=True)
    assert guide.look(there)
    assert guide.look(there)
    assert guide.at == 2
    assert guide.turn(-1, there)
    assert not guide.look(there), "it is in the pane already, and nothing was pressed for it"
    assert not guide.look(Place(room="board", case="TB-0142"))
    assert guide.look(there)
    assert guide.turn(1, there)
    assert guide.at == 3
    assert not guide.look(there), "nothing is typed, and it was not when the step was turned to"
