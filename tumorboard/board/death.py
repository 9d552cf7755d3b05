"""Patients who died: where the record says so, and that nothing more is planned for them."""

from dataclasses import dataclass

from tumorboard.board.desk import Desk
from tumorboard.complaint import Complaint

__all__ = ["Death", "deaths", "refuse_dead"]


@dataclass(frozen=True, slots=True)
class Death:
    """Where it stands that a patient died, and what takes it back where that is a mistake."""

    said_by: str
    mended_by: str


def deaths(desk: Desk) -> dict[str, Death]:
    """The cases whose patient is recorded as dead, by id. Raises StoreError."""
    found: dict[str, Death] = {}
    for document in desk.store.all("followups"):
        if document.content.get("cancelled") == "died":
            death = Death(f"follow-up {document.key}", "take its cancellation back")
            found.setdefault(str(document.content.get("case_id")), death)
    for document in desk.store.all("fates"):
        last = {(each["number"], each.get("step")): each.get("reason") for each in document.content.get("settled", ())}
        if "died" in last.values():
            said_by = f"fate of the decision of {document.content.get('meeting_id')}"
            found.setdefault(str(document.content.get("case_id")), Death(said_by, "settle the decision anew"))
    return found


def refuse_dead(desk: Desk, case_id: str) -> None:
    """Refuse to plan anything for a patient who is recorded as dead. Raises Complaint with where that stands."""
    death = deaths(desk).get(case_id)
    if death is not None:
        raise Complaint(
            f"{case_id}: recorded as died ({death.said_by}); nothing is planned for them; "
            f"if that is a mistake, {death.mended_by}"
        )
