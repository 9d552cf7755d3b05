"""What a case says about each criterion of the source page: it holds, it does not, or it is unknown, and why."""

from typing import Final, NamedTuple

from tumorboard.clinical import histology
from tumorboard.clinical.noms import Noms
from tumorboard.clinical.sins import Sins
from tumorboard.clinical.spine import below_conus
from tumorboard.domain.case import Case, Lesion
from tumorboard.knowledge.criteria import criteria_table

__all__ = ["Finding", "Picture"]

_LOW_GRADES: Final = ("0", "1a", "1b")
_HIGH_GRADES: Final = ("2", "3")
_FRACTURED: Final = ("over_50", "under_50")
_INCOMPLETE: Final = ("A", "B", "C", "D")


class Picture(NamedTuple):
    """One lesion of one patient with what has been computed from it."""

    case: Case
    lesion: Lesion
    sins: Sins
    noms: Noms


class Finding(NamedTuple):
    """Whether something holds (None: unknown) and what the case says about it."""

    holds: bool | None
    says: str


def _recorded(value: bool | None, what: str) -> Finding:
    if value is None:
        return Finding(None, f"{what}: not recorded")
    return Finding(value, f"{what}: {'yes' if value else 'no'}")


def _negated(finding: Finding) -> Finding:
    return Finding(None if finding.holds is None else not finding.holds, finding.says)


def incidental(picture: Picture) -> Finding:
    """Found by chance."""
    return _recorded(picture.case.incidental, "incidental")


def asymptomatic(picture: Picture) -> Finding:
    """Without symptoms."""
    return _recorded(picture.case.asymptomatic, "asymptomatic")


def high_grade_compression(picture: Picture) -> Finding:
    """The cord is compressed: ESCC 2 or 3. Grade 1c and levels below the conus stay open (Bilsky 2010)."""
    grade = picture.lesion.escc
    if grade is None:
        return Finding(None, "ESCC: not recorded")
    if below_conus(picture.lesion.level):
        return Finding(None, f"ESCC {grade}, not validated below the conus")
    if grade in _HIGH_GRADES:
        return Finding(True, f"ESCC {grade}")
    return Finding(False, f"ESCC {grade}") if grade in _LOW_GRADES else Finding(None, "ESCC 1c: disputed")


def compression_not_significant(picture: Picture) -> Finding:
    """The opposite: ESCC 0, 1a or 1b."""
    return _negated(high_grade_compression(picture))


def mechanical_instability(picture: Picture) -> Finding:
    """Unstable by the board's judgment, or by a SINS that leaves no other reading."""
    values = picture.noms.values("mechanical")
    judged = picture.lesion.stability_judgment
    says = f"SINS {picture.sins.text}" + (f", judged {judged}" if judged else "")
    return Finding(values == ("unstable",) if len(values) == 1 else None, says)


def stability_preserved(picture: Picture) -> Finding:
    """The opposite."""
    return _negated(mechanical_instability(picture))


def compression_fracture(picture: Picture) -> Finding:
    """The vertebral body has lost height."""
    collapse = picture.lesion.sins.collapse
    if collapse is None:
        return Finding(None, "collapse: not recorded")
    return Finding(collapse in _FRACTURED, f"collapse: {collapse.replace('_', ' ')}")


def instability_limited_to_collapse(picture: Picture) -> Finding:
    """A fractured body with normal alignment and intact posterolateral elements."""
    items = picture.lesion.sins
    parts = (
        None if items.collapse is None else items.collapse in _FRACTURED,
        None if items.alignment is None else items.alignment == "normal",
        None if items.posterolateral is None else items.posterolateral == "none",
    )
    says = ", ".join(
        f"{name} {str(value or 'not recorded').replace('_', ' ')}"
        for name, value in (
            ("collapse", items.collapse),
            ("alignment", items.alignment),
            ("posterolateral", items.posterolateral),
        )
    )
    if False in parts:
        return Finding(False, says)
    return Finding(None if None in parts else True, says)


def instability_beyond_collapse(picture: Picture) -> Finding:
    """Translation, new deformity or posterolateral involvement of an unstable spine."""
    unstable = mechanical_instability(picture)
    items = picture.lesion.sins
    if unstable.holds is False:
        return unstable
    if unstable.holds and (items.alignment in ("translation", "new_deformity") or items.posterolateral == "bilateral"):
        return unstable
    return Finding(None, f"{unstable.says}; whether it needs instrumentation is the board's")


def systemic_therapy_controls(picture: Picture) -> Finding:
    """Systemic therapy holds the disease."""
    return _recorded(picture.case.systemic.controlled_by_systemic_therapy, "controlled by systemic therapy")


def localized_pain_dominates(picture: Picture) -> Finding:
    """Local vertebral pain stands in the foreground."""
    return _recorded(picture.case.pain.localized_dominant, "localized pain dominates")


def pain_controllable(picture: Picture) -> Finding:
    """Pain is held by radiotherapy or medication."""
    return _recorded(picture.case.pain.controlled, "pain controlled")


def pain_uncontrolled(picture: Picture) -> Finding:
    """The opposite."""
    return _negated(pain_controllable(picture))


def _deficit(picture: Picture) -> Finding:
    """Any neurological deficit. Absent only with grade E, or walking freely without myelopathy or sphincter trouble."""
    state = picture.case.neurology
    present = {
        "myelopathy": state.myelopathy is True,
        "bladder or bowel": state.bladder_bowel_dysfunction is True,
        f"walking {str(state.ambulation).replace('_', ' ')}": state.ambulation in ("aided", "non_ambulatory"),
        "complete loss": state.complete_loss is True,
        f"Frankel {state.frankel}": state.frankel in _INCOMPLETE,
        f"ASIA {state.asia}": state.asia in _INCOMPLETE,
        f"power {state.motor}/5": state.motor is not None and state.motor < 5,
    }
    found = [name for name, here in present.items() if here]
    if found:
        return Finding(True, ", ".join(found))
    if state.frankel == "E" or state.asia == "E":
        return Finding(False, "Frankel E" if state.frankel == "E" else "ASIA E")
    if (state.ambulation, state.myelopathy, state.bladder_bowel_dysfunction) == ("independent", False, False):
        return Finding(False, "walks independently, no myelopathy, no bladder or bowel dysfunction")
    return Finding(None, "examination incomplete")


