"""The spine map: C0 to S5 with each lesion at its level; the sign repeats in shape what the colour says."""

from typing import Final

from tumorboard.clinical import spine
from tumorboard.clinical.assessment import LesionAssessment
from tumorboard.domain.vocabulary import LEVELS, Level
from tumorboard.tui.lines import Line, Part, Role, Row
from tumorboard.tui.session.view import CaseView

__all__ = ["spine_rows"]

_SIGNS: Final[dict[str, tuple[Role, str]]] = {
    "stable": ("good", "●"),
    "potentially_unstable": ("warning", "◆"),
    "unstable": ("danger", "▲"),
}
_OPEN: Final[tuple[Role, str]] = ("open", "?")
_HIGH: Final = ("2", "3")


def _sign_of(each: LesionAssessment) -> tuple[Role, str]:
    """Sign of a lesion by its SINS band; a range over several bands is open."""
    return _SIGNS[each.sins.bands[0]] if len(each.sins.bands) == 1 else _OPEN


def spine_rows(view: CaseView, _: int) -> list[Row]:
    """Four regions and the legend."""
    found: dict[Level, LesionAssessment] = {}
    for each in view.assessed.lesions:
        standing = found.get(each.lesion.level)
        if standing is None or each.sins.high > standing.sins.high:
            found[each.lesion.level] = each
    open_ = view.lesion.lesion.level if view.lesion else None
    return [*(Row(_region(letter, found, open_)) for letter in spine.REGIONS), Row(_legend())]


def _region(letter: str, found: dict[Level, LesionAssessment], open_: Level | None) -> Line:
    line: list[Part] = [("title", f" {letter} ")]
    for level in LEVELS:
        if level[0] == letter:
            line += _cell(level, found.get(level), level == open_)
    return tuple(line)


def _cell(level: Level, each: LesionAssessment | None, is_open: bool) -> list[Part]:
    """Four columns; what is blank in them is of the same ink with a lesion and without."""
    if each is None:
        return [("text", " ·  ")]
    role, sign = _sign_of(each)
    number: Part = ("title" if is_open else role, level[1:])
    high: Part = ("danger", "!") if each.lesion.escc in _HIGH else ("text", " ")
    return [(role, sign), number, high, ("text", " " * (2 - len(level[1:])))]


def _legend() -> Line:
    return (
        ("good", " ● stable "),
        ("warning", "◆ potential "),
        ("danger", "▲ unstable "),
        ("open", "? range "),
        ("danger", "! ESCC 2–3"),
    )
