"""The Views pane as text: who is in, what nobody may read yet, what each would do, and where they part."""

import pytest

from tests.board.casework import case
from tests.board.sitting import SPECIALISTS, T12, at_the_table, enrolled, view
from tests.conftest import Clock, OpenAs
from tests.tui.conftest import Running
from tumorboard.board.board import Board
from tumorboard.domain.people import Person
from tumorboard.domain.view import View
from tumorboard.tui.lines import plain, width_of
from tumorboard.tui.panes.views import views_rows, views_title
from tumorboard.tui.session.sitting import Sitting
from tumorboard.tui.session.view import CaseView
from tumorboard.tui.widgets.views_pane import ViewsPane

WIDTHS = (38, 78)
SPLIT: dict[str, View] = {
    "surgeon": view(
        "stabilization_open",
        "sbrt",
        urgency="within_24_h",
        confidence="high",
        readings={"level": "T12", "sins": {"collapse": "over_50", "posterolateral": "unilateral"}},
        reasons=["instability-threshold", "imaging-interpretation"],
        rationale="the facets are gone on one side",
        triggers=[{"kind": "sins_at_least", "value": "13"}, {"kind": "new_mechanical_pain"}],
    ),
    "radonc": view(
        "sbrt",
        readings={"level": "T12", "sins": {"collapse": "under_50", "posterolateral": "bilateral"}},
    ),
    "medonc": view("sbrt", reasons=["survival-expectation"]),
}


def split(open_as: OpenAs) -> tuple[Board, str]:
    """Three of four views are in on A, sealed."""
    board, meeting = at_the_table(open_as)
    for person, given in SPLIT.items():
        open_as(person).views.submit(meeting, "A", given)
    return board, meeting


def opened(board: Board, meeting_id: str) -> CaseView:
    """Case A as a person's Board room would show it."""
    found = Sitting(board, board.meetings.get(meeting_id).record).view()
    assert found is not None
    return found


def lines(view: CaseView, width: int, chosen: str | None = None) -> list[str]:
    """The pane's lines; none is wider than the pane."""
    rows = views_rows(view, width, chosen)
    assert [plain(row.line) for row in rows if width_of(row.line) > width] == []
    return [plain(row.line).rstrip() for row in rows]


def record_id(view: CaseView, person: str, number: int = 1) -> str:
    """The id of a view of a person."""
    assert view.talk is not None
    return next(each.id for each in view.talk.views if (each.person_id, each.number) == (person, number))


@pytest.mark.parametrize("width", WIDTHS)
def test_sealed_it_says_who_is_in_and_who_is_awaited_and_nothing_else(open_as: OpenAs, width: int) -> None:
    board, meeting = split(open_as)
    view = opened(board, meeting)
    assert views_title(view.talk) == "Views 3 of 4 in, sealed"
    assert lines(view, width) == [
        " surgery    in, sealed",
        " rad. onc.  in, sealed",
        " med. onc.  in, sealed",
        " radiology  awaited",
    ]
    opened_line = " ".join(" ".join(lines(view, width, record_id(view, "surgeon"))).split())
    assert "Dr surgeon: sealed until the chair reveals the case" in opened_line
    assert "facets" not in opened_line


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize(("collapse", "holds"), [("over_50", True), ("none", False), (None, False)])
def test_a_trigger_that_holds_in_the_recorded_facts_is_pointed_out(
    open_as: OpenAs, width: int, collapse: str | None, holds: bool
) -> None:
    board, meeting = split(open_as)
    board.views.reveal(meeting, "A")
    record = T12["lesions"][0]
    sins = {**record["sins"], "collapse": collapse, "posterolateral": "bilateral"}
    board.intake.admit([case("A", **{**T12, "lesions": [{**record, "sins": sins}]})], meeting)
    view = opened(board, meeting)
    said = " ".join(" ".join(lines(view, width, record_id(view, "surgeon"))).split())
    assert ("▲ SINS ≥ 13 holds now: T12: SINS 14" in said) is holds
    assert "new mechanical pain holds" not in said


@pytest.mark.parametrize(
    ("width", "mine"), [(38, "in, sealed (yours: stab. …"), (78, "in, sealed (yours: stab. open + SBRT)")]
)
def test_sealed_my_own_is_shown_to_me(open_as: OpenAs, width: int, mine: str) -> None:
    _, meeting = split(open_as)
    view = opened(open_as("surgeon"), meeting)
    assert lines(view, width)[0] == f" surgery    {mine}"
    assert lines(view, width)[1] == " rad. onc.  in, sealed"
    assert "the facets are gone on one side" in " ".join(
        " ".join(lines(view, width, record_id(view, "surgeon"))).split()
    )


