"""A case as a page of plain text: what the Board room shows, for scripts, pipes and screen readers."""

from collections.abc import Iterator
from textwrap import wrap

from tumorboard.clinical import findings, histology, noms, spine
from tumorboard.clinical.assessment import Assessment, LesionAssessment
from tumorboard.clinical.criteria import Checklist, checklists
from tumorboard.clinical.evidence import axis_evidence, flag_says, patients_myelopathy
from tumorboard.clinical.policy import Policy
from tumorboard.clinical.questions import questions
from tumorboard.clinical.sins import ITEM_KEYS, MAXIMUM, band_of, item, points
from tumorboard.domain.case import Case
from tumorboard.knowledge import emergency_table, noms_table
from tumorboard.sheets.survival import survival_lines

__all__ = ["case_page"]

_WIDTH = 100
_MARKS = {True: "✓", False: "✗", None: "?"}


def case_page(assessed: Assessment, policy: Policy) -> str:
    """One case as a page: signs, then for each lesion SINS, NOMS, pivots and the page's checklists."""
    lines = [_title(assessed.case), *_signs(assessed), *_asked(assessed.case)]
    if not assessed.lesions:
        lines.append("  no lesion recorded: SINS, ESCC and NOMS are asked of a lesion")
    for each in assessed.lesions:
        headline = " (worst SINS)" if len(assessed.lesions) > 1 and each is assessed.headline else ""
        lines += ["", *_lesion(assessed.case, each, policy, headline)]
    lines += ["", *survival_lines(assessed.case)]
    return "\n".join(lines) + "\n"


def _title(case: Case) -> str:
    patient = case.patient
    who = " ".join(part for part in ((patient.sex or "?")[0].upper(), str(patient.age or "")) if part)
    return f"{case.id} · {who} · {histology.label(case.primary.histology)}"


def _signs(assessed: Assessment) -> Iterator[str]:
    labels = {sign.key: sign.label for sign in emergency_table().signs}
    emergency = assessed.emergency
    if emergency.is_emergency:
        yield from _wrapped("  EMERGENCY: ", ", ".join(labels[key] for key in emergency.present))
    if emergency.unknown:
        yield from _wrapped("  warning signs not recorded: ", ", ".join(labels[key] for key in emergency.unknown))


def _asked(case: Case) -> Iterator[str]:
    for each in questions(case):
        yield from _wrapped("  asked: ", each)


def _lesion(case: Case, each: LesionAssessment, policy: Policy, headline: str) -> Iterator[str]:
    lesion = each.lesion
    yield f"  {lesion.level}{headline} — {spine.region(lesion.level)}, {spine.contents(lesion.level)}"
    yield from _sins(each)
    yield from _noms(case, each, policy)
    yield from _pivots(each)
    picture = findings.Picture(case, lesion, each.sins, each.noms)
    yield "    Lists of the source page (eligible to consider, never indicated)"
    for listed in checklists(picture):
        yield from _checklist(listed)


def _sins(each: LesionAssessment) -> Iterator[str]:
    sins = each.sins
    bands = " or ".join(band.replace("_", " ") for band in sins.bands)
    action = f": {band_of(sins.low).action}" if sins.total is not None else ""
    yield f"    SINS {sins.text} of {MAXIMUM} — {bands}{action}"
    where = spine.location(each.lesion.level)
    yield f"      location        {where.category} {where.points}"
    for key in ITEM_KEYS:
        row = item(key)
        option = getattr(each.lesion.sins, key)
        if option is None:
            yield f"      {row.label:<15} not recorded"
        else:
            label = next(choice.label for choice in row.options if choice.key == option)
            yield f"      {row.label:<15} {label} {points(key, option)}"


def _noms(case: Case, each: LesionAssessment, policy: Policy) -> Iterator[str]:
    placed = each.noms
    yield "    NOMS"
    for axis in axis_evidence(case, each, policy):
        yield from _wrapped(f"      {axis.axis[0].upper()} {axis.word:<10} ", f"{axis.says} [{axis.source}]")
    if shared := patients_myelopathy(case, each.lesion):
        yield from _wrapped("      ▲ ", shared)
    open_axes = f" — open until settled: {', '.join(placed.undecided_by)}" if placed.undecided_by else ""
    yield f"      rows {' '.join(map(str, placed.rows))}{open_axes}"
    for number in placed.rows:
        yield from _wrapped(f"      {number:>2}  ", noms.row(number).decision)
    for flag in placed.flags:
        yield from _wrapped("      ▲ ", flag_says(flag))
    yield f"      {noms_table().standing}"


def _pivots(each: LesionAssessment) -> Iterator[str]:
    if each.pivots:
        yield "    Would change the rows"
    for pivot in each.pivots:
        value = str(pivot.value).lower() if isinstance(pivot.value, bool) else pivot.value
        yield f"      {pivot.input} = {value}: rows {' '.join(map(str, pivot.rows))}"


def _checklist(listed: Checklist) -> Iterator[str]:
    verdict = f"{listed.met} reason(s) met" if listed.verdict == "reasons" else listed.verdict
    yield f"      {listed.title}: {verdict} [{listed.heading}]"
    for prefix, rows in (
        ("", listed.criteria),
        ("excluded by: ", listed.barred_by),
        ("against: ", listed.weighed_against),
    ):
        for row in rows:
            yield from _wrapped(f"        {_MARKS[row.met]} ", f"{prefix}{row.text} — {row.says}")


def _wrapped(lead: str, text: str) -> list[str]:
    return wrap(text, _WIDTH, initial_indent=lead, subsequent_indent=" " * len(lead), break_on_hyphens=False) or [lead]
