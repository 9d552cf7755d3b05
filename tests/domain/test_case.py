"""The case format: what a record may hold, what is refused and why, and that nothing recorded is lost or invented."""

from typing import Any

import pytest
from hypothesis import given

from tests.domain.format import (
    BOOLEANS,
    CHOICES,
    DATES,
    MOMENTS,
    NOT_A_NUMBER,
    NUMBERS,
    OBJECTS,
    TEXTS,
    YES_NO,
    dotted,
    given_values,
    with_value,
)
from tests.strategies import Json, cases, problem, read, slow
from tumorboard.domain.case import Case

EACH_CHOICE = [(path, value) for path, values in CHOICES.items() for value in values]


@pytest.mark.parametrize(("path", "value"), EACH_CHOICE)
def test_every_word_of_every_list_is_taken_and_kept(path: str, value: Any) -> None:
    assert given_values(path, read(with_value(path, value)).record()) == value


@pytest.mark.parametrize("path", CHOICES)
def test_every_list_refuses_other_words_and_names_the_allowed_ones(path: str) -> None:
    first = CHOICES[path][0]
    for other in ["sometimes", f"{first} ", f" {first}", first.swapcase() if first.isalpha() else "1A", "none_", "T13"]:
        if other in CHOICES[path]:
            continue
        said = problem(with_value(path, other))
        assert dotted(path) in said
        assert all(str(value) in said for value in CHOICES[path]) or path.split(".")[-1] in ("level", "levels", "0")
    wrongs: list[Any] = [2, 0, True, False, 1.5, [], {}, [first]]
    for wrong in wrongs:
        assert dotted(path) in problem(with_value(path, wrong))


@pytest.mark.parametrize("level", ["L6", "T13", "C8", "S6", "T0", "Th8", "t8", "T08", "coccyx", "T8-T9"])
def test_a_level_that_the_scale_does_not_know_is_refused(level: str) -> None:
    assert "lesions[0].level" in problem(with_value("lesions.0.level", level))


@pytest.mark.parametrize("grade", [0, 1, 2, 3, 2.0, "1", "1A", "1d", "4", "II"])
def test_an_escc_grade_is_text_and_never_a_number(grade: Any) -> None:
    assert "lesions[0].escc" in problem(with_value("lesions.0.escc", grade))


@pytest.mark.parametrize("path", NUMBERS)
def test_a_number_is_a_number(path: str) -> None:
    for value in NUMBERS[path]:
        assert given_values(path, read(with_value(path, value)).record()) == value
    for wrong in [*NOT_A_NUMBER, -1, float("inf"), float("-inf"), float("nan")]:
        assert "line 1" in problem(with_value(path, wrong))


@pytest.mark.parametrize(
    ("path", "wrong"),
    [("systemic.kps", 55), ("systemic.kps", 0), ("systemic.kps", 110), ("systemic.kps", 80.0), ("patient.age", 63.0),
     ("patient.age", 63.5), ("patient.age", "63"), ("systemic.ecog", 5), ("systemic.asa", 0), ("systemic.asa", 6),
     ("neurology.motor", 6), ("pain.score", 11), ("pain.score", 7.5)],
)  # fmt: skip
def test_a_number_outside_its_scale_is_refused_by_name(path: str, wrong: Any) -> None:
    said = problem(with_value(path, wrong))
    assert path in said
    assert "allowed is" in said


@pytest.mark.parametrize("path", BOOLEANS)
def test_yes_and_no_are_true_and_false_and_nothing_else(path: str) -> None:
    for value in YES_NO:
        assert given_values(path, read(with_value(path, value)).record()) is value
    wrongs: list[Any] = [1, 0, "true", "yes", "no", 1.0, []]
    for wrong in wrongs:
        assert dotted(path) in problem(with_value(path, wrong))


@pytest.mark.parametrize("path", DATES)
def test_a_date_is_an_iso_date(path: str) -> None:
    assert given_values(path, read(with_value(path, "2024-02-29")).record()) == "2024-02-29"
    wrongs: list[Any] = [
        1700000000,
        "1700000000",
        20240229,
        "2026-02-30",
        "2026-02-29",
        "24.02.2026",
        "2026-2-4",
        "2026-02",
        "2026-02-24T08:30",
        "20260224",
        "2026-W09-2",
        "2026-02-24 ",
        True,
        [],
        {},
        "today",
        "٢٠٢٦-٠٢-٢٤",
    ]
    for wrong in wrongs:
        assert dotted(path) in problem(with_value(path, wrong))


@pytest.mark.parametrize("path", MOMENTS)
def test_a_date_time_needs_its_time(path: str) -> None:
    values: list[Any] = ["2026-02-24T08:30:00", "2026-02-24T08:30:00Z", "2026-02-24T08:30:00+01:00"]
    for value in values:
        assert given_values(path, read(with_value(path, value)).record()) == value
    wrongs: list[Any] = [
        "2026-02-24",
        1700000000,
        "1700000000",
        0,
        "08:30",
        "2026-02-30T08:30",
        "2026-02-24T25:00",
        "2026-02-24T08",
        True,
        [],
        "now",
    ]
    for wrong in wrongs:
        assert path in problem(with_value(path, wrong))


