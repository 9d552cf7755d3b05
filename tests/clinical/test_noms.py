"""NOMS: axes, candidate rows, what holds them apart and flags, over the full product of the inputs."""

from collections.abc import Iterator
from itertools import product
from typing import Any

import pytest
from hypothesis import given

from tests.clinical import oracle
from tests.clinical.building import HIGH, LOW, case, printed
from tests.clinical.oracle import Json
from tests.strategies import HISTOLOGIES, cases, evaluated_cases, read, slow, thorough
from tumorboard.clinical import noms
from tumorboard.clinical.assessment import assess
from tumorboard.clinical.policy import Policy
from tumorboard.exchange.evaluation import evaluation

ITEMS = ["pain", "bone_lesion", "alignment", "collapse", "posterolateral"]
NONE_RECORDED: list[str | None] = [None] * 5
# At T8 (1 point) and L3 (2 points): totals inside each band, totals on its edges at L3, every span of missing items.
SITUATIONS: dict[str, list[str | None]] = {
    "stable total": ["none", "lytic", "normal", "none", "none"],
    "6 at T8, 7 at L3": ["mechanical", "lytic", "normal", "none", "none"],
    "11 at T8, 12 at L3": ["mechanical", "lytic", "new_deformity", "over_50", "none"],
    "12 at T8, 13 at L3": ["mechanical", "lytic", "translation", "under_50", "none"],
    "unstable total": ["mechanical", "lytic", "translation", "over_50", "bilateral"],
    "stable range": ["none", None, "normal", "none", "none"],
    "stable to potentially unstable": [None, "lytic", "normal", "under_50", "none"],
    "potentially unstable range": ["mechanical", None, "new_deformity", "under_50", "none"],
    "potentially unstable to unstable": ["mechanical", "lytic", None, "over_50", "unilateral"],
    "unstable range": ["mechanical", "lytic", "translation", "over_50", None],
    "anything": NONE_RECORDED,
}
UNRECORDED_OR = [None, True, False]
RADIOTHERAPY: list[Any] = [None, False, True, {}]
BOARD = [None, "sensitive", "resistant"]
JUDGMENTS = [None, "stable", "unstable"]
PRIMARIES = [None, "breast", "renal_cell", "lung_non_small_cell", "colorectal", "ovarian", "other"]


def product_of(
    grades: list[str | None], therapies: list[Any], histologies: list[str | None], situations: list[str], levels: str
) -> Iterator[Json]:
    """Every case of the product; keys without a value are null, as not recorded."""
    for grade, therapy, situation, judgment, level in product(grades, therapies, situations, JUDGMENTS, levels.split()):
        lesion = {
            "level": level,
            "escc": grade,
            "sins": dict(zip(ITEMS, SITUATIONS[situation], strict=True)),
            "stability_judgment": judgment,
            "previous_radiotherapy": therapy,
        }
        for myelopathy, board, histology, tolerates in product(UNRECORDED_OR, BOARD, histologies, UNRECORDED_OR):
            yield {
                "id": "X",
                "lesions": [lesion],
                "primary": {"histology": histology, "radiosensitivity": board},
                "neurology": {"myelopathy": myelopathy},
                "systemic": {"tolerates_surgery": tolerates},
            }


def compared(raw: Json, policy: Policy) -> None:
    """The program's answer for the first lesion equals the oracle's."""
    built, lesion = case(raw), raw["lesions"][0]
    found = noms.assess(built, built.lesions[0], policy)
    expected = oracle.noms(raw, lesion, policy.escc_1c)
    assert [list(values) for values in found.axes] == [expected[axis] for axis in oracle.AXES], raw
    assert list(found.rows) == expected["rows"], raw
    assert found.decided == expected["decided"], raw
    assert list(found.undecided_by) == expected["undecided_by"], raw
    assert set(found.flags) == set(expected["flags"]), raw
    assert len(found.flags) == len(expected["flags"]), raw