def function_preserved(picture: Picture) -> Finding:
    """No neurological deficit."""
    return _negated(_deficit(picture))


def deficit_absent_or_minimal(picture: Picture) -> Finding:
    """No deficit, or one that only the board can call minimal."""
    deficit = _deficit(picture)
    state, line = picture.case.neurology, criteria_table().severe_deficit
    severe = (
        state.frankel in line.grades
        or state.asia in line.grades
        or state.ambulation == "non_ambulatory"
        or state.complete_loss
        or state.bladder_bowel_dysfunction
        or (state.motor is not None and state.motor <= line.power)
    )
    if not deficit.holds:
        return _negated(deficit)
    return Finding(False, deficit.says) if severe else Finding(None, f"{deficit.says}: whether minimal is the board's")


def deficit_present_or_progressing(picture: Picture) -> Finding:
    """A deficit, or one on its way."""
    progression = picture.case.neurology.progression
    if progression in ("slow", "rapid"):
        return Finding(True, f"progression {progression}")
    return _deficit(picture)


def complete_paralysis_beyond_window(picture: Picture) -> Finding:
    """Complete motor and sensory loss beyond the window; within it is the grey zone, and no hours are unknown."""
    state = picture.case.neurology
    if state.complete_loss is None:
        walks = state.ambulation in ("independent", "aided")
        return Finding(False if walks else None, "walks" if walks else "complete loss: not recorded")
    if not state.complete_loss:
        return Finding(False, "loss not complete")
    hours = state.non_ambulatory_hours
    steroids = "steroids given" if state.steroid_started else "steroids not recorded"
    if hours is None:
        return Finding(None, f"complete loss, duration not recorded, {steroids}")
    window = criteria_table().complete_loss_window
    if window.opens_hours <= hours <= window.closes_hours:
        grey = f"{window.opens_hours:g}–{window.closes_hours:g} h"
        return Finding(None, f"complete loss for {hours:g} h, the page's grey zone of {grey}, {steroids}")
    return Finding(hours > window.closes_hours, f"complete loss for {hours:g} h, {steroids}")


def sbrt_planned(_: Picture) -> Finding:
    """Whether SBRT follows is decided here, not recorded before."""
    return Finding(None, "for the board to settle")


def resistant_tumour(picture: Picture) -> Finding:
    """The oncologic axis leaves only resistant."""
    values = picture.noms.values("oncologic")
    primary = picture.case.primary
    says = histology.label(primary.histology) + (
        f", board: {primary.radiosensitivity}" if primary.radiosensitivity else ""
    )
    if "previously_irradiated" in picture.noms.flags:
        says += ", irradiated before"
    return Finding(values == ("resistant",) if len(values) == 1 else None, says)


def resistant_or_durable_control(picture: Picture) -> Finding:
    """Resistant, or durable control needed, which no field records: only resistance settles it."""
    resistant = resistant_tumour(picture)
    if resistant.holds:
        return resistant
    return Finding(None, f"{resistant.says}: whether durable control is needed is the board's")


def sensitive_tumour(picture: Picture) -> Finding:
    """The oncologic axis leaves only sensitive."""
    return _negated(resistant_tumour(picture))


def tolerates_surgery(picture: Picture) -> Finding:
    """Fit for a procedure."""
    return _recorded(picture.case.systemic.tolerates_surgery, "tolerates surgery")


def medical_risk(picture: Picture) -> Finding:
    """Unfit for a procedure."""
    return _negated(tolerates_surgery(picture))


def tissue_needed(picture: Picture) -> Finding:
    """The primary is unknown."""
    primary = picture.case.primary.histology
    if primary is None:
        return Finding(None, "primary: not recorded")
    return Finding(primary == "unknown_primary", f"primary: {histology.label(primary)}")


def multiple_sites(picture: Picture) -> Finding:
    """Metastases at more than one site."""
    case, systemic = picture.case, picture.case.systemic
    several = (
        len(case.lesions) > 1,
        (systemic.vertebral_metastases or 0) > 1,
        (systemic.extraspinal_bone_foci or 0) > 0,
        systemic.visceral in ("removable", "unremovable"),
        systemic.brain_metastases is True,
    )
    says = f"{len(case.lesions)} lesion(s) listed"
    if any(several):
        return Finding(True, says if len(case.lesions) > 1 else "recorded extent")
    settled = (systemic.extraspinal_bone_foci, systemic.visceral, systemic.brain_metastases)
    counted = systemic.vertebral_metastases is not None
    return Finding(False if counted and settled == (0, "none", False) else None, says)


def survival_limited(picture: Picture) -> Finding:
    """The page names no threshold, so a forecast never settles this by itself."""
    months = picture.case.systemic.expected_survival_months
    says = (
        "expected survival: not recorded" if months is None else f"expected {months:g} months; no threshold in the page"
    )
    return Finding(None, says)


def prefers_less_invasive(picture: Picture) -> Finding:
    """The patient wants to avoid major surgery."""
    goals = picture.case.patient_goals
    if not goals:
        return Finding(None, "patient's goals: not recorded")
    return Finding("avoid_major_surgery" in goals, "goals: " + ", ".join(goal.replace("_", " ") for goal in goals))
