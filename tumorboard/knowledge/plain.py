"""Plain words for the page that a patient is handed. Every coded word that may stand on it has some."""

from typing import Annotated, Final, Literal, get_args

from tumorboard.declared.marks import Under
from tumorboard.domain.vocabulary import DeferralReason, FollowUpKind, Goal, Intent, Modality, Timing
from tumorboard.knowledge.rows import Row, Sourced
from tumorboard.knowledge.tables import Table, kept, load

__all__ = ["PlainTable", "PlainTreatment", "PlainWord", "Subject", "plain_words"]

Subject = Literal["timing", "intent", "goal", "region", "sign", "follow_up", "deferral"]
_IN_OWN_WORDS: Final = {"other"}
_NEEDED: Final[dict[Subject, tuple[str, ...]]] = {
    "timing": get_args(Timing),
    "intent": get_args(Intent),
    "goal": get_args(Goal),
    "follow_up": get_args(FollowUpKind),
    "deferral": get_args(DeferralReason),
}


class PlainTreatment(Row):
    """One modality: what it is called, and what is done."""

    key: Modality
    name: str
    says: str
    source: Sourced


class PlainWord(Row):
    """One coded word of a subject in plain words."""

    about: Subject
    key: str
    says: str
    source: Sourced


class PlainTable(Table):
    """The words; `other` is always said in somebody's own words and has none here."""

    treatments: Annotated[tuple[PlainTreatment, ...], Under("treatment")]
    words: Annotated[tuple[PlainWord, ...], Under("word")]

    def goes_together(self) -> None:
        super().goes_together()
        said = {(each.about, each.key) for each in self.words}
        needed = {(about, key) for about, keys in _NEEDED.items() for key in keys if key not in _IN_OWN_WORDS}
        lacking = [f"{about} {key}" for about, key in sorted(needed - said)]
        lacking += sorted(set(get_args(Modality)) - {each.key for each in self.treatments})
        if lacking:
            raise ValueError(f"no plain words for {', '.join(lacking)}")


@kept
def plain_words() -> PlainTable:
    """The words of the patient's page (worded after the source page, which is written for patients)."""
    return load("plain_words", PlainTable)
