"""Cases out of and into CSV: the contract's columns, what is refused by line and column, and an exact round trip."""

import io
from typing import Any

import pytest
from hypothesis import given

from tests.strategies import cases, read, records, slow
from tumorboard.domain.case import Case
from tumorboard.exchange.csv_writing import written_rows
from tumorboard.exchange.problems import Unreadable
from tumorboard.exchange.reading import read_cases

W8 = """id,patient.family_name,question,lesions.0.level,lesions.0.sins.pain,lesions.0.previous_radiotherapy,asymptomatic
A,Ćosić,"stabilize, or not?",T8,mechanical,true,false
B,,,L3,,,
"""


def good(text: str | bytes) -> list[dict[str, Any]]:
    raw = text.encode() if isinstance(text, str) else text
    found = records(raw)
    assert [str(each.problem) for each in found if each.problem] == []
    return [each.case.record() for each in found if each.case is not None]


def problems(text: str | bytes) -> list[str]:
    raw = text.encode() if isinstance(text, str) else text
    return [str(each.problem) for each in records(raw) if each.problem is not None]


def test_a_row_is_a_case_and_an_empty_cell_is_not_recorded() -> None:
    first, second = good(W8)
    assert first["patient"] == {"family_name": "Ćosić"}
    assert first["lesions"] == [{"level": "T8", "sins": {"pain": "mechanical"}, "previous_radiotherapy": True}]
    assert (first["question"], first["asymptomatic"]) == ("stabilize, or not?", False)
    assert second == {"format": "tumorboard.case/1", "id": "B", "lesions": [{"level": "L3"}]}


@pytest.mark.parametrize("change", [lambda text: text.replace("\n", "\r\n"), lambda text: "\ufeff" + text])
def test_line_ends_and_a_byte_order_mark_make_no_difference(change: Any) -> None:
    assert good(change(W8)) == good(W8)


def test_semicolons_are_read_as_commas_are() -> None:
    assert good("id;notes\nA;x, y\n")[0]["notes"] == "x, y"


def test_details_lists_and_numbers_have_their_own_columns() -> None:
    (case,) = good(
        "id,lesions.0.level,lesions.0.previous_radiotherapy.dose_gy,lesions.0.previous_radiotherapy.fractions,"
        "patient.refuses.0,patient.refuses.1,patient_goals.0,systemic.kps,systemic.labs.crp_mg_dl,imaging.0.kind,"
        "imaging.0.on,treatment_history.0.kind,treatment_history.0.levels.0\n"
        "A,T8,24.5,3,surgery,blood,mobility,70,0.4,ct,2026-11-20,surgery,T8\n"
    )
    assert case["lesions"][0]["previous_radiotherapy"] == {"dose_gy": 24.5, "fractions": 3}
    assert case["patient"]["refuses"] == ["surgery", "blood"]
    assert (case["systemic"]["kps"], case["systemic"]["labs"]) == (70, {"crp_mg_dl": 0.4})
    assert case["treatment_history"] == [{"kind": "surgery", "levels": ["T8"]}]


def test_an_empty_group_that_means_something_has_a_cell_of_its_own() -> None:
    (case,) = good("id,lesions.0.level,lesions.0.previous_radiotherapy\nA,T8,{}\n")
    assert case["lesions"][0]["previous_radiotherapy"] == {}


HEADERS = [
    ("ident,notes\nA,x\n", "line 1: no column is called id; the first row names the columns, such as id,question"),
    ("id:notes\nA:x\n", "line 1: the header has one column; to separate several, allowed are comma and semicolon"),
    ("ID,notes\nA,x\n", "line 1: column 'ID': unknown key; nearest is id"),
    ("id,notes\rA,x\r", "line 1: lines end in a return alone"),
    ('{"id": "A"}\n', "line 1: holds JSON and no CSV; call the file .json or .jsonl"),
    ("id,lesions.0.levle\nA,T8\n", "line 1: column 'lesions.0.levle': unknown key; nearest are lesions.0.level"),
    ("id,mrn\nA,1\n", "line 1: column 'mrn': unknown key; nearest are patient.mrn"),
    ("id,surname,mrn,id\nA,x,1,A\n", "column 'mrn': unknown key; nearest are patient.mrn; column 'id' is there twice"),
    (
        f"id,{','.join(f'qq{number}' for number in range(9))}\n",
        "'qq4': unknown key; see: tumorboard schema case; and 4 more",
    ),
    ("id,notes,notes\nA,x,y\n", "line 1: column 'notes' is there twice"),
    ("id\tnotes\nA\tx\n", "line 1: columns are separated by tab; allowed are comma and semicolon"),
    ("id|notes\nA|x\n", "line 1: columns are separated by |; allowed are comma and semicolon"),
    ("id,lesions\nA,T8\n", "line 1: column 'lesions': is a list; name its places, such as lesions.0"),
    ("id,patient\nA,x\n", "line 1: column 'patient': is a group; name a key in it"),
    ("id,lesions.5000.level\nA,T8\n", "unknown key"),
    ("id,lesions.-1.level\nA,T8\n", "unknown key"),
]


@pytest.mark.parametrize(("text", "words"), HEADERS)
def test_a_header_that_cannot_be_read_is_named(text: str, words: str) -> None:
    with pytest.raises(Unreadable) as raised:
        list(read_cases(io.BytesIO(text.encode()), as_csv=True))
    assert words in str(raised.value)


