"""The evidence of NOMS: the axes with what they rest on, the rows that stand, the flags and the pivots."""

from collections.abc import Iterable, Iterator

from tumorboard.clinical import escc, histology, noms
from tumorboard.clinical.assessment import LesionAssessment
from tumorboard.clinical.citation import Citation
from tumorboard.clinical.cited.site import mark, overridden
from tumorboard.clinical.evidence import AxisEvidence, axis_evidence, flag, ground, patients_myelopathy
from tumorboard.clinical.noms import irradiated
from tumorboard.clinical.pivots import Pivot
from tumorboard.clinical.policy import Policy
from tumorboard.domain.case import Case, Lesion
from tumorboard.knowledge import escc_table, histology_table, noms_table

__all__ = ["escc_citation", "noms_citations", "row_citations"]

_TABLE = "noms"
_ABOUT = {
    "neurologic": "neurology.myelopathy",
    "oncologic": "primary.radiosensitivity",
    "mechanical": "lesion.stability_judgment",
    "systemic": "systemic.tolerates_surgery",
}
"""The field that settles an axis most directly."""


def noms_citations(case: Case, each: LesionAssessment, policy: Policy) -> tuple[Citation, ...]:
    """ESCC, the axes, what the oncologic axis rests on, the rows that stand, the flags, the pivots."""
    axes = axis_evidence(case, each, policy)
    first, *rest = (_axis(case, each, axis, policy) for axis in axes)
    settled = [f"{axis.axis}: {axis.word}" for axis in axes]
    return (
        escc_citation(each.lesion, policy),
        first,
        rest[0],
        _histology(case),
        _irradiated(each.lesion),
        *rest[1:],
        *row_citations(each.noms.rows, settled),
        *_flags(each),
        *(_pivot(each, pivot) for pivot in each.pivots),
    )


def escc_citation(lesion: Lesion, policy: Policy) -> Citation:
    """The grade with its definition, and the side of the low/high line on which it falls here."""
    table, grade = escc_table(), lesion.escc
    if grade is None:
        rule = "; ".join(f"{row.key} {row.definition}" for row in table.grades)
        return Citation(
            f"ESCC {lesion.level}: not recorded", rule, table.source, table.evidence, (), None, "lesion.escc", "escc"
        )
    row, side = next(each for each in table.grades if each.key == grade), escc.pressure(grade, policy.escc_1c)
    disputed = row.pressure == "disputed"
    site = f"the site's setting escc_1c: {policy.escc_1c}" if disputed else None
    lies = "disputed between sources, flagged whichever side is taken" if disputed else f"{side} pressure"
    return Citation(
        f"ESCC {lesion.level}: {grade}, {side}",
        f"{grade}: {row.definition}; {lies}. Read on axial T2 at the worst level; {table.validated}.",
        f"{row.source}; doi {table.doi}",
        mark("escc", f"grade.{grade}", table.evidence),
        (f"read by {lesion.escc_read_by or 'somebody who is not recorded'}, {lesion.escc_read_on or 'date ?'}",),
        overridden("escc", f"grade.{grade}", site),
        "lesion.escc",
        "escc",
    )


def row_citations(rows: Iterable[int], computed_from: Iterable[str]) -> tuple[Citation, ...]:
    """Rows of the table that stand, or stood."""
    table, inputs = noms_table(), tuple(computed_from)
    return tuple(
        Citation(
            f"row {number}: {row.decision}",
            f"{row.neurologic}, {row.oncologic}, {row.mechanical}, {row.systemic}: {row.decision}. {table.standing}",
            f"{row.source}; after {table.framework}",
            table.evidence,
            inputs,
            table=_TABLE,
        )
        for number, row in ((each, noms.row(each)) for each in rows)
    )


def _axis(case: Case, each: LesionAssessment, axis: AxisEvidence, policy: Policy) -> Citation:
    above = {
        "neurologic": f"the site's setting escc_1c: {policy.escc_1c}" if each.lesion.escc == "1c" else None,
        "oncologic": _own_class(case, each.lesion),
        "mechanical": each.lesion.stability_judgment and f"the board's judgment: {each.lesion.stability_judgment}",
    }
    return Citation(
        f"{axis.axis}: {axis.word}",
        axis.rule,
        axis.source,
        axis.evidence,
        (axis.says, *_shared(case, each.lesion, axis)),
        above.get(axis.axis),
        _ABOUT[axis.axis],
        _TABLE,
    )


def _shared(case: Case, lesion: Lesion, axis: AxisEvidence) -> tuple[str, ...]:
    said = patients_myelopathy(case, lesion) if axis.axis == "neurologic" else None
    return (said,) if said else ()


def _own_class(case: Case, lesion: Lesion) -> str | None:
    own = case.primary.radiosensitivity
    if own is None:
        return None
    return f"the board's own class: {own}" + (", below radiotherapy before" if irradiated(lesion) else "")


def _histology(case: Case) -> Citation:
    key, rule = case.primary.histology, ground("histology").rule
    own = case.primary.radiosensitivity
    board = own and f"the board's own class: {own}"
    if key is None:
        table = histology_table()
        return Citation(
            "histology: not recorded", rule, table.source, table.evidence, (), board or None, table="histologies"
        )
    row, place = histology.row(key), f"histology.{key}"
    said = "no source lists it; both classes stay open" if row.sensitivity == "open" else row.sensitivity
    return Citation(
        f"histology: {row.label}, {said}",
        f"{rule} {row.note}." if row.note else rule,
        row.source,
        row.evidence,
        (f"as reported: {case.primary.text}",) if case.primary.text else (),
        overridden("histologies", place, board),
        table="histologies",
    )


def _irradiated(lesion: Lesion) -> Citation:
    row = ground("irradiated")
    said = {None: "not recorded", False: "no"}
    given = lesion.previous_radiotherapy
    told = said.get(given, "yes") if given is None or isinstance(given, bool) else "yes, with details"
    return Citation(
        f"irradiated before: {told}",
        f"{row.rule} Not recorded goes on as if there was none, and is flagged.",
        row.source,
        row.evidence,
        (),
        None,
        "lesion.previous_radiotherapy",
        _TABLE,
    )


def _flags(each: LesionAssessment) -> Iterator[Citation]:
    lesion = each.lesion
    inputs = (f"ESCC {lesion.escc or 'not recorded'}", f"SINS {each.sins.text}", f"level {lesion.level}")
    for key in each.noms.flags:
        row = flag(key)
        yield Citation(
            f"flag: {key.replace('_', ' ')}",
            row.says,
            row.source,
            row.evidence,
            inputs,
            overridden(_TABLE, f"flag.{key}"),
            table=_TABLE,
        )


def _pivot(each: LesionAssessment, pivot: Pivot) -> Citation:
    row = ground("pivot")
    now, then = (" ".join(map(str, rows)) for rows in (each.noms.rows, pivot.rows))
    name = pivot.input.removeprefix("sins.").replace("_", " ")
    return Citation(
        f"pivot: {name} {pivot.said} → rows {then}",
        row.rule,
        row.source,
        row.evidence,
        (f"rows that stand now: {now}", f"{name} taken as {pivot.said}"),
        table=_TABLE,
    )
