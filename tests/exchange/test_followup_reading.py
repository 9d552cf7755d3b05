"""Follow-ups out of a file: CSV, an array or one a line, each a follow-up or a problem with its line and key."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.exchange.followups import PLAIN, followups, rows
from tests.strategies import Json, slow
from tumorboard.domain.followup import FollowUp
from tumorboard.exchange.csv_writing import written_rows
from tumorboard.exchange.problems import Unreadable


@slow
@given(st.lists(followups, min_size=1, max_size=3, unique_by=lambda each: each["id"]), st.booleans())
def test_what_is_written_reads_back_to_equal_follow_ups(drawn: list[Json], as_csv: bool) -> None:
    held = [FollowUp.model_validate(each) for each in drawn]
    out = [each.written() for each in held]
    raw = written_rows(out, FollowUp) if as_csv else json.dumps(out).encode()
    found = rows(raw)
    assert [str(each.problem) for each in found if each.problem] == []
    assert [each.record for each in found] == held


def test_bad_ones_are_told_by_line_and_key_and_hide_none() -> None:
    values = [PLAIN, {**PLAIN, "id": "A/2", "due": "2027-02-30"}, {**PLAIN, "id": "A/3", "color": 1}, PLAIN]
    raw = "[\n" + ",\n".join(json.dumps(each) for each in values) + "\n]\n"
    first, *bad = rows(raw.encode())
    assert first.record == FollowUp.model_validate(PLAIN)
    told = [str(each.problem) for each in bad]
    assert told[0].startswith("line 3 (follow-up A/2): due: ")
    assert told[1].startswith("line 4 (follow-up A/3): color: unknown key; allowed here: id case_id meeting_id")
    assert told[2] == "line 5 (follow-up A/1): id: duplicate of line 2; an id may occur once in a file"
    as_lines = "".join(json.dumps(each) + "\n" for each in values)
    assert [each.line for each in rows(as_lines.encode())] == [1, 2, 3, 4]


@pytest.mark.parametrize(
    ("raw", "words"),
    [(b"", "the file is empty"), (b"id\tcase_id\nA\tx\n", "columns are separated by tab"),
     (b"id,case\nA/1,A\n", "column 'case': unknown key; nearest are case_id"), (b"PK\x03\x04..", "is a spreadsheet")],
)  # fmt: skip
def test_a_file_that_is_none_of_them_says_so(raw: bytes, words: str) -> None:
    with pytest.raises(Unreadable) as raised:
        rows(raw)
    assert words in str(raised.value)


def test_a_cancelled_one_without_its_reason_is_refused() -> None:
    header = ",".join([*PLAIN, "state"])
    raw = f"{header}\n{','.join([*PLAIN.values(), 'cancelled'])}\n"
    (row,) = rows(raw.encode())
    assert "a cancelled follow-up has a coded reason" in str(row.problem)


def test_a_long_array_is_read_once_and_not_once_for_each() -> None:
    many = [{**PLAIN, "id": f"A/{number}"} for number in range(20_000)]
    assert len([each for each in rows(json.dumps(many, indent=2).encode()) if each.record]) == 20_000
