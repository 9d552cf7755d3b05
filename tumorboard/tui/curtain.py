"""The curtain of a session: drawn, every room and dialog shows what they may show to a room full of people.

It stands between what is known and what is drawn. Forms and the store are never handed anything from behind it.
"""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from tumorboard.board.history import Then, when
from tumorboard.board.since import Since
from tumorboard.complaint import Complaint
from tumorboard.domain.case import Patient
from tumorboard.store.contract import Change
from tumorboard.store.edits import Edit
from tumorboard.tui.discretion import Identifiers, discreet, discreet_edit, discreet_words, hidden_value
from tumorboard.tui.naming import steps_of
from tumorboard.tui.sitting import Sitting
from tumorboard.tui.talk import Talk
from tumorboard.tui.view import CaseView

__all__ = ["Curtain"]


class Curtain:
    """`drawn` says whether identifiers are hidden. It hides those of the meeting and of whoever is shown."""

    def __init__(self, sitting: Callable[[], Sitting], *, drawn: bool = False) -> None:
        """`sitting` tells the meeting that is open."""
        self.drawn = drawn
        self._sitting = sitting
        self._known: tuple[object, Identifiers] = (None, Identifiers(()))

    def view(self) -> CaseView | None:
        """The open case as it may be shown."""
        view = self._sitting().view()
        if view is None or not self.drawn:
            return view
        known = self._identifiers()
        working = replace(view.working, case=discreet(view.case, known, view.now.date()))
        return replace(view, working=working, talk=view.talk and _talk(view.talk, known, view.now))

    def words(self, text: str) -> str:
        """Free text as it may be shown."""
        return self._identifiers().hidden_in(text) if self.drawn else text

    def value(self, path: str, value: Any) -> Any:
        """A value of a case's field, in JSON or in words, as it may be shown."""
        return hidden_value(steps_of(path), value, self._identifiers()) if self.drawn else value

    def edits(self, change: Change) -> Sequence[Edit]:
        """What a change did, as it may be shown."""
        if not self.drawn:
            return change.edits
        known = self._of_change(change)
        return [discreet_edit(edit, known) for edit in change.edits]

    def why(self, change: Change) -> str:
        """The reason of a change as it may be shown."""
        return self._of_change(change).hidden_in(change.why or "") if self.drawn else change.why or ""

    def then(self, then: Then) -> Then:
        """A case as it was, as it may be shown."""
        if not self.drawn:
            return then
        case = then.filed.record
        known = self._identifiers(case.patient)
        on = when(then.change) or self._sitting().board.now()
        return replace(
            then,
            filed=replace(then.filed, record=discreet(case, known, on.date())),
            change=replace(then.change, edits=tuple(discreet_edit(edit, known) for edit in then.change.edits)),
        )

    def _of_change(self, change: Change) -> Identifiers:
        """With those of the case that was changed, which may be on another meeting."""
        sitting = self._sitting()
        if change.table != "cases" or change.key in sitting.ids:
            return self._identifiers()
        try:
            return self._identifiers(sitting.board.cases.get(change.key).record.patient)
        except Complaint:
            return self._identifiers()

    def _identifiers(self, *others: Patient) -> Identifiers:
        sitting = self._sitting()
        cases = [sitting.assessed(key).case for key in sitting.ids]
        if others:
            return Identifiers([*(case.patient for case in cases), *others])
        standing = tuple(case.patient for case in cases)
        if self._known[0] != standing:
            self._known = (standing, Identifiers(standing))
        return self._known[1]


def _talk(talk: Talk, known: Identifiers, now: datetime) -> Talk:
    return replace(
        talk,
        item=discreet_words(talk.item, known),
        views=[discreet_words(each, known) for each in talk.views],
        decisions=[discreet_words(each, known) for each in talk.decisions],
        since=talk.since and _since(talk.since, known, now),
    )


def _since(since: Since, known: Identifiers, now: datetime) -> Since:
    on = now.date()
    armed = tuple(
        replace(each, fired=replace(each.fired, says=known.hidden_in(each.fired.says))) for each in since.armed
    )
    goals = since.goals and (known.hidden_in(since.goals[0]), known.hidden_in(since.goals[1]))
    return replace(
        since,
        last=discreet_words(since.last, known),
        before=since.before and discreet(since.before, known, on),
        now=discreet(since.now, known, on),
        edits=tuple(discreet_edit(edit, known) for edit in since.edits),
        scans=tuple(discreet_words(each, known) for each in since.scans),
        armed=armed,
        goals=goals,
    )
