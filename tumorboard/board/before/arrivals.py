"""A file of cases on its way in: read record by record, the bad ones told by line and set aside to be mended."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Final

from tumorboard.board.before.intake import Comparison
from tumorboard.complaint import Complaint
from tumorboard.domain.case import Case
from tumorboard.domain.meeting import Meeting
from tumorboard.exchange.opening import is_csv, opened
from tumorboard.exchange.problems import Problem, Unreadable
from tumorboard.exchange.reading import Record, read_cases
from tumorboard.exchange.row import Row
from tumorboard.store.contract import StoreError
from tumorboard.store.handing_out import hand_out

__all__ = ["Arrivals", "read_file", "set_aside"]

_ASIDE: Final = re.compile(r"(?:\.rejected(?:\.\d+)?\.(?:csv|jsonl))+$")
"""What the name of a file that was set aside ends with."""


@dataclass(frozen=True, slots=True)
class Arrivals:
    """What a file holds: its cases, the records that are none, and those that say a case of the file once more.

    `meeting` is the one whose export the file is.
    """

    file: Path
    good: tuple[Case, ...]
    bad: tuple[Record, ...]
    repeated: tuple[Record, ...] = ()
    meeting: Meeting | None = None

    @property
    def problems(self) -> list[Problem]:
        """What is wrong with each bad record."""
        return [record.problem for record in self.bad if record.problem is not None]

    def counted(self, comparison: Comparison) -> Comparison:
        """What an import of the cases would do, the repeated ones among the duplicates."""
        again = tuple(record.again.id for record in self.repeated if record.again is not None)
        return replace(comparison, duplicate=comparison.duplicate + again)


def read_file(file: str, progress: Callable[[int], Any] = lambda _: None) -> Arrivals:
    """Read and check every record of a file (JSON, JSONL, CSV, or a meeting as exported).

    A record that says to the letter what one above it says is repeated, and there is nothing to mend in it; one of the
    same id that says something else is bad.
    `progress` is told after each record how many there were; what it raises stops the reading. Raises Complaint when
    the file cannot be read.
    """
    good: dict[str, Case] = {}
    bad: list[Record] = []
    repeated: list[Record] = []
    meetings: list[Meeting] = []

    def heard(row: Row[Meeting]) -> None:
        if row.record is None:
            raise Unreadable(f"its meeting: {row.problem}")
        meetings.append(row.record)

    try:
        with opened(file) as (stream, _):
            for record in read_cases(stream, as_csv=is_csv(file), heard=heard):
                if record.case is not None:
                    good[record.case.id] = record.case
                elif record.again is not None and record.again == good[record.again.id]:
                    repeated.append(record)
                else:
                    bad.append(record)
                progress(len(good) + len(bad) + len(repeated))
    except Unreadable as error:
        raise Complaint(f"{file}: {error}") from error
    return Arrivals(Path(file), tuple(good.values()), tuple(bad), tuple(repeated), next(iter(meetings), None))


def set_aside(arrivals: Arrivals, moved: Callable[[Path], Any] = lambda _: None) -> Path | None:
    """Write the bad records beside the file, as they were, to be mended and imported; an earlier such file is kept.

    `moved` is told where the earlier one lies then.
    The file, None where nothing is bad or what is bad was too long to be kept. Raises StoreError, with nothing written.
    """
    kept = [record for record in arrivals.bad if record.text]
    if not kept:
        return None
    header, file = kept[0].header, arrivals.file
    ending = "jsonl" if header is None else "csv"
    content = "".join(_lines(header, kept)).encode("utf-8", "surrogateescape")
    name = _ASIDE.sub("", file.name)
    aside = file.with_name(f"{name}.rejected.{ending}")
    if aside.is_symlink() or (aside.exists() and not aside.is_file()):
        raise StoreError(f"{aside}: is no plain file; move it away, rejected records go there")
    try:
        if aside.exists() and aside.read_bytes() != content:
            number = 1
            while (earlier := file.with_name(f"{name}.rejected.{number}.{ending}")).exists():
                number += 1
            aside.rename(earlier)
            moved(earlier)
    except OSError as error:
        raise StoreError(f"{aside}: {error.strerror or error}; move it away, rejected records go there") from error
    try:
        hand_out(aside, content, beside_its_source=True)
    except StoreError as error:
        raise StoreError(f"rejected records cannot be set aside, nothing imported: {error}") from error
    return aside


def _lines(header: str | None, bad: Sequence[Record]) -> Iterator[str]:
    """Records a line each; below the header and with the line ends of their file, where that is a CSV."""
    if header is None:
        yield from (f"{_as_line(record.text)}\n" for record in bad)
        return
    yield header
    end = "\r\n" if header.endswith("\r\n") else "\n"
    yield from (f"{record.text}{end}" for record in bad)


def _as_line(text: str) -> str:
    """A record on one line as it was given: between the tokens of JSON a line break means no more than a space."""
    return text.replace("\r\n", " ").replace("\n", " ")
