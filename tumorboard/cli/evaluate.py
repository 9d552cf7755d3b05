"""`tumorboard evaluate`: what the rules say of every case of a file. Stores nothing."""

import sys
from argparse import Namespace
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO, Final

import orjson

from tumorboard.clinical.assessment import Assessment, assess
from tumorboard.clinical.policy import Policy
from tumorboard.complaint import Complaint
from tumorboard.config import data_folder, load_settings
from tumorboard.domain.case import Case
from tumorboard.exchange.evaluation import evaluation
from tumorboard.exchange.reading import read_cases

__all__ = ["evaluate", "opened"]

STDIN: Final = "standard input"


def evaluate(arguments: Namespace) -> None:
    """Print the evaluation of each case as it is read; stop at the first bad record after closing the output.

    Raises Complaint for a file that cannot be read and for a bad record.
    """
    policy = load_settings(data_folder(arguments.data), arguments.theme).policy
    with opened(arguments.file) as (stream, name):
        assessed = (assess(case, policy) for case in _cases(stream, name))
        if arguments.json:
            _print_json(assessed, at_once=name == STDIN)
        else:
            _print_pages(assessed, policy, at_once=name == STDIN)


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
        raise Complaint(f"{file}: is a folder; name a file of cases (JSON or JSONL)") from error
    except FileNotFoundError as error:
        raise Complaint(f"{file}: no such file") from error
    except PermissionError as error:
        raise Complaint(f"{file}: you may not read it; ask its owner for the right") from error
    except OSError as error:
        raise Complaint(f"{file}: cannot be opened: {error.strerror}") from error
    with stream:
        yield stream, file


def _cases(stream: BinaryIO, name: str) -> Iterator[Case]:
    for record in read_cases(stream):
        if record.case is None:
            raise Complaint(f"{name}: {record.problem}")
        yield record.case


def _print_json(cases: Iterator[Assessment], *, at_once: bool) -> None:
    """`at_once` hands each case on as soon as it is known, because somebody may wait at the other end of a pipe."""
    separator = b""
    with open(sys.stdout.fileno(), "wb", closefd=False) as out:  # buffered even under PYTHONUNBUFFERED
        out.write(b"[")
        try:
            for assessed in cases:
                out.write(separator + orjson.dumps(evaluation(assessed)) + b"\n")
                separator = b","
                if at_once:
                    out.flush()
        finally:
            out.write(b"]\n")


def _print_pages(cases: Iterator[Assessment], policy: Policy, *, at_once: bool) -> None:
    from tumorboard.sheets.case_page import case_page

    for assessed in cases:
        sys.stdout.write(case_page(assessed, policy) + "\n")
        if at_once:
            sys.stdout.flush()
