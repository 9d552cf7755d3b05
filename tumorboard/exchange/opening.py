"""Opening a file of records, and what to say when that is not possible."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO, Final

from tumorboard.complaint import Complaint

__all__ = ["STDIN", "is_csv", "opened"]

STDIN: Final = "standard input"


@contextmanager
def opened(file: str) -> Iterator[tuple[BinaryIO, str]]:
    """A file's bytes and the name to blame for them; `-` is standard input.

    Raises Complaint when it cannot be opened.
    """
    if file == "-":
        yield sys.stdin.buffer, STDIN
        return
    try:
        stream = Path(file).open("rb")  # noqa: SIM115 - closed below; only opening it is guarded here
    except IsADirectoryError as error:
        raise Complaint(f"{file}: is a folder; name a file of cases (JSON, JSONL or CSV)") from error
    except FileNotFoundError as error:
        raise Complaint(f"{file}: no such file") from error
    except PermissionError as error:
        raise Complaint(f"{file}: you may not read it; ask its owner for the right") from error
    except (OSError, ValueError) as error:
        raise Complaint(f"{file}: cannot be opened: {getattr(error, 'strerror', None) or error}") from error
    with stream:
        yield stream, file


def is_csv(file: str) -> bool:
    """Whether the name of a file says that it is a CSV."""
    return file.lower().endswith(".csv")
