"""Follow-ups coming in from a file: those that are not here yet, in one commit."""

from collections.abc import Sequence

from tumorboard.board.after.followup_steps import content_of
from tumorboard.board.after.followups import FollowUps
from tumorboard.board.before.intake import Comparison
from tumorboard.board.desk import Desk
from tumorboard.board.people import People
from tumorboard.complaint import Complaint
from tumorboard.domain.followup import FollowUp
from tumorboard.store.contract import NEW, Conflict, Put

__all__ = ["FollowUpIntake"]


class FollowUpIntake:
    """By the chair or the coordinator. What is here is never changed by a file."""

    def __init__(self, desk: Desk, followups: FollowUps) -> None:
        self._desk = desk
        self._followups = followups

    def compare(self, arriving: Sequence[FollowUp]) -> Comparison:
        """What an import would do, by id. Raises Complaint for a case that is not here, or a different one of an id."""
        desk = self._desk
        desk.require(desk.person.may_run_meetings, "import follow-ups", "the chair or the coordinator")
        known = {document.key for document in desk.store.all("cases")}
        standing = {each.id: each for each in self._followups.all()}
        for each in arriving:
            if each.case_id not in known:
                raise Complaint(f"{each.id}: case {each.case_id} is not here; import the cases first; nothing imported")
            if each.id in standing and standing[each.id] != each:
                raise Complaint(f"{each.id} is here already and says otherwise; nothing imported")
        added = tuple(each.id for each in arriving if each.id not in standing)
        return Comparison(added, (), tuple(each.id for each in arriving if each.id in standing))

    def owned_by_nobody(self, arriving: Sequence[FollowUp]) -> list[str]:
        """Of each that is open and new here, and whose owner cannot see to it, in words who that is and what to do."""
        enrolled = {person.id: person for person in People(self._desk).all()}
        able = {key for key, person in enrolled.items() if person.may_follow_up}
        standing = {each.id for each in self._followups.all()}
        return [
            f"{each.id}: {each.owner} {'only looks on' if each.owner in enrolled else 'is not enrolled'} here; "
            f"hand it over: tumorboard followup hand {each.id} --to PERSON_ID --because TEXT"
            for each in arriving
            if each.is_open and each.owner not in able and each.id not in standing
        ]

    def admit(self, arriving: Sequence[FollowUp]) -> Comparison:
        """Take them in. Raises what `compare` raises, StoreError."""
        desk, comparison = self._desk, self.compare(arriving)
        puts = [Put("followups", each.id, content_of(each), NEW) for each in arriving if each.id in comparison.added]
        if puts and isinstance(
            desk.store.commit(puts, by=desk.person.id, at=desk.now(), why="follow-ups imported"), Conflict
        ):
            raise Complaint("somebody planned one of them meanwhile; nothing imported, try again")
        return comparison
