"""A file of cases on its way in: read record by record, the bad ones told by line and set aside to be mended."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tumorboard.complaint import Complaint
from tumorboard.domain.case import Case
from tumorboard.exchange.csv_reading import LONGEST_ROW, header_of, is_header
from tumorboard.exchange.opening import is_csv, opened
from tumorboard.exchange.problems import Problem, Unreadable
from tumorboard.exchange.reading import Record, read_cases
from tumorboard.store.files import replace_file

__all__ = ["Arrivals", "read_file", "set_aside"]


@dataclass(frozen=True, slots=True)
class Arrivals:
    """What a file holds. `header` is the header row of a CSV, None of another file."""

    file: Path
    good: tuple[Case, ...]
    bad: tuple[Record, ...]
    header: str | None

    @property
    def problems(self) -> list[Problem]:
        """What is wrong with each bad record."""
        return [record.problem for record in self.bad if record.problem is not None]


def read_file(file: str, progress: Callable[[int], Any] = lambda _: None) -> Arrivals:
    """Read and check every record of a file (JSON, JSONL, CSV, or a meeting as exported).

    `progress` is told after each record how many there were; what it raises stops the reading. Raises Complaint when
    the file cannot be read.
    """
    good: list[Case] = []
    bad: list[Record] = []
    header = None
    try:
        with opened(file) as (stream, _):
            if is_csv(file) or is_header(stream.readline(LONGEST_ROW)):
                stream.seek(0)
                header = header_of(stream)
            stream.seek(0)
            for record in read_cases(stream, as_csv=is_csv(file)):
                if record.case is None:
                    bad.append(record)
                else:
                    good.append(record.case)
                progress(len(good) + len(bad))
    except Unreadable as error:
        raise Complaint(f"{file}: {error}") from error
    return Arrivals(Path(file), tuple(good), tuple(bad), header)


def set_aside(arrivals: Arrivals) -> Path | None:
    """Write the bad records beside the file, as they were, to be mended and imported; an earlier such file is kept.

    The file, None where there is nothing bad. Raises StoreError.
    """
    if not arrivals.bad:
        return None
    if arrivals.header is None:
        ending = "jsonl"
        lines = [_as_line(record.text) for record in arrivals.bad]
    else:
        ending = "csv"
        lines = [arrivals.header, *(record.text for record in arrivals.bad)]
    content = "".join(f"{line}\n" for line in lines).encode()
    file = arrivals.file
    aside = file.with_name(f"{file.name}.rejected.{ending}")
    if aside.exists() and aside.read_bytes() != content:
        number = 1
        while (kept := file.with_name(f"{file.name}.rejected.{number}.{ending}")).exists():
            number += 1
        aside.rename(kept)
    replace_file(aside, content)
    return aside


def _as_line(text: str) -> str:
    """A record on one line as it was given: between the tokens of JSON a line break means no more than a space."""
    return text.replace("\r\n", " ").replace("\n", " ")
