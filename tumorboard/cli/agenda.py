"""`tumorboard agenda`: a meeting's list with readiness and gaps, or what is to be chased."""

from argparse import Namespace

from tumorboard.cli.printing import format_asked, write_out, write_sheet
from tumorboard.cli.session import session
from tumorboard.sheets.formats import FORMATS

__all__ = ["print_agenda"]


def print_agenda(arguments: Namespace) -> None:
    """Print the list in its order, with times, routes, what blocks each case, who sees to it and until when.

    `--chase` prints what is missing by who sees to it. No patient is named but with `--identifiers`. The keys of the
    JSON are told in `tumorboard.sheets.agenda`. Raises Complaint for an unknown meeting and for a file that cannot be
    written.
    """
    form = format_asked("json" if arguments.json else arguments.format, arguments.out, FORMATS)
    with session(arguments) as board:
        listed = board.agenda.printed(arguments.meeting)
        now = board.now()
    if form == "json":
        import orjson

        from tumorboard.sheets.agenda import agenda_json, chase_json

        told = chase_json(listed) if arguments.chase else agenda_json(listed)
        write_out(orjson.dumps(told, option=orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE), arguments.out)
        return
    from tumorboard.sheets.agenda_pages import agenda_sheet, chase_sheet

    if arguments.chase:
        sheet = chase_sheet(listed, now)
    else:
        sheet = agenda_sheet(listed, now, identifiers=arguments.identifiers)
    write_sheet(sheet, form, arguments.out, now)
