"""The board's own reading: agreed in the meeting, written into the case with its reason, beside the raters' own."""

from collections.abc import Mapping

from tumorboard.board.desk import Desk, Filed, NotThere, filed
from tumorboard.board.meeting.sittings import Amended, Sittings, with_item
from tumorboard.board.working import Value, WorkingCase
from tumorboard.clean import clean_line
from tumorboard.complaint import Complaint
from tumorboard.domain.case import Case
from tumorboard.domain.meeting import AgendaItem, BoardReading, Meeting, Reasoned
from tumorboard.store.contract import Put

__all__ = ["BoardReadings"]


class BoardReadings:
    """Set by a chair; nothing of what a rater read is changed by it."""

    def __init__(self, desk: Desk, sittings: Sittings) -> None:
        self._desk = desk
        self._sittings = sittings

    def agree(self, meeting_id: str, case_id: str, values: Mapping[str, Value], reason: str) -> Case:
        """Write the agreed values, by their paths such as `lesions.0.sins.collapse`, into the case.

        Raises NotAllowed, NotThere; Complaint without a reason, or for a value that the format does not allow.
        """
        desk = self._desk
        desk.require(desk.person.may_lead, "set the board's reading", "a chair")
        why = clean_line(reason).strip()
        if not why:
            raise Complaint("say why the board reads it so; the raters' own readings stay")
        if not values:
            raise Complaint("no reading was chosen")

        def agreed(meeting: Meeting) -> Amended:
            standing = self._case(case_id)
            read = WorkingCase.of(standing).with_edits(values).case
            said = Reasoned(by=desk.person.id, at=desk.now(), reason=why)
            entries = tuple(BoardReading.of(path=path, value=value, said=said) for path, value in values.items())
            put = Put("cases", case_id, read.record(), standing.revision)

            def kept(item: AgendaItem) -> AgendaItem:
                return item.model_copy(update={"readings": (*item.readings, *entries)})

            return with_item(meeting, case_id, kept), ([put] if read != standing.record else [])

        self._sittings.amend(meeting_id, agreed, f"board reading: {why}")
        return self._case(case_id).record

    def _case(self, case_id: str) -> Filed[Case]:
        document = self._desk.store.get("cases", case_id)
        if document is None:
            raise NotThere(f"no case is called {case_id}; see: tumorboard meetings")
        return filed(document, Case)
