"""Where views part: the inputs, what is decisive, the edges, the techniques and the reasons."""

from itertools import permutations, product
from typing import Any, get_args

import orjson
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.clinical.building import HIGH, LOW
from tests.strategies import ESCC, SINS, evaluated_cases, read, slow
from tumorboard.clinical import reasons
from tumorboard.clinical.assessment import assess
from tumorboard.clinical.disagreement import Parting, part, sentences
from tumorboard.clinical.goals import plan_against_goals
from tumorboard.clinical.rater import as_rater_assesses, lesion_meant
from tumorboard.domain.case import Case
from tumorboard.domain.view import Readings, View
from tumorboard.domain.vocabulary import LEVELS, MODALITIES, REASONS, Goal, Timing
from tumorboard.knowledge.disagreement import disagreement_table

MECHANICAL_LYTIC = {"pain": "mechanical", "bone_lesion": "lytic", "alignment": "normal"}
MOVING = [
    "escc", *(f"sins.{item}" for item in SINS), "stability_judgment", "radiosensitivity", "tolerates_surgery",
]  # fmt: skip


def case(*lesions: dict[str, Any], **fields: Any) -> Case:
    return read({"id": "X", "lesions": list(lesions), **fields})


def view(plan: str = "sbrt", reasons: str = "", urgency: str | None = None, **readings: Any) -> View:
    given = {"plan": plan.split(), "reasons": reasons.split(), "urgency": urgency, "readings": readings}
    return View.model_validate_json(orjson.dumps(given))


def parting(on: Case, *views: View, place: int = 0) -> Parting:
    return part(on, place, LOW, list(zip("abcdef", views, strict=False)))


def parted(found: Parting) -> dict[str, bool]:
    """The inputs on which raters part, and whether each is decisive."""
    return {each.key: each.decisive for each in found.parted}


T12 = case({"level": "T12", "escc": "1b", "sins": MECHANICAL_LYTIC}, primary={"histology": "renal_cell"})
SURGEON = view("stabilization_open", sins={"collapse": "over_50", "posterolateral": "unilateral"})
RADIATION_ONCOLOGIST = view("sbrt", sins={"collapse": "under_50", "posterolateral": "bilateral"})
ONCOLOGIST = view("sbrt", reasons="survival-expectation")
SPLIT = parting(T12, SURGEON, RADIATION_ONCOLOGIST, ONCOLOGIST)


def test_the_split_of_two_raters_across_12_and_13() -> None:
    """12 = 3+3+2+0+3+1, 13 = 3+3+2+0+2+3. The first has 14 with both sides and 11 with under 50 %."""
    assert [each.sins.total for each in SPLIT.readers if each.sins] == [12, 13, None]
    assert parted(SPLIT) == {"sins.collapse": False, "sins.posterolateral": True, "plan": False}
    assert SPLIT.edges == ((12, 13),)
    assert SPLIT.axes == ("mechanical", "technique")
    assert SPLIT.decisive


def test_the_split_in_sentences() -> None:
    assert sentences(SPLIT, {"a": "surgeon"}) == [
        "parts at: collapse, posterolateral (decisive); band edge 12/13",
        "technique: operate or not (surgeon / b, c); stabilize or not (surgeon / b, c); SBRT or not (b, c / surgeon)",
        "reasons proposed: 4 threshold of instability (band edge 12/13, operate or not, stabilize or not);"
        " 7 reading of the images (collapse, posterolateral)",
        "reasons named: 3 expected survival (c)",
    ]


def test_each_rater_is_given_score_bands_and_rows_as_they_read() -> None:
    surgeon, radiation_oncologist, oncologist = SPLIT.readers
    assert surgeon.sins and radiation_oncologist.sins and oncologist.sins
    assert surgeon.sins.bands == ("potentially_unstable",)
    assert radiation_oncologist.sins.bands == ("unstable",)
    assert oncologist.sins.text == "8–14"
    assert not oncologist.scored
    assert surgeon.noms and radiation_oncologist.noms
    assert surgeon.noms.rows == (3, 4, 7, 8, 9, 10)
    assert radiation_oncologist.noms.rows == (4, 9, 10)


