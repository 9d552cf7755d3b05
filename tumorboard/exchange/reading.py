"""Cases out of a file or stream: one object, an array, one object a line, a meeting as exported, or a CSV.

Lines are read one at a time, so a file of any length needs no more memory than its ids. Each record is a case or a
problem; a fault of the file itself, which leaves nothing to go on with, is an `Unreadable`.
"""

import codecs
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, BinaryIO, Final, NoReturn

from pydantic import ValidationError

from tumorboard.clean import clean_line
from tumorboard.domain.case import Case
from tumorboard.exchange.csv_reading import is_header, read_rows
from tumorboard.exchange.locate import line_of
from tumorboard.exchange.problems import Problem, Unreadable, describe

__all__ = ["LONGEST_RECORD", "Record", "Unreadable", "read_cases"]

LONGEST_RECORD: Final = 4 * 1024 * 1024
"""Bytes one line of JSONL may have."""
LARGEST_DOCUMENT: Final = 256 * 1024 * 1024
"""Bytes a JSON array or a single object may have, because it is read as a whole."""


@dataclass(frozen=True, slots=True)
class Record:
    """One record of a file: its line, its text, and the case or what is wrong with it."""

    line: int
    text: str
    case: Case | None
    problem: Problem | None


_EXPORTED: Final = re.compile(r"\s*\{\s*\"meeting\"")
_END_OF: Final = json.JSONDecoder()
"""Finds where a record ends that `_Refused` did not let through."""


class _Refused(ValueError):
    """A JSON text that a parser would accept and a clinician would not."""


def read_cases(stream: BinaryIO, *, as_csv: bool = False) -> Iterator[Record]:
    """Every record of a binary stream in order; an id that occurs twice is a problem of its second record.

    A CSV is known by its column `id`; `as_csv` says that it is one. Raises Unreadable when the stream is none of them,
    has a column that the format does not know, or is not UTF-8 where it is read as a whole.
    """
    lines_by_id: dict[str, int] = {}
    for record in _records(stream, as_csv):
        if record.case is None:
            yield record
        elif record.case.id in lines_by_id:
            message = f"duplicate of line {lines_by_id[record.case.id]}; an id may occur once in a file"
            yield Record(record.line, record.text, None, Problem(record.line, record.case.id, "id", message))
        else:
            lines_by_id[record.case.id] = record.line
            yield record


def _records(stream: BinaryIO, as_csv: bool) -> Iterator[Record]:
    line, first = _first_line(stream)
    if not first:
        raise Unreadable("the file is empty; expected a case, an array of cases or one case a line")
    if first[:1] == b"[" and not as_csv:
        yield from _array(_whole(stream, first), line)
    elif as_csv or is_header(first):
        waiting = [first]
        for row in read_rows(lambda size: waiting.pop() if waiting else stream.readline(size), Case, line):
            yield Record(row.line, row.text, row.record, row.problem)
    elif _is_complete(first):
        yield from _exported(_only_line(stream, first, line))
        yield from _lines(stream, line)
    else:
        yield from _object_or_lines(stream, first, line)


def _first_line(stream: BinaryIO) -> tuple[int, bytes]:
    """Number and text of the first line that holds anything, without a byte-order mark."""
    number = 0
    while True:
        raw = stream.readline(LONGEST_RECORD + 1)
        number += 1
        text = raw.removeprefix(codecs.BOM_UTF8) if number == 1 else raw
        if text.strip() or not raw:
            return number, text.lstrip()


def _lines(stream: BinaryIO, number: int) -> Iterator[Record]:
    while raw := stream.readline(LONGEST_RECORD + 1):
        number += 1
        if raw.strip():
            yield _only_line(stream, raw, number)


def _only_line(stream: BinaryIO, raw: bytes, number: int) -> Record:
    """The record of one line; what is left of a line too long is passed over."""
    if len(raw) > LONGEST_RECORD and not raw.endswith(b"\n"):
        while (rest := stream.readline(LONGEST_RECORD)) and not rest.endswith(b"\n"):
            pass
    return _record(raw, number)


def _is_complete(line: bytes) -> bool:
    """Whether the first line is a record by itself, or is too long to be anything but a line."""
    if len(line) > LONGEST_RECORD:
        return True
    try:
        json.loads(line)
    except (ValueError, RecursionError):
        return False
    return True


def _object_or_lines(stream: BinaryIO, first: bytes, number: int) -> Iterator[Record]:
    """One object over several lines; else a JSONL whose first line is broken, which its second line gives away."""
    second = stream.readline(LONGEST_RECORD + 1)
    if first[:1] == b"{" and not _is_case(second):
        yield from _exported(_parsed(_decoded(_whole(stream, first + second)), number))
        return
    yield _record(first, number)
    if second.strip():
        yield _only_line(stream, second, number + 1)
    yield from _lines(stream, number + 1)


def _exported(record: Record) -> Iterator[Record]:
    """The cases of a meeting as `export` writes it; any other record as it is."""
    if record.case is not None or not _EXPORTED.match(record.text):
        yield record
        return
    try:
        whole = json.loads(record.text, object_pairs_hook=_object, parse_constant=_constant)
    except (ValueError, RecursionError):
        yield record
        return
    if not isinstance(whole, dict) or set(whole) != {"meeting", "cases"} or not isinstance(whole["cases"], list):
        yield record
        return
    for place, each in enumerate(whole["cases"]):
        line = record.line + _line_within(record.text, ("cases", place)) - 1
        yield _validated(each, json.dumps(each, ensure_ascii=False), line)


