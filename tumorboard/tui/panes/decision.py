"""The Decision pane: what was decided and how it stands, or what keeps the case from it; and what is still unsaid."""

from collections.abc import Iterator

from tumorboard.board.meeting.running import talked_for
from tumorboard.board.working import levels_of
from tumorboard.domain.case import LABS
from tumorboard.domain.decision import Confirmed, DecisionRecord, Dissent
from tumorboard.domain.vocabulary import IRRADIATING
from tumorboard.tui.lines import Line, Part, Role, Row, rule, wrapped
from tumorboard.tui.session.naming import field_named, value_said
from tumorboard.tui.session.talk import Talk
from tumorboard.tui.session.view import CaseView

__all__ = ["decision_rows", "decision_title"]


def decision_title(view: CaseView) -> str:
    """State, and the time that the case has taken of its budget."""
    talk = view.talk
    if talk is None:
        return "Decision"
    parts = ["Decision", *([] if talk.item.state == "listed" else [talk.item.state.replace("_", " ")])]
    if talk.decision is not None:
        parts = ["Decided" if talk.decision.number == 1 else "Amended"]
        if talk.decision.read_back is None or talk.decision.signed is None:
            parts.append("not confirmed" if talk.decision.read_back is None else "not signed")
    minutes = int(talked_for(talk.item, view.now).total_seconds() // 60)
    return " · ".join((*parts, *([f"{minutes} of {view.budget} min"] if talk.item.talked else [])))


def decision_rows(view: CaseView, width: int) -> list[Row]:
    """The lines of the pane at a width."""
    talk = view.talk
    if talk is None:
        return [Row(line) for line in wrapped("This case is on no meeting.", width, "muted")]
    lines = [
        *_ways(talk, width),
        *_decided(view, talk, width),
        *_readings(view, talk, width),
        *_unsaid(talk, width),
    ]
    return [Row(line) for line in lines]


def _ways(talk: Talk, width: int) -> Iterator[Line]:
    """How the case came here, and how it was left without a decision."""
    item = talk.item
    if item.late is not None:
        allowed = (
            f"; allowed by {_name(talk, item.late.allowed.by)}" if item.late.allowed else "; a chair allows it (A)"
        )
        yield from _said(f"late: {item.late.asked.reason}{allowed}", width, "warning")
    if item.override is not None:
        told = item.override
        by = f"{_name(talk, told.decided.by)}; called {told.called}"
        words = f"red, and on this list because: {told.decided.reason} ({by})"
        yield from _said(words, width, "danger")
    for deferral in item.deferrals:
        reason = deferral.reason.replace("_", " ") + (f" ({deferral.words})" if deferral.words else "")
        owner = _name(talk, deferral.owner)
        yield from _said(
            f"deferred: {reason}; {owner} sees to it; again {deferral.next_date:%a %d %b %Y}", width, "warning"
        )
    if item.noted is not None:
        yield from _said(f"noted: {item.noted.reason}", width, "text")


def _decided(view: CaseView, talk: Talk, width: int) -> Iterator[Line]:
    record = talk.decision
    if record is None:
        if talk.item.state not in ("deferred", "noted"):
            yield from _said("no decision yet: d decides · D defers · N notes", width, "muted")
        if talk.meeting.state == "open" and (words := talk.asked.without_quorum):
            yield from _said(words, width, "warning")
        return
    from tumorboard.sheets.steps import step_said

    for number, step in enumerate(record.decision.steps, start=1):
        yield from wrapped(step_said(step, talk.names), width, "title", (("key", f" {number} "),))
        if step.modality in IRRADIATING:
            yield from _dose(view, record, number, width)
    yield from wrapped(record.decision.rationale, width, "text", (("muted", " because "),))
    yield from _looked_at_twice(view, record, width)
    yield from _agreement(talk, record, width)
    yield from _checked(talk, record, width)
    yield from _afterwards(view, talk, record, width)
    if record.amends_because:
        yield from wrapped(record.amends_because, width, "text", (("muted", f" amends {record.number - 1}: "),))


def _looked_at_twice(view: CaseView, record: DecisionRecord, width: int) -> Iterator[Line]:
    """Steps that stand the other way round, and what goes against the patient's goals."""
    from tumorboard.clinical.goals import plan_against_goals
    from tumorboard.clinical.sequence import in_reverse

    steps = record.decision.steps
    for reverse in in_reverse(steps, record.stood.level):
        yield from wrapped(f"order: {reverse.says}", width, "warning", (("warning", " ▲ "),))
    for against in plan_against_goals(view.case, (step.modality for step in steps)):
        yield from _said(f"reason 8: {against}", width, "warning")


def _dose(view: CaseView, record: DecisionRecord, number: int, width: int) -> Iterator[Line]:
    from tumorboard.tui.panes.step_dose import dose_lines

    on = record.recorded_at.astimezone().date()
    return dose_lines(record.decision.steps, number, view.assessed, record.stood.level, on, width)


def _agreement(talk: Talk, record: DecisionRecord, width: int) -> Iterator[Line]:
    from tumorboard.clinical.reasons import reason

    decision = record.decision
    role: Role = "good" if decision.agreement == "consensus" else "warning"
    parted = f" by {', '.join(reason(key).label for key in decision.parted_by)}" if decision.parted_by else ""
    yield from _said(decision.agreement.replace("_", " ") + parted, width, role)
    for dissent in decision.dissents:
        lead: Line = (("warning", " dissent "),)
        yield from wrapped(_dissent(talk, dissent), width, "text", lead)


def _dissent(talk: Talk, dissent: Dissent) -> str:
    from tumorboard.clinical import triggers
    from tumorboard.clinical.reasons import reason

    armed = "; ".join(triggers.trigger_said(each) for each in dissent.triggers)
    parts = (
        _name(talk, dissent.person_id),
        dissent.position,
        ", ".join(reason(key).label for key in dissent.reasons),
        dissent.words,
        armed and f"▲ {armed}",
    )
    return " · ".join(part for part in parts if part)


def _checked(talk: Talk, record: DecisionRecord, width: int) -> Iterator[Line]:
    quorum, decision = record.quorum, record.decision
    if quorum.met:
        yield (("good", f" quorum met, {len(quorum.present)} there"),)
    else:
        yield from _said(f"quorum NOT met ({', '.join(quorum.missing)}): {decision.without_quorum}", width, "warning")
    if decision.departure:
        yield from _said(f"departs: {decision.departure}", width, "warning")
    yield _confirmed(talk, "read back", record.read_back, "c confirms")
    yield _confirmed(talk, "signed", record.signed, "S signs")


def _confirmed(talk: Talk, what: str, by: Confirmed | None, key: str) -> Line:
    if by is None:
        return (("open", f" not {what}: {key}"),)
    return (("good", f" {what} "), ("text", f"{_name(talk, by.person_id)} {by.at.astimezone():%H:%M}"))


def _afterwards(view: CaseView, talk: Talk, record: DecisionRecord, width: int) -> Iterator[Line]:
    from tumorboard.board.typed.loosely import day_said

    decision, today = record.decision, view.now.date()
    mri = decision.next_mri
    if mri is not None and mri.on is not None:
        owner = _name(talk, mri.owner) if mri.owner else ""
        yield from wrapped(f"{day_said(mri.on, today)} {owner}", width, "text", (("muted", " next MRI "),))
    elif mri is not None and mri.none_because:
        yield from wrapped(mri.none_because, width, "text", (("muted", " no MRI: "),))
    if decision.tells_patient:
        by = f", {day_said(decision.tell_by, today)}" if decision.tell_by else ""
        yield from wrapped(
            f"{_name(talk, decision.tells_patient)}{by}", width, "text", (("muted", " tells the patient "),)
        )


def _readings(view: CaseView, talk: Talk, width: int) -> Iterator[Line]:
    for reading in talk.item.readings:
        if reading.path.startswith(LABS):
            from tumorboard.clinical.labs import meant_said

            yield from _said(f"{meant_said(reading.path, reading.value)}: {reading.said.reason}", width, "text")
            continue
        read = f"{field_named(reading.path, levels_of(view.case))} {value_said(reading.path, reading.value)}"
        yield from _said(f"board reads {read}: {reading.said.reason}", width, "text")


def _unsaid(talk: Talk, width: int) -> Iterator[Line]:
    if not talk.unsaid or talk.item.state in ("deferred", "noted"):
        return
    yield rule(width, f"still unsaid {len(talk.unsaid)}")
    for words in talk.unsaid:
        yield from wrapped(words, width, "open", (("open", " · "),))


def _said(words: str, width: int, role: Role) -> list[Line]:
    lead: tuple[Part, ...] = ((role, " "),)
    return wrapped(words, width, role, lead)


def _name(talk: Talk, person_id: str) -> str:
    return talk.names.get(person_id, person_id)
