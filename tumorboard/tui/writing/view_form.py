"""My view of a case as a sheet: kept with each change where only I can read it, sealed when it is handed in."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Any, Final

from tumorboard.board.board import Board
from tumorboard.clinical import sins, wording
from tumorboard.clinical.rater import lesion_meant, with_readings
from tumorboard.complaint import Complaint
from tumorboard.domain.case import Case, SinsItems
from tumorboard.domain.view import Readings, ViewRecord
from tumorboard.store.contract import NEW, Conflict
from tumorboard.tui.session.view_said import view_said
from tumorboard.tui.writing.entry import Entry, Missing, Values, lettered, text_of
from tumorboard.tui.writing.sheet import Form
from tumorboard.tui.writing.view_entries import view_entries
from tumorboard.tui.writing.view_reading import sins_of, values_of, view_of

__all__ = ["ViewForm"]

_WHOSE: Final = "whose"
_MINE: Final = "mine"
_FILLED_FROM: Final = "filled from"
"""In what is kept: when the view was submitted that the form was filled from."""


class ViewForm(Form):
    """Gives a view, betters it until the reveal, and adds another after it.

    Where another session of mine handed one in meanwhile, it asks first whose stands.
    """

    def __init__(self, board: Board, meeting_id: str, case: Case, place: int) -> None:
        """`place` is that of the open lesion. Raises NotThere, StoreError."""
        self._board = board
        self._meeting_id = meeting_id
        self._case = case
        self._place = place
        self._name = f"view:{meeting_id}/{case.id}"
        self._typed = board.forms.typed(self._name)
        self._standing = board.views.mine(meeting_id, case.id)
        self._is_sealed, self._is_revealed = self._seal()
        self._started_from = self._typed.started_from if self._typed else self._over
        self._filled_from = self._typed.values.get(_FILLED_FROM) if self._typed else self._submitted
        self._is_clash = self._started_from != self._over and not self._was_only_opened()
        self.title = f"My view · {case.id} · {'sealed until revealed' if self._is_sealed else 'read by all at once'}"

    def starting_values(self) -> dict[str, Any]:
        """What was typed before and not handed in, else my view as it stands, else the open lesion."""
        if self._typed is not None:
            return {key: value for key, value in self._typed.values.items() if key not in (_WHOSE, _FILLED_FROM)}
        level = self._case.lesions[self._place].level if self._case.lesions else None
        standing = self._standing.record.view if self._standing else None
        if standing is None:
            return {"level": level}
        values = values_of(standing)
        meant = lesion_meant(self._case, standing.readings)
        speaks = any(key == "escc" or key == "stability_judgment" or key.startswith("sins.") for key in values)
        return {"level": meant.level if speaks and meant else level, **values}

    def entries(self, values: Values) -> Sequence[Entry]:
        """The view's; before them, where two versions stand, which is to stay."""
        asked = [self._whose()] if self._is_clash else []
        return [*asked, *view_entries(values, [lesion.level for lesion in self._case.lesions])]

    def notes(self, values: Values) -> Sequence[str]:
        """Who will read it and when, the other version, the score that follows, vague words."""
        return list(self._notes(values))

    def changed(self, values: Values) -> None:
        """Keep it for the next time."""
        self._board.forms.keep(self._name, {**values, _FILLED_FROM: self._filled_from}, self._started_from)

    def submit(self, values: Values) -> str:
        """Hand it in. Raises Missing, Complaint."""
        if self._is_clash and values.get(_WHOSE) not in (None, _MINE):
            self._board.forms.settle(self._name)
            return f"your view on {self._case.id} stays as your other session handed it in"
        if self._is_clash and values.get(_WHOSE) is None:
            raise Missing(_WHOSE, self._clash_said())
        view = view_of(values)
        self._refuse_if_revealed()
        outcome = self._board.views.submit(self._meeting_id, self._case.id, view, self._over)
        if isinstance(outcome, Conflict):
            shown = self._standing.record.view if self._standing else None
            self._standing = self._board.views.mine(self._meeting_id, self._case.id)
            if shown is not None and self._standing is not None and self._standing.record.view == shown:
                return self.submit(values)
            self._is_clash = True
            raise Missing(_WHOSE, f"NOT handed in. {self._clash_said()}")
        self._board.forms.settle(self._name)
        return self._done(outcome)

    @property
    def _over(self) -> int:
        """The revision of the version that was shown as standing; a newer one is a conflict."""
        return self._standing.revision if self._standing else NEW

    @property
    def _submitted(self) -> str | None:
        return self._standing.record.submitted.isoformat() if self._standing else None

    def _was_only_opened(self) -> bool:
        """Whether my view is the one that the draft began from, and only the reveal has changed its record since."""
        return self._is_revealed and self._submitted is not None and self._submitted == self._filled_from

    def _seal(self) -> tuple[bool, bool]:
        """Whether a view handed in now is sealed, and whether the case is revealed."""
        meeting = self._board.meetings.get(self._meeting_id).record
        item = meeting.item(self._case.id)
        is_revealed = item is not None and item.revealed is not None
        return meeting.sealed and not is_revealed, is_revealed

    def _refuse_if_revealed(self) -> None:
        """Say so once where the views were revealed since I began: what is handed in now is read by everybody."""
        was_sealed = self._is_sealed
        self._is_sealed, self._is_revealed = self._seal()
        if not was_sealed or self._is_sealed:
            return
        beside = "; it will stand beside your first" if self._standing else ""
        raise Complaint(
            f"the views on {self._case.id} were revealed meanwhile: everybody will read yours at once{beside}. "
            "NOT handed in yet; Ctrl+S again does it"
        )

    def _whose(self) -> Entry:
        theirs = self._other()
        choices = lettered(
            [
                (_MINE, "what is typed here", "the other is replaced" if not self._is_revealed else "beside the other"),
                ("theirs", "what the other session handed in", f"what is typed here is dropped; stays: {theirs}"),
            ]
        )
        return Entry(_WHOSE, "which stands", "choice", choices, help=theirs, needed=True, heading="two versions")

    def _other(self) -> str:
        """The version that stands, in words."""
        record = self._standing.record if self._standing else None
        if record is None:
            return "it is gone"
        if record.view is None:
            return "it cannot be opened here: your key is lost"
        return f"{_time(record.submitted)}: {view_said(record.view)}"

    def _clash_said(self) -> str:
        return f"Another session of yours handed in a view meanwhile; say which stands. {self._other()}"

    def _notes(self, values: Values) -> Iterator[str]:
        if self._is_clash:
            yield self._clash_said()
        yield self._readers_said()
        if self._typed is not None:
            yield f"as you left it on {_time(datetime.fromisoformat(self._typed.at))}; not handed in"
        if (scored := self._scored(values)) is not None:
            yield scored
        for word in wording.vague(text_of(values, "rationale")):
            yield f"vague: {word}; {wording.instead_of(word)}"

    def _readers_said(self) -> str:
        """Who will read it and when, and what becomes of the one that stands."""
        standing = self._standing
        if self._is_revealed:
            beside = "a further view; it stands beside your first, which stays as it is, and " if standing else ""
            return f"{beside}everybody reads it at once: the case is revealed"
        instead = "; it takes the place of the one that you handed in" if standing else ""
        if self._is_sealed:
            return f"sealed: nobody else reads it until the chair reveals the case{instead}"
        return f"this meeting seals no views: everybody reads it at once{instead}"

    def _scored(self, values: Values) -> str | None:
        """SINS with what I read, and with what is recorded where I read nothing."""
        items, level = sins_of(values), values.get("level")
        lesion = lesion_meant(self._case, Readings(level=level), self._place) if level else None
        if lesion is None or items == SinsItems():
            return None
        _, read = with_readings(self._case, lesion, Readings(sins=items))
        score = sins.score(read)
        bands = " or ".join(band.replace("_", " ") for band in score.bands)
        return f"SINS {level} with your readings, the rest as recorded: {score.text}, {bands}"

    def _done(self, record: ViewRecord) -> str:
        if record.number > 1:
            return f"your view {record.number} on {self._case.id} is in, beside your first; everybody can read it"
        if record.sealed is not None:
            return f"your view on {self._case.id} is in, sealed until the chair reveals it"
        return f"your view on {self._case.id} is in; everybody can read it"


def _time(at: datetime) -> str:
    return f"{at.astimezone():%d %b %H:%M}"
