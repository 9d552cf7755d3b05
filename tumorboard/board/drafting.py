"""What somebody typed and did not commit: written down with each key, offered at the next start, taken or dismissed.

A draft names a lesion by its place. As soon as somebody moves the lesions, the draft is renamed to name its lesion by
place and level (`Stranded`), so that it can never be put on another.
"""

from collections.abc import Callable, Collection
from datetime import datetime
from typing import Any, Final, NamedTuple

from tumorboard.board.cases import Cases
from tumorboard.board.desk import Filed, NotThere
from tumorboard.board.history import History
from tumorboard.board.working import Stranded, WorkingCase, is_of_lesion, levels_of, value_at
from tumorboard.complaint import Complaint
from tumorboard.domain.case import Case
from tumorboard.domain.noun import Noun
from tumorboard.store.contract import Change, StoreError
from tumorboard.store.drafts import Draft, Drafts

__all__ = ["Drafting", "Offer", "Offered"]

_NO_FIT: Final = (Complaint, LookupError, TypeError, ValueError, AttributeError)


class Offered(NamedTuple):
    """One field that was typed. `hindrance` says why it cannot be put back; empty when it can."""

    name: str
    stored: Any
    mine: Any
    hindrance: str = ""


class Offer(NamedTuple):
    """What was typed of one case. `changed` is the latest change of the case since, None when there was none."""

    case_id: str
    typed_at: str
    levels: tuple[str, ...]
    changed: Change | None
    fields: tuple[Offered, ...]


