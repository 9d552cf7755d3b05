"""What a sitting goes by: the eight reasons, specialties and quorum, words of treatments, vague words, checklist."""

from typing import Annotated, Literal, Self

from pydantic import AfterValidator, Field, model_validator

from tumorboard.domain.vocabulary import Goal, Modality, Reason
from tumorboard.knowledge.tables import Row, Sourced, Table, kept, load

__all__ = [
    "ChecklistRow",
    "ChecklistTable",
    "Context",
    "DisagreementTable",
    "GoalRow",
    "ModalityRow",
    "ModalityTable",
    "Proposal",
    "ReadingRow",
    "ReasonRow",
    "RolesTable",
    "Specialty",
    "Technique",
    "VagueWord",
    "WordingTable",
    "checklist_table",
    "disagreement_table",
    "modality_table",
    "roles_table",
    "wording_table",
]

Context = Literal["not_walking", "cord_pressed", "stability_open", "biology_open"]
"""What is looked up before a reason is proposed; the words are in `clinical.disagreement`."""


def _in_small_letters(word: str) -> str:
    if word != " ".join(word.casefold().split()):
        raise ValueError("write it in small letters with single spaces; it is looked for in any letter case")
    return word


InSmallLetters = Annotated[str, AfterValidator(_in_small_letters)]
"""Words that are looked for in a text."""


class ReasonRow(Row):
    """One of the eight reasons of the source page and what each side weighs."""

    key: Reason
    number: int
    label: str
    side_a: str
    side_b: str
    source: Sourced


class ReadingRow(Row):
    """An input on which raters may part, its words and what it is about."""

    key: str
    label: str
    axis: Literal["neurologic", "oncologic", "mechanical", "systemic", "forecast", "goal", "urgency", "technique"]
    source: Sourced


class Technique(Row):
    """Two ways of treating between which plans part: `one` without `other` against `other` without `one`.

    Where `other` is empty, any of `one` against none of it.
    """

    key: str
    one: tuple[Modality, ...] = Field(min_length=1)
    other: tuple[Modality, ...]
    says: str
    source: Sourced


class Proposal(Row):
    """Which reason is proposed where raters part `on` an input, a technique or the edge of a band."""

    on: str
    reason: Reason
    when: Context | None = None
    unless: Context | None = None
    source: Sourced


class GoalRow(Row):
    """A goal of the patient and the modalities of a plan that go against it. `only` says that the whole plan must."""

    goal: Goal
    against: tuple[Modality, ...] = Field(min_length=1)
    only: bool
    says: str
    source: Sourced


class DisagreementTable(Table):
    """Why recommendations may differ."""

    standing: str
    reasons: tuple[ReasonRow, ...] = Field(alias="reason")
    readings: tuple[ReadingRow, ...] = Field(alias="reading")
    techniques: tuple[Technique, ...] = Field(alias="technique")
    proposals: tuple[Proposal, ...] = Field(alias="proposal")
    goals: tuple[GoalRow, ...] = Field(alias="goal")


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
    specialties: tuple[Specialty, ...] = Field(alias="specialty")

    @model_validator(mode="after")
    def _names_specialties(self) -> Self:
        known = {each.key for each in self.specialties}
        unknown = [word for group in (*self.quorum, *self.advised) for word in group.split("|") if word not in known]
        if unknown:
            raise ValueError(f"{', '.join(unknown)}: no specialty; allowed: {' '.join(sorted(known))}")
        return self


class ModalityRow(Row):
    """The words of one modality, whether it is an operation, an irradiation, cement or something added to these."""

    key: Modality
    label: str
    short: str
    kind: Literal["operation", "irradiation", "cement", "addition"]
    source: Sourced


class ModalityTable(Table):
    """What a plan is made of."""

    modalities: tuple[ModalityRow, ...] = Field(alias="modality")


class VagueWord(Row):
    """Words that leave open what is done, and what to say in their place. `unless_dated`: a month stands so, too."""

    key: str
    words: tuple[InSmallLetters, ...] = Field(min_length=1)
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

    rows: tuple[ChecklistRow, ...] = Field(alias="row")


@kept
def disagreement_table() -> DisagreementTable:
    """The eight reasons of the source page, the inputs on which raters part, and what proposes which reason."""
    return load("disagreement", DisagreementTable)


@kept
def roles_table() -> RolesTable:
    """Specialties and the default quorum."""
    return load("roles", RolesTable)


@kept
def modality_table() -> ModalityTable:
    """The words of the fifteen modalities."""
    return load("modalities", ModalityTable)


@kept
def wording_table() -> WordingTable:
    """Vague words."""
    return load("wording", WordingTable)


@kept
def checklist_table() -> ChecklistTable:
    """The discussion checklist."""
    return load("checklist", ChecklistTable)
