"""The curtain of a session: drawn, every room and dialog shows what they may show to a room full of people.

It stands between what is known and what is drawn. Forms and the store are never handed anything from behind it.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import datetime
from typing import Any, Final

from tumorboard.board.after.since import Since
from tumorboard.board.board import Board
from tumorboard.board.history import Then, case_of, when
from tumorboard.complaint import Complaint
from tumorboard.domain.case import Patient
from tumorboard.store.contract import Change
from tumorboard.store.edits import Edit
from tumorboard.tui.session.discretion import Identifiers, discreet, discreet_edit, discreet_words, hidden_value
from tumorboard.tui.session.naming import steps_of
from tumorboard.tui.session.sitting import Sitting
from tumorboard.tui.session.talk import Talk
from tumorboard.tui.session.view import CaseView

__all__ = ["Curtain"]

_NAMES: Final = ("mrn", "family_name", "given_name")


class Curtain:
    """`drawn` says whether identifiers are hidden.

    It hides those of the patients of the meeting and of whoever is shown, and what stood in their place before.
    """

    def __init__(self, sitting: Callable[[], Sitting], *, drawn: bool = False) -> None:
        """`sitting` tells the meeting that is open."""
        self.drawn = drawn
        self._sitting = sitting
        self._known_of: dict[tuple[str, ...], Identifiers] = {}
        self._called: dict[str, tuple[Patient, ...]] = {}
        self._known_at: object = None

    def view(self) -> CaseView | None:
        """The open case as it may be shown."""
        view = self._sitting().view()
        if view is None or not self.drawn:
            return view
        known = self._identifiers()
        working = view.working._replace(case=discreet(view.case, known, view.now.date()))
        return view._replace(working=working, talk=view.talk and _talk(view.talk, known, view.now))

    def words(self, text: str, *cases: str) -> str:
        """Free text as it may be shown; `cases` are those of other meetings of which it may speak."""
        return self._identifiers(*cases).hidden_in(text) if self.drawn else text

    def value(self, case_id: str, path: str, value: Any) -> Any:
        """A value of a field of a case, in JSON or in words, as it may be shown."""
        return hidden_value(steps_of(path), value, self._identifiers(case_id)) if self.drawn else value

    def edit(self, case_id: str, edit: Edit, then: Patient) -> Edit:
        """One change that a case would take, as it may be shown; `then` is the patient as it would make them."""
        return discreet_edit(edit, self._identifiers(case_id, then=then)) if self.drawn else edit

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
        known = self._identifiers(case.id, then=case.patient)
        on = when(then.change) or self._sitting().board.now()
        return then._replace(
            filed=then.filed._replace(record=discreet(case, known, on.date())),
            change=then.change._replace(edits=tuple(discreet_edit(edit, known) for edit in then.change.edits)),
        )

    def _of_change(self, change: Change) -> Identifiers:
        """With those of the cases that the change is about, which may be on another meeting."""
        return self._identifiers(*_cases_of(change, self._sitting().board))

    def _identifiers(self, *others: str, then: Patient | None = None) -> Identifiers:
        """Those of the meeting's cases and of other cases, found once for each revision of the store.

        `then` is a patient as they were, whose case may be gone since.
        """
        sitting = self._sitting()
        standing = (sitting.board.revision(), tuple(sitting.ids))
        if self._known_at != standing:
            self._known_of, self._called, self._known_at = {}, {}, standing
        elsewhere = tuple(sorted({*others} - {*sitting.ids}))
        patients = (patient for key in (*sitting.ids, *elsewhere) for patient in self._patients(key))
        if then is not None:
            return Identifiers([*patients, then])
        if elsewhere not in self._known_of:
            self._known_of[elsewhere] = Identifiers(patients)
        return self._known_of[elsewhere]

    def _patients(self, case_id: str) -> Sequence[Patient]:
        """The patient of a case as they are called now and as they were called before."""
        if case_id not in self._called:
            self._called[case_id] = tuple(_patients_of(self._sitting().board, case_id))
        return self._called[case_id]


def _cases_of(change: Change, board: Board) -> Sequence[str]:
    """The cases that a change is about: of a meeting all on its list; of what belongs to a case the one in its key."""
    if change.table == "meetings":
        return next((meeting.case_ids for meeting in board.meetings.all() if meeting.id == change.key), ())
    case_id = case_of(change)
    return () if case_id is None else (case_id,)


def _patients_of(board: Board, case_id: str) -> Iterator[Patient]:
    """The patient of a case as they are called now and as they were called before; of one that is gone, nobody."""
    with suppress(Complaint):
        yield board.cases.get(case_id).record.patient
    with suppress(Complaint):
        for change in board.history.entries(case_id):
            yield from filter(None, map(_called_before, change.edits))


def _called_before(edit: Edit) -> Patient | None:
    """What a change took out of the patient's names and record number; None where it took nothing."""
    if edit.path[0] != "patient":
        return None
    before = edit.before if len(edit.path) == 1 else {edit.path[-1]: edit.before}
    taken = before.items() if isinstance(before, Mapping) else ()
    names = {name: each for name, each in taken if name in _NAMES and isinstance(each, str)}
    return Patient().model_copy(update=names) if names else None


def _talk(talk: Talk, known: Identifiers, now: datetime) -> Talk:
    return talk._replace(
        item=discreet_words(talk.item, known),
        views=[discreet_words(each, known) for each in talk.views],
        decisions=[discreet_words(each, known) for each in talk.decisions],
        since=talk.since and _since(talk.since, known, now),
    )


def _since(since: Since, known: Identifiers, now: datetime) -> Since:
    on = now.date()
    armed = tuple(
        each._replace(fired=replace(each.fired, says=known.hidden_in(each.fired.says))) for each in since.armed
    )
    goals = since.goals and (known.hidden_in(since.goals[0]), known.hidden_in(since.goals[1]))
    return since._replace(
        last=discreet_words(since.last, known),
        before=since.before and discreet(since.before, known, on),
        now=discreet(since.now, known, on),
        edits=tuple(discreet_edit(edit, known) for edit in since.edits),
        scans=tuple(discreet_words(each, known) for each in since.scans),
        armed=armed,
        goals=goals,
        seen=tuple(discreet_words(each, known) for each in since.seen),
        fate=since.fate and discreet_words(since.fate, known),
    )
