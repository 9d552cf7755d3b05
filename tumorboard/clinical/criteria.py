"""The source page's lists of criteria as three-valued checklists.

Each criterion is met, not met or unknown, with what the case says about it. What only facts in question settle stays
unknown. A list yields at most "eligible to consider": the page says "may be appropriate", and so does this.
"""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Final, Literal, NamedTuple

from tumorboard.clinical import findings
from tumorboard.clinical.findings import Finding, Picture
from tumorboard.clinical.incompatible import INCOMPATIBLE, without
from tumorboard.domain.case import Case
from tumorboard.knowledge.criteria import CriteriaList, CriterionKey, CriterionRow, criteria_table

if TYPE_CHECKING:
    from tumorboard.clinical.contradictions import Contradiction

__all__ = ["Checked", "Checklist", "Verdict", "checklists"]

Verdict = Literal["eligible to consider", "not eligible to consider", "open", "reasons"]

_READERS: Final[dict[CriterionKey, Callable[[Picture], Finding]]] = {
    "incidental": findings.incidental,
    "asymptomatic": findings.asymptomatic,
    "compression_not_significant": findings.compression_not_significant,
    "high_grade_compression": findings.high_grade_compression,
    "stability_preserved": findings.stability_preserved,
    "mechanical_instability": findings.mechanical_instability,
    "instability_limited_to_collapse": findings.instability_limited_to_collapse,
    "instability_beyond_collapse": findings.instability_beyond_collapse,
    "compression_fracture": findings.compression_fracture,
    "systemic_therapy_controls": findings.systemic_therapy_controls,
    "localized_pain_dominates": findings.localized_pain_dominates,
    "pain_uncontrolled": findings.pain_uncontrolled,
    "pain_controllable": findings.pain_controllable,
    "function_preserved": findings.function_preserved,
    "deficit_absent_or_minimal": findings.deficit_absent_or_minimal,
    "deficit_present_or_progressing": findings.deficit_present_or_progressing,
    "complete_paralysis_beyond_window": findings.complete_paralysis_beyond_window,
    "sbrt_planned": findings.sbrt_planned,
    "resistant_tumour": findings.resistant_tumour,
    "resistant_or_durable_control": findings.resistant_or_durable_control,
    "sensitive_tumour": findings.sensitive_tumour,
    "tolerates_surgery": findings.tolerates_surgery,
    "medical_risk": findings.medical_risk,
    "tissue_needed": findings.tissue_needed,
    "multiple_sites": findings.multiple_sites,
    "survival_limited": findings.survival_limited,
    "prefers_less_invasive": findings.prefers_less_invasive,
}


class Checked(NamedTuple):
    """One criterion in the page's words, whether it is met (None: unknown), and what the case says.

    `in_question` is what contradicts what, where only that would settle it.
    """

    text: str
    met: bool | None
    says: str
    key: str
    in_question: str = ""


class Checklist(NamedTuple):
    """One list of the page, applied to one lesion."""

    key: str
    title: str
    rule: Literal["all", "any", "reasons"]
    heading: str
    source: str
    criteria: tuple[Checked, ...]
    barred_by: tuple[Checked, ...]
    weighed_against: tuple[Checked, ...]

    @property
    def verdict(self) -> Verdict:
        """What the list yields; `open` while an unknown could still turn it."""
        if self.rule == "reasons":
            return "reasons"
        criteria = [each.met for each in self.criteria]
        required = _all(criteria) if self.rule == "all" else _any(criteria)
        barred = _any([each.met for each in self.barred_by])
        if required is False or barred is True:
            return "not eligible to consider"
        if required is None or barred is None or _any([each.met for each in self.weighed_against]) is not False:
            return "open"
        return "eligible to consider"

    @property
    def met(self) -> int:
        """How many criteria are met."""
        return sum(each.met is True for each in self.criteria)

    @property
    def unknown(self) -> tuple[Checked, ...]:
        """Every criterion and exclusion that the case leaves unknown."""
        return tuple(each for each in (*self.criteria, *self.barred_by, *self.weighed_against) if each.met is None)


def checklists(picture: Picture) -> tuple[Checklist, ...]:
    """The source page's seven lists for one lesion, in the order of `criteria.toml`."""
    asked = _contradictions(picture.case)
    clear = [(each, picture._replace(case=without(picture.case, each.fields))) for each in asked]
    bare = picture._replace(case=without(picture.case, [path for each in asked for path in each.fields]))

    def read(row: CriterionRow) -> Checked:
        reader = _READERS[row.key]
        finding = reader(picture)
        if not asked or reader(bare).holds == finding.holds:
            return Checked(row.text, finding.holds, finding.says, row.key)
        turning = [each for each, rest in clear if reader(rest).holds != finding.holds] or asked
        question = "; ".join(each.says for each in turning)
        return Checked(row.text, None, f"in question: {question}", row.key, question)

    return tuple(_check(each, read) for each in criteria_table().lists)


def _contradictions(case: Case) -> "Sequence[Contradiction]":
    """What contradicts what in a case; their table is read only where something does."""
    if not any(holds(case) for holds in INCOMPATIBLE.values()):
        return ()
    from tumorboard.clinical.contradictions import contradictions

    return contradictions(case)


def _check(each: CriteriaList, read: Callable[[CriterionRow], Checked]) -> Checklist:
    rows = (each.criteria, each.barred_by, each.weighed_against)
    checked = (tuple(read(row) for row in part) for part in rows)
    return Checklist(each.key, each.title, each.rule, each.heading, each.source, *checked)


def _all(answers: list[bool | None]) -> bool | None:
    if False in answers:
        return False
    return None if None in answers else True


def _any(answers: list[bool | None]) -> bool | None:
    if True in answers:
        return True
    return None if None in answers else False
