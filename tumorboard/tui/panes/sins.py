"""The SINS pane: six items with their points, total or range, band; and the other lesions of the patient.

`↕` stands behind an item of which another option would move the rows of NOMS.
"""

from typing import Final

from tumorboard.clinical import spine
from tumorboard.clinical.sins import ITEM_KEYS, MAXIMUM, Sins, band_of, points
from tumorboard.knowledge import sins_table
from tumorboard.knowledge.tables import kept
from tumorboard.tui.fields import sins_fields
from tumorboard.tui.lines import BLANK, Line, Part, Role, Row, fit, rule, width_of, wrapped
from tumorboard.tui.panes.form import field_row
from tumorboard.tui.panes.pivot_sign import pivot_sign
from tumorboard.tui.session.view import CaseView

__all__ = ["BAND_ROLES", "bands_said", "sins_rows", "sins_title"]

BAND_ROLES: Final[dict[str, Role]] = {"stable": "good", "potentially_unstable": "warning", "unstable": "danger"}
_LABEL = 11
_BAR = "█"
_ROOM_FOR_BARS = 40
_TAIL: Final = 2
"""Columns of points and sign; an item that is not recorded has no bar."""
_NO_SIGN: Final[Part] = ("text", " ")
_INDENT: Final[Line] = (("text", " "),)


def sins_title(view: CaseView) -> str:
    """What stands in the frame of the pane."""
    each = view.lesion
    return "SINS" if each is None else f"SINS {each.lesion.level} · {each.sins.text} of {MAXIMUM}"


def bands_said(sins: Sins) -> str:
    """The band, or the bands that the range touches, in words."""
    return " or ".join(band.replace("_", " ") for band in sins.bands)


def sins_rows(view: CaseView, width: int) -> list[Row]:
    """The lines of the pane at a width. Verdict, action and lesions stand where they stand for every case."""
    each = view.lesion
    if each is None:
        return [Row(line) for line in wrapped("No lesion is recorded: SINS is scored for a lesion.", width, "open")]
    where = spine.location(each.lesion.level)
    location: Line = (("text", " "), ("muted", fit("location", _LABEL) + " "), ("text", where.category))
    rows = [Row(_with_points(location, where.points, _NO_SIGN, width))]
    for key, field in zip(ITEM_KEYS, sins_fields(), strict=True):
        row = field_row(field, view, BLANK, _LABEL, width - _TAIL)
        option = getattr(each.lesion.sins, key)
        scored = None if option is None else points(key, option)
        rows.append(Row(_with_points(row.line, scored, pivot_sign(field, each), width), field))
    return [*rows, *(Row(line) for line in (*_verdict(each.sins, width), *_lesions(view, width)))]


def _with_points(line: Line, scored: int | None, sign: Part, width: int) -> Line:
    bar = f" {fit(_BAR * (scored or 0), 4)}" if width >= _ROOM_FOR_BARS else ""
    tail: tuple[Part, ...] = (("text", " " if scored is None else str(scored)), ("muted", bar), sign)
    room = width - width_of(tail) - 1
    used = width_of(line)
    if used > room:
        role, words = line[-1]
        line = (*line[:-1], (role, fit(words, max(1, room - used + width_of(((role, words),))))))
        used = width_of(line)
    return (*line, ("text", " " * (room - used + 1)), *tail)


def _verdict(sins: Sins, width: int) -> list[Line]:
    role: Role = BAND_ROLES[sins.bands[0]] if len(sins.bands) == 1 else "open"
    lines = [rule(width), *wrapped(bands_said(sins), width, role, _INDENT)]
    if sins.total is None:
        missing = ", ".join(key.replace("_", " ") for key in sins.missing)
        lines += wrapped(f"range: {missing} not recorded", width, "open", _INDENT)
    if len(sins.bands) == 1:
        lines += wrapped(band_of(sins.low).action, width, "text", _INDENT)
    return [*lines, *[BLANK] * (2 + _longest_action(width) - len(lines))]


@kept
def _longest_action(width: int) -> int:
    """How many lines the longest action of the bands takes."""
    return max(len(wrapped(band.action, width, "text", _INDENT)) for band in sins_table().bands)


def _lesions(view: CaseView, width: int) -> list[Line]:
    """What each lesion of the patient scores, and which of them is worst."""
    every = view.assessed.lesions
    if len(every) < 2:
        return []
    said = "  ".join(
        f"{each.lesion.level} {each.sins.text}" + (" worst" if each is view.assessed.headline else "") for each in every
    )
    return wrapped(said, width, "text", (("text", " lesions  "),))