def test_a_judgment_on_record_makes_no_item_decisive() -> None:
    judged = case({"level": "T12", "escc": "1b", "sins": MECHANICAL_LYTIC, "stability_judgment": "stable"})
    assert not parting(judged, SURGEON, RADIATION_ONCOLOGIST).decisive


@pytest.mark.parametrize(
    ("grades", "policy", "straddled", "disputed"),
    [
        (("1b", "2"), LOW, True, False), (("1c", "2"), LOW, True, True), (("1c", "2"), HIGH, False, True),
        (("1b", "1c"), LOW, False, True), (("1b", "1c"), HIGH, True, True), (("1b", "1c", "2"), LOW, True, False),
    ],
)  # fmt: skip
def test_the_line_between_low_and_high(grades: tuple[str, ...], policy: Any, straddled: bool, disputed: bool) -> None:
    positions = [(grade, view(escc=grade)) for grade in grades]
    line = part(case({"level": "T8"}, neurology={"myelopathy": False}), 0, policy, positions).escc_line
    assert line is not None
    assert (line.straddled, line.disputed, line.grades) == (straddled, disputed, grades)


@pytest.mark.parametrize("grades", [("0", "1b"), ("2", "3"), ("1c", "1c"), ("2",)])
def test_on_one_side_of_the_line_nothing_is_straddled(grades: tuple[str, ...]) -> None:
    assert parting(case({"level": "T8"}), *(view(escc=grade) for grade in grades)).escc_line is None


def test_1c_is_said_to_be_disputed_and_how_it_counts() -> None:
    known = case({"level": "T8"}, neurology={"myelopathy": False})
    found = parting(known, view(escc="1c"), view(escc="2"))
    assert parted(found) == {"escc": True}
    assert sentences(found)[:2] == [
        "parts at: ESCC 1c or 2 (decisive)",
        "ESCC 1c 2: across the line between low and high, because 1c counts as low here (disputed)",
    ]
    assert sentences(parting(known, view(escc="1b"), view(escc="1c")))[1] == (
        "ESCC 1b 1c: 1c counts as low here (disputed); as high it would be across the line"
    )
    assert sentences(parting(known, view(escc="0"), view(escc="3")))[1] == (
        "ESCC 0 3: across the line between low and high"
    )


def test_what_only_one_rater_gave_is_no_spread() -> None:
    found = parting(T12, view(escc="2", goal="survival"), view(urgency="immediately"))
    assert [each.key for each in found.spreads] == ["plan"]
    assert not found.parts
    assert sentences(found) == ["no difference in what two or more gave"]


def test_equal_values_are_a_spread_that_does_not_part() -> None:
    found = parting(T12, view(goal="mobility"), view(goal="mobility"), view(goal="mobility"))
    (goal,) = [each for each in found.spreads if each.key == "goal"]
    assert [(each.value, each.said, each.raters) for each in goal.choices] == [
        ("mobility", "mobility", ("a", "b", "c"))
    ]
    assert not goal.parts


def test_forecast_goal_and_urgency_part_and_are_never_decisive() -> None:
    found = parting(
        T12,
        view(expected_survival_months=3, goal="avoid_major_surgery", urgency="elective"),
        view(expected_survival_months=12.5, goal="mobility", urgency="within_1_week"),
    )
    assert parted(found) == {"expected_survival_months": False, "goal": False, "urgency": False}
    assert found.axes == ("forecast", "goal", "urgency")
    assert sentences(found)[0] == (
        "parts at: expected survival 3 months or 12.5 months, goal avoid major surgery or mobility,"
        " urgency elective or within 1 week"
    )


