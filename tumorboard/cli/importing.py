"""`tumorboard import`: the cases of a file onto a meeting, the good ones together, the bad ones set aside."""

from argparse import Namespace
from pathlib import Path

from tumorboard.board.intake import Comparison
from tumorboard.cli.evaluate import opened
from tumorboard.cli.printing import complain, print_json, say
from tumorboard.cli.session import session
from tumorboard.complaint import Complaint
from tumorboard.domain.case import Case
from tumorboard.exchange.reading import Record, Unreadable, read_cases
from tumorboard.store.files import replace_file

__all__ = ["import_cases"]


def import_cases(arguments: Namespace) -> None:
    """Check every record, set the bad ones aside in `FILE.rejected.jsonl`, commit the good ones in one step.

    Raises Complaint when the file cannot be read or nothing of it could be imported.
    """
    if arguments.file == "-":
        raise Complaint("import reads a file, because what it rejects is written beside it; name one")
    good, bad = _sorted(arguments.file)
    with session(arguments) as board:
        comparison = board.intake.compare(good, arguments.meeting, arguments.late_reason)
        aside = None if arguments.dry_run else _set_aside(Path(arguments.file), bad)
        if good and not arguments.dry_run:
            comparison = board.intake.admit(good, arguments.meeting, arguments.late_reason)
    _answer(arguments, comparison, bad, aside)
    if not good:
        raise Complaint(f"{arguments.file}: nothing could be imported" + ("" if bad else "; it holds no case"))


def _sorted(file: str) -> tuple[list[Case], list[Record]]:
    good: list[Case] = []
    bad: list[Record] = []
    try:
        with opened(file) as (stream, _):
            for record in read_cases(stream):
                if record.case is None:
                    bad.append(record)
                else:
                    good.append(record.case)
    except Unreadable as error:
        raise Complaint(f"{file}: {error}") from error
    return good, bad


def _set_aside(file: Path, bad: list[Record]) -> Path | None:
    """Write the rejected records beside the file, as they were, one a line; an earlier side file is kept."""
    if not bad:
        return None
    aside = file.with_name(f"{file.name}.rejected.jsonl")
    content = "".join(_as_line(record.text) + "\n" for record in bad).encode()
    if aside.exists() and aside.read_bytes() != content:
        number = 1
        while (kept := file.with_name(f"{file.name}.rejected.{number}.jsonl")).exists():
            number += 1
        aside.rename(kept)
    replace_file(aside, content)
    return aside


def _as_line(text: str) -> str:
    """A record on one line as it was given: between the tokens of JSON a line break means no more than a space."""
    return text.replace("\r\n", " ").replace("\n", " ")


def _answer(arguments: Namespace, comparison: Comparison, bad: list[Record], aside: Path | None) -> None:
    problems = [record.problem for record in bad if record.problem is not None]
    if arguments.json:
        rejected = [
            {"line": each.line, "id": each.record, "error": f"{each.field}: {each.message}".removeprefix(": ")}
            for each in problems
        ]
        print_json(
            {
                "added": comparison.added,
                "changed": comparison.changed,
                "duplicate": comparison.duplicate,
                "rejected": rejected,
            }
        )
        return
    would = "would be " if arguments.dry_run else ""
    say(
        f"{len(comparison.added)} {would}added, {len(comparison.changed)} changed, "
        f"{len(comparison.duplicate)} duplicate, {len(bad)} rejected" + (f" (see {aside})" if aside else "")
    )
    for label, ids in (("added", comparison.added), ("changed", comparison.changed)):
        if ids:
            say(f"{label}: {' '.join(ids)}")
    for problem in problems:
        complain(f"{arguments.file}: {problem}")
