"""What commands print: pages and lines for people, one document for machines, complaints on standard error."""

import sys
from typing import Any

from tumorboard.clean import clean, clean_line

__all__ = ["complain", "print_json", "say"]


def say(text: str) -> None:
    """Text on standard output; nothing in it can act on a terminal, wherever it came from."""
    print(clean(text))


def complain(line: str) -> None:
    """One line on standard error; nothing in it can act on a terminal, wherever it came from."""
    print(clean_line(line), file=sys.stderr)


def print_json(value: Any) -> None:
    """One JSON document and nothing else on standard output."""
    import orjson

    sys.stdout.buffer.write(orjson.dumps(value, option=orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE))
