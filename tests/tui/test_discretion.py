"""Discretion: who the patient is hides behind one key, in every room and dialog; what is medical stays."""

from datetime import date
from typing import Any

import pytest

from tests.strategies import read
from tumorboard.domain.case import Case
from tumorboard.store.edits import ABSENT, Edit
from tumorboard.tui.discretion import HIDDEN, Identifiers, discreet, discreet_edit

TODAY = date(2026, 11, 24)
GRETA: dict[str, Any] = {
    "id": "TB-0142",
    "patient": {
        "mrn": "DEMO-0142",
        "family_name": "van der Berg",
        "given_name": "Greta-Marie",
        "birth_date": "1963-11-25",
        "sex": "female",
        "refuses": ["halo, says Mrs Berg"],
    },
    "referrer": {"name": "Dr Tom Muster", "unit": "Emergency department", "contact": "ext. 4711"},
    "question": "Stabilize Greta before SBRT?",
    "notes": "Mrs VAN DER BERG walks.\nSeen under DEMO-0142 in the van.",
    "patient_words": "I am greta, keep me walking",
    "primary": {"histology": "renal_cell", "text": "clear cell (van der Berg)"},
    "lesions": [{"level": "T8", "escc": "2", "escc_read_by": "Dr Berg"}],
    "imaging": [{"kind": "mri_whole_spine", "where": "PACS of G. Berg"}],
    "treatment_history": [{"kind": "radiotherapy", "text": "told Greta's daughter"}],
}


def hidden(text: str, **patient: str) -> str:
    """Free text in which one patient's identifiers are hidden."""
    return Identifiers([read({"id": "A", "patient": patient}).patient]).hidden_in(text)


def masked(record: dict[str, Any], on: date = TODAY) -> Case:
    case = read(record)
    return discreet(case, Identifiers([case.patient]), on)


def test_every_identifier_is_hidden_and_everything_medical_stays() -> None:
    seen = masked(GRETA).record()
    assert seen["patient"] == {
        "mrn": HIDDEN,
        "family_name": HIDDEN,
        "given_name": HIDDEN,
        "age": 62,
        "sex": "female",
        "refuses": [f"halo, says Mrs {HIDDEN}"],
    }
    assert seen["referrer"] == {"name": HIDDEN, "unit": "Emergency department", "contact": HIDDEN}
    assert seen["question"] == f"Stabilize {HIDDEN} before SBRT?"
    assert seen["notes"] == f"Mrs {HIDDEN} walks.\nSeen under {HIDDEN} in the van."
    assert seen["patient_words"] == f"I am {HIDDEN}, keep me walking"
    assert seen["primary"] == {"histology": "renal_cell", "text": f"clear cell ({HIDDEN})"}
    assert seen["lesions"] == [{"level": "T8", "escc": "2", "escc_read_by": f"Dr {HIDDEN}"}]
    assert seen["imaging"][0]["where"] == f"PACS of G. {HIDDEN}"
    assert seen["treatment_history"][0]["text"] == f"told {HIDDEN}'s daughter"
    assert seen["id"] == "TB-0142"
    assert "responsible" not in seen


def test_what_was_not_recorded_is_not_made_up() -> None:
    bare = read({"id": "A"})
    assert discreet(bare, Identifiers([bare.patient]), TODAY) == bare


@pytest.mark.parametrize(
    ("patient", "on", "age"),
    [
        ({"birth_date": "1963-11-24"}, TODAY, 63),
        ({"birth_date": "1963-11-25"}, TODAY, 62),
        ({"birth_date": "2026-11-25"}, TODAY, None),
        ({"birth_date": "1964-02-29"}, date(2025, 2, 28), 60),
        ({"age": 70}, TODAY, 70),
        ({"age": 70, "birth_date": "1963-11-24"}, TODAY, 63),
        ({}, TODAY, None),
    ],
)
def test_the_age_on_the_day_stays_without_the_date_of_birth(patient: dict[str, Any], on: date, age: int | None) -> None:
    seen = masked({"id": "A", "patient": patient}, on).patient
    assert (seen.age, seen.birth_date) == (age, None)


