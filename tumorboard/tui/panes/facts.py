"""The case-facts pane: neurology, edited in place; then everything else that was recorded, in reading order."""

from collections.abc import Iterator
from datetime import datetime

from tumorboard.board.site_zone import on_site
from tumorboard.clinical import histology
from tumorboard.domain.case import Case, Imaging, Lesion
from tumorboard.tui.fields import fact_fields
from tumorboard.tui.lines import BLANK, Line, Row, rule, wrapped
from tumorboard.tui.panes.form import field_row
from tumorboard.tui.session.view import CaseView

__all__ = ["examined_on", "facts_rows"]

_LABEL = 17
_NAME = 16
_QUESTION: Line = (("warning", " ? "),)


def facts_rows(view: CaseView, width: int) -> list[Row]:
    """The lines of the pane at a width."""
    from tumorboard.tui.panes.neurology import neurology_lines

    rows = [field_row(field, view, BLANK, _LABEL, width) for field in fact_fields()]
    rows += [Row(line) for line in neurology_lines(view.told.neurology, view.now, width)]
    rows += [Row(line) for asked in _asked(view.case) for line in wrapped(asked, width, "warning", _QUESTION)]
    for heading, facts in _sections(view.told):
        rows.append(Row(rule(width, heading)))
        for name, said in facts:
            lead: Line = (("muted", f" {name:<{_NAME}} "),) if name else (("text", " "),)
            rows += [Row(line) for line in wrapped(said, width, "text", lead)]
    return rows


def _asked(case: Case) -> Iterator[str]:
    """Contradictions in what was examined; those of the patient as a whole are asked in pane 8."""
    from tumorboard.clinical.contradictions import contradictions
    from tumorboard.clinical.questions import walking_asked

    yield from walking_asked(case)
    yield from (each.asks for each in contradictions(case) if each.fields[0].startswith("neurology."))


def _sections(case: Case) -> Iterator[tuple[str, list[tuple[str, str]]]]:
    for heading, facts in (
        ("question", _question(case)),
        ("patient", _patient(case)),
        ("times", _times(case)),
        ("primary", _primary(case)),
        ("lesions", [(str(lesion.level), _lesion(lesion)) for lesion in case.lesions]),
        ("systemic", _systemic(case)),
        ("pain", _pain(case)),
        ("imaging", _imaging(case)),
        ("treated before", _treated(case)),
        ("notes", _notes(case)),
    ):
        if facts:
            yield heading, facts


def _told(*facts: tuple[str, object]) -> list[tuple[str, str]]:
    """Facts that were recorded, in words."""
    return [(name, _said(value)) for name, value in facts if value not in (None, (), "")]


def _said(value: object) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float):
        return f"{value:g}"
    if isinstance(value, tuple):
        return ", ".join(str(each).replace("_", " ") for each in value)
    return str(value).replace("_", " ") if isinstance(value, str) and value.islower() else str(value)


def _question(case: Case) -> list[tuple[str, str]]:
    return _told(
        ("to the board", case.question),
        ("to radiology", case.question_to_radiology),
        ("patient's words", case.patient_words),
        ("patient's goals", case.patient_goals),
        ("refuses", case.patient.refuses),
    )


def _patient(case: Case) -> list[tuple[str, str]]:
    patient = case.patient
    name = ", ".join(part for part in (patient.family_name, patient.given_name) if part)
    contacts = (("referred by", case.referrer), ("responsible", case.responsible))
    return _told(
        ("name", name),
        ("record number", patient.mrn),
        ("born", patient.birth_date),
        ("knows diagnosis", patient.knows_diagnosis),
        ("told of board", patient.told_of_discussion),
        *((role, " · ".join(part for part in (who.name, who.unit, who.contact) if part)) for role, who in contacts),
    )


def _times(case: Case) -> list[tuple[str, str]]:
    state = case.neurology
    times = (
        ("onset", state.onset),
        ("suspected", state.suspected),
        ("walking lost", state.walking_lost),
        ("steroid started", state.steroid_started),
    )
    return [(name, f"{time:%a %d %b %Y %H:%M}") for name, time in times if time is not None]


