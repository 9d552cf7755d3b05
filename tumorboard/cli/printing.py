"""What commands print: pages and lines for people, one document for machines, complaints on standard error."""

import sys
from pathlib import Path
from typing import Any

from tumorboard.clean import clean, clean_line

__all__ = ["complain", "print_json", "say", "write_out"]


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


def write_out(content: bytes, out: str | None) -> None:
    """Write a document to a file, which appears whole or not at all, or to standard output. Raises StoreError."""
    from tumorboard.store.files import replace_file
    from tumorboard.store.rights import faults_told

    if out is None:
        sys.stdout.buffer.write(content)
        return
    path = Path(out)
    if path.exists() and not path.is_file():
        with faults_told(path):
            path.write_bytes(content)  # a pipe or a device is written to; replacing it would take it away from others
    else:
        replace_file(path, content)
