"""`tumorboard doctor`: what is wrong with the set-up, and what to do. It changes nothing and needs nothing to work."""

from argparse import Namespace
from collections.abc import Iterator
from typing import Final

from tumorboard.cli.printing import print_json, say
from tumorboard.complaint import Complaint, Finding

__all__ = ["doctor"]

_MARKS: Final = {"fine": "✓ fine ", "note": "· note ", "wrong": "✗ WRONG"}


def doctor(arguments: Namespace) -> None:
    """Say of each part of the set-up whether it is as it should be. Raises Complaint where something is wrong."""
    findings = list(_findings(arguments))
    if arguments.json:
        print_json([each._asdict() for each in findings])
    else:
        for each in findings:
            say(f"{_MARKS[each.state]}  {each.about:<13}  {each.says}")
            if each.todo:
                say(f"{'':24}→ {each.todo}")
    wrong = sum(each.state == "wrong" for each in findings)
    if wrong:
        raise Complaint(f"{wrong} {'thing is' if wrong == 1 else 'things are'} wrong with the set-up")
    if not arguments.json:
        say("nothing is wrong with the set-up")


def _findings(arguments: Namespace) -> Iterator[Finding]:
    from tumorboard.cli import set_up, terminal_seen
    from tumorboard.config import data_folder

    folder = data_folder(arguments.data)
    settings, told = set_up.settings_of(folder, arguments.theme)
    yield set_up.program()
    yield from told
    yield from _looked_at("site's tables", set_up.site_tables(folder))
    yield from _looked_at("keymap", set_up.keymap())
    yield from _looked_at("theme", set_up.themes(settings))
    yield from _looked_at("data folder", set_up.store_and_person(folder, settings))
    yield from _looked_at("clock", set_up.clock())
    yield from _looked_at("terminal", terminal_seen.locale_and_terminal())


def _looked_at(about: str, findings: Iterator[Finding]) -> Iterator[Finding]:
    """The findings, the last of which says so where the system did not let us look further."""
    try:
        yield from findings
    except OSError as error:
        told = f"{error.filename or about}: {error.strerror}; it could not be looked at"
        yield Finding(about, "wrong", told, "ask whoever keeps this machine for the right to it")
