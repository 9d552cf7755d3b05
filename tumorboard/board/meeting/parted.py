"""On which cases people were not of one mind: open views of different plans, and dissents that decisions keep."""

from collections import Counter, defaultdict
from collections.abc import Collection

from tumorboard.board.desk import Desk, filed
from tumorboard.board.meetings import Meetings
from tumorboard.clinical import plans
from tumorboard.domain.decision import DecisionRecord
from tumorboard.domain.view import ViewRecord

__all__ = ["parted_on"]


def parted_on(desk: Desk, case_ids: Collection[str]) -> dict[str, str]:
    """What is said of each case on which people differed, at any meeting. A view that is sealed is never read.

    Raises StoreError.
    """
    said = {
        key: f"{count} earlier dissent{'s' if count > 1 else ''}" for key, count in _dissents(desk, case_ids).items()
    }
    for key in _differing(desk, case_ids):
        said[key] = ", ".join(filter(None, ("views part", said.get(key))))
    return said


def _dissents(desk: Desk, case_ids: Collection[str]) -> Counter[str]:
    """Dissents on the decisions that stand of each case; a superseded one does not count twice."""
    last: dict[tuple[str, str], DecisionRecord] = {}
    for document in desk.store.all("decisions"):
        if document.content.get("case_id") in case_ids:
            record = filed(document, DecisionRecord).record
            key = (record.meeting_id, record.case_id)
            if key not in last or last[key].number < record.number:
                last[key] = record
    counted: Counter[str] = Counter()
    for record in last.values():
        counted[record.case_id] += len(record.decision.dissents)
    return +counted


def _differing(desk: Desk, case_ids: Collection[str]) -> set[str]:
    """Cases whose open views, each person's latest at a meeting, are of different kinds of plans."""
    latest: dict[tuple[str, str], dict[str, ViewRecord]] = defaultdict(dict)
    open_at = {
        (each.id, item.case_id): not each.sealed or item.revealed
        for each in Meetings(desk).all()
        for item in each.items
    }
    for document in desk.store.all("views"):
        content = document.content
        key = (str(content.get("meeting_id")), str(content.get("case_id")))
        if key[1] not in case_ids or content.get("sealed") or not open_at.get(key):
            continue
        record = filed(document, ViewRecord).record
        theirs = latest[key].get(record.person_id)
        if theirs is None or theirs.number < record.number:
            latest[key][record.person_id] = record
    return {
        case_id
        for (_, case_id), records in latest.items()
        if len({plans.plan_kind(each.view.plan) for each in records.values() if each.view is not None}) > 1
    }
