"""What is read and written without pydantic is as it reads and writes it; what is refused, pydantic is asked of."""

import json
from typing import Annotated, Any, Literal, cast

import pytest
from hypothesis import given, settings

from tests.declared.contents import CLASSES, ODD, content_for
from tests.strategies import Json, cases, slow
from tumorboard.declared.checking import ValidationError
from tumorboard.declared.declared import Declared
from tumorboard.declared.marks import Bounds, OneOfTwo
from tumorboard.declared.reading import REFUSALS
from tumorboard.domain.case import Case
from tumorboard.domain.decision import Step
from tumorboard.domain.noun import (
    Day,
    DayOrMoment,
    Group,
    Line,
    Lines,
    Listed,
    Moment,
    Noun,
    Prose,
    RequiredLine,
    Worded,
)
from tumorboard.domain.vocabulary import Level


def by_pydantic(declared: type[Declared], content: Any) -> Declared | None:
    try:
        return declared.model_validate(content)
    except ValidationError:
        return None


def by_itself(declared: type[Declared], content: Any) -> Declared | None:
    try:
        return declared.read(content)
    except REFUSALS:
        return None


def given_in(record: Any) -> Any:
    """Which fields of a record were given, in all that it holds."""
    if isinstance(record, tuple):
        return tuple(map(given_in, record))
    if not isinstance(record, Declared):
        return None
    return sorted(record.model_fields_set), [given_in(value) for _, value in record]


def agree(declared: type[Declared], content: Any) -> Declared | None:
    """Read content in both ways, which must not come to two things."""
    read = by_itself(declared, content)
    if read is not None:
        checked = by_pydantic(declared, content)
        assert read == checked
        assert repr(read) == repr(checked), "a whole number where decimals are allowed is a decimal, too"
        assert given_in(read) == given_in(checked)
        assert read.written() == by_pydantic_written(read)
        assert json.dumps(read.written()) == json.dumps(by_pydantic_written(read)), "numbers and order, too"
    return read


def by_pydantic_written(record: Declared) -> Any:
    return record.model_dump(mode="json", exclude_defaults=True)


@slow
@given(cases)
def test_every_case_of_the_format_is_read_without_pydantic(content: Json) -> None:
    case = agree(Case, content)
    refused = by_pydantic(Case, content) is None
    assert (case is None) == refused


@slow
@given(cases)
def test_what_a_case_is_written_down_as_is_read_without_pydantic(content: Json) -> None:
    case = by_pydantic(Case, content)
    if isinstance(case, Case):
        assert agree(Case, case.record()) == case


@pytest.mark.parametrize("name", sorted(CLASSES))
def test_whatever_a_record_is_given_is_read_as_pydantic_reads_it_or_not_at_all(name: str) -> None:
    declared = CLASSES[name]

    @settings(max_examples=80)
    @given(content_for(declared, wrong=True) | content_for(declared, wrong=False))
    def holds(content: Any) -> None:
        agree(declared, content)

    holds()


class Fate(Noun):
    done: bool


def _shape(given: Any) -> str:
    return "group" if isinstance(given, dict | Fate) else "flag"


class OfEachKind(Noun):
    """A field of each kind that a record may have."""

    text: str
    spelt: Annotated[str, Bounds(pattern=r"^[A-Z]+$", min_length=1)]
    long: Annotated[str, Bounds(min_length=1)]
    flag: bool
    whole: Annotated[int, Bounds(ge=0, le=10, multiple_of=5)]
    number: Annotated[float, Bounds(gt=0)]
    word: Literal["done", "partly"]
    either: str | bool | None
    prose: Prose
    line: Line
    required: RequiredLine
    day: Day
    moment: Moment
    day_or_moment: DayOrMoment
    lines: Lines
    places: Annotated[tuple[int, float], Listed]
    levels: Annotated[tuple[Level, ...], Bounds(max_length=2), Worded]
    by_key: dict[str, Annotated[int, Bounds(ge=1)]]
    group: Annotated[Fate, Group]
    flag_or_group: Annotated[bool | Fate, OneOfTwo(("flag", "group"), _shape)]
    any_of_them: Annotated[tuple[Fate, ...], Listed]
    when_there: Annotated[float, Bounds(le=1)] | None = None


IN_ORDER: Json = {
    "text": "a", "spelt": "A", "long": "a", "flag": True, "whole": 5, "number": 1, "word": "done", "either": None,
    "prose": "a", "line": "a", "required": "a", "day": "2026-02-24", "moment": "2026-02-24T08:30",
    "day_or_moment": "2026-02-24", "lines": ["a"], "places": [1, 2], "levels": ["T7"], "by_key": {"a": 1},
    "group": {"done": True}, "flag_or_group": {"done": False}, "any_of_them": [{"done": True}], "when_there": 0.5,
}  # fmt: skip


@pytest.mark.parametrize("name", IN_ORDER)
def test_whatever_stands_in_a_field_is_read_as_pydantic_reads_it_or_not_at_all(name: str) -> None:
    assert agree(OfEachKind, IN_ORDER) is not None
    for value in (*ODD, *([each] for each in ODD), *({"done": each} for each in ODD), *({"a": each} for each in ODD)):
        agree(OfEachKind, {**IN_ORDER, name: value})


@pytest.mark.parametrize("content", [None, [], "A", 3, {1: 2}, {"id": "A", 1: 2}, [("id", "A")]])
def test_what_is_no_object_is_refused_in_both_ways(content: Any) -> None:
    assert agree(Case, content) is None
    assert by_pydantic(Case, content) is None


def test_a_record_is_made_of_its_parts_as_of_their_content() -> None:
    case = Case.model_validate({"id": "A", "lesions": [{"level": "T8"}]})
    (lesion,) = case.lesions
    assert Case(id="A", lesions=(lesion,)) == case
    assert Case(id="A", lesions=(lesion,)).lesions[0] is lesion
    with pytest.raises(ValidationError, match="level"):
        Case(id="A", lesions=cast(Any, [{"level": "T13"}]))
    with pytest.raises(ValidationError, match="a dose belongs to radiotherapy"):
        Step(modality="observation", dose_gy=24, fractions=3)