def test_radiosensitivity_and_fitness_part_and_are_decisive_where_the_rows_ask_them() -> None:
    high = case({"level": "T8", "escc": "3", "stability_judgment": "stable"}, primary={"radiosensitivity": "resistant"})
    found = parting(high, view(tolerates_surgery=True), view(tolerates_surgery=False))
    assert parted(found) == {"tolerates_surgery": True}
    assert sentences(found)[0] == "parts at: fitness for surgery fit or unfit (decisive)"
    found = parting(high, view(radiosensitivity="sensitive"), view(radiosensitivity="resistant"))
    assert parted(found) == {"radiosensitivity": True}
    irradiated = case({"level": "T8", "escc": "3", "stability_judgment": "stable", "previous_radiotherapy": True})
    found = parting(irradiated, view(radiosensitivity="sensitive"), view(radiosensitivity="resistant"))
    assert parted(found) == {"radiosensitivity": False}


TWO = case({"level": "T8", "escc": "2"}, {"level": "L2", "escc": "0", "index": True})


def test_readings_of_another_level_are_not_compared_and_the_levels_are_named() -> None:
    found = parting(TWO, view(level="T8", escc="1b"), view(level="L2", escc="3"), view(level="T8", escc="2"))
    assert [(each.key, [choice.value for choice in each.choices]) for each in found.parted] == [("escc", ["1b", "2"])]
    assert found.levels == (("T8", ("a", "c")), ("L2", ("b",)))
    assert "levels meant: T8 (a, c), L2 (b)" in sentences(found)


def test_a_rater_without_a_level_means_the_index_lesion() -> None:
    found = parting(TWO, view(escc="3"), view(level="L2", escc="0"), place=1)
    assert [each.key for each in found.parted] == ["escc"]
    assert parted(parting(TWO, view(escc="3"), view(level="L2", escc="0"))) == {}


def test_without_level_and_index_a_rater_means_the_lesion_on_which_the_case_opens() -> None:
    on = case(
        {"level": "T12", "sins": {**MECHANICAL_LYTIC, "collapse": "none", "posterolateral": "none"}}, {"level": "T8"}
    )
    meant = lesion_meant(on, Readings())
    assert meant is on.lesions[1]
    assert assess(on, LOW).opens_on == 1


def test_of_two_lesions_at_one_level_a_rater_means_the_one_looked_at() -> None:
    twice = case({"level": "T8", "escc": "0"}, {"level": "T8", "escc": "2"})
    (reader, _) = parting(twice, view(level="T8"), view(level="T8"), place=1).readers
    assert reader.here
    assert reader.lesion is not None and reader.lesion.escc == "2"


def test_an_edge_is_straddled_only_by_whole_ranges_that_somebody_read() -> None:
    one = {"collapse": "over_50", "posterolateral": "unilateral"}
    crossing, above = view(sins={"collapse": "over_50"}), view(sins={**one, "posterolateral": "bilateral"})
    assert parting(T12, view(sins=one), above).edges == ((12, 13),)
    assert parting(T12, crossing, above).edges == ()
    assert parting(T12, crossing, view(sins=one)).edges == ()
    recorded = case({"level": "T12", "sins": {**MECHANICAL_LYTIC, **one}})
    assert parting(recorded, view(), above).edges == ()


def test_raters_far_apart_straddle_both_edges() -> None:
    low = {
        "pain": "none",
        "bone_lesion": "blastic",
        "alignment": "normal",
        "collapse": "none",
        "posterolateral": "none",
    }
    high = {"pain": "mechanical", "bone_lesion": "lytic", "alignment": "translation", "collapse": "over_50",
            "posterolateral": "bilateral"}  # fmt: skip
    found = parting(T12, view(sins=low), view(sins=high))
    assert found.edges == ((6, 7), (12, 13))
    assert sentences(found)[0].endswith("; band edges 6/7 12/13")


