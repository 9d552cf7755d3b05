"""A patient who died: where the record says so, and that nothing more is planned for them."""

from tumorboard.board.desk import Desk
from tumorboard.complaint import Complaint

__all__ = ["refuse_dead"]


def refuse_dead(desk: Desk, case_id: str) -> None:
    """Refuse to plan anything for a patient who is recorded as dead. Raises Complaint with where that stands."""
    for table in ("followups", "fates"):
        for document in desk.store.all(table):
            if document.content.get("case_id") != case_id:
                continue
            settled = document.content.get("settled", ())
            if document.content.get("cancelled") == "died" or any(each.get("reason") == "died" for each in settled):
                where = "follow-up" if table == "followups" else "fate of the decision"
                raise Complaint(f"{case_id}: recorded as died ({where} {document.key}); nothing is planned for them")
