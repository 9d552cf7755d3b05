"""The cases that could come onto a list: those deferred to it, those that the last meeting left, and every other."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from tumorboard.board.before.waiting import Waiting
from tumorboard.board.desk import Desk
from tumorboard.board.meetings import Meetings
from tumorboard.clinical import histology
from tumorboard.domain.meeting import Meeting
from tumorboard.domain.vocabulary import HISTOLOGIES

__all__ = ["Candidate", "candidates"]

_Why = Literal["deferred", "left", "other"]


@dataclass(frozen=True, slots=True)
class Candidate:
    """`why` says whether it was deferred to this meeting, left by the last one, or neither; `because` in words.

    `name` is the patient's. `decided` names the meeting that decided it last; such a case comes back with a reason.
    `coming` names the next meeting that lists it already.
    """

    case_id: str
    about: str
    name: str
    why: _Why
    because: str | None = None
    decided: str | None = None
    coming: str | None = None


def candidates(desk: Desk, meeting: Meeting, waiting: Sequence[Waiting], last: Meeting | None) -> list[Candidate]:
    """Every case of the store that is not on the list: what is proposed first. Raises StoreError."""
    about = {document.key: (_about(document.content), _name(document.content)) for document in desk.store.all("cases")}
    decided, coming = dict(_decided(desk, meeting)), _coming(desk, meeting)
    listed = {*meeting.case_ids}
    found: list[Candidate] = []
    for each in waiting:
        if each.case_id in about and each.case_id not in listed:
            day, reason = each.deferral.at.astimezone(), each.deferral.reason.replace("_", " ")
            because = f"deferred on {day:%d %b %Y}: {reason}"
            found.append(Candidate(each.case_id, *about[each.case_id], "deferred", because))
            listed.add(each.case_id)
    for item in last.items if last is not None else ():
        if item.state not in ("listed", "in_discussion") or item.case_id in coming:
            continue
        if item.case_id in about and item.case_id not in listed:
            because = f"not heard at {last.title if last else ''}"
            found.append(Candidate(item.case_id, *about[item.case_id], "left", because))
            listed.add(item.case_id)
    others = sorted(key for key in about if key not in listed)
    return [*found, *(Candidate(key, *about[key], "other", None, decided.get(key), coming.get(key)) for key in others)]


def _decided(desk: Desk, but: Meeting) -> Iterator[tuple[str, str]]:
    """Each case that a meeting decided, with that meeting's title and day."""
    for each in Meetings(desk).all():
        if each.id != but.id:
            said = f"{each.title}, {each.starts.astimezone():%d %b %Y}"
            yield from ((item.case_id, said) for item in each.items if item.state == "decided")


def _coming(desk: Desk, but: Meeting) -> dict[str, str]:
    """Each case that waits on the list of another meeting to come, with that meeting's title and day."""
    now = desk.now()
    return {
        item.case_id: f"{each.title}, {each.starts.astimezone():%d %b %Y}"
        for each in reversed(Meetings(desk).to_come())
        if each.id != but.id and each.state == "planned" and each.starts > now
        for item in each.items
        if item.state in ("listed", "in_discussion")
    }


def _about(content: Mapping[str, Any]) -> str:
    """Levels and primary of a stored case, without reading all of it."""
    levels = " ".join(str(lesion.get("level", "?")) for lesion in content.get("lesions") or ())
    known = (content.get("primary") or {}).get("histology")
    return f"{levels or 'no lesion recorded'} · {histology.label(known if known in HISTOLOGIES else None)}"


def _name(content: Mapping[str, Any]) -> str:
    patient = content.get("patient") or {}
    return " ".join(str(patient[part]) for part in ("given_name", "family_name") if patient.get(part))