def test_every_input_of_every_axis_together_gives_the_rows_of_the_table() -> None:
    counted = 0
    situations = ["stable total", "6 at T8, 7 at L3", "12 at T8, 13 at L3", "unstable total", "anything"]
    for raw in product_of([None, *oracle.GRADES], RADIOTHERAPY, PRIMARIES, situations, "T8 L3"):
        compared(raw, LOW)
        counted += 1
    assert counted == 7 * 4 * 5 * 3 * 2 * 3 * 3 * 7 * 3


def test_every_span_of_sins_with_every_judgment_gives_the_rows_of_the_table() -> None:
    for raw in product_of(
        [None, "1b", "2"], [False], ["breast", "renal_cell", "other"], list(SITUATIONS), "T8 L1 L2 L3"
    ):
        compared(raw, LOW)


def test_the_situations_cover_every_set_of_bands() -> None:
    spans = {
        tuple(oracle.sins({"level": level, "sins": dict(zip(ITEMS, items, strict=True))})["bands"])
        for items in SITUATIONS.values()
        for level in ("T8", "L3")
    }
    assert len(spans) == 6


def test_each_of_the_26_histologies_gives_the_rows_of_the_table() -> None:
    for raw in product_of([None, "0", "3"], RADIOTHERAPY, [*HISTOLOGIES], ["stable total", "anything"], "T8"):
        compared(raw, LOW)


def test_a_site_that_calls_1c_high_gets_the_high_rows_and_the_flag() -> None:
    for raw in product_of([None, "1b", "1c", "2"], [None, {}], PRIMARIES, ["stable total", "anything"], "T8 L2"):
        compared(raw, HIGH)


def test_1c_is_flagged_whichever_side_it_falls_on() -> None:
    raw: Json = {"lesions": [{"level": "T8", "escc": "1c"}], "neurology": {"myelopathy": False}}
    for policy, value in ((LOW, ["low"]), (HIGH, ["high"])):
        placed = printed(raw, policy)["lesions"][0]["noms"]
        assert placed["neurologic"] == value
        assert "escc_1c" in placed["flags"]


@pytest.mark.parametrize("number", range(1, 11))
def test_the_recommendation_of_each_row_is_the_source_pages_sentence(number: int) -> None:
    neurologic, oncologic, mechanical, systemic, sentence = oracle.TABLE[number]
    fit = {"—": None, "fit": True, "unfit": False}[systemic]
    placed = printed(
        {
            "lesions": [
                {"level": "T8", "escc": {"low": "0", "high": "3"}[neurologic], "stability_judgment": mechanical}
            ],
            "primary": {"radiosensitivity": oncologic},
            "neurology": {"myelopathy": False},
            "systemic": {"tolerates_surgery": fit},
        }
    )["lesions"][0]["noms"]
    assert placed["rows"] == [number]
    assert placed["decided"] is True
    assert placed["recommendations"] == {str(number): sentence}


def test_radiotherapy_in_the_history_raises_a_flag_and_never_moves_the_axis() -> None:
    for given_before, kind, levels in product(RADIOTHERAPY, ["radiotherapy", "surgery"], [["T8"], ["T9"], []]):
        raw: Json = {
            "id": "X",
            "lesions": [{"level": "T8", "previous_radiotherapy": given_before}],
            "primary": {"histology": "breast"},
            "treatment_history": [{"kind": kind, "levels": levels}],
        }
        compared(raw, LOW)
        expected = "radiotherapy" if levels == ["T8"] else None
        assert ("radiotherapy_in_history" in oracle.noms(raw, raw["lesions"][0])["flags"]) == (kind == expected)


@thorough
@given(evaluated_cases)
def test_any_case_through_the_outside_face_equals_the_oracle(raw: Json) -> None:
    for policy in (LOW, HIGH):
        found = evaluation(assess(read(raw), policy))
        assert as_json(found) == oracle.evaluation(raw, policy.escc_1c)


@slow
@given(cases)
def test_what_the_rules_do_not_name_changes_nothing(raw: Json) -> None:
    assert as_json(evaluation(assess(read(raw), LOW))) == oracle.evaluation(raw)


def as_json(found: Json) -> Json:
    import orjson

    comparable: Json = orjson.loads(orjson.dumps(found))
    return oracle.comparable(comparable)
