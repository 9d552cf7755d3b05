"""What is read without pydantic is what pydantic reads; what it refuses, pydantic is asked of."""

from typing import Any, cast

import pytest
from hypothesis import given, settings

from tests.declared.contents import CLASSES, content_for
from tests.strategies import Json, cases, slow
from tumorboard.declared.checking import ValidationError
from tumorboard.declared.declared import Declared
from tumorboard.declared.reading import REFUSALS
from tumorboard.domain.case import Case


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
    return read


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