class Drafting:
    """One person's drafts in one session."""

    def __init__(self, drafts: Drafts, cases: Cases, history: History, now: Callable[[], datetime]) -> None:
        self._drafts = drafts
        self._cases = cases
        self._history = history
        self._now = now
        self._undecided: dict[str, int] | None = None
        self.unwritten: set[str] = set()
        """The cases of which the last that was typed could not be written down."""

    def write(self, working: WorkingCase, path: str) -> None:
        """Write down what a field holds; forget it where it holds what is stored. Raises StoreError."""
        try:
            if path in working.pending:
                self._keep(working.case.id, self._began(working), path, value_at(working.case, path))
            else:
                self.forget(working.case.id, {path})
        except StoreError:
            self.unwritten.add(working.case.id)
            raise
        self.unwritten.discard(working.case.id)

    def forget(self, case_id: str, names: Collection[str]) -> None:
        """These fields were committed, taken back or dismissed. Raises StoreError."""
        self.unwritten.discard(case_id)
        draft = self._drafts.pending().get(case_id)
        if draft is None:
            return
        typed = draft.fields
        if set(typed) <= set(names):
            self._drafts.settle(case_id)
            self._waiting().pop(case_id, None)
            return
        for name in names:
            if name in typed:
                self._drafts.drop(case_id, name)

    def rebase(self, mine: WorkingCase, rebased: WorkingCase) -> None:
        """Follow edits that were put on somebody else's newer case: what both recorded alike is drafted no more.

        Raises StoreError.
        """
        self._strand(mine.case, rebased.base)
        if agreed := mine.agreed_with(rebased):
            self.forget(mine.case.id, agreed)

    def _strand(self, before: Case, now: Filed[Case]) -> None:
        """Rename what was typed of lesions that moved between the two. Raises StoreError."""
        draft = self._drafts.pending().get(before.id)
        if draft is None or levels_of(before) == levels_of(now.record):
            return
        names = {
            path: Stranded(path, before.lesions[place].level, value).name
            for path, value in draft.fields.items()
            if is_of_lesion(path) and (place := int(path.split(".")[1])) < len(before.lesions)
        }
        if names:
            self._drafts.rename(before.id, names, now.revision, self._now())
        if before.id in self._waiting():
            self._waiting()[before.id] = now.revision

    def offers(self, on_meeting: Collection[str], *, elsewhere: bool) -> list[Offer]:
        """What was typed in earlier sessions and is not decided yet; `elsewhere` for cases of other meetings too.

        Raises StoreError.
        """
        waiting = self._waiting()
        drafts = [draft for key, draft in self._drafts.pending().items() if key in waiting]
        offers = [self._offer(draft, on_meeting) for draft in drafts if elsewhere or draft.case_id in on_meeting]
        return [offer for offer in offers if offer.fields]

    def decide(self, offer: Offer, dropped: Collection[str], base: Filed[Case] | None) -> WorkingCase | None:
        """Dismiss some fields of an offer and put the others back on a case; None where there is none to put them on.

        Raises StoreError.
        """
        self.forget(offer.case_id, dropped)
        if base is None:
            return None
        self._waiting().pop(offer.case_id, None)
        return self.restored(base)

    def taken(self) -> set[str]:
        """Cases with something that was typed in this session, or was taken back in it. Raises StoreError."""
        return set(self._drafts.pending()) - set(self._waiting())

    def restored(self, base: Filed[Case]) -> WorkingCase:
        """A case with everything that was typed of it and not committed. Raises StoreError."""
        draft = self._drafts.pending().get(base.record.id)
        return WorkingCase.of(base) if draft is None else self._put_back(draft, base)[0]

    def _offer(self, draft: Draft, on_meeting: Collection[str]) -> Offer:
        key, typed = draft.case_id, draft.fields
        try:
            standing = self._cases.get(key)
        except Complaint as complaint:
            fields = tuple(Offered(name, None, value, str(complaint)) for name, value in typed.items())
            return Offer(key, draft.at, (), None, fields)
        changed = self._history.last(key, since=draft.started_from)
        started = self._started(draft)
        if started is not None:
            self._strand(started.record, standing)
            draft = self._drafts.pending().get(key, draft)
        working, refused = self._put_back(draft, standing)
        self._waiting()[key] = working.began
        elsewhere = "" if key in on_meeting else "not on this meeting; m opens another"
        fields = (
            *(Offered(p, value_at(standing.record, p), value, elsewhere) for p, value in working.pending.items()),
            *(Offered(each.name, None, each.mine, f"{each.level} moved or is gone") for each in working.stranded),
            *(Offered(name, None, typed[name], why) for name, why in refused.items()),
        )
        return Offer(key, draft.at, levels_of(standing.record), changed, fields)

    def _put_back(self, draft: Draft, standing: Filed[Case]) -> tuple[WorkingCase, dict[str, str]]:
        """What was typed, on the case as it stands; and the fields that cannot be, with the reason."""
        started = self._started(draft)
        mine = WorkingCase.of(started or standing)._replace(began=draft.started_from)
        refused: dict[str, str] = {}
        for name, value in draft.fields.items():
            stranded = Stranded.named(name, value)
            if stranded is not None:
                mine = mine._replace(stranded=(*mine.stranded, stranded))
            elif started is None and is_of_lesion(name):
                refused[name] = "which lesion this was cannot be told any more"
            else:
                try:
                    mine = mine.edited(name, value)
                except _NO_FIT as error:
                    refused[name] = str(error) if isinstance(error, Complaint) else "the case has no such field"
        try:
            return mine.rebased(standing), refused
        except _NO_FIT:
            fits_no_more = dict.fromkeys(mine.pending, "does not fit the case as it stands")
            return WorkingCase.of(standing)._replace(stranded=mine.stranded), {**refused, **fits_no_more}

    def _started(self, draft: Draft) -> Filed[Case] | None:
        """The case as it was when the draft was begun, or None where the log does not lead there."""
        try:
            return self._history.stood_at(draft.case_id, draft.started_from)
        except (NotThere, StoreError):
            return None

    def _began(self, working: WorkingCase) -> int:
        return min(working.began, self._waiting().get(working.case.id, working.began))

    def _waiting(self) -> dict[str, int]:
        """Cases whose drafts of earlier sessions are not decided yet, with the revision from which they started."""
        if self._undecided is None:
            self._undecided = {key: draft.started_from for key, draft in self._drafts.pending().items()}
        return self._undecided

    def _keep(self, case_id: str, started_from: int, name: str, value: Any) -> None:
        plain: Any = value.written() if isinstance(value, Noun) else value
        self._drafts.keep(case_id, started_from, name, plain, self._now())
