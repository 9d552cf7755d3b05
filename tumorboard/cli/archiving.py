"""`tumorboard archive`: a closed year moved out of the store of every day."""

from argparse import Namespace

from tumorboard.cli.printing import say
from tumorboard.cli.session import session

__all__ = ["archive"]


def archive(arguments: Namespace) -> None:
    """Move the closed meetings of a year, and the cases of no other meeting, into an archive that is only read."""
    with session(arguments) as board:
        if arguments.dry_run:
            leaving, path = board.archiving.leaving(arguments.year), None
        else:
            leaving, path = board.archiving.archive(arguments.year)
    would = "would be " if path is None else ""
    say(f"{would}archived: {len(leaving.meetings)} meetings, {len(leaving.cases)} cases")
    if path is not None:
        say(f"{path}; to look into it: tumorboard --archive {arguments.year}")
