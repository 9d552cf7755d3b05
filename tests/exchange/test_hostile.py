"""Files that no friend wrote: whatever the bytes, a complaint or a problem, never a crash, never a flood."""

import contextlib
import json
import sys
import tracemalloc
from collections.abc import Iterator

import orjson
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.exchange.streams import megabytes, stream
from tests.strategies import cases, json_values, records, slow, thorough
from tumorboard.clean import is_clean
from tumorboard.complaint import Complaint
from tumorboard.exchange.reading import Record, read_cases

MEGABYTE = 1024 * 1024
pieces = st.sampled_from(
    [b"{", b"}", b"[", b"]", b",", b":", b'"', b"\n", b"\r", b" ", b"\\", b"null", b"NaN", b"1e999", b"-", b"\xff",
     b"\xef\xbb\xbf", b"\x00", b"\xed\xa0\x80", b'"id"', b'"A"', b'{"id":"A"}', b'"lesions"', b'"level":"T8"',
     b"\\ud800"]
)  # fmt: skip
soup = st.lists(pieces | st.binary(max_size=3), max_size=14).map(b"".join)


def behaves(raw: bytes) -> None:
    """Every record is a case or a problem in one plain line; only a Complaint may be raised."""
    try:
        found = records(raw)
    except Complaint as complaint:
        assert_plain(str(complaint))
        return
    for each in found:
        assert (each.case is None) != (each.problem is None)
        assert each.line >= 1
        if each.problem:
            assert_plain(str(each.problem))
            assert str(each.problem).startswith(f"line {each.problem.line}")
        if each.case:
            orjson.dumps(each.case.record())


def assert_plain(message: str) -> None:
    assert message
    assert is_clean(message)
    assert "\n" not in message
    assert len(message) < 1000


@thorough
@given(st.binary(max_size=60) | soup)
def test_random_bytes_raise_nothing_but_a_complaint(raw: bytes) -> None:
    behaves(raw)
    behaves(b'{"id":"first"}\n' + raw)
    behaves(b"[" + raw)


@thorough
@given(st.lists(json_values, max_size=3), st.sampled_from([None, 1]))
def test_any_json_raises_nothing_but_a_complaint(values: list[object], indent: int | None) -> None:
    behaves(json.dumps(values, indent=indent).encode())
    behaves("\n".join(json.dumps(value) for value in values).encode())


@thorough
@given(
    st.dictionaries(
        st.sampled_from(["patient", "lesions", "systemic", "neurology", "imaging", "\ud800", "flag"]), json_values
    )
)
def test_anything_under_a_known_key_raises_nothing_but_a_complaint(values: dict[str, object]) -> None:
    behaves(json.dumps({"id": "A", **values}).encode())


@slow
@given(cases, st.integers(0, 10_000), st.binary(max_size=2), st.booleans())
def test_a_case_damaged_anywhere_raises_nothing_but_a_complaint(
    case: dict[str, object], place: int, damage: bytes, pretty: bool
) -> None:
    raw = json.dumps([case], indent=1 if pretty else None).encode()
    at = place % len(raw)
    behaves(raw[:at] + damage + raw[at + 1 :])


@pytest.mark.parametrize("opening", ["[", '{"a":'])
@pytest.mark.parametrize("shape", ['{"id":"X","notes":%s}', '[{"a":%s,"id":5}]', '{"a":%s,"id":5}', "%s"])
def test_no_depth_of_nesting_is_more_than_a_problem(shape: str, opening: str) -> None:
    limit = sys.getrecursionlimit()
    for depth in [*range(limit - 150, limit + 10), 100_000]:
        behaves((shape % (opening * depth + "1" + {"[": "]"}.get(opening, "}") * depth)).encode())


@pytest.mark.parametrize("digits", [20, 400, 4000, 5000, 100_000])
@pytest.mark.parametrize("path", ["patient.age", "systemic.extraspinal_bone_foci", "systemic.expected_survival_months",
                                  "pain.score", "systemic.kps", "notes", "systemic.labs.platelets_per_ul"])  # fmt: skip
