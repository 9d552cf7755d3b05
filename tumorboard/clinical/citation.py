"""What stands behind a figure, a row, a flag or a criterion: the rule, its source, and what it was computed from."""

from dataclasses import dataclass
from typing import Final

from tumorboard.knowledge.tables import Evidence

__all__ = ["MARKS_SAID", "Citation", "source_said"]

MARKS_SAID: Final[dict[Evidence, str]] = {
    "V1": "read at the source",
    "V2": "read in independent copies that cite it, not at the source",
    "M": "from memory, or a proposal of this program; no source was read for it",
    "S": "set by the site in the place of what is shipped",
}
"""The marks of evidence in words."""


@dataclass(frozen=True, slots=True)
class Citation:
    """One item that a screen shows, as its evidence is read.

    `subject` names the item with its value (`SINS T8: 9`); `rule` is what makes it so, in words; `source` names author
    and year or the section of the source page; `evidence` is its mark (V1 read at the source, V2 in copies, M from
    memory, S set by the site); `computed_from` are the recorded inputs in words, what is missing named as such;
    `override` is what the site or the board set in the rule's place. `about` is the path of the field that the item is
    about (`lesion.escc`), where it is about one; `table` the file of `data/knowledge` that holds the rule.
    """

    subject: str
    rule: str
    source: str
    evidence: Evidence
    computed_from: tuple[str, ...] = ()
    override: str | None = None
    about: str = ""
    table: str = ""


def source_said(source: str, evidence: Evidence) -> str:
    """A source with its mark spelled out."""
    return f"{source} ({evidence}: {MARKS_SAID[evidence]})"
