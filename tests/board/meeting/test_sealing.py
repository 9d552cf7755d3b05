"""Sealing: who opens what, that nothing can be read, moved or changed unseen, and what is left when a key is lost."""

import base64
from pathlib import Path

import pytest

from tests.board.sealed import VIEW, WORDS, As, keyed, record
from tests.board.searching import is_readable
from tests.board.sitting import at_the_table, view
from tests.conftest import OpenAs
from tumorboard.clean import LONGEST_TEXT
from tumorboard.complaint import Complaint
from tumorboard.domain.meeting import Meeting
from tumorboard.domain.view import View, ViewRecord
from tumorboard.store.contract import StoreError
from tumorboard.store.keys import Keys


def test_author_and_chair_open_it_and_the_record_tells_nothing(acting: As) -> None:
    sitting = keyed(acting, "chair")
    sealed = acting("surgeon").seal(sitting, record(), VIEW)
    assert sealed.view is None
    assert ViewRecord.model_validate_json(ViewRecord.checking().dump_json(sealed)) == sealed
    assert acting("surgeon").opened_as_author(sealed) == VIEW
    assert acting("chair").opened_as_chair(sitting, sealed) == VIEW


def test_nobody_else_opens_it(acting: As) -> None:
    sitting = keyed(acting, "chair")
    sealed = acting("surgeon").seal(sitting, record(), VIEW)
    radonc = acting("radonc")
    radonc.ensure()
    assert not radonc.can_reveal(sitting)
    for attempt in (radonc.opened_as_author, lambda each: radonc.opened_as_chair(sitting, each)):
        with pytest.raises(Complaint):
            attempt(sealed)
    with pytest.raises(Complaint, match="you hold no key of Spine MDT"):
        acting("surgeon").opened_as_chair(sitting, sealed)


def test_in_the_data_folder_no_word_is_to_be_found_before_the_reveal(open_as: OpenAs, folder: Path) -> None:
    chair, meeting_id = at_the_table(open_as)
    surgeon = open_as("surgeon")
    surgeon.views.submit(meeting_id, "A", VIEW)
    surgeon.forms.keep(f"view:{meeting_id}/B", {"rationale": "maybe the cage instead", "plan": ["kyphoplasty"]})
    chair.care.back_up(None)
    for word in (
        WORDS,
        "pedicles",
        "separation_surgery",
        "within_48_h",
        "neuro-urgency",
        "maybe the cage",
        "kyphoplasty",
    ):
        assert not is_readable(folder, word), word
    chair.views.reveal(meeting_id, "A")
    assert is_readable(folder, WORDS)
    assert not is_readable(folder, "maybe the cage")


@pytest.mark.parametrize(
    "elsewhere",
    [record("M2"), record(case_id="B"), record(person="radonc"), record(number=2), record("M", "A/surgeon")],
    ids=["another meeting", "another case", "another person", "another number", "another case with a slash"],
)
def test_what_is_sealed_opens_in_no_other_record(acting: As, elsewhere: ViewRecord) -> None:
    sitting = keyed(acting, "chair")
    sealed = acting("surgeon").seal(sitting, record(), VIEW)
    moved = elsewhere.model_copy(update={"sealed": sealed.sealed, "own": sealed.own})
    with pytest.raises(Complaint, match="damaged, or sealed with another key"):
        acting("surgeon").opened_as_author(moved)
    with pytest.raises(Complaint, match="damaged, or sealed with another key"):
        acting("chair").opened_as_chair(sitting, moved)