@pytest.mark.parametrize(
    ("text", "seen"),
    [
        ("EXAMPLE, example and Example's", f"{HIDDEN}, {HIDDEN} and {HIDDEN}'s"),
        ("for example_letter", f"for {HIDDEN}_letter"),
        ("examples and counterexample", "examples and counterexample"),
        ("Kovac-Example", f"Kovac-{HIDDEN}"),
        ("", ""),
    ],
)
def test_a_name_is_found_by_whole_words_whatever_their_case(text: str, seen: str) -> None:
    assert hidden(text, family_name="Example") == seen


@pytest.mark.parametrize(
    ("text", "seen"),
    [
        ("de la Cruz came", f"{HIDDEN} came"),
        ("DE  LA\nCRUZ", HIDDEN),
        ("Mrs Cruz", f"Mrs {HIDDEN}"),
        ("la source de douleur", "la source de douleur"),
        ("de, or perhaps la Cruz", f"de, or perhaps la {HIDDEN}"),
    ],
)
def test_of_a_name_of_several_words_those_with_a_capital_are_found_alone(text: str, seen: str) -> None:
    assert hidden(text, family_name="de la Cruz") == seen


@pytest.mark.parametrize(
    ("mrn", "text", "seen"),
    [
        ("DEMO-0142", "see demo 0142 or DEMO-0142", f"see {HIDDEN} or {HIDDEN}"),
        ("DEMO-0142", "demo on 0142", "demo on 0142"),
        ("4711", "record 4711, not 47110", f"record {HIDDEN}, not 47110"),
        ("12", "12 of 18", "12 of 18"),
    ],
)
def test_a_record_number_is_found_whole_and_a_short_number_is_none(mrn: str, text: str, seen: str) -> None:
    assert hidden(text, mrn=mrn) == seen


def test_an_initial_is_no_name() -> None:
    assert hidden("J. reads L3", given_name="J.") == "J. reads L3"


def test_in_a_script_without_capitals_and_spaces_a_name_is_found_anywhere() -> None:
    assert hidden("患者山田太郎は歩行可能", family_name="山田", given_name="太郎") == f"患者{HIDDEN}{HIDDEN}は歩行可能"


def test_the_identifiers_of_the_other_patients_are_hidden_too() -> None:
    mine = read({"id": "A", "notes": "same room as Muster"})
    other = read({"id": "B", "patient": {"family_name": "Muster"}})
    assert discreet(mine, Identifiers([mine.patient, other.patient]), TODAY).notes == f"same room as {HIDDEN}"


@pytest.mark.parametrize(
    ("edit", "seen"),
    [
        (Edit(("patient", "mrn"), "A-1", "A-2"), Edit(("patient", "mrn"), HIDDEN, HIDDEN)),
        (Edit(("patient", "birth_date"), ABSENT, "1963-11-24"), Edit(("patient", "birth_date"), ABSENT, HIDDEN)),
        (
            Edit(("patient",), ABSENT, {"family_name": "Old", "age": 63, "refuses": ["Berg"]}),
            Edit(("patient",), ABSENT, {"family_name": HIDDEN, "age": 63, "refuses": [HIDDEN]}),
        ),
        (
            Edit(("referrer",), {"name": "X", "unit": "Urology"}, ABSENT),
            Edit(("referrer",), {"name": HIDDEN, "unit": "Urology"}, ABSENT),
        ),
        (Edit(("notes",), None, "of Berg"), Edit(("notes",), None, f"of {HIDDEN}")),
        (Edit(("lesions", 0, "escc"), "2", "3"), Edit(("lesions", 0, "escc"), "2", "3")),
        (Edit(("systemic", "ecog"), 0, False), Edit(("systemic", "ecog"), 0, False)),
    ],
)
def test_a_change_shows_that_an_identifier_changed_and_not_from_what_to_what(edit: Edit, seen: Edit) -> None:
    assert discreet_edit(edit, Identifiers([read(GRETA).patient])) == seen
