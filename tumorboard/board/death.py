"""A patient who died: where the record says so, and that nothing more is planned for them."""

from tumorboard.board.desk import Desk
from tumorboard.complaint import Complaint

__all__ = ["refuse_dead"]


def refuse_dead(desk: Desk, case_id: str) -> None:
    """Refuse to plan anything for a patient who is recorded as dead. Raises Complaint with where that stands."""
    for document in desk.store.all("followups"):
        if (document.content.get("case_id"), document.content.get("cancelled")) == (case_id, "died"):
            raise Complaint(
                f"{case_id}: recorded as died (follow-up {document.key}); nothing is planned for them; "
                "if that is a mistake, take its cancellation back"
            )
    for document in desk.store.all("fates"):
        if document.content.get("case_id") != case_id:
            continue
        last = {(each["number"], each.get("step")): each.get("reason") for each in document.content.get("settled", ())}
        if "died" in last.values():
            raise Complaint(
                f"{case_id}: recorded as died (fate of the decision of {document.content.get('meeting_id')}); "
                "nothing is planned for them; if that is a mistake, settle the decision anew"
            )