def test_a_huge_number_is_a_short_problem_or_can_be_written_again(path: str, digits: int) -> None:
    inside = "9" * digits
    for step in reversed(path.split(".")):
        inside = f'{{"{step}":{inside}}}'
    behaves(f'{{"id":"A",{inside[1:]}'.encode())


@pytest.mark.parametrize("word", ["NaN", "Infinity", "-Infinity", "1e999", "-1e999"])
def test_what_is_no_number_is_refused(word: str) -> None:
    raw = f'{{"id":"A","systemic":{{"expected_survival_months":{word}}}}}'
    for written in (raw, f"[{raw}]", '{"id":"B"}\n' + raw):
        last = records(written.encode())[-1]
        assert last.case is None
        assert last.problem is not None


@pytest.mark.parametrize("bad", [b'{"id":"\xff"}', b'{"id":"\xed\xa0\x80"}', '{"id":"\u00e9"}'.encode("latin-1")])
def test_bytes_that_are_not_utf8_are_named_by_line(bad: bytes) -> None:
    good, broken, last = records(b'{"id":"A"}\n' + bad + b'\n{"id":"B"}')
    assert good.case is not None
    assert last.case is not None
    assert broken.problem is not None
    assert (broken.line, broken.problem.line) == (2, 2)
    assert "UTF-8" in broken.problem.message
    with pytest.raises(Complaint, match=r"line 2.*UTF-8"):
        records(b'[{"id":"A"},\n' + bad + b"]")


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_another_encoding_is_never_read_as_a_case(encoding: str) -> None:
    raw = '{"id":"A"}\n{"id":"B"}\n'.encode(encoding)
    behaves(raw)
    with contextlib.suppress(Complaint):
        assert not [each for each in records(raw) if each.case]


@pytest.mark.parametrize("before", [b"", b'{"id":"A"}\n'], ids=["first", "later"])
def test_a_line_of_100_megabytes_is_one_problem_and_little_memory(before: bytes) -> None:
    def chunks() -> Iterator[bytes]:
        yield before + b'{"id":"B","notes":"'
        yield from megabytes(100)
        yield b'"}\n{"id":"C"}\n'

    tracemalloc.start()
    found = list(read_cases(stream(chunks())))
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert [each.case.id if each.case else each.line for each in found] == [
        *(["A"] if before else []),
        found[-2].line,
        "C",
    ]
    assert found[-2].line == found[-1].line - 1 == (2 if before else 1)
    assert "longer than" in str(found[-2].problem)
    assert peak < 32 * MEGABYTE


def test_an_array_without_end_is_refused_before_it_fills_the_memory() -> None:
    def chunks() -> Iterator[bytes]:
        yield b"["
        yield from megabytes(300, b" ")

    with pytest.raises(Complaint, match="JSONL"):
        list(read_cases(stream(chunks())))


def peak_of(count: int) -> int:
    """Highest memory while so many records of more than a kilobyte go by."""

    def chunks() -> Iterator[bytes]:
        for number in range(count):
            yield b'{"id":"C%07d","notes":"%s","lesions":[{"level":"T8"}]}\n' % (number, b"n" * 1200)

    def last(found: Iterator[Record]) -> int:
        read = 0
        for each in found:
            assert each.case is not None
            read += 1
        return read

    tracemalloc.start()
    assert last(read_cases(stream(chunks()))) == count
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    return peak


def test_memory_stays_flat_over_a_long_stream_but_for_the_ids() -> None:
    peak_of(10)
    growth = peak_of(20_000) - peak_of(2_000)
    assert growth / 18_000 < 300, "bytes kept for each record"


def test_cases_come_while_the_file_is_still_being_read() -> None:
    taken = []

    def chunks() -> Iterator[bytes]:
        for number in range(100_000):
            taken.append(number)
            yield b'{"id":"C%07d"}\n' % number

    first = next(read_cases(stream(chunks(), buffer=64)))
    assert first.case is not None
    assert len(taken) < 100
