"""A decision names the version of the tables it was made with, for good; the record prints it."""

from tests.board.sitting import NO_MRI, SPECIALISTS, at_the_table, decision
from tests.conftest import Clock, OpenAs
from tests.knowledge.sites import SURGERY, Site
from tumorboard.board.board import Board
from tumorboard.domain.decision import DecisionRecord
from tumorboard.knowledge.site import knowledge_version
from tumorboard.sheets.as_text import as_text
from tumorboard.sheets.decided import knowledge_said
from tumorboard.sheets.outcome import outcome_json
from tumorboard.sheets.record import record_sheet


def printed(board: Board, meeting: str) -> str:
    """The outcome record as text, in running words."""
    return " ".join(as_text(record_sheet(board.outcomes.of(meeting), board.now()), 100).split())


def test_a_decision_under_a_site_s_tables_names_them_in_record_and_json(open_as: OpenAs, site: Site) -> None:
    board, meeting = at_the_table(open_as, *SPECIALISTS)
    site.comes_into_force("surveillance", SURGERY)
    version = knowledge_version()
    record = board.decisions.record(meeting, "A", decision("sbrt", **NO_MRI))
    assert record.knowledge == version
    assert version.endswith("+site")
    said = f"tables of version {version}; the site sets some of it differently"
    assert said in printed(board, meeting)
    told = outcome_json(board.outcomes.of(meeting))
    assert told["cases"][0]["decision"]["knowledge"] == version


def test_the_version_of_a_decision_stays_when_the_tables_change(open_as: OpenAs, site: Site, clock: Clock) -> None:
    board, meeting = at_the_table(open_as, *SPECIALISTS)
    first = board.decisions.record(meeting, "A", decision("sbrt", **NO_MRI))
    site.comes_into_force("surveillance", SURGERY)
    clock.advance(minutes=5)
    second = board.decisions.amend(meeting, "A", decision("sbrt", **NO_MRI), "another dose", number=1)
    kept = [each.knowledge for each in board.decisions.of("A")]
    assert kept == [first.knowledge, second.knowledge]
    assert second.knowledge == knowledge_version() != first.knowledge
    words = printed(board, meeting)
    assert f"tables of version {first.knowledge} " in words
    assert f"tables of version {second.knowledge}; the site" in words


def test_a_decision_of_an_earlier_program_is_read_and_says_that_it_names_none(open_as: OpenAs) -> None:
    board, meeting = at_the_table(open_as, *SPECIALISTS)
    record = board.decisions.record(meeting, "A", decision("sbrt", **NO_MRI))
    told = record.written()
    del told["knowledge"]
    assert DecisionRecord.model_validate(told).knowledge is None
    assert knowledge_said(None) == "version not recorded: written down by an earlier version of the program"
