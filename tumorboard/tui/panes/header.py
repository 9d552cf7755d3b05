"""The case header: who it is about, what is asked, and how urgent it is."""

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta

from rich.cells import cell_len

from tumorboard.board.site_zone import SITE_ZONE, on_site
from tumorboard.clinical import escc, histology
from tumorboard.clinical.emergency import Due, clocks
from tumorboard.clinical.walking import walking_in_doubt
from tumorboard.domain.case import Case
from tumorboard.domain.vocabulary import Route
from tumorboard.knowledge import emergency_table
from tumorboard.tui.lines import Line, Part, fit, width_of
from tumorboard.tui.session.view import CaseView

__all__ = ["header_lines"]

_WORTH_SHOWING = 24


def header_lines(
    view: CaseView, width: int, reported: str = "", deficit: str = "", rescored: Sequence[str] = ()
) -> list[Line]:
    """Three lines, and one each for what results say that the case does not: a `deficit`, lesions `rescored`.

    `reported` is what a follow-up reported that nobody has answered yet.
    """
    lines = [_who(view, width), _asked(view.case, width), _urgency(view, width, reported, is_doubted=bool(deficit))]
    untaken = filter(None, (deficit, " · ".join(rescored)))
    return [*lines, *((("danger", fit(f"▲ {said}", width)),) for said in untaken)]


def _who(view: CaseView, width: int) -> Line:
    case, patient = view.case, view.case.patient
    name = ", ".join(part for part in (patient.family_name, patient.given_name) if part)
    age = patient.age_on(view.now.date())
    sex_age = " ".join(((patient.sex or "?")[0].upper(), *([] if age is None else [str(age)])))
    levels = [each.level for each in case.lesions]
    if levels:
        shown = levels.pop(view.place)
        where = shown + (f" (+{' '.join(levels)})" if levels else "")
    else:
        where = "no lesion recorded"
    parts = (case.id, sex_age, histology.label(case.primary.histology), where, name)
    said = " · ".join(part for part in (str(view.order or ""), *parts) if part)
    tail: Part = ("danger", " EMERGENCY") if view.assessed.emergency.is_emergency else ("text", "")
    return (("title", fit(said, width - width_of((tail,)))), tail)


def _asked(case: Case, width: int) -> Line:
    goal: Part = ("muted", f" goal: {_goals(case) or 'not recorded'}")
    question = " ".join((case.question or "").split())
    asked: Part = ("text", f"Question: {question}") if question else ("open", "Question: not recorded")
    room = width - min(width_of((goal,)), max(width // 2, width - width_of((asked,))))
    return ((asked[0], fit(asked[1], room)), (goal[0], fit(goal[1], width - room)))


def _goals(case: Case) -> str:
    """What the patient refuses, wants, and says, as one line."""
    goals = ", ".join(goal.replace("_", " ") for goal in case.patient_goals)
    refuses = f"refuses {', '.join(case.patient.refuses)}" if case.patient.refuses else ""
    words = " ".join((case.patient_words or "").split())
    return " · ".join(filter(None, (goals, refuses, words)))


def _urgency(view: CaseView, width: int, reported: str, *, is_doubted: bool) -> Line:
    """`is_doubted` is what the record says of the signs where a new deficit was reported since."""
    parts: list[Part] = [*_signs_present(view, reported, width), *_walking_in_doubt(view)]
    for due in _clocks(view):
        if said := _due(due, view.now):
            parts.append(("good" if due.answered else "warning", said))
    emergency = view.assessed.emergency
    if not emergency.present and _route(view) == "emergency":
        parts.append(("warning", "route emergency"))
    if emergency.unknown:
        parts.append(("open", f"{len(emergency.unknown)} of {len(emergency.signs)} signs not recorded"))
    elif not emergency.present:
        parts.append(_no_sign(reported, is_doubted=is_doubted))
    parts += [("warning", said) for said in _of_the_cord(view)]
    line: list[Part] = []
    for role, words in parts:
        lead: list[Part] = [(role, " · ")] if line else []
        room = width - width_of((*line, *lead))
        if room >= min(len(words), _WORTH_SHOWING):
            line += [*lead, (role, fit(words, min(room, cell_len(words))))]
    return tuple(line)


def _route(view: CaseView) -> Route | None:
    return (view.talk.item.route if view.talk else None) or view.case.route


def _no_sign(reported: str, *, is_doubted: bool) -> Part:
    if is_doubted:
        return ("open", "no sign before it" if reported else "none of the four signs before the report")
    return ("good", "none of the four signs")


def _signs_present(view: CaseView, reported: str, width: int) -> Iterator[Part]:
    """The warning signs, then what a follow-up reported, then when it began. The signs leave room for the report."""
    labels = {sign.key: sign.label for sign in emergency_table().signs}
    present = view.assessed.emergency.present
    told: Part = ("danger", f"▲ {reported}: b in F4" if reported else "")
    if present:
        said = "▲ " + ", ".join(labels[sign] for sign in present)
        room = width - width_of((told,)) - 3 if reported else width
        yield "danger", fit(said, max(min(len(said), room), min(len(said), _WORTH_SHOWING)))
    if reported:
        yield told
    if present:
        yield from (("warning", f"{what} {_hours(view.now - at)} ago") for what, at in _began(view))


def _walking_in_doubt(view: CaseView) -> Iterator[Part]:
    if walking_in_doubt(view.case.neurology):
        yield "danger", "▲ not walking? record it (5)"


def _of_the_cord(view: CaseView) -> list[str]:
    """What the four signs do not tell of: signs of cord injury, and a compressed cord."""
    worst = view.assessed.worst_escc
    grade = worst.lesion.escc if worst is not None else None
    pressed = [f"ESCC {grade}"] if grade is not None and escc.rank(grade) >= escc.rank("2") else []
    return [*(["myelopathy"] if view.case.neurology.myelopathy else []), *pressed]


def _began(view: CaseView) -> list[tuple[str, datetime]]:
    """When the symptoms began and the last whole-spine MRI was made, where their times were recorded."""
    case = view.told
    scans = [each.on for each in case.imaging if each.kind == "mri_whole_spine"]
    times = [("onset", case.neurology.onset), *(("MRI", on) for on in scans[-1:])]
    return [(what, at) for what, at in times if isinstance(at, datetime) and at <= view.now]


def _clocks(view: CaseView) -> tuple[Due, ...]:
    return clocks(view.told, None, SITE_ZONE)


def _due(due: Due, now: datetime) -> str:
    if due.due is None or due.started is None:
        return ""
    if due.answered:
        return "MRI done"
    left = due.due - now
    when = f"in {_hours(left)}" if left >= timedelta() else f"{_hours(-left)} ago"
    if due.answered is None:
        past = f": past ({when})" if left < timedelta() else ""
        return f"MRI on the day, time not recorded; due {on_site(due.due):%a %H:%M}{past}"
    unsure = "" if due.certain else " if signs" if due.clock.key == "mri_with_signs" else " if pain only"
    return f"MRI due {on_site(due.due):%a %H:%M} ({when}){unsure}"


def _hours(span: timedelta) -> str:
    minutes = int(span.total_seconds() // 60)
    return f"{minutes // 60} h" if minutes >= 120 else f"{minutes} min"
