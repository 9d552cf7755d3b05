"""The board's own reading: agreed in the meeting, written into the case with its reason, beside the raters' own."""

from collections.abc import Mapping

from tumorboard.board.desk import Desk, Filed, NotThere, filed
from tumorboard.board.meeting.sittings import Amended, Sittings, with_item
from tumorboard.board.working import Value, WorkingCase, value_at
from tumorboard.clean import clean_line
from tumorboard.complaint import Complaint
from tumorboard.domain.case import LABS, Case
from tumorboard.domain.meeting import AgendaItem, BoardReading, Meeting, Reasoned
from tumorboard.store.contract import Put

__all__ = ["BoardReadings"]


class BoardReadings:
    """Set by a chair; nothing of what a rater read is changed by it."""

    def __init__(self, desk: Desk, sittings: Sittings) -> None:
        self._desk = desk
        self._sittings = sittings

    def confirmed(self, case_id: str) -> dict[str, BoardReading]:
        """The labs of a case that were confirmed as they stand, at whatever meeting, by path: the newest of each.

        One that has another value since is asked anew. Raises StoreError.
        """
        found = [
            BoardReading.model_validate(read)
            for document in self._desk.store.all("meetings")
            for item in document.content.get("items", ())
            if item["case_id"] == case_id
            for read in item.get("readings", ())
            if read["path"].startswith(LABS)
        ]
        return {each.path: each for each in sorted(found, key=lambda each: each.said.at)}

    def meant(self, case_id: str) -> dict[str, float]:
        """The same, each with the value that was confirmed. Raises StoreError."""
        return {path: float(str(read.value)) for path, read in self.confirmed(case_id).items()}

    def asked(self, case: Case) -> tuple[str, ...]:
        """What is asked of a case because it cannot be so, but for the labs that were confirmed. Raises StoreError."""
        from tumorboard.clinical.questions import questions

        return questions(case) and questions(case, self.meant(case.id))

    def agree(
        self,
        meeting_id: str,
        case_id: str,
        values: Mapping[str, Value],
        reason: str,
        labs: Mapping[str, float] | None = None,
    ) -> Case:
        """Write the agreed values, by their paths such as `lesions.0.sins.collapse`, into the case.

        `labs` are confirmed as they stand, although they look like another unit. Raises NotAllowed, NotThere; Complaint
        without a reason, for a value that the format does not allow, and for a lab that has another value meanwhile.
        """
        desk = self._desk
        desk.require(desk.person.may_lead, "set the board's reading", "a chair")
        why = clean_line(reason).strip()
        if not why:
            raise Complaint("say why the board reads it so; the raters' own readings stay")
        meant = dict(labs or {})
        if not values and not meant:
            raise Complaint("no reading was chosen")

        def agreed(meeting: Meeting) -> Amended:
            standing = self._case(case_id)
            _refuse_other(standing.record, meant)
            read = WorkingCase.of(standing).with_edits(values).case
            said = Reasoned(by=desk.person.id, at=desk.now(), reason=why)
            entries = tuple(
                BoardReading.of(path=path, value=value, said=said)
                for path, value in [*values.items(), *((path, str(value)) for path, value in meant.items())]
            )
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


def _refuse_other(case: Case, meant: Mapping[str, float]) -> None:
    from tumorboard.clinical.labs import named

    for path, value in meant.items():
        if value_at(case, path) != value:
            raise Complaint(f"{named(path)} is {value_at(case, path)} now and not {value:g}; look again")
