"""What was decided and what comes after it, in the words of those who treat."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime

from tumorboard.clinical import triggers
from tumorboard.clinical.reasons import reason
from tumorboard.domain.case import Case
from tumorboard.domain.decision import Confirmed, Decision, Dissent, NextMri, Stood
from tumorboard.domain.fate import FateRecord, Settled
from tumorboard.domain.followup import FollowUp
from tumorboard.domain.view import Trigger, ViewRecord
from tumorboard.knowledge.versions import SITE
from tumorboard.sheets.document import Fact
from tumorboard.sheets.result import result_said
from tumorboard.sheets.steps import named, step_said, worded

__all__ = [
    "confirmed_said",
    "day_said",
    "dissent_said",
    "followup_said",
    "knowledge_said",
    "moment_said",
    "named_triggers",
    "next_mri_said",
    "next_mri_stands",
    "patient_side",
    "patient_told_by",
    "read_out",
    "settled_said",
    "stood_said",
    "when_said",
]


def day_said(day: date) -> str:
    """A day with its weekday, such as `Tue 24 Nov 2026`."""
    return f"{day:%a %d %b %Y}"


def moment_said(at: datetime) -> str:
    """A moment in the site's own time, such as `24 Nov 2026 08:41`."""
    return f"{at.astimezone():%d %b %Y %H:%M}"


def knowledge_said(version: str | None) -> str:
    """By which version of the tables a decision was made, and whether the site set some of it differently."""
    if version is None:
        return "version not recorded: written down by an earlier version of the program"
    site = "; the site sets some of it differently" if version.endswith(SITE) else ""
    return f"tables of version {version}{site}"


def when_said(at: datetime) -> str:
    """A moment with its weekday in the site's own time, such as `Tue 24 Nov 2026 08:00`."""
    return f"{at.astimezone():%a %d %b %Y %H:%M}"


def dissent_said(dissent: Dissent, names: Mapping[str, str]) -> str:
    """Who would have done what, why, and what should bring the case back."""
    armed = "; ".join(triggers.trigger_said(trigger) for trigger in dissent.triggers)
    parts = (
        f"{named(names, dissent.person_id)}: {dissent.position}",
        ", ".join(reason(key).label for key in dissent.reasons),
        dissent.words,
        armed and f"would change when: {armed}",
    )
    return "; ".join(part for part in parts if part)


def read_out(decision: Decision, names: Mapping[str, str]) -> list[str]:
    """A whole decision line by line, as it is read out before somebody confirms its wording."""
    parted = f", parted by {', '.join(reason(key).label for key in decision.parted_by)}" if decision.parted_by else ""
    return [
        *(f"{at} {step_said(step, names)}" for at, step in enumerate(decision.steps, start=1)),
        f"because {decision.rationale}",
        f"{worded(decision.agreement)}{parted}",
        *(f"dissent {dissent_said(dissent, names)}" for dissent in decision.dissents),
        *((f"without quorum: {decision.without_quorum}",) if decision.without_quorum else ()),
        *((f"departs: {decision.departure}",) if decision.departure else ()),
        f"tells the patient: {patient_told_by(decision, names)}",
        ": ".join(next_mri_said(decision.next_mri, names)),
    ]


def patient_side(case: Case) -> Iterator[Fact]:
    """What the patient wants, says and refuses; that nobody asked is said too."""
    goals = ", ".join(worded(goal) for goal in case.patient_goals)
    yield Fact("patient's goals", goals or "not recorded")
    if case.patient_words:
        yield Fact("in their words", " ".join(case.patient_words.split()))
    if case.patient.refuses:
        yield Fact("refuses", ", ".join(case.patient.refuses))


def named_triggers(decision: Decision, views: Sequence[ViewRecord]) -> list[str]:
    """What dissents and views that may be read said should bring the case back, each once."""
    armed: list[Trigger] = [trigger for dissent in decision.dissents for trigger in dissent.triggers]
    armed += [trigger for record in views if record.view is not None for trigger in record.view.triggers]
    return list(dict.fromkeys(triggers.trigger_said(trigger) for trigger in armed))


def patient_told_by(decision: Decision, names: Mapping[str, str]) -> str:
    """Who tells the patient, and until when."""
    tells = named(names, decision.tells_patient) if decision.tells_patient else "nobody named"
    return f"{tells} by {day_said(decision.tell_by)}" if decision.tell_by else tells


