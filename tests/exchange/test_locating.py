"""Where a fault stands: the problem names the line, the case and the dotted field, at any depth of any shape."""

import json
from typing import Any

import pytest

from tests.strategies import Json, records
from tumorboard.exchange.problems import Problem

WRONG = 987654321
FAULTS = [
    "route", "patient.sex", "patient.refuses[1]", "lesions[1].escc", "lesions[2].sins.pain",
    "lesions[0].previous_radiotherapy.technique", "systemic.labs.albumin_g_dl.x", "imaging[1].on",
    "treatment_history[0].levels[2]", "patient_goals[0]", "neurology.suspected", "source.title",
]  # fmt: skip


def rich() -> Json:
    """A good case with something under every step of FAULTS, and text that looks like structure."""
    return {
        "id": "X",
        "notes": 'a "quoted" {brace} [T1c], and \\ a\nbreak',
        "patient": {"sex": "female", "refuses": ["blood", "surgery"], "family_name": "Ünal \U0001f600"},
        "route": "discuss",
        "lesions": [
            {"level": "T8", "previous_radiotherapy": {"technique": "cEBRT"}},
            {"level": "T9", "escc": "2"},
            {"level": "T10", "sins": {"bone_lesion": "lytic", "pain": "none"}},
        ],
        "systemic": {"labs": {"albumin_g_dl": 3.5}},
        "imaging": [{"kind": "ct", "on": "2026-02-24"}, {"kind": "mri_region", "on": None}],
        "treatment_history": [{"kind": "radiotherapy", "levels": ["T8", "T9", "T10"]}],
        "patient_goals": ["mobility", "other"],
        "neurology": {"suspected": None},
        "source": {"title": "published"},
    }


def broken(path: str) -> Json:
    """The rich case with WRONG under one path."""
    case = rich()
    steps = [int(step) if step.isdigit() else step for step in path.replace("[", ".").replace("]", "").split(".")]
    if path.endswith(".x"):
        steps.pop()
    holder: Any = case
    for step in steps[:-1]:
        holder = holder[step]
    holder[steps[-1]] = {"x": WRONG} if path.endswith(".x") else WRONG
    return case


def only_problem(written: str) -> Problem:
    found = [each.problem for each in records(written.encode()) if each.problem]
    assert len(found) == 1, [str(each) for each in found]
    assert found[0] is not None
    return found[0]


def line_with(written: str, text: str) -> int:
    """Line, from 1, of the only place where the text stands."""
    assert written.count(text) == 1
    return written[: written.index(text)].count("\n") + 1


@pytest.mark.parametrize("indent", [0, 2, 4])
@pytest.mark.parametrize("path", FAULTS)
def test_a_fault_in_a_pretty_printed_array_is_named_by_line_case_and_field(path: str, indent: int) -> None:
    written = json.dumps([{"id": "A"}, {**rich(), "id": "B"}, broken(path), {"id": "C"}], indent=indent)
    found = only_problem(written)
    assert found.line == line_with(written, str(WRONG)) - (1 if path.endswith(".x") else 0)
    assert found.field == path.removesuffix(".x")
    assert found.record == "X"
    assert f"line {found.line} (case X): {found.field}:" in str(found)


@pytest.mark.parametrize("path", FAULTS)
def test_a_fault_in_a_pretty_printed_object_is_named_by_line_and_field(path: str) -> None:
    written = "\n\n" + json.dumps(broken(path), indent=2)
    found = only_problem(written)
    assert found.line == line_with(written, str(WRONG)) - (1 if path.endswith(".x") else 0)
    assert found.field == path.removesuffix(".x")


@pytest.mark.parametrize("path", FAULTS)
def test_a_fault_in_a_line_is_named_by_that_line(path: str) -> None:
    written = "\n".join(["", json.dumps({"id": "A"}), "", json.dumps(broken(path)), json.dumps({"id": "C"})])
    found = only_problem(written)
    assert (found.line, found.field) == (4, path.removesuffix(".x"))


@pytest.mark.parametrize("at", ["", "patient", "lesions[1]", "lesions[2].sins", "lesions[0].previous_radiotherapy"])
def test_an_unknown_key_is_named_with_its_own_line(at: str) -> None:
    case: Any = rich()
    holder = case
    for step in [
        int(step) if step.isdigit() else step for step in at.replace("[", ".").replace("]", "").split(".") if step
    ]:
        holder = holder[step]
    holder["colour"] = 1
    written = json.dumps([{"id": "A"}, case], indent=2)
    found = only_problem(written)
    assert found.line == line_with(written, '"colour"')
    assert found.field == f"{at}.colour".lstrip(".")
    assert "unknown key" in found.message


def test_an_unknown_key_lists_the_keys_of_its_own_object() -> None:
    inside = only_problem('{"id": "X", "lesions": [{"level": "T8", "previous_radiotherapy": {"dose": 8}}]}')
    for key in ("technique", "dose_gy", "fractions", "on"):
        assert key in inside.message.split()
    assert "escc" not in inside.message


@pytest.mark.parametrize("key", ["flag", "details"])
def test_no_key_is_too_ordinary_to_be_named(key: str) -> None:
    found = only_problem(json.dumps({"id": "X", "lesions": [{"level": "T8", key: 1}]}))
    assert found.field == f"lesions[0].{key}"


def test_a_missing_key_is_named_on_the_line_of_its_object() -> None:
    written = json.dumps([{"id": "A"}, {"id": "X", "lesions": [{"level": "T8"}, {"escc": "2"}]}], indent=2)
    found = only_problem(written)
    assert found.field == "lesions[1].level"
    assert found.line == line_with(written, '"escc"') - 1
    assert "required" in found.message


def test_an_empty_entry_before_a_fault_moves_neither_its_line_nor_its_number() -> None:
    written = json.dumps({"id": "X", "patient": {"refuses": ["", WRONG]}}, indent=2)
    found = only_problem(written)
    assert found.field == "patient.refuses[1]"
    assert found.line == line_with(written, str(WRONG))


def test_a_key_written_with_escapes_is_found() -> None:
    found = only_problem('{"id": "X",\n"r\\u006fute":\n"later"}')
    assert found.field == "route"
    assert found.line in (2, 3)


@pytest.mark.parametrize(
    ("written", "line"),
    [
        ('[\n{"id": "A"},\n{"id": }\n]', 3),
        ('{\n"id": "A",\n"notes": oops\n}', 3),
        ('{"id": "A"}\n{"id": "B", oops}', 2),
        ('[\n{"id": "A"}\n{"id": "B"}]', 3),
    ],
)
def test_json_that_breaks_off_is_named_by_its_line(written: str, line: int) -> None:
    assert only_problem(written).line == line
