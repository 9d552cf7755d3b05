"""What is still unsaid: the checklist against the case, the views that are in and the decision."""

from datetime import date
from typing import Any

import pytest

from tests.strategies import read
from tumorboard.clinical.quorum import parse_rule
from tumorboard.clinical.unsaid import unsaid
from tumorboard.domain.case import Case
from tumorboard.domain.decision import Decision, NextMri, Step
from tumorboard.knowledge.sitting import checklist_table

EVERYBODY = ["neurosurgeon", "radiation oncology", "haematologist", "radiology"]
EVERYTHING = [
    "the question to the board",
    "the patient's goal, in their words",
    "a view from spine surgery, radiation oncology, medical oncology or haematology, radiology",
    "a trial: offered, none open, or not eligible",
    "palliative care",
    "rehabilitation",
    "a bone agent",
    "the steroid plan",
    "the next MRI, or why none",
    "an owner for every step",
    "a time limit for every step",
    "what is done if it cannot be carried out",
    "who tells the patient",
    "by when the patient is told",
]


def case(**fields: Any) -> Case:
    return read({"id": "X", **fields})


ASKED = case(question="Stabilize?", patient_goals=["mobility"])
WHOLE = Decision.of(
    steps=(
        Step(modality="sbrt", timing="within_1_week", owner="ilic", fallback="cEBRT 20 Gy in 5"),
        Step(modality="corticosteroid", timing="immediately", owner="kovac"),
    ),
    rationale="No trial open. Palliative care informed, physiotherapy from day 1, denosumab goes on.",
    agreement="consensus",
    tells_patient="ilic",
    tell_by=date(2026, 11, 25),
    next_mri=NextMri(on=date(2027, 2, 24), owner="ilic"),
)


def left(**changed: Any) -> list[str]:
    return unsaid(ASKED, EVERYBODY, WHOLE.model_copy(update=changed))


def test_of_a_case_without_anything_everything_is_unsaid_in_the_order_of_the_checklist() -> None:
    assert unsaid(case(), [], None) == EVERYTHING
    assert len(checklist_table().rows) == len(EVERYTHING)


def test_of_a_whole_discussion_nothing_is_unsaid() -> None:
    assert unsaid(ASKED, EVERYBODY, WHOLE) == []


def test_the_patients_words_say_the_goal_and_a_goal_without_words_does_too() -> None:
    for known in ({"patient_words": "to walk to church"}, {"patient_goals": ["mobility"]}):
        assert unsaid(case(question="?", **known), EVERYBODY, WHOLE) == []


def test_the_views_that_are_missing_are_named_by_the_sites_own_quorum() -> None:
    assert unsaid(ASKED, ["radiology", None], WHOLE, parse_rule(["radiology", "nursing|palliative_care"])) == [
        "a view from nursing or palliative care"
    ]


@pytest.mark.parametrize(
    ("rationale", "says"),
    [
        ("Palliative care, physiotherapy, denosumab.", "a trial: offered, none open, or not eligible"),
        ("No trial. Physiotherapy, denosumab.", "palliative care"),
        ("No trial. Palliative cEBRT would do; physiotherapy, denosumab.", "palliative care"),
        ("No trial. Palliative care, denosumab.", "rehabilitation"),
        ("No trial. Palliative care, physiotherapy.", "a bone agent"),
    ],
)
def test_what_the_rationale_does_not_name_is_unsaid(rationale: str, says: str) -> None:
    assert left(rationale=rationale) == [says]


def test_a_step_or_its_words_say_it_too() -> None:
    rationale = "Palliative team informed."
    steps = (*WHOLE.steps, Step(modality="more_imaging", owner="a", timing="elective", details="ZOLEDRONATE monthly",
                                condition="trial TROG opens", fallback="rehab ward"))  # fmt: skip
    assert left(rationale=rationale, steps=steps) == []
    assert "the steroid plan" in left(steps=WHOLE.steps[:1])
    assert "palliative care" not in left(rationale="-", steps=(Step(modality="supportive_care"),))


def test_part_of_a_word_says_nothing() -> None:
    assert "a trial: offered, none open, or not eligible" in left(rationale="atrial fibrillation")


def test_steps_without_owner_or_time_limit_are_named_once() -> None:
    steps = (
        Step(modality="sbrt", fallback="x", timing="elective"),
        Step(modality="sbrt", timing="elective"),
        Step(modality="corticosteroid", owner="a"),
    )
    assert left(steps=steps) == ["an owner for SBRT", "a time limit for corticosteroid"]


def test_the_next_mri_needs_a_date_and_an_owner_or_a_reason_for_none() -> None:
    assert left(next_mri=None) == ["the next MRI, or why none"]
    assert left(next_mri=NextMri()) == ["the next MRI, or why none"]
    assert left(next_mri=NextMri(on=date(2027, 2, 24))) == ["an owner for the next MRI"]
    assert left(next_mri=NextMri(none_because="hospice")) == []


def test_one_fallback_is_enough_and_who_tells_the_patient_by_when_are_two_things() -> None:
    assert left(steps=WHOLE.steps[1:]) == ["what is done if it cannot be carried out"]
    assert left(tells_patient=None) == ["who tells the patient"]
    assert left(tell_by=None) == ["by when the patient is told"]


def test_every_line_is_said_by_words_in_small_letters_or_by_the_record() -> None:
    spoken = {row.key for row in checklist_table().rows if row.said_by}
    assert spoken == {"trial", "palliative", "rehabilitation", "bone_agent", "steroid"}
    assert all(word == word.casefold() for row in checklist_table().rows for word in row.said_by)