def _primary(case: Case) -> list[tuple[str, str]]:
    primary = case.primary
    return _told(
        ("histology", histology.label(primary.histology) if primary.histology else None),
        ("as reported", primary.text),
        ("diagnosed", primary.diagnosed),
        ("hormone dep.", primary.hormone_dependent),
        ("targeted therapy", primary.targeted_therapy),
    )


def _lesion(lesion: Lesion) -> str:
    parts = [
        "index" if lesion.index else "",
        f"ESCC {lesion.escc or '?'}" + _read(lesion.escc_read_by, lesion.escc_read_on),
        "SINS" + _read(lesion.sins_read_by, lesion.sins_read_on) if lesion.sins_read_by or lesion.sins_read_on else "",
        _irradiated(lesion),
        "paraspinal mass" if lesion.paraspinal else "",
    ]
    return ", ".join(part for part in parts if part)


def _read(by: str | None, on: object) -> str:
    said = " ".join(str(part) for part in (by and f"by {by}", on and f"on {on}") if part)
    return f" (read {said})" if said else ""


def _irradiated(lesion: Lesion) -> str:
    if lesion.previous_radiotherapy in (None, False):
        return ""
    from tumorboard.clinical.radiotherapy.doses import doses
    from tumorboard.clinical.radiotherapy.reirradiation import course_before, given_before

    course = course_before(lesion)
    figures = f"; {doses(course).tumour}" if course else ""
    return given_before(lesion)[1] + figures


def _systemic(case: Case) -> list[tuple[str, str]]:
    state = case.systemic
    labs = ", ".join(f"{name.replace('_', ' ')} {value:g}" for name, value in state.labs if value is not None)
    return _told(
        ("ECOG", state.ecog),
        ("Karnofsky", state.kps),
        ("ASA", state.asa),
        ("survival, months", state.expected_survival_months),
        ("visceral", state.visceral),
        ("pattern", state.visceral_pattern),
        ("chemo before", state.previous_chemotherapy),
        ("bone foci", state.extraspinal_bone_foci),
        ("vertebral mets", state.vertebral_metastases),
        ("brain mets", state.brain_metastases),
        ("controlled", state.controlled_by_systemic_therapy),
        ("comorbidities", state.comorbidities),
        ("labs", labs),
    )


def _pain(case: Case) -> list[tuple[str, str]]:
    pain = case.pain
    return _told(
        ("score 0–10", pain.score),
        ("at night", pain.night),
        ("radicular", pain.radicular),
        ("localized", pain.localized_dominant),
        ("controlled", pain.controlled),
        ("asymptomatic", case.asymptomatic),
        ("incidental", case.incidental),
    )


def _imaging(case: Case) -> list[tuple[str, str]]:
    facts = []
    for each in case.imaging:
        seen = {True: "images here", False: "images not here", None: ""}[each.images_available]
        said = " · ".join(str(part) for part in (examined_on(each), each.where, each.reported_by, seen) if part)
        facts.append((each.kind.replace("_", " "), said))
    return facts


def examined_on(image: Imaging) -> str:
    """When an examination was made, by the clock of the site."""
    on = image.on
    return f"{on_site(on):%Y-%m-%d %H:%M}" if isinstance(on, datetime) else str(on or "date ?")


def _treated(case: Case) -> list[tuple[str, str]]:
    facts = []
    for each in case.treatment_history:
        levels = " ".join(each.levels)
        said = " · ".join(str(part) for part in (each.text, levels, each.on) if part)
        facts.append((str(each.kind), said or "no details"))
    return facts


def _notes(case: Case) -> list[tuple[str, str]]:
    source = case.source
    published = " · ".join(str(part) for part in (source.title, source.year, source.url) if part)
    return [("", said) for said in (case.notes, case.reported_reasoning, published) if said]
