"""A page in plain language for the patient: what is advised, why, what comes next, when to call at once, whom to ask.

It says no more than was decided, promises nothing, and prints no free text of colleagues, which is not written for the
patient. A doctor reads it before it is handed over.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime
from typing import Final

from tumorboard.clinical.spine import region
from tumorboard.domain.case import Case
from tumorboard.domain.decision import DecisionRecord, NextMri, Step
from tumorboard.domain.followup import FollowUp
from tumorboard.domain.meeting import AgendaItem
from tumorboard.domain.vocabulary import Modality
from tumorboard.knowledge import emergency_table
from tumorboard.knowledge.plain import PlainTreatment, Subject, plain_words
from tumorboard.knowledge.tables import kept
from tumorboard.sheets.decided import when_said
from tumorboard.sheets.document import Alert, Document, Fact, Listing, Paragraph, Part, Section
from tumorboard.sheets.identity import contact_said, patient_name
from tumorboard.sheets.outcome import CaseOutcome, Outcome
from tumorboard.sheets.steps import named

__all__ = ["patient_sheet"]

_READ_FIRST: Final = "To be read by the doctor before it is handed over"
_UNDECIDED: Final = {
    "no_decision": "The doctors have not decided yet. Until then they advise this:",
    "more_data_needed": "The doctors need to know more before they decide. Until then they advise this:",
}
_FOR_YOURSELF: Final = "You decide together with your doctor. You may ask, wait, or say no."


def patient_sheet(outcome: Outcome, at: datetime, *, identifiers: bool = False) -> Document:
    """The page about one case, as things stood at a time; without the patient's name unless asked."""
    (heard,) = outcome.cases
    case, record, names = heard.case, heard.standing, outcome.names
    name = patient_name(case.patient) if identifiers else None
    parts: list[Part] = [Alert("FOR THE DOCTOR", _for_the_doctor(case, record))]
    if name:
        parts.append(Fact("For", name))
    parts.append(Paragraph(_met(heard, _day(outcome.meeting.starts.astimezone().date()))))
    if record is None:
        parts.append(Section("What the doctors advise", list(_undecided(heard.item))))
    else:
        parts.append(Section("What the doctors advise", list(_advised(record, names))))
    parts.append(Section("What matters to you", list(_goals(case))))
    parts.append(
        Section("What happens next", list(_next(heard, names)) or [Paragraph("No date is set yet. Ask your doctor.")])
    )
    signs = [_said("sign", sign.key) for sign in emergency_table().signs]
    call = "Do not wait for your next visit. Call the emergency number, or come to the emergency department, if:"
    parts.append(Section("When to call at once", [Paragraph(call), Listing(signs)]))
    parts.append(Section("Whom you can ask", list(_whom(case, record, names))))
    note = f"{_READ_FIRST}. As it stood on {when_said(at)}. Case {case.id}."
    return Document("About your treatment", [], parts, note, f"{_READ_FIRST} · case {case.id}", is_large=True)


def _for_the_doctor(case: Case, record: DecisionRecord | None) -> str:
    said = ["Read this page before you hand it over, and strike out what does not fit."]
    if case.patient.knows_diagnosis is None:
        said.append("It is not recorded whether the patient knows the diagnosis.")
    if case.patient.told_of_discussion is not True:
        said.append("It is not recorded that the patient was told of the meeting.")
    if record is not None and record.signed is None:
        said.append("The decision is not signed yet.")
    return " ".join(said)


def _met(heard: CaseOutcome, when: str) -> str:
    if heard.standing is not None:
        return f"On {when} a group of doctors talked about your spine and how to treat it."
    if heard.item.state in ("deferred", "noted"):
        return f"A group of doctors met on {when}. How to treat your spine was on their list."
    return f"How to treat your spine is on the list of a group of doctors who meet on {when}."


def _advised(record: DecisionRecord, names: Mapping[str, str]) -> Iterator[Part]:
    decision = record.decision
    if record.signed is None:
        yield Alert("NOT FINAL", "This has still to be signed. It may change.")
    yield Paragraph(_UNDECIDED.get(decision.agreement, "They advise this:"))
    yield Listing([_step(step, names) for step in decision.steps], numbered=True)
    if decision.dissents:
        yield Paragraph("Not all of the doctors saw it in the same way. Your doctor can tell you what else was said.")
    yield Paragraph(_FOR_YOURSELF)


