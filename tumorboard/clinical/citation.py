"""What stands behind a figure, a row, a flag or a criterion: the rule, its source, and what it was computed from."""

from dataclasses import dataclass

from tumorboard.knowledge.tables import Evidence

__all__ = ["Citation"]


@dataclass(frozen=True, slots=True)
class Citation:
    """One item that a screen shows, as its evidence is read.

    `subject` names the item with its value (`SINS T8: 9`); `rule` is what makes it so, in words; `source` names author
    and year or the section of the source page; `evidence` is its mark (V1 read at the source, V2 in copies, M from
    memory); `computed_from` are the recorded inputs in words, what is missing named as such; `override` is what the
    site or the board set in the rule's place.
    """

    subject: str
    rule: str
    source: str
    evidence: Evidence
    computed_from: tuple[str, ...] = ()
    override: str | None = None
