"""An operation that stands after the irradiation of the same level is told of, with what the source page does."""

from typing import Any

import pytest

from tumorboard.clinical.sequence import in_reverse
from tumorboard.domain.decision import Step
from tumorboard.knowledge.sitting import modality_table

DECOMPRESS = "the source page decompresses first"
STABILIZE = "the source page stabilizes first, then irradiates"


def steps(*each: tuple[str, str] | tuple[str, str, str]) -> list[Step]:
    """Steps of a modality, its levels, and the condition where there is one."""
    return [
        Step.model_validate({"modality": what, "levels": levels.split(), "condition": rest[0] if rest else None})
        for what, levels, *rest in each
    ]


@pytest.mark.parametrize("radiotherapy", ["sbrt", "cebrt"])
@pytest.mark.parametrize(
    ("operation", "label", "says"),
    [
        ("separation_surgery", "separation surgery", DECOMPRESS),
        ("decompression", "decompression", DECOMPRESS),
        ("stabilization_open", "stabilization (open)", STABILIZE),
        ("stabilization_percutaneous", "stabilization (percutaneous)", STABILIZE),
    ],
)
def test_an_operation_after_the_irradiation_is_told_of_and_one_before_it_is_not(
    radiotherapy: str, operation: str, label: str, says: str
) -> None:
    (reverse,) = in_reverse(steps((radiotherapy, "T8"), (operation, "T7 T8 T9")), "T8")
    assert reverse.late == 2
    assert reverse.says.startswith(f"step 2, {label}, comes after step 1, ")
    assert says in reverse.says
    assert in_reverse(steps((operation, "T7 T8 T9"), (radiotherapy, "T8")), "T8") == ()


def test_a_stabilization_is_of_the_level_between_those_that_it_is_fixed_to() -> None:
    (reverse,) = in_reverse(steps(("sbrt", "T8"), ("stabilization_open", "T9 T7")), "T8")
    assert reverse.says.startswith("step 2, stabilization (open), comes after step 1, ")
    assert in_reverse(steps(("stabilization_percutaneous", "T7 T9"), ("sbrt", "T8")), "T8") == ()
    assert in_reverse(steps(("sbrt", "T8"), ("stabilization_open", "T9 T11")), "T8") == ()
    assert in_reverse(steps(("sbrt", "T8"), ("decompression", "T7 T9")), "T8") == (), "nobody decompresses between"


QUIET: dict[str, list[Any]] = {
    "another level": [("sbrt", "L3"), ("separation_surgery", "T8")],
    "on a condition": [("sbrt", "T8"), ("stabilization_percutaneous", "T8", "SINS re-score 13 or more")],
    "repeated": [("decompression", "T8"), ("sbrt", "T8"), ("separation_surgery", "T8")],
    "cement": [("cebrt", "T8"), ("vertebroplasty", "T8")],
    "nothing irradiated": [("observation", ""), ("separation_surgery", "T8")],
    "nothing": [],
}


@pytest.mark.parametrize("plan", QUIET.values(), ids=QUIET)
def test_what_is_no_reversal_is_not_told_of(plan: list[Any]) -> None:
    assert in_reverse(steps(*plan), "T8") == ()


def test_a_step_without_a_level_means_the_lesion_that_is_decided_on() -> None:
    assert in_reverse(steps(("sbrt", ""), ("decompression", "T8")), "T8")
    assert in_reverse(steps(("sbrt", ""), ("decompression", "L3")), "T8") == ()
    assert in_reverse(steps(("sbrt", ""), ("decompression", "L3")), None)


def test_each_operation_that_comes_too_late_is_named() -> None:
    plan = steps(("sbrt", "T8"), ("separation_surgery", "T8"), ("stabilization_open", "T8"))
    assert [each.late for each in in_reverse(plan, "T8")] == [2, 3]


def test_the_order_names_its_source_and_mark() -> None:
    for row in modality_table().orders:
        assert "page" in row.source
        assert row.evidence == "V1"