@pytest.mark.parametrize("spoilt", ["a bit", "its end", "not base64", "not ascii", "nothing"])
def test_a_damaged_view_is_told_with_who_still_has_it(acting: As, spoilt: str) -> None:
    sitting = keyed(acting, "chair")
    whole = acting("surgeon").seal(sitting, record(), VIEW)
    assert whole.sealed is not None
    raw = base64.b64decode(whole.sealed)
    text = {
        "a bit": base64.b64encode(raw[:100] + bytes([raw[100] ^ 1]) + raw[101:]).decode(),
        "its end": base64.b64encode(raw[:20]).decode(),
        "not base64": whole.sealed[:-5],
        "not ascii": "é" + whole.sealed,
        "nothing": None,
    }[spoilt]
    damaged = whole.model_copy(update={"sealed": text, "own": text})
    with pytest.raises(Complaint, match=r"the view of surgeon cannot be opened.*surgeon still has it"):
        acting("chair").opened_as_chair(sitting, damaged)
    with pytest.raises(Complaint, match=r"your own view cannot be opened.*the chair's reveal may"):
        acting("surgeon").opened_as_author(damaged)


def test_a_damaged_key_of_mine_is_told_by_its_file(acting: As, folder: Path) -> None:
    sitting = keyed(acting, "chair")
    sealed = acting("surgeon").seal(sitting, record(), VIEW)
    path = folder / "keys" / f"{Keys.name_of('surgeon')}.key"
    path.write_bytes(path.read_bytes()[:-1])
    for attempt in (
        lambda: acting("surgeon").opened_as_author(sealed),
        lambda: acting("surgeon").seal(sitting, record(), VIEW),
        lambda: acting("surgeon").hide(b"words"),
    ):
        with pytest.raises(StoreError, match=f"{path.name}: damaged key"):
            attempt()
    assert acting("chair").opened_as_chair(sitting, sealed) == VIEW


def sizes(acting: As, sitting: Meeting, given: View) -> tuple[int, int]:
    sealed = acting("surgeon").seal(sitting, record(), given)
    assert sealed.sealed is not None
    assert sealed.own is not None
    return len(sealed.sealed), len(sealed.own)


def test_its_size_tells_neither_the_plan_nor_the_number_of_words(acting: As) -> None:
    sitting = keyed(acting, "chair")
    short = sizes(acting, sitting, view("brace"))
    assert sizes(acting, sitting, VIEW) == short
    assert sizes(acting, sitting, view("brace", rationale="x" * 900)) == short
    longer = sizes(acting, sitting, view("brace", rationale="x" * 1200))
    assert longer > short
    assert sizes(acting, sitting, view("brace", rationale="x" * 1900)) == longer


@pytest.mark.parametrize("length", [1, *range(970, 1000), LONGEST_TEXT])
def test_a_view_of_any_length_comes_back_as_it_was(acting: As, length: int) -> None:
    sitting = keyed(acting, "chair")
    given = view("brace", rationale="é" * length)
    sealed = acting("surgeon").seal(sitting, record(), given)
    stored = ViewRecord.model_validate_json(ViewRecord.checking().dump_json(sealed))
    assert acting("surgeon").opened_as_author(stored) == given


def test_the_same_view_is_never_sealed_to_the_same_text(acting: As) -> None:
    sitting = keyed(acting, "chair")
    texts = {acting("surgeon").seal(sitting, record(), VIEW).sealed for _ in range(3)}
    assert len(texts) == 3


@pytest.mark.parametrize(
    "content", [b"", b"\0", b"\x80", b"\x80\0\0", b"words", b"x" * 5000], ids=lambda each: str(each[:5])
)
def test_what_i_hide_only_i_get_back(acting: As, content: bytes) -> None:
    hidden = acting("surgeon").hide(content)
    assert acting("surgeon").unhide(hidden) == content
    acting("radonc").ensure()
    with pytest.raises(Complaint, match="damaged, or hidden with another key"):
        acting("radonc").unhide(hidden)
    with pytest.raises(Complaint, match="your key is lost"):
        acting("nobody").unhide(hidden)
    for damaged in (hidden[:-8], "é", "", hidden.swapcase()):
        with pytest.raises(Complaint, match="what you typed before is damaged"):
            acting("surgeon").unhide(damaged)