def _is_case(line: bytes) -> bool:
    """Whether a line is a whole case by itself: within a case no object has an id."""
    try:
        value = json.loads(line)
    except (ValueError, RecursionError):
        return False
    return isinstance(value, dict) and "id" in value


def _whole(stream: BinaryIO, first: bytes) -> bytes:
    rest = stream.read(LARGEST_DOCUMENT + 1 - len(first))
    if len(first) + len(rest) > LARGEST_DOCUMENT:
        limit = LARGEST_DOCUMENT // (1024 * 1024)
        raise Unreadable(f"JSON that is not one case a line may have {limit} MB; write JSONL for more")
    return first + rest


def _decoded(raw: bytes) -> str:
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        raise Unreadable(f"line {line}: not UTF-8 (byte {raw[error.start]:#04x}); save the file as UTF-8") from error


def _array(raw: bytes, first_line: int) -> Iterator[Record]:
    """The elements of an array, decoded one at a time so that a broken one does not hide those before it."""
    text = _decoded(raw)
    at, line, counted = 1, first_line, 0
    if text[_past_space(text, at) :].strip() == "]":
        return
    while True:
        at = _past_space(text, at)
        line, counted = line + text.count("\n", counted, at), at
        try:
            record, end = _element(text, at, line)
        except (ValueError, RecursionError) as error:
            yield _broken(text, at, error.pos if isinstance(error, json.JSONDecodeError) else at, first_line, error)
            return
        yield record
        at = _past_space(text, end)
        if text[at : at + 1] == "]":
            break
        if text[at : at + 1] != ",":
            yield _broken(text, at, at, first_line, _Refused("expected , or ] after a case of the array"))
            return
        at += 1
    at = _past_space(text, at + 1)
    if at < len(text):
        yield _broken(text, at, at, first_line, _Refused("text after the end of the array"))


def _element(text: str, at: int, line: int) -> tuple[Record, int]:
    """The record that begins at a place of an array, and the place after it. Raises ValueError where it has no end."""
    try:
        value, end = _DECODER.raw_decode(text, at)
    except _Refused as error:
        end = _END_OF.raw_decode(text, at)[1]
        return Record(line, text[at:end], None, Problem(line, None, "", str(error))), end
    return _validated(value, text[at:end], line), end


def _broken(text: str, begins: int, breaks: int, first_line: int, error: Exception) -> Record:
    """What cannot be read of an array, from where it begins to the end of the file."""
    where = first_line + text.count("\n", 0, breaks)
    return Record(where, text[begins:].rstrip(), None, Problem(where, None, "", _not_json(error)))


def _past_space(text: str, at: int) -> int:
    while at < len(text) and text[at] in " \t\r\n":
        at += 1
    return at


def _record(raw: bytes, line: int) -> Record:
    if len(raw) > LONGEST_RECORD:
        limit = LONGEST_RECORD // (1024 * 1024)
        return Record(line, "", None, Problem(line, None, "", f"longer than {limit} MB; one case a line is expected"))
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError as error:
        says = f"not UTF-8 (byte {raw[error.start]:#04x} at column {error.start + 1}); save the file as UTF-8"
        return Record(line, raw.decode("utf-8", "replace"), None, Problem(line, None, "", says))
    return _parsed(text.rstrip("\r\n"), line)


def _parsed(text: str, line: int) -> Record:
    try:
        value = json.loads(text, object_pairs_hook=_object, parse_constant=_constant)
    except (ValueError, RecursionError) as error:
        offset = error.lineno - 1 if isinstance(error, json.JSONDecodeError) else 0
        return Record(line, text, None, Problem(line + offset, None, "", _not_json(error)))
    return _validated(value, text, line)


def _validated(value: Any, text: str, line: int) -> Record:
    try:
        return Record(line, text, Case.model_validate(value), None)
    except ValidationError as error:
        path, message = describe(error)
        where = line + _line_within(text, path) - 1
        given = value.get("id") if isinstance(value, dict) else None
        record = clean_line(given) if isinstance(given, str) else None
        field = "".join(f"[{step}]" if isinstance(step, int) else f".{step}" for step in path).lstrip(".")
        return Record(line, text, None, Problem(where, record, clean_line(field), message))


def _line_within(text: str, path: tuple[str | int, ...]) -> int:
    try:
        return line_of(text, path)
    except RecursionError:
        return 1


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """An object in which empty text is null, not recorded; a key given twice is refused, not overwritten."""
    given = dict(pairs)
    if len(given) != len(pairs):
        seen: set[str] = set()
        twice = next(key for key, _ in pairs if key in seen or seen.add(key))  # type: ignore[func-returns-value]
        raise _Refused(f"key {clean_line(twice)!r} is given twice in one object; keep one")
    return {key: None if value == "" else value for key, value in pairs}


def _constant(name: str) -> NoReturn:
    raise _Refused(f"{name} is not a number of JSON")


_DECODER: Final = json.JSONDecoder(object_pairs_hook=_object, parse_constant=_constant)


def _not_json(error: Exception) -> str:
    if isinstance(error, json.JSONDecodeError):
        return f"not valid JSON: {error.msg.lower().removesuffix(' at')} at column {error.colno}"
    if isinstance(error, RecursionError):
        return "nested too deeply; a case has at most four levels"
    return str(error) if isinstance(error, _Refused) else f"not valid JSON: {error}"
