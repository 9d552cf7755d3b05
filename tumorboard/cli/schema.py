"""`tumorboard schema`: the case format for other programs."""

import sys
from argparse import Namespace

import orjson

from tumorboard.exchange.schema import case_schema

__all__ = ["print_schema"]


def print_schema(_: Namespace) -> None:
    """Print the JSON Schema of `tumorboard.case/1`."""
    sys.stdout.buffer.write(orjson.dumps(case_schema(), option=orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE))