def test_a_level_that_is_not_on_record_is_read_on_its_own() -> None:
    found = parting(TWO, view(level="T9", escc="3"), view(level="T8", escc="3"))
    elsewhere = found.readers[0]
    assert elsewhere.lesion is not None and elsewhere.sins is not None
    assert (elsewhere.lesion.level, elsewhere.lesion.escc, elsewhere.sins.text, elsewhere.here) == (
        "T9", "3", "1–16", False,
    )  # fmt: skip
    assert not found.parted
    assert found.parts


def test_a_case_without_lesions_still_shows_where_patients_are_read_differently() -> None:
    found = parting(case(), view("sbrt", goal="survival"), view("cebrt", goal="mobility"))
    assert parted(found) == {"goal": False, "plan": False}
    assert found.level is None


@pytest.mark.parametrize(
    ("first", "second", "keys"),
    [
        ("stabilization_open sbrt", "sbrt", ["operation", "stabilization"]),
        ("separation_surgery sbrt", "decompression sbrt", ["extent"]),
        ("stabilization_open cebrt", "stabilization_percutaneous cebrt", ["access"]),
        ("sbrt", "cebrt", ["technique_of_radiotherapy"]),
        ("kyphoplasty cebrt", "stabilization_open cebrt", ["operation", "stabilization", "cement"]),
        ("sbrt", "sbrt brace", ["brace"]),
        ("sbrt stabilization_open", "stabilization_open sbrt", ["order"]),
        ("separation_surgery", "observation", ["operation", "observation"]),
        ("sbrt", "sbrt", []),
    ],
)
def test_techniques_between_which_plans_part(first: str, second: str, keys: list[str]) -> None:
    assert [each.key for each in parting(T12, view(first), view(second)).techniques] == keys


@pytest.mark.parametrize(
    ("views", "proposed"),
    [
        ([view(escc="1b"), view(escc="2")], ["imaging-interpretation"]),
        ([view(sins={"pain": "none"}), view(sins={"pain": "mechanical"})], ["instability-threshold"]),
        ([view(sins={"bone_lesion": "lytic"}), view(sins={"bone_lesion": "mixed"})], ["imaging-interpretation"]),
        (
            [view(stability_judgment="stable"), view(stability_judgment="unstable")],
            ["instability-threshold", "imaging-interpretation"],
        ),
        ([view(radiosensitivity="sensitive"), view(radiosensitivity="resistant")], ["tumour-biology"]),
        ([view(expected_survival_months=3), view(expected_survival_months=9)], ["survival-expectation"]),
        ([view(tolerates_surgery=True), view(tolerates_surgery=False)], ["survival-expectation"]),
        ([view(goal="mobility"), view(goal="survival")], ["treatment-goals"]),
        ([view(urgency="immediately"), view(urgency="elective")], ["neuro-urgency"]),
        ([view("separation_surgery"), view("decompression")], ["surgical-extent"]),
    ],
)
def test_which_parting_proposes_which_reason(views: list[View], proposed: list[str]) -> None:
    settled = case({"level": "L3", "escc": "0", "stability_judgment": "stable", "sins": dict.fromkeys(SINS, "none") | {
        "bone_lesion": "blastic", "alignment": "normal"}}, neurology={"myelopathy": False},
        primary={"histology": "breast"}, systemic={"tolerates_surgery": True})  # fmt: skip
    assert [each.reason for each in parting(settled, *views).reasons] == proposed


def test_to_operate_or_not_is_proposed_by_what_is_at_stake() -> None:
    def why(**fields: Any) -> list[str]:
        lesion = {"level": "T8", "escc": fields.pop("escc"), "stability_judgment": fields.pop("judgment", "stable")}
        on = case(lesion, primary={"histology": fields.pop("histology", "breast")}, neurology=fields)
        return [each.reason for each in parting(on, view("decompression"), view("cebrt")).reasons]

    assert why(escc="0", myelopathy=False) == []
    assert why(escc="3") == ["neuro-urgency"]
    assert why(escc="3", ambulation="non_ambulatory") == ["deficit-duration"]
    assert why(escc="3", judgment=None) == ["neuro-urgency", "instability-threshold"]
    assert why(escc="0", myelopathy=False, histology="unknown_primary") == ["tumour-biology"]