def test_revealed_each_line_says_plan_urgency_and_reasons(open_as: OpenAs) -> None:
    board, meeting = split(open_as)
    board.views.reveal(meeting, "A")
    view = opened(board, meeting)
    assert views_title(view.talk) == "Views 3 of 4 in, revealed"
    assert lines(view, 38)[:4] == [
        " surgery    stab. open+SBRT 24 h ◄ 4,7",
        " rad. onc.  SBRT",
        " med. onc.  SBRT                   ◄ 3",
        " radiology  awaited",
    ]
    assert lines(view, 78)[0].split() == ["surgery", "stab.", "open", "+", "SBRT", "24", "h", "◄", "4,7"]


@pytest.mark.parametrize("width", WIDTHS)
def test_a_split_is_located_to_its_inputs_and_the_edge_of_the_band(open_as: OpenAs, width: int) -> None:
    board, meeting = split(open_as)
    board.views.reveal(meeting, "A")
    said = " ".join(" ".join(lines(opened(board, meeting), width)).split())
    assert "where they part, T12" in said
    assert "parts at: collapse, posterolateral (decisive); band edge 12/13" in said
    assert "technique: operate or not (surgery / rad. onc., med. onc.)" in said
    assert "reasons proposed: 4 threshold of instability" in said
    assert "reasons named: 3 expected survival (med. onc.)" in said
    assert "SINS surgery 12 · rad. onc. 13" in said
    assert "collapse over 50 % (surgery) · under 50 % (rad. onc.)" in said


@pytest.mark.parametrize("width", WIDTHS)
def test_the_chosen_view_is_told_in_full_below_its_line(open_as: OpenAs, width: int) -> None:
    board, meeting = split(open_as)
    board.views.reveal(meeting, "A")
    view = opened(board, meeting)
    said = " ".join(" ".join(lines(view, width, record_id(view, "surgeon"))).split())
    for words in (
        "Dr surgeon: stabilization (open) + SBRT",
        "because the facets are gone on one side",
        "confidence high",
        "reasons 4 threshold of instability, 7 reading of the images",
        "▲ SINS ≥ 13; new mechanical pain",
    ):
        assert words in said
        assert words not in " ".join(" ".join(lines(view, width)).split())


def test_a_second_view_stands_below_the_first(open_as: OpenAs) -> None:
    board, meeting = split(open_as)
    board.views.reveal(meeting, "A")
    surgeon = open_as("surgeon")
    mine = surgeon.views.mine(meeting, "A")
    assert mine is not None
    surgeon.views.submit(meeting, "A", view("sbrt"), mine.revision)
    shown = lines(opened(board, meeting), 38)
    assert shown[:3] == [" surgery    stab. open+SBRT 24 h ◄ 4,7", " surgery    2· SBRT", " rad. onc.  SBRT"]
    assert views_title(opened(board, meeting).talk) == "Views 3 of 4 in, revealed"


def test_two_of_one_specialty_are_called_by_their_names(open_as: OpenAs) -> None:
    board, meeting = at_the_table(open_as)
    board.people.add(
        Person(id="second", name="Dr Ada Oduya-Whitcombe", roles=("specialist",), specialty="neurosurgery")
    )
    shown = lines(opened(board, meeting), 38)
    assert [line.split()[0] for line in shown] == ["surgeon", "rad.", "med.", "radiology", "Oduya-Whi…"]


def test_without_seals_and_without_a_meeting_it_says_so(open_as: OpenAs, clock: Clock) -> None:
    board = open_as()
    enrolled(board)
    meeting = board.meetings.plan("Open", clock(), sealed=False).id
    board.intake.admit([case("A", **T12)], meeting)
    assert views_title(opened(board, meeting).talk) == "Views none in"
    assert len(lines(opened(board, meeting), 38)) == len(SPECIALISTS)
    open_as("surgeon").views.submit(meeting, "A", view("sbrt"))
    assert views_title(opened(open_as("radonc"), meeting).talk) == "Views 1 of 4 in, open"
    assert lines(opened(open_as("radonc"), meeting), 38)[0] == " surgery    SBRT"


async def test_the_cursor_opens_one_view_after_the_other(open_as: OpenAs, running: Running) -> None:
    board, meeting = split(open_as)
    board.views.reveal(meeting, "A")
    async with running(board, (80, 24)) as pilot:
        pane = ViewsPane("opened-views")
        await pilot.app.screen.mount(pane)
        pane.show_view(opened(board, meeting))

        def shown() -> str:
            return " ".join(" ".join(plain(row.line) for row in pane.rows).split())

        assert "Dr surgeon:" not in shown()
        pane.action_move(1)
        assert "Dr surgeon: stabilization (open) + SBRT" in shown()
        pane.action_move(1)
        assert "Dr surgeon:" not in shown()
        assert "Dr radonc: SBRT" in shown()
        pane.action_rest()
        assert "Dr radonc:" not in shown()
