"""What a meeting must not be closed without: of every decided case a next MRI with its owner, or why there is none."""

from tumorboard.board.desk import Desk
from tumorboard.complaint import Complaint
from tumorboard.domain.meeting import Meeting

__all__ = ["refuse_without_next_mri"]


def refuse_without_next_mri(desk: Desk, meeting: Meeting) -> None:
    """Refuse to close while a decided case has neither a planned MRI nor a reason for none. Raises Complaint."""
    answered = {
        document.content["case_id"]
        for document in desk.store.all("followups")
        if (document.content.get("meeting_id"), document.content.get("kind")) == (meeting.id, "mri")
    }
    numbers: dict[str, int] = {}
    for document in desk.store.all("decisions"):
        content = document.content
        number = content.get("number", 1)
        if content["meeting_id"] != meeting.id or number < numbers.get(content["case_id"], 0):
            continue
        numbers[content["case_id"]] = number
        if (content["decision"].get("next_mri") or {}).get("none_because"):
            answered.add(content["case_id"])
    lacking = [item.case_id for item in meeting.items if item.state == "decided" and item.case_id not in answered]
    if lacking:
        raise Complaint(
            f"no next MRI with an owner, and no reason for none: {' '.join(lacking)}; "
            "amend the decision (d), or plan it in Follow-up (F4)"
        )