def next_mri_said(mri: NextMri | None, names: Mapping[str, str]) -> tuple[str, str]:
    """A label and what it says of the next MRI."""
    if mri is None:
        return "next MRI", "not said"
    if mri.none_because:
        return "no next MRI because", mri.none_because
    owner = named(names, mri.owner) if mri.owner else "nobody named"
    said = f"{day_said(mri.on) if mri.on else 'no date'}, {owner}"
    return "next MRI", f"{said}; another day than proposed because: {mri.because}" if mri.because else said


def next_mri_stands(mri: NextMri | None, followups: Sequence[FollowUp], names: Mapping[str, str]) -> tuple[str, str]:
    """A label and what stands now of the next MRI: where it was moved, cancelled or made, the decided day is named so.

    `followups` came from the decision; without one that had the decided day, what was decided is said.
    """
    planned = None if mri is None or mri.on is None else _planned(mri.on, followups)
    if mri is None or mri.on is None or planned is None:
        return next_mri_said(mri, names)
    decided = f"decided by the board: {next_mri_said(mri, names)[1]}"
    if planned.cancelled is not None:
        words = planned.history[-1].words if planned.history else None
        why = "; ".join(filter(None, (worded(planned.cancelled), words)))
        return "next MRI", f"CANCELLED: {why} ({decided})"
    if planned.seen_on is not None:
        return "next MRI", f"made on {day_said(planned.seen_on)} ({decided})"
    owner = named(names, planned.owner)
    if planned.due != mri.on:
        moved = f"moved to {day_said(planned.due)}, {owner}"
        why = planned.earlier[-1].reason if planned.earlier else ""
        return "next MRI", f"{moved}{f', because {why}' if why else ''} ({decided})"
    return ("next MRI", f"{owner} sees to it ({decided})") if planned.owner != mri.owner else next_mri_said(mri, names)


def _planned(day: date, followups: Sequence[FollowUp]) -> FollowUp | None:
    """The MRI that was planned for a day, whatever became of it; one that is awaited before one that ended."""
    found = [
        each for each in followups if each.kind == "mri" and day in (each.due, *(moved.due for moved in each.earlier))
    ]
    return min(found, key=lambda each: not each.is_open, default=None)


def followup_said(followup: FollowUp, names: Mapping[str, str]) -> str:
    """What is looked at, when, by whom, how far it is, every day that was given up, and what it showed."""
    what = " ".join(part for part in (_looked_at(followup), followup.level) if part)
    state = worded(followup.state) + (f": {worded(followup.cancelled)}" if followup.cancelled else "")
    parts = [f"{what}, due {day_said(followup.due)}", named(names, followup.owner), state]
    parts += [f"moved from {day_said(each.due)}: {each.reason}" for each in followup.earlier]
    if followup.result is not None:
        parts.append(f"showed {result_said(followup.result, str)}")
    return "; ".join(parts)


def stood_said(stood: Stood, unknown: str) -> str:
    """What the case showed when it was decided, and the rows of the table that stood; `unknown` is not recorded."""
    rows = " ".join(map(str, stood.rows)) or "none"
    where = f"{stood.level or 'no lesion'}, ESCC {stood.escc or unknown}, SINS {stood.sins or unknown}"
    return f"{where}, NOMS {'row' if len(stood.rows) == 1 else 'rows'} {rows}"


def settled_said(fate: FateRecord | None, number: int, names: Mapping[str, str]) -> Iterator[str]:
    """What was said last of what became of a decision and of each of its steps."""
    last: dict[int | None, Settled] = {}
    for each in fate.settled if fate else ():
        if each.number == number:
            last[each.step] = each
    for step, each in sorted(last.items(), key=lambda found: found[0] or 0):
        what = "all of it" if step is None else f"step {step}"
        on = f" on {day_said(each.on)}" if each.on else ""
        why = "; ".join(part for part in (each.reason and worded(each.reason), each.words) if part)
        yield f"{what} {worded(each.fate)}{on}{f': {why}' if why else ''} ({named(names, each.by)})"


def confirmed_said(confirmed: Confirmed | None, names: Mapping[str, str]) -> str:
    """Who confirmed something, and when."""
    return "NOT YET" if confirmed is None else f"{named(names, confirmed.person_id)} {_time(confirmed.at)}"


def _looked_at(followup: FollowUp) -> str:
    if followup.kind == "other":
        return followup.words or "other"
    kind = worded(followup.kind)
    return (
        f"{kind.upper() if followup.kind in ('mri', 'ct') else kind}{f' ({followup.words})' if followup.words else ''}"
    )


def _time(at: datetime) -> str:
    return f"{at.astimezone():%d %b %H:%M}"