def _step(step: Step, names: Mapping[str, str]) -> str:
    treatment = _treatment(step.modality)
    where = _places(step)
    when = _said("timing", step.timing) if step.timing else None
    parts = (
        f"{treatment.name}{f' ({where})' if where else ''}.",
        treatment.says,
        _said("intent", step.intent) if step.intent else None,
        when and f"This is to be done {when}.",
        step.owner and f"{named(names, step.owner)} sees to it.",
        step.condition and "This is only done under a condition. Your doctor tells you which.",
        step.fallback and "If it cannot be done, there is another plan. Your doctor tells you which.",
    )
    return " ".join(part for part in parts if part)


def _places(step: Step) -> str:
    return " and ".join(dict.fromkeys(_said("region", region(level)) for level in step.levels))


def _undecided(item: AgendaItem) -> Iterator[Part]:
    yield Paragraph("Nothing is decided yet.")
    if item.deferrals and item.deferrals[-1].reason != "other":
        yield Paragraph(_said("deferral", item.deferrals[-1].reason))


def _goals(case: Case) -> Iterator[Part]:
    goals = [_said("goal", goal) for goal in case.patient_goals if goal != "other"]
    if goals:
        yield Paragraph("You told us what matters most to you:")
        yield Listing(goals)
    if case.patient_words:
        yield Paragraph(f"In your own words: “{case.patient_words}”")
    if not goals and not case.patient_words:
        yield Paragraph("We have not written down yet what matters most to you. Please tell your doctor.")
    else:
        yield Paragraph("If this has changed, please tell your doctor.")


def _next(heard: CaseOutcome, names: Mapping[str, str]) -> Iterator[Part]:
    decision = heard.standing.decision if heard.standing else None
    if decision is None and heard.item.deferrals:
        yield Paragraph(f"The doctors talk about it again on {_day(heard.item.deferrals[-1].next_date)}.")
    if decision is not None and decision.tells_patient:
        by = f" by {_day(decision.tell_by)}" if decision.tell_by else ""
        yield Paragraph(f"{named(names, decision.tells_patient)} talks with you about this{by}.")
    waiting = sorted(
        (each for each in heard.followups if each.state in ("planned", "ordered")), key=lambda each: each.due
    )
    if waiting:
        yield Listing([_waiting(each, names) for each in waiting])
    yield from _next_scan(decision.next_mri if decision else None, heard.followups, names)


def _next_scan(mri: NextMri | None, followups: Sequence[FollowUp], names: Mapping[str, str]) -> Iterator[Part]:
    """What is not in the list of what waits: that there is no next scan, that it is off, or one that nobody planned."""
    scans = [each for each in followups if each.kind == "mri"]
    if mri is not None and mri.none_because:
        yield Paragraph("No next scan of your spine is planned. Your doctor tells you why.")
    elif scans and all(each.state == "cancelled" for each in scans):
        yield Paragraph(f"The scan for {_day(scans[-1].due)} is cancelled. Your doctor tells you why.")
    elif mri is not None and mri.on and not scans:
        yield Listing([_dated(_said("follow_up", "mri"), mri.on, named(names, mri.owner) if mri.owner else None)])


def _waiting(followup: FollowUp, names: Mapping[str, str]) -> str:
    what = "A check" if followup.kind == "other" else _said("follow_up", followup.kind)
    return _dated(what, followup.due, named(names, followup.owner))


def _dated(what: str, day: date, who: str | None) -> str:
    return f"{what}: {_day(day)}." + (f" {who} sees to it." if who else "")


def _whom(case: Case, record: DecisionRecord | None, names: Mapping[str, str]) -> Iterator[Part]:
    tells = record.decision.tells_patient if record else None
    asked = [named(names, tells)] if tells else []
    asked += [said for said in map(contact_said, (case.responsible, case.referrer)) if said]
    if asked:
        yield Listing(list(dict.fromkeys(asked)))
    else:
        yield Paragraph("Ask the doctor who gave you this page.")


def _treatment(key: Modality) -> PlainTreatment:
    return next(each for each in plain_words().treatments if each.key == key)


def _said(about: Subject, key: str) -> str:
    return _words()[about, key]


@kept
def _words() -> Mapping[tuple[Subject, str], str]:
    return {(each.about, each.key): each.says for each in plain_words().words}


def _day(day: date) -> str:
    return f"{day:%A} {day.day} {day:%B %Y}"