def test_urgency_after_walking_is_lost_is_about_the_duration_of_the_deficit() -> None:
    lost = case({"level": "T8"}, neurology={"ambulation": "non_ambulatory"})
    found = parting(lost, view(urgency="immediately"), view(urgency="elective"))
    assert [each.reason for each in found.reasons] == ["deficit-duration"]


def test_named_reasons_join_the_proposed_ones_in_the_order_of_the_page() -> None:
    found = parting(
        T12, view(goal="mobility", reasons="treatment-goals"), view(goal="survival", reasons="neuro-urgency")
    )
    assert [(each.number, each.reason, each.because, each.named_by) for each in found.reasons] == [
        (1, "neuro-urgency", (), ("b",)),
        (8, "treatment-goals", ("goal",), ("a",)),
    ]


def test_a_plan_against_the_stated_goal_of_the_patient_is_named_as_reason_8() -> None:
    goal = T12.model_copy(update={"patient_goals": ("avoid_major_surgery",)})
    found = parting(goal, SURGEON, RADIATION_ONCOLOGIST)
    (eighth,) = [each for each in found.reasons if each.number == 8]
    assert eighth.because == ("the patient wants to avoid major surgery, and the plan is an operation",)
    assert any("against the patient's goal" in each and each.endswith("(a)") for each in sentences(found))
    assert not [each for each in parting(T12, SURGEON, RADIATION_ONCOLOGIST).reasons if each.number == 8]


@pytest.mark.parametrize(
    ("goals", "plan", "is_against"),
    [
        ("avoid_major_surgery", "separation_surgery sbrt", True),
        ("avoid_major_surgery", "decompression cebrt", True),
        ("avoid_major_surgery", "stabilization_open", True),
        ("avoid_major_surgery", "stabilization_percutaneous sbrt", False),
        ("avoid_major_surgery", "kyphoplasty sbrt", False),
        ("survival", "supportive_care", True),
        ("survival", "supportive_care corticosteroid", True),
        ("survival", "supportive_care cebrt", False),
        ("mobility pain_control other", "separation_surgery", False),
        ("", "separation_surgery", False),
    ],
)
def test_which_plans_go_against_which_goals(goals: str, plan: str, is_against: bool) -> None:
    on = case({"level": "T12"}, patient_goals=goals.split())
    assert bool(plan_against_goals(on, view(plan).plan)) == is_against


def test_the_eight_reasons_are_those_of_the_vocabulary_numbered_as_on_the_page() -> None:
    assert [(each.number, each.key) for each in reasons.reasons()] == list(enumerate(REASONS, start=1))
    assert reasons.reason("surgical-extent").side_a.startswith("minimally invasive separation surgery")
    assert all(each.side_a and each.side_b for each in reasons.reasons())


def test_every_proposal_speaks_of_something_that_can_part() -> None:
    table = disagreement_table()
    known = {each.key for each in table.readings} | {f"technique.{each.key}" for each in table.techniques}
    assert {each.on for each in table.proposals} <= known | {"band_edge", "patient_goal"}
    assert {each.reason for each in table.proposals} == set(REASONS)


_sins = st.fixed_dictionaries({}, optional={item: st.sampled_from(options) for item, options in SINS.items()})
_readings = st.fixed_dictionaries(
    {},
    optional={
        "level": st.sampled_from(LEVELS[11:14]),
        "escc": st.sampled_from(ESCC),
        "sins": _sins,
        "stability_judgment": st.sampled_from(["stable", "unstable"]),
        "radiosensitivity": st.sampled_from(["sensitive", "resistant"]),
        "tolerates_surgery": st.booleans(),
        "expected_survival_months": st.sampled_from([3.0, 6.0, 12.0]),
        "goal": st.sampled_from(get_args(Goal)),
    },
)
views = st.builds(
    lambda plan, named, urgency, given: view(" ".join(plan), " ".join(named), urgency, **given),
    st.lists(st.sampled_from(MODALITIES), min_size=1, max_size=3),
    st.lists(st.sampled_from(REASONS), max_size=2),
    st.none() | st.sampled_from(get_args(Timing)),
    _readings,
)
boards = st.lists(views, min_size=2, max_size=4)


