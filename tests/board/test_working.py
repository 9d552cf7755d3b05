"""A case being edited: every edit can be taken back, and two people's edits go together field by field."""

from typing import Any, Final

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.board.casework import case
from tests.strategies import ESCC, SINS, Json, evaluated_cases, lines, prose, read, slow, yes_no
from tumorboard.board.desk import Filed
from tumorboard.board.working import Stranded, Value, WorkingCase, value_at
from tumorboard.clean import is_clean
from tumorboard.complaint import Complaint
from tumorboard.domain.case import Case

FIELDS: Final[dict[str, st.SearchStrategy[Any]]] = {
    "lesions.0.escc": st.sampled_from(ESCC),
    **{f"lesions.0.sins.{item}": st.sampled_from(options) for item, options in SINS.items()},
    "lesions.0.stability_judgment": st.sampled_from(["stable", "unstable"]),
    "neurology.myelopathy": yes_no,
    "neurology.motor": st.integers(0, 5),
    "neurology.non_ambulatory_hours": st.sampled_from([0, 1, 4.5, 48]),
    "systemic.tolerates_surgery": yes_no,
    "systemic.labs.albumin_g_dl": st.sampled_from([2, 3.5]),
    "primary.radiosensitivity": st.sampled_from(["sensitive", "resistant"]),
    "notes": prose,
    "patient.family_name": lines,
    "asymptomatic": yes_no,
}
edit = st.sampled_from(sorted(FIELDS)).flatmap(lambda path: st.tuples(st.just(path), st.none() | FIELDS[path]))
edits = st.lists(edit, max_size=8)
Edits = list[tuple[str, Value]]


def working(raw: Json, revision: int = 1) -> WorkingCase:
    return WorkingCase.of(Filed(read(raw), revision))


def after(start: WorkingCase, made: Edits) -> WorkingCase:
    for path, value in made:
        start = start.edited(path, value)
    return start


def as_filed(edited: WorkingCase) -> Case:
    """The case as it would be read again after a commit."""
    return Case.model_validate(edited.case.record())


def test_a_case_as_it_was_read_has_nothing_pending() -> None:
    fresh = working({"id": "A", "notes": "x"})
    assert (fresh.case, fresh.pending, fresh.undone()) == (case("A", notes="x"), {}, fresh)


@slow
@given(evaluated_cases, edits)
def test_an_edited_case_is_the_case_that_a_commit_would_give_back(raw: Json, made: Edits) -> None:
    edited = after(working(raw), made)
    assert edited.case == as_filed(edited)


@pytest.mark.parametrize(
    ("path", "value"), [("patient.birth_date", "1963-05-06"), ("neurology.onset", "2026-11-23T22:00+01:00")]
)
def test_a_date_that_was_typed_is_a_date_at_once(path: str, value: str) -> None:
    edited = working({"id": "A"}).edited(path, value)
    assert edited.case == as_filed(edited)
    assert WorkingCase.of(Filed(as_filed(edited), 2)).edited(path, value).pending == {}


@slow
@given(evaluated_cases, edits)
def test_undoing_every_edit_gives_the_case_as_it_was_read(raw: Json, made: Edits) -> None:
    start = working(raw)
    edited = after(start, made)
    while edited.edits:
        edited = edited.undone()
    assert (edited, edited.pending) == (start, {})


@slow
@given(evaluated_cases, edits, edit)
def test_undo_takes_back_the_last_edit_and_no_other(raw: Json, made: Edits, last: tuple[str, Value]) -> None:
    before = after(working(raw), made)
    edited = before.edited(*last)
    assert edited == before or edited.undone() == before


@slow
@given(evaluated_cases, edits)
def test_what_is_pending_is_what_differs_and_put_on_the_base_gives_the_same_case(raw: Json, made: Edits) -> None:
    start = working(raw)
    edited = after(start, made)
    assert set(edited.pending) <= {path for path, _ in made}
    assert all(value_at(edited.case, path) != value_at(start.case, path) for path in edited.pending)
    assert start.with_edits(edited.pending).case == edited.case


@slow
@given(evaluated_cases, edits, edits)
def test_rebased_edits_stand_on_theirs_and_only_what_both_changed_is_disputed(
    raw: Json, mine: Edits, theirs: Edits
) -> None:
    start = working(raw)
    edited, other = after(start, mine), after(start, theirs)
    result = edited.rebased(Filed(as_filed(other), 2))
    assert result.base.revision == 2
    for path in FIELDS:
        source = edited if path in edited.pending else other
        assert value_at(result.case, path) == value_at(source.case, path)
    clashing = set(edited.pending) & set(other.pending)
    assert result.disputed == {
        path: value_at(start.case, path)
        for path in clashing
        if value_at(edited.case, path) != value_at(other.case, path)
    }


