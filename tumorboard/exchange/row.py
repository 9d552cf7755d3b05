"""One record of a file: where it stands, its text as it was, and what it says or what is wrong with it."""

from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from tumorboard.domain.noun import Noun
from tumorboard.exchange.problems import Problem

__all__ = ["AnyRecord", "Row", "key_of", "refused"]

AnyRecord = TypeVar("AnyRecord", bound=Noun)


@dataclass(frozen=True, slots=True)
class Row(Generic[AnyRecord]):
    """A record of a file, or the problem in its place. `line` counts from 1, where the record begins.

    `text` is what stood there; bytes that are not UTF-8 are in it as `surrogateescape` writes them. It is empty for a
    record that was too long to be kept. `header` is the header row of the CSV that it is a row of, with its line end.
    `again` is the record that could be read, where nothing is wrong but that its id stood further up already.
    """

    line: int
    text: str
    record: AnyRecord | None
    problem: Problem | None
    header: str | None = None
    again: AnyRecord | None = None


def refused(line: int, text: str, message: str, header: str | None = None) -> Row[Any]:
    """A record of which nothing can be read."""
    return Row(line, text, None, Problem(line, None, "", message), header)


def key_of(model: type[Noun]) -> str:
    """The field by which a record of a file is known."""
    return "id" if "id" in model.model_fields else "case_id"
