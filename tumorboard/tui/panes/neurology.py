"""The neurological status under its fields: each scale by itself, how long walking has been lost, what is published."""

from collections.abc import Iterator
from datetime import datetime
from typing import Final

from tumorboard.clinical.neurological_status import Duration, duration, outcomes, scales, statements
from tumorboard.domain.case import Neurology
from tumorboard.tui.lines import Line, Role, rule, wrapped

__all__ = ["neurology_lines"]

_MARKS: Final[dict[bool | None, tuple[Role, str]]] = {True: ("warning", " ▲ "), None: ("open", " ? ")}


def neurology_lines(state: Neurology, now: datetime, width: int) -> Iterator[Line]:
    """The lines at a width, as they stand at a time; none where neither walking nor a scale is recorded."""
    graded = [each for each in scales(state) if each.grade]
    lost = duration(state, now)
    is_told = lost.walks is not None or lost.hours is not None or lost.contradiction
    if not graded and not is_told:
        return
    yield rule(width, "neurological status")
    if is_told:
        yield from _duration(lost, width)
        yield from _statements(state, lost, width)
    for each in graded:
        if each.row.key != "ambulation":
            lead: Line = (("muted", f" {each.row.label} "), ("text", f"{each.grade} "))
            yield from wrapped(f"{each.meaning}; {each.row.says}", width, "muted", lead, hanging=3)
    if is_told:
        yield from _outcomes(state, lost, width)


def _statements(state: Neurology, lost: Duration, width: int) -> Iterator[Line]:
    for said in statements(state, lost):
        role, _ = mark = _MARKS[said.holds]
        yield from wrapped(said.row.says, width, role, (mark,))
        for words in filter(None, (said.says, f"[{said.row.source}]")):
            yield from wrapped(words, width, "muted", (("text", "   "),))


def _outcomes(state: Neurology, lost: Duration, width: int) -> Iterator[Line]:
    rows = outcomes(state, lost)
    if rows:
        yield rule(width, "published, of groups")
    for row in rows:
        yield from wrapped(f"{row.says} [{row.source}]", width, "text", (("text", " "),))


def _duration(lost: Duration, width: int) -> Iterator[Line]:
    lead: Line = (("muted", " not walking "),)
    if lost.walks:
        yield (("text", " walks"),)
    else:
        role: Role = "open" if lost.bin == "unknown" else "text"
        yield from wrapped(f"{lost.bin}: {lost.says}", width, role, lead)
    if lost.contradiction:
        yield from wrapped(lost.contradiction, width, "warning", (("warning", " ▲ "),))
