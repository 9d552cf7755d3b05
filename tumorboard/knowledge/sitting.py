"""What a sitting goes by: specialties and quorum, words of treatments, vague words, checklist."""

from typing import Annotated, Literal

from tumorboard.declared.marks import After, Bounds, Under
from tumorboard.domain.vocabulary import Modality
from tumorboard.knowledge.rows import Row, Sourced
from tumorboard.knowledge.tables import Evidence, Table, kept, load

__all__ = [
    "ChecklistRow",
    "ChecklistTable",
    "ModalityRow",
    "ModalityTable",
    "OrderRow",
    "RolesTable",
    "Specialty",
    "VagueWord",
    "WordingTable",
    "checklist_table",
    "modality_table",
    "roles_table",
    "wording_table",
]


def _in_small_letters(word: str) -> str:
    if word != " ".join(word.casefold().split()):
        raise ValueError("write it in small letters with single spaces; it is looked for in any letter case")
    return word


InSmallLetters = Annotated[str, After(_in_small_letters)]
"""Words that are looked for in a text."""


class Specialty(Row):
    """One specialty; `also` are other words that mean it."""

    key: str
    label: str
    short: str
    also: tuple[str, ...]
    source: Sourced


class RolesTable(Table):
    """Specialties of the board, and the quorum that is shipped: groups of keys joined by `|`."""

    quorum: tuple[str, ...]
    advised: tuple[str, ...]
    specialties: Annotated[tuple[Specialty, ...], Under("specialty")]

    def goes_together(self) -> None:
        super().goes_together()
        known = {each.key for each in self.specialties}
        unknown = [word for group in (*self.quorum, *self.advised) for word in group.split("|") if word not in known]
        if unknown:
            raise ValueError(f"{', '.join(unknown)}: no specialty; allowed: {' '.join(sorted(known))}")


class ModalityRow(Row):
    """The words of one modality, whether it is an operation, an irradiation, cement or something added to these."""

    key: Modality
    label: str
    short: str
    kind: Literal["operation", "irradiation", "cement", "addition"]
    source: Sourced


class OrderRow(Row):
    """What is done first where a level is both operated on and irradiated, and what then."""

    key: str
    first: Annotated[tuple[Modality, ...], Bounds(min_length=1)]
    then: Annotated[tuple[Modality, ...], Bounds(min_length=1)]
    says: str
    source: Sourced
    evidence: Evidence


class ModalityTable(Table):
    """What a plan is made of, and in which order."""

    modalities: Annotated[tuple[ModalityRow, ...], Under("modality")]
    orders: Annotated[tuple[OrderRow, ...], Under("order")]


class VagueWord(Row):
    """Words that leave open what is done, and what to say in their place. `unless_dated`: a month stands so, too."""

    key: str
    words: Annotated[tuple[InSmallLetters, ...], Bounds(min_length=1)]
    instead: str
    unless_dated: bool
    source: Sourced


class WordingTable(Table):
    """Words that a decision should not leave standing."""

    vague: tuple[VagueWord, ...]


class ChecklistRow(Row):
    """One line of the discussion checklist. `said_by` are words of which one says it in a decision's text."""

    key: str
    says: str
    said_by: tuple[InSmallLetters, ...]
    modalities: tuple[Modality, ...]
    source: Sourced


class ChecklistTable(Table):
    """What a discussion should not leave unsaid."""

    rows: Annotated[tuple[ChecklistRow, ...], Under("row")]


@kept
def roles_table() -> RolesTable:
    """Specialties and the default quorum."""
    return load("roles", RolesTable)


@kept
def modality_table() -> ModalityTable:
    """The words of the fifteen modalities, and which of them comes first."""
    return load("modalities", ModalityTable)


@kept
def wording_table() -> WordingTable:
    """Vague words."""
    return load("wording", WordingTable)


@kept
def checklist_table() -> ChecklistTable:
    """The discussion checklist."""
    return load("checklist", ChecklistTable)
