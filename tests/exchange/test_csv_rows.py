"""Where the rows of a CSV begin and end: no row hides another, whatever its quotation marks, bytes or length."""

import csv
import io
import tracemalloc
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.exchange.streams import megabytes, stream
from tests.exchange.test_hostile import behaves
from tests.strategies import records, thorough
from tumorboard.exchange.csv_rows import cells_of, rows_of
from tumorboard.exchange.problems import Unreadable
from tumorboard.exchange.reading import Record, read_cases

MEGABYTE = 1024 * 1024
MARKS = st.sampled_from([",", ";"])
TEXTS = st.text(st.sampled_from('ab",;\n é{}[]|\t'), max_size=6)


def told(text: str | bytes) -> list[tuple[int, str]]:
    """Line of each record, and its notes or what is wrong with it."""
    raw = text.encode() if isinstance(text, str) else text
    return [(each.line, each.case.notes or "" if each.case else str(each.problem)) for each in records(raw)]


@thorough
@given(
    MARKS, st.lists(st.lists(TEXTS, min_size=2, max_size=4), min_size=1, max_size=5), st.sampled_from(["\n", "\r\n"])
)
def test_rows_and_cells_are_those_of_another_writer(mark: str, rows: list[list[str]], end: str) -> None:
    out = io.StringIO(newline="")
    csv.writer(out, delimiter=mark, lineterminator=end).writerows(rows)
    raw = out.getvalue().encode()
    found = list(rows_of(io.BytesIO(raw).readline, 0, mark))
    assert b"".join(each for _, each in found) == raw
    assert [cells_of(each.decode().removesuffix(end), mark) for _, each in found] == rows
    assert [line for line, _ in found] == [
        1 + sum(each.count(b"\n") for _, each in found[:place]) for place in range(len(found))
    ]


def test_a_quotation_mark_within_a_cell_is_a_character_and_hides_no_row() -> None:
    assert told('id,notes\nA,5" wide\nB,ok\nC,6" x 7"\nD,z\n') == [(2, '5" wide'), (3, "ok"), (4, '6" x 7"'), (5, "z")]


@pytest.mark.parametrize("later", ["plain", '"quoted, whole"', 'has " one', '"a ""pair"" in it"', '"two\nlines"'])
def test_a_cell_that_is_never_closed_is_one_bad_row_and_hides_none(later: str) -> None:
    rows = "".join(f"{key},{later}\n" for key in "BCD")
    found = records(f'id,notes\nA,"open\n{rows}'.encode())
    assert [each.case.id for each in found if each.case] == ["B", "C", "D"]
    assert [str(each.problem) for each in found if each.problem] == [
        'line 2: a quotation mark " is not closed, or closed before its cell ends'
    ]


def test_a_row_of_several_lines_counts_its_first_and_keeps_its_breaks() -> None:
    assert told('id,notes\nA,"one\ntwo\n\nthree"\nB,x\n') == [(2, "one\ntwo\n\nthree"), (6, "x")]
    assert told('id,notes\r\nA,"one\r\ntwo"\r\nB,x\r\n') == [(2, "one\ntwo"), (4, "x")]


def test_a_row_keeps_its_text_and_the_header_of_its_file() -> None:
    raw = '\ufeff id;notes\r\nA;"one\r\ntwo";\r\n'.encode() + b"B;\xe9\r\n"
    first, second = records(raw)
    assert (first.text, first.header) == ('A;"one\r\ntwo";', "\ufeff id;notes\r\n")
    assert second.text.encode("utf-8", "surrogateescape") == b"B;\xe9"


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_another_encoding_is_named_and_never_read(encoding: str) -> None:
    with pytest.raises(Unreadable, match=r"line 1: not UTF-8 .*; save the file as UTF-8"):
        list(read_cases(io.BytesIO("id,notes\nA,x\n".encode(encoding)), as_csv=True))


def test_one_column_is_read_unless_a_row_seems_to_have_more() -> None:
    assert told("id\nA\nB;x\nC\n") == [
        (2, ""),
        (3, "line 3: the header names one column, and this row seems to have more"),
        (4, ""),
    ]


soup = st.lists(
    st.sampled_from(
        [b'"', b",", b";", b"\n", b"\r\n", b"\r", b"\x00", b"\xe9", b"A", b"id", b"notes", b"'", b"=", b" "]
    ),
    max_size=20,
).map(b"".join)


@thorough
@given(soup, st.sampled_from([b"id,notes\n", b"id;lesions.0.level\n", b'id,"notes"\n', b"id\n", b""]))
def test_any_bytes_are_a_case_or_a_problem(rows: bytes, header: bytes) -> None:
    behaves(header + rows)
    behaves(header + b"A,x\n" + rows + b"\nZ,z\n")


@pytest.mark.parametrize("row", [b'A,"x\n', b'x","y\n', b'"\n', b'A,"x""\n'])
def test_a_file_of_cells_that_are_never_closed_is_read_once(row: bytes) -> None:
    found = records(b"id,notes\n" + row * 20_000)
    assert [each.line for each in found] == [*range(2, 20_002)] or row == b'"\n'


@pytest.mark.parametrize("before", [b"", b"A,x\n"], ids=["first", "later"])
def test_a_row_of_100_megabytes_is_one_problem_and_little_memory(before: bytes) -> None:
    def chunks() -> Iterator[bytes]:
        yield b"id,notes\n" + before + b'B,"'
        yield from megabytes(100)
        yield b'"\nC,x\n'

    tracemalloc.start()
    found = list(read_cases(stream(chunks())))
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert [each.case.id if each.case else each.line for each in found][-2:] == [found[-2].line, "C"]
    assert found[-2].line == found[-1].line - 1 == (3 if before else 2)
    assert "longer than 4 MB; it is not set aside" in str(found[-2].problem)
    assert peak < 32 * MEGABYTE


def peak_of(count: int) -> int:
    """Highest memory while so many rows of more than a kilobyte go by."""

    def chunks() -> Iterator[bytes]:
        yield b"id,notes,lesions.0.level\n"
        for number in range(count):
            yield b'C%07d,"%s\nsecond line",T8\n' % (number, b"n" * 1200)

    def good(found: Iterator[Record]) -> int:
        return sum(each.case is not None for each in found)

    tracemalloc.start()
    assert good(read_cases(stream(chunks()))) == count
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    return peak


def test_memory_stays_flat_over_many_rows_but_for_the_ids() -> None:
    peak_of(10)
    growth = peak_of(10_000) - peak_of(1_000)
    assert growth / 9_000 < 300, "bytes kept for each row"


def test_rows_come_while_the_file_is_still_being_read() -> None:
    taken = []

    def chunks() -> Iterator[bytes]:
        yield b"id,notes\n"
        for number in range(100_000):
            taken.append(number)
            yield b"C%07d,x\n" % number

    first = next(read_cases(stream(chunks(), buffer=64)))
    assert first.case is not None
    assert len(taken) < 100
