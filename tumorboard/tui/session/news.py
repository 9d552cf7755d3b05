"""What others did to the cases of a meeting, in words; and by which words a case of it is found."""

from collections.abc import Iterable, Sequence

from tumorboard.board.history import History
from tumorboard.clinical import histology
from tumorboard.domain.case import Case
from tumorboard.domain.meeting import Meeting
from tumorboard.tui.said import NOTHING_SAID, Said
from tumorboard.tui.session.clash import Clash

__all__ = ["findable", "news_said"]


def news_said(
    history: History, meeting: Meeting, changed: Sequence[str], new: Sequence[str], clashes: Iterable[Clash]
) -> Said:
    """The most urgent of what happened: a field that differs from mine, a case that came, one that was changed."""
    differing = next(iter(clashes), None)
    if differing is not None:
        fields = ", ".join(each.label for each in differing.fields)
        who = differing.fields[0].by
        return Said(f"{differing.case_id}: {fields} differs from theirs ({who}); Ctrl+S shows both", "error")
    if new:
        return Said(_came(meeting, new))
    last = history.last(changed[-1]) if changed else None
    return NOTHING_SAID if last is None else Said(f"{', '.join(changed)} changed by {history.who(last)}")


def findable(case: Case) -> str:
    """All that a case of the list is found by, in small letters: id, names, primary and levels."""
    levels = " ".join(lesion.level for lesion in case.lesions)
    names = f"{case.patient.family_name or ''} {case.patient.given_name or ''}"
    primary = f"{histology.label(case.primary.histology)} {case.primary.text or ''}"
    return f"{case.id} {names} {primary} {levels}".casefold()


def _came(meeting: Meeting, new: Sequence[str]) -> str:
    """What came onto the list, and what of it waits for a chair."""
    items = (meeting.item(key) for key in new)
    late = [item.case_id for item in items if item is not None and item.late is not None and item.late.allowed is None]
    waits = f"; late, waiting for a chair's leave (A): {', '.join(late)}" if late else ""
    return f"on the list now: {', '.join(new)}{waits}"
