"""`tumorboard evaluate`: what the rules say of every case of a file. Stores nothing."""

import sys
from argparse import Namespace
from collections.abc import Iterator
from typing import BinaryIO

import orjson

from tumorboard.cli.settled import settings_in_force
from tumorboard.clinical.assessment import Assessment, assess
from tumorboard.clinical.policy import Policy
from tumorboard.complaint import Complaint
from tumorboard.config import data_folder
from tumorboard.domain.case import Case
from tumorboard.exchange.evaluation import evaluation
from tumorboard.exchange.opening import STDIN, is_csv, opened
from tumorboard.exchange.reading import read_cases
from tumorboard.knowledge.site import use_site

__all__ = ["evaluate"]


def evaluate(arguments: Namespace) -> None:
    """Print the evaluation of each case as it is read; stop at the first bad record after closing the output.

    Raises Complaint for a file that cannot be read, for a bad record, and for a table of the site that cannot be used.
    """
    policy = settings_in_force(arguments).policy
    use_site(data_folder(arguments.data))
    with opened(arguments.file) as (stream, name):
        assessed = (assess(case, policy) for case in _cases(stream, name))
        if arguments.json:
            _print_json(assessed, at_once=name == STDIN)
        else:
            _print_pages(assessed, policy, at_once=name == STDIN)


def _cases(stream: BinaryIO, name: str) -> Iterator[Case]:
    for record in read_cases(stream, as_csv=is_csv(name)):
        if record.problem is not None:
            raise Complaint(f"{name}: {record.problem.in_one_line}")
        if record.case is not None:
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
