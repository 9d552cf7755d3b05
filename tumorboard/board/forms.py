"""What somebody typed into a form and did not submit: on disk with each change, and readable by nobody else."""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any, Final, NamedTuple

import orjson

from tumorboard.board.meeting.sealing import Sealing
from tumorboard.complaint import Complaint
from tumorboard.store.drafts import Drafts

__all__ = ["Forms", "Typed"]

_FIELD: Final = "sealed"


class Typed(NamedTuple):
    """The values of a form by the keys of its entries, what the form was filled from, and when it was typed last."""

    values: dict[str, Any]
    started_from: int
    at: str


class Forms:
    """One person's unfinished forms. A form is named by what it is about, such as `view:<meeting>/<case>`."""

    def __init__(self, drafts: Drafts, sealing: Sealing, now: Callable[[], datetime]) -> None:
        self._drafts = drafts
        self._sealing = sealing
        self._now = now

    def keep(self, form: str, values: Mapping[str, Any], started_from: int = 0) -> None:
        """Write down what a form now holds. Raises StoreError."""
        self._drafts.keep(form, started_from, _FIELD, self._sealing.hide(orjson.dumps(dict(values))), self._now())

    def typed(self, form: str) -> Typed | None:
        """What was typed into a form and not submitted; None when there is nothing, or nothing readable any more."""
        draft = self._drafts.pending().get(form)
        if draft is None or _FIELD not in draft.fields:
            return None
        try:
            values = orjson.loads(self._sealing.unhide(draft.fields[_FIELD]))
        except Complaint:
            return None
        return Typed(values, draft.started_from, draft.at)

    def settle(self, form: str) -> None:
        """It was submitted or dismissed; nothing of it stays on the disk, encrypted neither. Raises StoreError."""
        if form in self._drafts.pending():
            self._drafts.settle(form)
            self._drafts.compact()

    def waiting(self) -> list[str]:
        """The forms with something typed."""
        return list(self._drafts.pending())
