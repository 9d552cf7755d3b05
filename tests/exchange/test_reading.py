"""Reading cases: the three shapes of a file, in which each record is a case or one problem with its line and field."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.strategies import Json, cases, records, slow
from tumorboard.exchange.reading import Unreadable

A: Json = {"id": "A", "notes": "first\nsecond"}
B: Json = {"id": "B", "lesions": [{"level": "T8", "sins": {"pain": "none"}}], "pain": {"score": 3}}
C: Json = {"id": "C"}
THREE = [A, B, C]
BOM = b"\xef\xbb\xbf"


def ids(raw: bytes) -> list[str]:
    """Ids of a file without a problem."""
    found = records(raw)
    assert [str(each.problem) for each in found if each.problem] == []
    return [each.case.id for each in found if each.case]


def lines(raw: bytes) -> list[tuple[int, bool]]:
    """Line of each record and whether it is good."""
    return [(each.line, each.case is not None) for each in records(raw)]


def jsonl(cases: list[Any], end: str = "\n") -> bytes:
    return "".join(json.dumps(case) + end for case in cases).encode()


SHAPES = {
    "array": json.dumps(THREE).encode(),
    "pretty array": json.dumps(THREE, indent=2).encode(),
    "array with tabs": json.dumps(THREE, indent="\t").encode(),
    "array, a case a line": b"[\n" + b",\n".join(json.dumps(case).encode() for case in THREE) + b"\n]\n",
    "array, comma first": b"[" + b"\n,".join(json.dumps(case).encode() for case in THREE) + b"]",
    "lines": jsonl(THREE),
    "lines without the last newline": jsonl(THREE).rstrip(),
    "lines with CRLF": jsonl(THREE, "\r\n"),
    "lines with blank lines": b"\n  \n" + jsonl(THREE, "\n\n\t\n") + b"\n\n",
    "lines with space around": b"  " + jsonl(THREE, "  \n  "),
}


@pytest.mark.parametrize("mark", [b"", BOM], ids=["plain", "byte-order mark"])
@pytest.mark.parametrize("shape", SHAPES)
def test_each_shape_of_a_file_gives_its_cases_in_order(shape: str, mark: bytes) -> None:
    assert ids(mark + SHAPES[shape]) == ["A", "B", "C"]
    assert [each.case for each in records(mark + SHAPES[shape])] == [each.case for each in records(jsonl(THREE))]


@pytest.mark.parametrize("ending", [b"", b"\n", b"\r\n\r\n", b"  \n\t"])
@pytest.mark.parametrize("indent", [None, 0, 2, "\t"])
def test_one_object_is_one_case_on_one_line_or_on_many(indent: Any, ending: bytes) -> None:
    written = json.dumps(B, indent=indent).encode() + ending
    assert ids(written) == ids(BOM + written) == ids(b"\n\n" + written.replace(b"\n", b"\r\n")) == ["B"]


@pytest.mark.parametrize(
    "written",
    ['{"id": "B", "lesions": [\n  {"level": "T8"}\n]}', '{"id":\n"B"}', '{"id": "B"\n}', '{"id": "B", "pain":\n{}}',
     '{\n\n"id": "B"}', '{"id": "B", "lesions": [{"level": "T8"},\n{"level": "T9"}]}'],
)  # fmt: skip
def test_a_line_may_break_anywhere_in_an_object_where_json_allows_space(written: str) -> None:
    assert ids(written.encode()) == ["B"]
    assert ids(f"[{written}]".encode()) == ["B"]


@slow
@given(cases, st.sampled_from([(",\n", ":"), (", ", ":\n"), ("\n,\n", "\n:\n"), (",\n\n", ": ")]))
def test_any_object_broken_at_its_separators_is_the_same_case(raw: Json, separators: tuple[str, str]) -> None:
    (broken,) = records(json.dumps(raw, separators=separators).encode())
    (whole,) = records(json.dumps(raw).encode())
    assert broken.case == whole.case is not None


def test_an_empty_array_holds_no_case() -> None:
    assert records(b"[]") == records(b"[\n]\n") == []


@pytest.mark.parametrize("empty", [b"", b"\n", b" \n\t\r\n", BOM, BOM + b"\n"])
def test_an_empty_file_cannot_be_read(empty: bytes) -> None:
    with pytest.raises(Unreadable, match="empty"):
        records(empty)


@pytest.mark.parametrize("bad", [{"id": "X", "colour": 1}, {"id": "X", "route": "later"}, 5, None, [], "X", {}])
def test_one_bad_record_hides_none_of_the_others(bad: Any) -> None:
    assert lines(jsonl([A, bad, B])) == [(1, True), (2, False), (3, True)]
    assert lines(b"[\n" + b",\n".join(json.dumps(each).encode() for each in (A, bad, B)) + b"\n]") == [
        (2, True), (3, False), (4, True),
    ]  # fmt: skip
    if isinstance(bad, dict):
        assert lines(jsonl([bad, A, B])) == [(1, False), (2, True), (3, True)]


@pytest.mark.parametrize(
    "broken", [b'{"id": "X"', b'{"id": "X",}', b"{'id': 'X'}", b"nonsense", b'{"id": "X"} {}', b"{"]
)
def test_a_broken_line_hides_none_of_the_others(broken: bytes) -> None:
    assert lines(jsonl([A]) + broken + b"\n" + jsonl([B])) == [(1, True), (2, False), (3, True)]
    assert lines(broken + b"\n" + jsonl([A, B])) == [(1, False), (2, True), (3, True)]


@pytest.mark.parametrize(
    ("written", "before"),
    [(b'[{"id":"A"},]', 1), (b"[{},,{}]", 0), (b'[,{"id":"A"}]', 0), (b'[{"id":"A"} {"id":"B"}]', 1),
     (b'[{"id":"A"}', 1), (b'[{"id":"A"},', 1), (b'[{"id":"A"}]]', 1), (b'[{"id":"A"}]\n{"id":"B"}', 1),
     (b'[{"id":"A"},{"id":', 1), (b"[", 0), (b"]", 0), (b'[{"id":"A"};{"id":"B"}]', 1), (b"5", 0), (b'"A"', 0),
     (b"true", 0), (b"null", 0), (b'{"id":"A"}{"id":"B"}', 0), (b"<xml/>", 0),
     (b"\x00\x01\x02", 0), (b"%PDF-1.7\n%\xe2\xe3", 0)],
)  # fmt: skip
def test_what_is_not_json_is_a_problem_after_the_good_cases_before_it(written: bytes, before: int) -> None:
    found = records(written)
    good = [each for each in found if each.case]
    assert len(good) == before
    assert any(each.problem for each in found)


def test_a_spreadsheet_is_told_how_to_be_saved() -> None:
    with pytest.raises(Unreadable, match=r"is a spreadsheet or another packed file; save it as CSV \(UTF-8\)"):
        records(b"PK\x03\x04" + bytes(range(256)))


def test_text_after_an_array_is_named_with_its_own_line() -> None:
    last = records(b'[\n{"id":"A"}\n]\n\n{"id":"B"}')[-1]
    assert last.problem is not None
    assert "after the end of the array" in last.problem.message
    assert last.problem.line == 5


@pytest.mark.parametrize(
    "written",
    [jsonl([A, B, A]), json.dumps([A, B, A], indent=1).encode(), json.dumps([A, B, A]).encode(),
     jsonl([A, B, {"id": " A "}]), jsonl([A, B, {"id": "A\u200b"}])],
    ids=["lines", "pretty array", "array on one line", "with space", "with an invisible character"],
)  # fmt: skip
def test_an_id_that_occurs_twice_is_a_problem_of_its_second_record(written: bytes) -> None:
    first, second, third = records(written)
    assert first.case is not None
    assert second.case is not None
    assert third.case is None
    assert third.problem is not None
    assert (third.problem.field, third.problem.record, third.problem.line) == ("id", "A", third.line)
    assert f"line {first.line}" in third.problem.message


@pytest.mark.parametrize(
    ("written", "key"),
    [('{"id": "X", "id": "Y"}', "id"), ('{"id": "X", "pain": {"score": 3, "score": 4}}', "score"),
     ('{"id": "X", "lesions": [{"level": "T8", "escc": "2", "escc": "3"}]}', "escc"),
     ('{"id": "X", "notes": null, "notes": "later"}', "notes")],
)  # fmt: skip
def test_a_key_given_twice_is_refused_and_named(written: str, key: str) -> None:
    for raw in (written, f"[{written}]", '{"id": "A"}\n' + written):
        last = records(raw.encode())[-1]
        assert last.case is None
        assert f"'{key}' is given twice" in str(last.problem)


def test_every_fault_of_a_record_is_told_with_its_line_and_what_is_allowed() -> None:
    """Who mends a file mends a record once, and not once for each fault of it."""
    raw = b'{"id": "A",\n "route": "soon",\n "systemic": {"ecog": 9,\n  "kps": 33},\n "colour": 1, "shape": 2}\n'
    (only,) = records(raw)
    assert only.problem is not None
    assert [(each.line, each.field) for each in only.problem.each] == [
        (2, "route"), (3, "systemic.ecog"), (4, "systemic.kps"), (5, "colour"), (5, "shape"),
    ]  # fmt: skip
    words = [each.message for each in only.problem.each]
    assert words[0] == "'soon' is not allowed; allowed is one of emergency, discuss, standard_of_care, information"
    assert words[1:3] == ["9: allowed is 4 or less", "33: allowed is a multiple of 10"]
    assert words[3].startswith("unknown key; allowed here: format id ")
    assert words[4] == "unknown key; see the allowed ones above"


def test_of_very_many_faults_a_dozen_are_told_and_the_others_counted() -> None:
    (only,) = records(b'{"id": "A", ' + b", ".join(b'"k%d": 1' % number for number in range(40)) + b"}\n")
    assert only.problem is not None
    assert len(only.problem.each) == 13
    assert str(only.problem.each[-1]) == "line 1 (case A): … and 28 more of this record"


@pytest.mark.parametrize("given", ['""', "null"])
def test_what_is_empty_and_required_is_said_to_be_empty(given: str) -> None:
    (only,) = records(f'{{"id": {given}, "lesions": [{{"level": {given}}}]}}\n'.encode())
    assert only.problem is not None
    assert [each.words for each in only.problem.each] == [
        "id: is empty; text is required",
        "lesions[0].level: is empty; allowed is one of C0…C7 T1…T12 L1…L5 S1…S5",
    ]
