"""What is said to people is in the words of the clinic and never in codes."""

import pytest

from tests.board.sitting import NO_MRI, SPECIALISTS, at_the_table, decision
from tests.conftest import OpenAs
from tests.tui.conftest import Running
from tests.tui.shown import press, words_of
from tumorboard.complaint import Complaint
from tumorboard.domain.decision import Decision
from tumorboard.tui.lines import plain
from tumorboard.tui.panes.decision import decision_rows
from tumorboard.tui.session.sitting import Sitting


def test_the_decision_pane_names_reasons_and_readings_in_words(open_as: OpenAs) -> None:
    board, meeting = at_the_table(open_as, *SPECIALISTS)
    board.readings.agree(meeting, "A", {"lesions.0.sins.collapse": "over_50"}, "CT read out")
    dissent = {"person_id": "surgeon", "position": "fixation", "reasons": ["neuro-urgency"]}
    split = {"agreement": "majority_with_dissent", "dissents": [dissent], "parted_by": ["instability-threshold"]}
    board.decisions.record(meeting, "A", decision("sbrt", **split, **NO_MRI))
    view = Sitting(board, board.meetings.get(meeting).record).view()
    assert view is not None
    words = " ".join(" ".join(plain(row.line) for row in decision_rows(view, 100)).split())
    assert "majority with dissent by threshold of instability" in words
    assert "board reads T12 collapse over 50 %: CT read out" in words
    assert "instability-threshold" not in words
    assert "neuro-urgency" not in words


@pytest.mark.parametrize("agreement", ["majority_with_dissent", "consensus"])
def test_a_refused_agreement_is_said_in_words(agreement: str) -> None:
    dissents = [{"person_id": "a", "position": "x"}] if agreement == "consensus" else []
    with pytest.raises(Complaint, match="majority with dissent"):
        Decision.of(steps=({"modality": "sbrt"},), rationale="-", agreement=agreement, dissents=dissents)


async def test_the_sheet_says_majority_with_dissent_in_words(open_as: OpenAs, running: Running) -> None:
    board, _ = at_the_table(open_as, *SPECIALISTS)
    async with running(board, (120, 50)) as pilot:
        shown = await press(pilot, "enter", "d", "1", "pagedown", "pagedown", "x", "pagedown", "2", "ctrl+s")
    assert "majority with dissent names nobody; say who dissents" in words_of(shown, slice(11, 108))