def told(found: Parting) -> Any:
    """What a parting says, without the order in which the raters came."""
    return (
        {each.key: (each.decisive, {(choice.said, frozenset(choice.raters)) for choice in each.choices})
         for each in found.spreads},
        found.edges,
        found.escc_line,
        {level: frozenset(raters) for level, raters in found.levels},
        {each.key for each in found.techniques},
        {(each.reason, each.because, frozenset(each.named_by)) for each in found.reasons},
    )  # fmt: skip


@slow
@given(evaluated_cases, boards)
def test_the_order_of_the_raters_changes_nothing(raw: dict[str, Any], board: list[View]) -> None:
    on = read(raw)
    named = list(zip("abcd", board, strict=False))
    expected = told(part(on, 0, LOW, named))
    for order in list(permutations(named))[1:4]:
        assert told(part(on, 0, LOW, order)) == expected


@slow
@given(evaluated_cases, views, st.integers(0, 4))
def test_identical_views_never_part_and_neither_do_none(raw: dict[str, Any], same: View, how_many: int) -> None:
    found = part(read(raw), 0, LOW, [(str(number), same) for number in range(how_many)])
    assert not found.parts
    assert (found.edges, found.escc_line, found.techniques) == ((), None, ())
    assert all(not each.because for each in found.reasons)
    assert bool(sentences(found)) == (how_many > 1)


@slow
@given(evaluated_cases, boards, st.sampled_from([LOW, HIGH]))
def test_decisive_is_what_exchanging_one_value_between_two_raters_shows(
    raw: dict[str, Any], board: list[View], policy: Any
) -> None:
    on = read(raw)
    found = part(on, 0, policy, list(zip("abcd", board, strict=False)))
    looked_at = on.lesions[0]
    for spread in found.spreads:
        is_of_lesion = spread.axis in ("neurologic", "mechanical")
        giving = [
            each for each in board if _value(each, spread.key) is not None
            and (not is_of_lesion or lesion_meant(on, each.readings, 0) is looked_at)
        ]  # fmt: skip
        moves = spread.key in MOVING and any(
            _rows(on, _with(one.readings, spread.key, _value(other, spread.key)), policy)
            != _rows(on, one.readings, policy)
            for one, other in product(giving, giving)
        )
        assert spread.decisive == moves, spread.key
        assert spread.parts or not spread.decisive


@slow
@given(evaluated_cases, views)
def test_a_rater_who_read_nothing_reads_what_is_recorded(raw: dict[str, Any], silent: View) -> None:
    on = read(raw)
    assessed = assess(on, LOW)
    assert as_rater_assesses(on, Readings(), LOW) == assessed.lesions[assessed.opens_on]
    given = silent.readings
    read_by = as_rater_assesses(on, given, LOW)
    assert read_by is not None
    for key in ("escc", "stability_judgment"):
        meant = lesion_meant(on, given)
        assert getattr(read_by.lesion, key) == (getattr(given, key) or getattr(meant, key))


def _value(given: View, key: str) -> Any:
    if key in ("plan", "urgency"):
        return getattr(given, key)
    if key.startswith("sins."):
        return getattr(given.readings.sins, key.removeprefix("sins."))
    return getattr(given.readings, key)


def _with(given: Readings, key: str, value: Any) -> Readings:
    if key.startswith("sins."):
        return given.model_copy(update={"sins": given.sins.model_copy(update={key.removeprefix("sins."): value})})
    return given.model_copy(update={key: value})


def _rows(on: Case, given: Readings, policy: Any) -> tuple[int, ...]:
    found = as_rater_assesses(on, given, policy, 0)
    assert found is not None
    return found.noms.rows