def test_an_examination_has_a_date_or_a_date_and_time() -> None:
    values: list[Any] = ["2026-02-24", "2026-02-24T08:30:00+01:00", "2026-02-24T00:00:00"]
    for value in values:
        assert given_values("imaging.0.on", read(with_value("imaging.0.on", value)).record()) == value
    wrongs: list[Any] = [1700000000, "1700000000", "2026-02-30", "24.02.2026", True]
    for wrong in wrongs:
        assert "imaging[0].on" in problem(with_value("imaging.0.on", wrong))


@pytest.mark.parametrize("path", TEXTS)
def test_text_is_text_and_empty_text_is_not_recorded(path: str) -> None:
    assert given_values(path, read(with_value(path, "[T1c] 50 %")).record()) == "[T1c] 50 %"
    assert read(with_value(path, "")).record() == read(with_value(path, None)).record()
    wrongs: list[Any] = [5, True, [], {}, ["text"]]
    for wrong in wrongs:
        assert dotted(path) in problem(with_value(path, wrong))


@pytest.mark.parametrize("path", [*CHOICES, *NUMBERS, *BOOLEANS, *DATES, *MOMENTS, *TEXTS])
def test_null_and_absent_are_the_same(path: str) -> None:
    if path in ("lesions.0.level", "imaging.0.kind", "treatment_history.0.kind") or path.endswith(".0"):
        assert "line 1" in problem(with_value(path, None))
        return
    filled, parent = with_value(path, None), path.rpartition(".")[0]
    holder: Any = given_values(parent, filled) if parent else filled
    null = read(filled)
    del holder[path.rpartition(".")[2]]
    assert null == read(filled)


@pytest.mark.parametrize("prefix", OBJECTS)
@pytest.mark.parametrize("key", ["colour", "Level", "flag", "details", "__class__"])
def test_an_unknown_key_is_refused_by_name_wherever_it_stands(prefix: str, key: str) -> None:
    values: list[Any] = [1, "x", {}, [], False]
    for value in values:
        said = problem(with_value(prefix + key, value))
        assert f"{dotted(prefix + key)}: unknown key" in said


@pytest.mark.parametrize("prefix", OBJECTS)
@pytest.mark.parametrize("nothing", [None, ""])
def test_an_unknown_key_is_refused_even_when_nothing_is_recorded_under_it(prefix: str, nothing: Any) -> None:
    assert f"{dotted(prefix + 'colour')}: unknown key" in problem(with_value(prefix + "colour", nothing))


@pytest.mark.parametrize("missing", [{}, {"id": None}, {"id": ""}, {"id": "  "}, {"id": 7}])
def test_a_case_needs_an_id(missing: Json) -> None:
    assert "id" in problem(missing)


def test_every_other_key_is_optional() -> None:
    bare = read({"id": "A"})
    assert bare.record() == {"format": "tumorboard.case/1", "id": "A"}
    assert read({"id": "A", "lesions": [{"level": "T8"}, {"level": "T8"}]}).lesions[1].escc is None


def test_previous_radiotherapy_keeps_its_four_meanings_apart() -> None:
    written: list[Any] = [None, False, True, {}]
    meanings = [read(with_value("lesions.0.previous_radiotherapy", each)) for each in written]
    kept = [case.record()["lesions"][0].get("previous_radiotherapy", "absent") for case in meanings]
    assert kept == ["absent", False, True, {}]
    assert all(read(case.record()) == case for case in meanings)
    assert len({Case.checking().dump_json(case) for case in meanings}) == 4


def test_details_that_are_all_null_still_say_that_it_was_given() -> None:
    given_before = {"technique": None, "dose_gy": None}
    assert (
        read(with_value("lesions.0.previous_radiotherapy", given_before)).lesions[0].previous_radiotherapy is not None
    )


def test_two_index_lesions_are_refused_and_one_is_not() -> None:
    one = {"id": "A", "lesions": [{"level": "T8", "index": True}, {"level": "L3", "index": False}, {"level": "T8"}]}
    two = {"id": "A", "lesions": [{"level": "T8", "index": True}, {"level": "L3", "index": True}]}
    assert read(one).lesions[0].index is True
    said = problem(two)
    assert "lesions" in said
    assert "T8, L3" in said


def test_a_case_cannot_be_changed() -> None:
    case = read({"id": "A", "lesions": [{"level": "T8"}], "systemic": {"labs": {"crp_mg_dl": 3}}})
    for target, field in ((case, "id"), (case.lesions[0], "escc"), (case.systemic.labs, "crp_mg_dl"), (case, "new")):
        with pytest.raises(AttributeError, match="is frozen"):
            setattr(target, field, "other")
    assert isinstance(case.lesions, tuple)


@slow
@given(cases)
def test_a_record_holds_exactly_what_was_recorded_and_reads_back_equal(raw: Json) -> None:
    case = read(raw)
    assert case.record() == {"format": "tumorboard.case/1", **recorded(raw)}
    assert read(case.record()) == case
    assert Case.model_validate(case.record()) == case


def recorded(raw: Json) -> Json:
    """A raw record without what is not recorded; an empty object says nothing, but for previous radiotherapy."""
    kept: Json = {}
    for key, value in raw.items():
        if isinstance(value, dict):
            value = recorded(value)
            if not value and key != "previous_radiotherapy":
                continue
        elif isinstance(value, list):
            value = [recorded(each) if isinstance(each, dict) else each for each in value]
            if not value:
                continue
        if value is not None:
            kept[key] = value
    return kept
