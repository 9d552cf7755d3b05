"""`tumorboard outcome`: what a meeting or a case came to: as record, letter to the referrer, page for the patient."""

from argparse import Namespace

import orjson

from tumorboard.cli.printing import format_asked, write_out, write_sheet
from tumorboard.cli.session import session
from tumorboard.cli.verb import WrongUsage
from tumorboard.sheets.formats import FORMATS
from tumorboard.sheets.outcome import outcome_json

__all__ = ["print_outcome"]


def print_outcome(arguments: Namespace) -> None:
    """Print the decision, its rationale, the positions, dissent with reasons and triggers, and who confirmed it.

    Raises WrongUsage; Complaint for a letter or a page about a meeting, and a page that no patient should be handed.
    """
    if arguments.identifiers and arguments.no_identifiers:
        raise WrongUsage("--identifiers and --no-identifiers: one of the two")
    form = format_asked("json" if arguments.json else arguments.format, arguments.out, FORMATS)
    with session(arguments) as board:
        gather = {"record": board.outcomes.of, "letter": board.outcomes.of_case, "patient": board.outcomes.for_patient}
        outcome, now = gather[arguments.sheet](arguments.key), board.now()
    named = arguments.identifiers or (arguments.sheet == "letter" and not arguments.no_identifiers)
    if form == "json" and arguments.sheet == "record":
        told = outcome_json(outcome, identifiers=named)
        write_out(orjson.dumps(told, option=orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE), arguments.out)
        return
    if arguments.sheet == "letter":
        from tumorboard.sheets.letter import letter_sheet as sheet
    elif arguments.sheet == "patient":
        from tumorboard.sheets.patient_page import patient_sheet as sheet
    else:
        from tumorboard.sheets.record import record_sheet as sheet
    write_sheet(sheet(outcome, now, identifiers=named), form, arguments.out, now)
