"""Triggers: fired, not fired, or not to be told from the record."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.strategies import evaluated_cases, read
from tumorboard.clinical.triggers import Fired, fired, holding, trigger_said
from tumorboard.domain.case import Case
from tumorboard.domain.view import Trigger
from tumorboard.domain.vocabulary import LEVELS, Level

SINS_12 = {"pain": "mechanical", "bone_lesion": "lytic", "alignment": "normal", "collapse": "over_50",
           "posterolateral": "unilateral"}  # fmt: skip
SINS_13 = {**SINS_12, "collapse": "under_50", "posterolateral": "bilateral"}


def case(*lesions: dict[str, Any], **neurology: Any) -> Case:
    return read({"id": "X", "lesions": list(lesions), "neurology": neurology})


def at_t12(**fields: Any) -> Case:
    return case({"level": "T12", **fields})


def asked(kind: str, before: Case, now: Case, value: str | None = None, level: Level | None = "T12") -> Fired:
    return fired(Trigger.of(kind=kind, value=value, words="x" if kind == "other" else None), before, now, level)


def sins(now: dict[str, Any], value: str = "13") -> bool | None:
    return asked("sins_at_least", at_t12(), at_t12(sins=now), value).holds


def test_a_sins_trigger_fires_only_on_what_is_certain() -> None:
    assert sins(SINS_13) is True
    assert sins(SINS_12) is False
    assert sins({**SINS_12, "posterolateral": None}) is None
    assert sins({**SINS_13, "alignment": None}) is True
    assert sins({**SINS_12, "pain": "none", "posterolateral": None}) is False
    assert sins({}) is None
    assert asked("sins_at_least", at_t12(), at_t12(sins=SINS_13), "13").says == "T12: SINS 13"


@pytest.mark.parametrize(
    ("grade", "value", "holds"),
    [("1c", "2", False), ("2", "2", True), ("3", "2", True), ("1b", "1a", True), (None, "2", None), ("0", "1a", False)],
)
def test_an_escc_trigger_goes_by_rank_and_not_by_number(grade: str | None, value: str, holds: bool | None) -> None:
    assert asked("escc_at_least", at_t12(), at_t12(escc=grade), value).holds is holds


@pytest.mark.parametrize(
    ("before", "now", "holds"),
    [
        ({"progression": "stable"}, {"progression": "slow"}, True),
        ({"progression": "slow"}, {"progression": "rapid"}, True),
        ({"progression": "slow"}, {"progression": "slow"}, False),
        ({"progression": "rapid"}, {"progression": "stable"}, False),
        ({}, {"progression": "rapid"}, None),
        ({}, {"progression": "stable"}, False),
        ({"progression": "stable"}, {}, None),
        ({"motor": 5}, {"motor": 4}, True),
        ({"motor": 3}, {"motor": 4}, False),
        ({}, {"motor": 4}, None),
        ({}, {"motor": 5}, False),
        ({"ambulation": "independent"}, {"ambulation": "aided"}, True),
        ({"ambulation": "non_ambulatory"}, {"ambulation": "aided"}, False),
        ({"frankel": "E"}, {"frankel": "D"}, True),
        ({"frankel": "C"}, {"frankel": "D"}, False),
        ({"asia": "D"}, {"asia": "C"}, True),
        ({"frankel": "E"}, {"asia": "D"}, None),
        ({"motor": 5, "ambulation": "independent"}, {"motor": 5, "ambulation": "aided"}, True),
        ({"motor": 5, "ambulation": "independent"}, {"motor": 5}, None),
        ({"motor": 5, "ambulation": "independent"}, {"motor": 4}, True),
        ({}, {}, None),
    ],
)
def test_new_weakness_is_any_sign_that_is_worse(
    before: dict[str, Any], now: dict[str, Any], holds: bool | None
) -> None:
    assert asked("new_weakness", case(**before), case(**now)).holds is holds


@pytest.mark.parametrize(
    ("before", "now", "holds"),
    [
        ("none", "mechanical", True), ("non_mechanical", "mechanical", True), ("mechanical", "mechanical", False),
        ("mechanical", "none", False), (None, "mechanical", None), (None, "none", False), ("none", None, None),
    ],
)  # fmt: skip
def test_new_mechanical_pain(before: str | None, now: str | None, holds: bool | None) -> None:
    found = asked("new_mechanical_pain", at_t12(sins={"pain": before}), at_t12(sins={"pain": now}))
    assert found.holds is holds


@pytest.mark.parametrize(
    ("before", "now", "holds"),
    [
        ("none", "under_50", True), ("under_50", "over_50", True), ("body_over_50_involved", "under_50", True),
        ("none", "body_over_50_involved", False), ("over_50", "over_50", False), ("over_50", "under_50", False),
        (None, "under_50", None), (None, "none", False), ("none", None, None),
    ],
)  # fmt: skip
def test_a_new_fracture_is_new_collapse_and_not_infiltration(before: str | None, now: str | None, holds: bool) -> None:
    found = asked("new_fracture", at_t12(sins={"collapse": before}), at_t12(sins={"collapse": now}))
    assert found.holds is holds


@pytest.mark.parametrize("kind", ["growth_on_mri", "other"])
def test_growth_and_free_words_are_for_a_person_to_judge(kind: str) -> None:
    found = asked(kind, at_t12(sins=SINS_12), at_t12(sins=SINS_13))
    assert (found.holds, found.says) == (None, "for a person to judge")


def test_only_the_lesion_of_the_trigger_is_looked_at_and_without_a_level_every_lesion() -> None:
    now = case({"level": "T8", "escc": "3"}, {"level": "T12", "escc": "0"})
    assert asked("escc_at_least", now, now, "2", level="T12").holds is False
    assert asked("escc_at_least", now, now, "2", level="T8").holds is True
    assert asked("escc_at_least", now, now, "2", level=None).holds is True


def test_a_level_that_is_no_longer_on_record_is_not_known() -> None:
    found = asked("sins_at_least", at_t12(sins=SINS_13), case({"level": "T8"}), "13")
    assert (found.holds, found.says) == (None, "no lesion recorded at T12")


def test_two_lesions_at_one_level_cannot_be_told_apart_from_before() -> None:
    twice = case({"level": "T12", "sins": {"pain": "none"}}, {"level": "T12", "sins": {"pain": "mechanical"}})
    assert asked("new_mechanical_pain", at_t12(sins={"pain": "none"}), twice).holds is None


@pytest.mark.parametrize(
    ("given_words", "said"),
    [
        ({"kind": "sins_at_least", "value": "13"}, "SINS ≥ 13"),
        ({"kind": "escc_at_least", "value": "1c"}, "ESCC ≥ 1c"),
        ({"kind": "new_weakness"}, "new weakness"),
        ({"kind": "growth_on_mri", "words": "of T12"}, "growth on MRI (of T12)"),
        ({"kind": "new_mechanical_pain"}, "new mechanical pain"),
        ({"kind": "new_fracture"}, "new fracture"),
        ({"kind": "other", "words": "she wants it"}, "she wants it"),
    ],
)
def test_triggers_in_words(given_words: dict[str, str], said: str) -> None:
    assert trigger_said(Trigger.of(**given_words)) == said


@given(
    evaluated_cases,
    st.sampled_from(["new_weakness", "new_mechanical_pain", "new_fracture"]),
    st.none() | st.sampled_from(LEVELS),
)
def test_nothing_is_new_in_a_case_that_did_not_change(raw: dict[str, Any], kind: str, level: Level | None) -> None:
    stood = read(raw)
    assert asked(kind, stood, stood, level=level).holds is not True


def test_what_holds_already_is_a_threshold_that_is_reached_for_certain() -> None:
    named = [
        Trigger.of(kind="sins_at_least", value="13"),
        Trigger.of(kind="escc_at_least", value="2"),
        Trigger.of(kind="new_mechanical_pain"),
        Trigger.of(kind="new_weakness"),
        Trigger.of(kind="growth_on_mri"),
    ]
    reached = case({"level": "T12", "escc": "2", "sins": SINS_13}, {"level": "L3", "escc": "0"}, progression="rapid")
    assert [each.says for each in holding(named, reached, "T12")] == ["T12: SINS 13", "T12: ESCC 2"]
    assert holding(named, reached, "L3") == []
    assert holding(named, at_t12(sins={**SINS_12, "collapse": None}), "T12") == []
