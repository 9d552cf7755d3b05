"""`tumorboard outcome`: the outcome record of a meeting or a case."""

from argparse import Namespace

import orjson

from tumorboard.clean import clean
from tumorboard.cli.printing import write_out
from tumorboard.cli.session import session
from tumorboard.sheets.outcome import outcome_json
from tumorboard.sheets.outcome_page import outcome_text

__all__ = ["print_outcome"]


def print_outcome(arguments: Namespace) -> None:
    """Print the decision, its rationale, the positions, dissent with reasons and triggers, and who confirmed it."""
    with session(arguments) as board:
        outcome = board.outcomes.of(arguments.key)
    if arguments.format == "json" or arguments.json:
        content = orjson.dumps(outcome_json(outcome), option=orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE)
    else:
        content = clean(outcome_text(outcome)).encode()
    write_out(content, arguments.out)
