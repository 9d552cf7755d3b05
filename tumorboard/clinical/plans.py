"""Plans of treatment in words, what kind they are, and whether a row of the NOMS table holds them."""

from collections.abc import Iterable, Sequence
from typing import Final

from tumorboard.clinical import noms
from tumorboard.clinical.spine import rank
from tumorboard.domain.decision import Step
from tumorboard.domain.vocabulary import LEVELS, Level, Modality
from tumorboard.knowledge import NomsWord, noms_table
from tumorboard.knowledge.sitting import ModalityRow, modality_table
from tumorboard.knowledge.tables import kept

__all__ = ["departs", "label", "levels_of", "modality", "plan_kind", "plan_said", "short_label"]

_MAJOR: Final = ("operation", "irradiation")
_FIXING: Final[frozenset[Modality]] = frozenset({"stabilization_open", "stabilization_percutaneous"})


def modality(key: Modality) -> ModalityRow:
    """The table's row of a modality."""
    return _rows()[key]


def label(key: Modality) -> str:
    """A modality in words."""
    return modality(key).label


def short_label(key: Modality) -> str:
    """A modality in at most eleven characters, for narrow screens."""
    return modality(key).short


def plan_said(plan: Iterable[Modality]) -> str:
    """A plan in words and in its order, such as `stabilization (open) + SBRT`."""
    return " + ".join(label(each) for each in plan)


def plan_kind(plan: Iterable[Modality]) -> str:
    """The kind of a plan, over which agreement is counted: surgery, radiotherapy, both, cement only, or neither.

    These are the choices between which specialties were found to differ (Byun, Front Neurol 2024).
    """
    kinds = {modality(each).kind for each in plan}
    if "operation" in kinds:
        return "surgery and radiotherapy" if "irradiation" in kinds else "surgery"
    if "irradiation" in kinds:
        return "radiotherapy"
    return "cement" if "cement" in kinds else "neither"


def levels_of(step: Step) -> frozenset[Level]:
    """The levels that a step acts on; empty where it names none.

    A stabilization acts on all from the first to the last that it is fixed to: T7 and T9 hold T8 between them.
    """
    if step.modality not in _FIXING or not step.levels:
        return frozenset(step.levels)
    places = sorted(map(rank, step.levels))
    return frozenset(LEVELS[places[0] : places[-1] + 1])


def departs(rows: Sequence[int], plan: Sequence[Modality]) -> str | None:
    """How a plan departs from the candidate rows, in words; empty when one of them holds it, None without rows.

    A row holds a plan that has every part of the row, in any order, and no operation or irradiation beyond it. Cement
    and what is added to treatment (steroid, brace, systemic therapy, more imaging and the like) never make a departure.
    """
    if not rows:
        return None
    each = [(number, *_against(number, plan)) for number in rows]
    number, lacking, beyond = min(each, key=lambda row: len(row[1]) + len(row[2]))
    if not lacking and not beyond:
        return ""
    parts = [f"without {', '.join(lacking)}"] * bool(lacking) + [f"with {', '.join(beyond)}"] * bool(beyond)
    asked = "row" if len(rows) == 1 else "rows"
    nearest = "" if len(rows) == 1 else f"nearest is row {number}, "
    return f"departs from NOMS {asked} {' '.join(map(str, rows))}: {nearest}{' and '.join(parts)}"


def _against(number: int, plan: Sequence[Modality]) -> tuple[list[str], list[str]]:
    """What a row has and the plan lacks, in the row's words; what is beyond the row."""
    row, words = noms.row(number), _words()
    lacking = [words[word].label for word in row.plan if not set(words[word].modalities) & set(plan)]
    allowed = {each for word in (*row.plan, *row.optional) for each in words[word].modalities}
    major = (each for each in dict.fromkeys(plan) if modality(each).kind in _MAJOR)
    return lacking, [label(each) for each in major if each not in allowed]


@kept
def _rows() -> dict[Modality, ModalityRow]:
    return {each.key: each for each in modality_table().modalities}


@kept
def _words() -> dict[str, NomsWord]:
    return {each.key: each for each in noms_table().words}