ROWS = [
    ("A,yes,T8,9", "line 2 (case A): asymptomatic: 'yes': allowed is true or false"),
    ("A,TRUE,T8,9", "line 2 (case A): asymptomatic: 'TRUE': allowed is true or false"),
    ("A,true,T13,9", "line 2 (case A): lesions.0.level: 'T13' is not allowed; allowed is one of C0…C7"),
    ('A,true,T8,"9,5"', "line 2 (case A): pain.score: '9,5': allowed is a whole number; write 9.5"),
    ("A,true,T8,\0009", "line 2: holds a NUL"),
    ("A,true,T8\r,9", "line 2: a line break within a row"),
    ("A,true,T8,11", "line 2 (case A): pain.score: 11: allowed is"),
    ("A,true,T8", "line 2: 3 cells, and the header names 4"),
    ("A,true,T8,9,x", "line 2: 5 cells, and the header names 4"),
    ("A", "line 2: 1 cell, and the header names 4"),
    (",true,T8,9", "line 2: id: required"),
    ('A,"true,T8,9', 'line 2: a quotation mark " is not closed'),
    ('A,"tr"ue,T8,9', 'line 2: a quotation mark " is not closed, or closed before its cell ends'),
]


@pytest.mark.parametrize(("row", "words"), ROWS)
def test_a_row_that_is_no_case_is_told_by_line_and_column_and_the_others_stay(row: str, words: str) -> None:
    text = f"id,asymptomatic,lesions.0.level,pain.score\n{row}\nZ,true,T8,9\n"
    assert problems(text)[0].startswith(words)
    assert [each.case.id for each in records(text.encode()) if each.case] == ["Z"]


def test_a_row_that_is_not_utf_8_is_told_and_the_others_stay() -> None:
    raw = "id,notes\nA,é\n".encode() + "B,é\n".encode("latin-1") + b"C,x\n"
    assert problems(raw) == ["line 3: not UTF-8 (byte 0xe9); save the file as UTF-8"]
    assert [each.case.id for each in records(raw) if each.case] == ["A", "C"]


def test_a_list_has_no_gaps_and_a_group_is_given_in_one_way() -> None:
    assert problems("id,lesions.0.level,lesions.1.level\nA,,T8\n")[0].startswith("line 2 (case A): lesions.0: is empty")
    both = "id,lesions.0.level,lesions.0.previous_radiotherapy,lesions.0.previous_radiotherapy.dose_gy\nA,T8,true,24\n"
    assert "given as a whole and in parts" in problems(both)[0]


def test_an_id_may_occur_once_and_lines_count_those_of_quoted_cells() -> None:
    text = 'id,notes\nA,"one\ntwo"\nB,x\nA,y\n'
    assert problems(text) == ["line 5 (case A): id: duplicate of line 2; an id may occur once in a file"]


def test_empty_rows_are_none_and_a_nameless_column_must_be_empty() -> None:
    assert [each["id"] for each in good("id,notes,\nA,x,\n,,\n\nB,,\n")] == ["A", "B"]
    assert problems("id,notes,\nA,x,y\n") == ["line 2 (case A): column 3: has no name in the header"]


def test_a_header_alone_holds_no_case() -> None:
    assert good("id,notes\n") == []


@pytest.mark.parametrize("text", ["=1+1", "+38121", "-x", "@SUM(A1)", "'quoted", "'", "''", "'=1"])
def test_what_a_spreadsheet_would_run_is_guarded_and_comes_back_as_it_was(text: str) -> None:
    case = Case(id="A", notes=text)
    raw = written_rows([case.record()], Case)
    assert raw.decode().splitlines()[1].split(",")[-1] == f"'{text}"
    assert good(raw) == [case.record()]


def test_leading_zeros_and_accents_stay() -> None:
    case = read({"id": "007", "patient": {"mrn": "000123", "family_name": "Žižić"}})
    assert good(written_rows([case.record()], Case)) == [case.record()]


def test_lines_end_as_spreadsheets_want_them_and_columns_stand_in_the_order_of_the_format() -> None:
    first = read({"id": "A", "asymptomatic": True, "lesions": [{"level": "T8"}, {"level": "L1", "escc": "2"}]})
    second = read({"id": "B", "patient": {"age": 60}})
    header, *rows = written_rows([first.record(), second.record()], Case).decode().split("\r\n")
    assert header == "id,format,patient.age,lesions.0.level,lesions.1.level,lesions.1.escc,asymptomatic"
    assert rows == ["A,tumorboard.case/1,,T8,L1,2,true", "B,tumorboard.case/1,60,,,,", ""]


@slow
@given(cases)
def test_what_is_written_reads_back_to_an_equal_case(drawn: dict[str, Any]) -> None:
    case = read(drawn)
    (found,) = records(written_rows([case.record()], Case))
    assert (found.problem, found.case) == (None, case)


def test_ten_thousand_rows_are_read_one_after_another() -> None:
    rows = b"".join(b"C%05d,T8\n" % number for number in range(10_000))
    found = records(b"id,lesions.0.level\n" + rows)
    assert [each.case.id for each in found if each.case][-1] == "C09999"
    assert found[-1].line == 10_001


def test_every_fault_of_a_row_is_told() -> None:
    (row,) = records(b'id,route,systemic.ecog,systemic.labs.crp_mg_dl\nA,soon,9,"6,2"\n')
    assert row.problem is not None
    assert [each.field for each in row.problem.each] == ["route", "systemic.ecog", "systemic.labs.crp_mg_dl"]
    assert row.problem.each[2].message.endswith("; write 6.2")
