"""The SINS pane: six items with their points, total or range, band; and the other lesions of the patient."""

from typing import Final

from tumorboard.clinical import spine
from tumorboard.clinical.sins import ITEM_KEYS, MAXIMUM, Sins, band_of, points
from tumorboard.tui.fields import sins_fields
from tumorboard.tui.lines import BLANK, Line, Part, Role, Row, fit, rule, width_of, wrapped
from tumorboard.tui.panes.form import field_row
from tumorboard.tui.session.view import CaseView

__all__ = ["BAND_ROLES", "bands_said", "sins_rows", "sins_title"]

BAND_ROLES: Final[dict[str, Role]] = {"stable": "good", "potentially_unstable": "warning", "unstable": "danger"}
_LABEL = 11
_BAR = "█"
_ROOM_FOR_BARS = 40


def sins_title(view: CaseView) -> str:
    """What stands in the frame of the pane."""
    each = view.lesion
    return "SINS" if each is None else f"SINS {each.lesion.level} · {each.sins.text} of {MAXIMUM}"


def bands_said(sins: Sins) -> str:
    """The band, or the bands that the range touches, in words."""
    return " or ".join(band.replace("_", " ") for band in sins.bands)


def sins_rows(view: CaseView, width: int) -> list[Row]:
    """The lines of the pane at a width."""
    each = view.lesion
    if each is None:
        return [Row(line) for line in wrapped("No lesion is recorded: SINS is scored for a lesion.", width, "open")]
    where = spine.location(each.lesion.level)
    location: Line = (("text", " "), ("muted", fit("location", _LABEL) + " "), ("text", where.category))
    rows = [Row(_with_points(location, where.points, width))]
    for key, field in zip(ITEM_KEYS, sins_fields(), strict=True):
        row = field_row(field, view, BLANK, _LABEL, width)
        option = getattr(each.lesion.sins, key)
        rows.append(row if option is None else Row(_with_points(row.line, points(key, option), width), field))
    rows += [Row(line) for line in _verdict(each.sins, width)]
    return rows + [Row(line) for line in _others(view, width)]


def _with_points(line: Line, scored: int, width: int) -> Line:
    bar = f" {fit(_BAR * scored, 4)}" if width >= _ROOM_FOR_BARS else ""
    tail: tuple[Part, ...] = (("text", str(scored)), ("muted", bar + " "))
    room = width - width_of(tail) - 1
    used = width_of(line)
    if used > room:
        role, words = line[-1]
        line = (*line[:-1], (role, fit(words, max(1, room - used + width_of(((role, words),))))))
        used = width_of(line)
    return (*line, ("text", " " * (room - used + 1)), *tail)


def _verdict(sins: Sins, width: int) -> list[Line]:
    role: Role = BAND_ROLES[sins.bands[0]] if len(sins.bands) == 1 else "open"
    lines = [rule(width), *wrapped(bands_said(sins), width, role, (("title", f" {sins.text} "),))]
    if sins.total is None:
        missing = ", ".join(key.replace("_", " ") for key in sins.missing)
        lines += wrapped(f"range: {missing} not recorded", width, "open", (("text", " "),))
        if len(sins.bands) > 1:
            return lines
        return [*lines, *wrapped(band_of(sins.low).action, width, "text", (("text", " "),))]
    return [*lines, *wrapped(band_of(sins.total).action, width, "text", (("text", " "),))]


def _others(view: CaseView, width: int) -> list[Line]:
    if len(view.assessed.lesions) < 2:
        return []
    said = "  ".join(
        f"{each.lesion.level} {each.sins.text}" + (" worst" if each is view.assessed.headline else "")
        for each in view.assessed.lesions
    )
    return [BLANK, *wrapped(said, width, "text", (("muted", " lesions  "),))]
