"""Follow-ups out of a file that `export --what followups` wrote: a CSV, or a JSON array."""

import io
import json
from collections.abc import Iterator

from pydantic import ValidationError

from tumorboard.clean import clean_line
from tumorboard.domain.followup import FollowUp
from tumorboard.exchange.csv_reading import Row, is_header, read_rows
from tumorboard.exchange.locate import line_of
from tumorboard.exchange.problems import Problem, Unreadable, describe

__all__ = ["read_followups"]


def read_followups(raw: bytes) -> Iterator[Row[FollowUp]]:
    """Every follow-up of a file's bytes, or what is wrong with it. Raises Unreadable."""
    stream = io.BytesIO(raw)
    if is_header(stream.readline()):
        stream.seek(0)
        yield from read_rows(stream.readline, FollowUp)
        return
    try:
        text = raw.decode("utf-8-sig")
        values = json.loads(text)
    except (UnicodeDecodeError, json.JSONDecodeError, RecursionError) as error:
        raise Unreadable(f"neither a CSV with a column id nor JSON ({clean_line(str(error))})") from error
    if not isinstance(values, list):
        raise Unreadable("expected an array of follow-ups, as export --what followups writes it")
    for place, value in enumerate(values):
        yield _validated(value, text, place)


def _validated(value: object, text: str, place: int) -> Row[FollowUp]:
    try:
        return Row(line_of(text, (place,)), "", FollowUp.model_validate(value), None)
    except ValidationError as error:
        path, message = describe(error)
        given = value.get("id") if isinstance(value, dict) else None
        whose = clean_line(given) if isinstance(given, str) else None
        line = line_of(text, (place, *path))
        return Row(line, "", None, Problem(line, whose, clean_line(".".join(map(str, path))), message))
