"""Plans: their words, their kind, and which rows of the NOMS table hold them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tumorboard.clinical import plans
from tumorboard.clinical.plans import departs
from tumorboard.domain.vocabulary import IRRADIATING, MODALITIES, OPERATING, Modality
from tumorboard.knowledge import noms_table
from tumorboard.knowledge.sitting import modality_table

ROWS = range(1, 11)
ADDED: list[Modality] = [
    "observation", "systemic_therapy", "biopsy", "corticosteroid", "brace", "supportive_care", "more_imaging",
    "vertebroplasty", "kyphoplasty",
]  # fmt: skip
HELD: dict[int, list[list[Modality]]] = {
    1: [["cebrt"]],
    2: [["stabilization_open", "cebrt"], ["stabilization_percutaneous", "cebrt"]],
    3: [["sbrt"]],
    4: [["stabilization_open", "sbrt"], ["stabilization_percutaneous", "sbrt"]],
    5: [["cebrt"]],
    6: [["stabilization_open", "cebrt"], ["stabilization_percutaneous", "cebrt"]],
    7: [
        ["separation_surgery", "sbrt"],
        ["decompression", "sbrt"],
        ["separation_surgery", "stabilization_open", "sbrt"],
    ],
    8: [["cebrt", "supportive_care"]],
    9: [["separation_surgery", "stabilization_open", "sbrt"], ["decompression", "stabilization_percutaneous", "sbrt"]],
    10: [["cebrt"], ["stabilization_percutaneous", "cebrt"]],
}
modalities = st.lists(st.sampled_from(MODALITIES), max_size=6)
rows = st.lists(st.integers(1, 10), min_size=1, max_size=4, unique=True)


def test_every_modality_has_words_and_its_kind_agrees_with_the_vocabulary() -> None:
    assert [each.key for each in modality_table().modalities] == list(MODALITIES)
    for each in modality_table().modalities:
        assert (each.kind == "operation") == (each.key in OPERATING)
        assert (each.kind == "irradiation") == (each.key in IRRADIATING)
        assert len(each.short) <= 11
        assert plans.label(each.key) == each.label
        assert plans.short_label(each.key) == each.short


def test_a_plan_is_said_in_its_own_order() -> None:
    assert plans.plan_said(("stabilization_open", "sbrt")) == "stabilization (open) + SBRT"
    assert plans.plan_said(("sbrt", "stabilization_open")) == "SBRT + stabilization (open)"
    assert plans.plan_said(()) == ""


@pytest.mark.parametrize(
    ("plan", "kind"),
    [
        (["separation_surgery", "sbrt"], "surgery and radiotherapy"), (["stabilization_open"], "surgery"),
        (["sbrt"], "radiotherapy"), (["vertebroplasty", "cebrt"], "radiotherapy"), (["kyphoplasty", "brace"], "cement"),
        (["observation"], "neither"), (["systemic_therapy", "corticosteroid"], "neither"),
    ],
)  # fmt: skip
def test_the_kind_of_a_plan(plan: list[Modality], kind: str) -> None:
    assert plans.plan_kind(plan) == kind


@pytest.mark.parametrize("number", ROWS)
def test_what_the_table_says_in_each_row_is_no_departure_in_any_order_and_with_anything_added(number: int) -> None:
    for plan in HELD[number]:
        assert departs([number], plan) == ""
        assert departs([number], plan[::-1]) == ""
        assert departs([number], [*plan, *ADDED]) == ""


@pytest.mark.parametrize("number", ROWS)
def test_a_plan_that_lacks_any_part_of_its_row_departs(number: int) -> None:
    for plan in HELD[number]:
        for left_out in plan:
            rest = [each for each in plan if each != left_out]
            if rest not in HELD[number]:
                assert departs([number], rest), (number, rest)


@pytest.mark.parametrize(
    ("number", "plan", "said"),
    [
        (1, ["sbrt"], "departs from NOMS row 1: without cEBRT and with SBRT"),
        (1, ["cebrt", "sbrt"], "departs from NOMS row 1: with SBRT"),
        (3, ["stabilization_open", "sbrt"], "departs from NOMS row 3: with stabilization (open)"),
        (4, ["sbrt"], "departs from NOMS row 4: without stabilization"),
        (2, ["kyphoplasty", "cebrt"], "departs from NOMS row 2: without stabilization"),
        (8, ["cebrt"], "departs from NOMS row 8: without symptom-focused care"),
        (10, ["stabilization_open", "cebrt"], "departs from NOMS row 10: with stabilization (open)"),
        (1, ["observation"], "departs from NOMS row 1: without cEBRT"),
    ],
)  # fmt: skip
def test_a_departure_says_what_is_without_and_what_is_beyond(number: int, plan: list[Modality], said: str) -> None:
    assert departs([number], plan) == said


def test_a_plan_that_any_candidate_row_holds_does_not_depart_and_else_the_nearest_row_is_named() -> None:
    assert departs([3, 4], ["sbrt"]) == ""
    assert departs([7, 9], ["separation_surgery"]) == ("departs from NOMS rows 7 9: nearest is row 7, without SBRT")


def test_without_rows_nothing_is_said() -> None:
    assert departs([], ["sbrt"]) is None


def test_every_word_of_every_row_is_explained_and_every_explained_word_is_used() -> None:
    used = {word for row in noms_table().rows for word in (*row.plan, *row.optional)}
    assert used == {word.key for word in noms_table().words}


@given(rows, modalities, st.lists(st.sampled_from(ADDED), max_size=4))
def test_additions_never_make_a_departure(candidates: list[int], plan: list[Modality], more: list[Modality]) -> None:
    if departs(candidates, plan) == "":
        assert departs(candidates, [*plan, *more]) == ""


@given(rows, modalities)
def test_a_plan_is_held_when_one_of_the_rows_alone_holds_it(candidates: list[int], plan: list[Modality]) -> None:
    assert (departs(candidates, plan) == "") == any(departs([number], plan) == "" for number in candidates)
