"""The lists pane: what the source page's criteria leave eligible to consider, and what is unknown."""

from typing import Final

from tumorboard.clinical.criteria import Checked, Checklist, checklists
from tumorboard.clinical.findings import Picture
from tumorboard.tui.lines import Line, Role, Row, rule, wrapped
from tumorboard.tui.session.view import CaseView

__all__ = ["criteria_rows"]

_VERDICTS: Final[dict[str, Role]] = {
    "eligible to consider": "good",
    "not eligible to consider": "muted",
    "open": "open",
    "reasons": "text",
}
_MARKS: Final[dict[bool | None, tuple[Role, str]]] = {
    True: ("good", "✓ "),
    False: ("muted", "✗ "),
    None: ("open", "? "),
}


def criteria_rows(view: CaseView, width: int) -> list[Row]:
    """The verdicts of all lists first, then each list criterion by criterion."""
    each = view.lesion
    if each is None:
        return [Row(line) for line in wrapped("No lesion is recorded.", width, "open")]
    lists = checklists(Picture(view.case, each.lesion, each.sins, each.noms))
    rows = [Row(line) for listed in lists for line in _summary(listed, width)]
    for listed in lists:
        rows.append(Row(rule(width, listed.title)))
        rows += [Row(line) for line in wrapped(listed.heading, width, "muted")]
        against = (("excluded by ", listed.barred_by), ("against ", listed.weighed_against))
        for lead, criteria in (("", listed.criteria), *against):
            rows += [Row(line) for checked in criteria for line in _criterion(checked, lead, width)]
    return rows


def _summary(listed: Checklist, width: int) -> list[Line]:
    verdict = f"{listed.met} reasons met" if listed.verdict == "reasons" else listed.verdict
    unknown = f", {len(listed.unknown)} unknown" if listed.unknown else ""
    return wrapped(f"{verdict}{unknown}", width, _VERDICTS[listed.verdict], (("text", f"{listed.title}: "),), hanging=2)


def _criterion(checked: Checked, lead: str, width: int) -> list[Line]:
    said = wrapped(f"{lead}{checked.text}", width, "text", (_MARKS[checked.met],))
    role: Role = "warning" if checked.in_question else "muted"
    return [*said, *wrapped(checked.says, width, role, (("text", "  "),))]