@slow
@given(evaluated_cases, edits, st.lists(edits, max_size=3))
def test_however_often_theirs_moves_on_a_dispute_is_about_what_was_there_when_mine_was_typed(
    raw: Json, mine: Edits, others: list[Edits]
) -> None:
    start = working(raw)
    edited = standing = after(start, mine)
    other = start
    for revision, made in enumerate(others, start=2):
        other = WorkingCase.of(Filed(as_filed(after(other, made)), revision))
        standing = standing.rebased(other.base)
    for path, value in edited.pending.items():
        theirs, was = value_at(other.case, path), value_at(start.case, path)
        if path in standing.pending:
            assert value_at(standing.case, path) == value
        if theirs not in (was, value) and path in standing.pending:
            assert path in standing.disputed
        if theirs in (was, value):
            assert path not in standing.disputed


def test_a_dispute_ends_when_theirs_goes_back_and_when_mine_is_taken_back() -> None:
    start = working({"id": "A", "notes": "was"})
    mine = start.edited("notes", "mine")
    disputed = mine.rebased(Filed(case("A", notes="theirs"), 2))
    assert disputed.disputed == {"notes": "was"}
    assert disputed.rebased(Filed(case("A", notes="third"), 3)).disputed == {"notes": "was"}
    assert disputed.rebased(Filed(case("A", notes="was"), 3)).disputed == {}
    assert disputed.rebased(Filed(case("A", notes="mine"), 3)).pending == {}
    assert (disputed.undone().case.notes, disputed.undone().disputed) == ("theirs", {})


def test_edits_of_a_lesion_that_theirs_moved_are_stranded_and_not_put_on_another() -> None:
    start = working({"id": "A", "lesions": [{"level": "T8", "escc": "2"}, {"level": "L2"}]})
    mine = start.edited("lesions.0.escc", "3").edited("notes", "mine")
    theirs = Filed(read({"id": "A", "lesions": [{"level": "L2"}, {"level": "T8", "escc": "2"}]}), 2)
    result = mine.rebased(theirs)
    assert result.stranded == (Stranded("lesions.0.escc", "T8", "3", "2"),)
    assert result.case == Case.model_validate({**theirs.record.record(), "notes": "mine"})
    assert result.rebased(Filed(theirs.record, 3)).stranded == result.stranded
    assert result.without({"lesions.0@T8.escc"}).stranded == ()


@pytest.mark.parametrize("path", ["lesions.0.escc", "lesions.12.sins.pain"])
def test_a_stranded_edit_is_found_again_by_its_name_and_no_field_is_taken_for_one(path: str) -> None:
    stranded = Stranded(path, "T8", "3")
    assert Stranded.named(stranded.name, "3") == stranded
    assert Stranded.named(path, "3") is None
    others = ("notes", "lesions", "lesions.@T8.x", "a@b", "lesions.0@T8")
    assert [Stranded.named(name, 1) for name in others] == [None] * len(others)


@slow
@given(evaluated_cases, edits, st.sets(st.sampled_from(sorted(FIELDS))))
def test_without_some_edits_the_others_stand(raw: Json, made: Edits, dropped: set[str]) -> None:
    edited = after(working(raw), made)
    rest = edited.without(dropped)
    assert rest.pending == {path: value for path, value in edited.pending.items() if path not in dropped}


@pytest.mark.parametrize(
    ("path", "value"),
    [("lesions.0.escc", "4"), ("lesions.0.escc", 2), ("lesions.0.sins.pain", "some"), ("neurology.motor", 6),
     ("neurology.motor", True), ("neurology.myelopathy", "yes"), ("patient.birth_date", "24.11.2026"), ("id", None)],
)  # fmt: skip
def test_what_the_format_does_not_allow_is_refused_with_the_field(path: str, value: Value) -> None:
    start = working({"id": "A", "lesions": [{"level": "T8", "escc": "2"}]})
    with pytest.raises(Complaint, match=f"^{path}"):
        start.edited(path, value)
    assert start.pending == {}


@pytest.mark.parametrize(("before", "now"), [(1, True), (0, False), (True, None)])
def test_a_number_is_not_taken_for_a_yes(before: Value, now: Value) -> None:
    path = "neurology.myelopathy"
    start = working({"id": "A", "neurology": {"myelopathy": before if isinstance(before, bool) else None}})
    assert value_at(start.edited(path, now).case, path) is now


def test_setting_a_field_to_what_it_holds_is_no_edit() -> None:
    start = working({"id": "A", "notes": "x"})
    assert start.edited("notes", "x") is start


def test_a_field_edited_there_and_back_is_not_pending() -> None:
    start = working({"id": "A", "lesions": [{"level": "T8", "escc": "2"}]})
    assert start.edited("lesions.0.escc", "3").edited("lesions.0.escc", "2").pending == {}


@pytest.mark.parametrize("path", ["notes", "patient.family_name"])
def test_text_that_acts_on_a_terminal_does_not_come_in_by_an_edit(path: str) -> None:
    typed = value_at(working({"id": "A"}).edited(path, "a\x1b[31m\u202eb").case, path)
    assert typed == "a[31mb"
    assert is_clean(typed)
