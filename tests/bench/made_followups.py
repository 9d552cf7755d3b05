"""Years of decisions in a store: every case decided with four follow-ups planned, most fates known."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, Final

from tests.bench.made_cases import made_case
from tumorboard.domain.case import Case
from tumorboard.domain.fate import fate_key
from tumorboard.domain.followup import followup_key
from tumorboard.store.contract import NEW, Put, Saved
from tumorboard.store.tiny import TinyStore

__all__ = ["plan_followups"]

_FIRST: Final = 1_000
"""The number of the first case, so that none of the Board's is among them."""
_A_MEETING: Final = 25
_KINDS: Final = (
    ("mri", "sbrt_high", 40), ("neuro_check", "neuro_check", 28), ("stability_check", "early_fracture", 75),
    ("restaging", "restaging", 84),
)  # fmt: skip
_OWNERS: Final = 14
_FATE_KNOWN: Final = 30
"""Of so many decisions one has a fate that nobody knows."""


def plan_followups(folder: Path, count: int) -> None:
    """Put so many open follow-ups into the store of a data folder, each fourth of them of another case."""
    cases = count // len(_KINDS)
    now = datetime.now().astimezone().replace(microsecond=0)
    store = TinyStore(folder)
    for first in range(0, cases, _A_MEETING):
        held = now - timedelta(days=10 + 7 * first // _A_MEETING)
        numbers = range(first, min(cases, first + _A_MEETING))
        puts = [_meeting(held, numbers), *(put for number in numbers for put in _decided(number, held, now))]
        assert isinstance(store.commit(puts, by="bench", at=held, why="decided"), Saved)
    for owner in range(_OWNERS):
        person: dict[str, Any] = {"id": _owner(owner), "name": f"Dr Made {owner}", "roles": ["clinician"]}
        assert isinstance(store.commit([Put("people", person["id"], person, NEW)], by="bench", at=now, why=None), Saved)
    store.compact()
    store.close()


def _meeting(held: datetime, numbers: range) -> Put:
    items = [{"case_id": _case_id(number), "state": "decided"} for number in numbers]
    key = _meeting_id(held)
    content = {"id": key, "title": "Spine MDT", "starts": held.isoformat(), "state": "closed", "items": items}
    return Put("meetings", key, content, NEW)


def _decided(number: int, held: datetime, now: datetime) -> Iterator[Put]:
    """The case, its decision, what became of that, and what is planned after it from a month ago to a year ahead."""
    case_id, meeting_id = _case_id(number), _meeting_id(held)
    case = Case.model_validate({**made_case(_FIRST + number), "id": case_id})
    yield Put("cases", case_id, case.record(), NEW)
    level = case.lesions[0].level
    decision: dict[str, Any] = {
        "steps": [{"modality": "sbrt", "levels": [level], "dose_gy": 24.0, "fractions": 3, "owner": _owner(number)}],
        "rationale": "Stable enough to irradiate first.",
        "agreement": "consensus",
    }
    said = {"meeting_id": meeting_id, "case_id": case_id}
    record: dict[str, Any] = {
        "id": f"{meeting_id}/{case_id}/1",
        **said,
        "case_revision": 1,
        "decision": decision,
        "stood": {"level": level, "rows": [4]},
        "quorum": {"met": True},
        "recorded_by": "bench",
        "recorded_at": held.isoformat(),
    }
    yield Put("decisions", record["id"], record, NEW)
    if number % _FATE_KNOWN:
        settled = [{"number": 1, "fate": "done", "by": "bench", "at": held.isoformat()}]
        key = fate_key(meeting_id, case_id)
        yield Put("fates", key, {"id": key, **said, "settled": settled}, NEW)
    for place, (kind, rule, days) in enumerate(_KINDS):
        due = (now + timedelta(days=(number * 7 + place * 31) % 400 - 30)).date().isoformat()
        followup: dict[str, Any] = {
            "id": followup_key(case_id, place + 1),
            **said,
            "decision_id": record["id"],
            "kind": kind,
            "level": level,
            "due": due,
            "owner": _owner(number + place),
            "proposed": {"rule": rule, "due": due, "says": f"made, after {days} days"},
            "created_by": "bench",
            "created_at": held.isoformat(),
        }
        yield Put("followups", followup["id"], followup, NEW)


def _case_id(number: int) -> str:
    return str(made_case(_FIRST + number)["id"])


def _meeting_id(held: datetime) -> str:
    return f"{held:%Y%m%d}-made"


def _owner(number: int) -> str:
    return f"person{number % _OWNERS}"
