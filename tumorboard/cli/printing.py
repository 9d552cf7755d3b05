"""Printing for machines."""

import sys
from typing import Any

import orjson

__all__ = ["print_json"]


def print_json(value: Any) -> None:
    """One JSON document and nothing else on standard output."""
    sys.stdout.buffer.write(orjson.dumps(value, option=orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE))
