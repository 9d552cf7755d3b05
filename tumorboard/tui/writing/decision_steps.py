"""One step of a decision as entries of a sheet."""

from collections.abc import Iterator
from typing import Final

from tumorboard.board.typed.levels import levels_typed
from tumorboard.clinical import plans
from tumorboard.complaint import Complaint
from tumorboard.domain.vocabulary import IRRADIATING, MODALITIES, Level, Modality
from tumorboard.tui.fields import Choice
from tumorboard.tui.writing.entry import Entry, Values, lettered, text_of

__all__ = ["LONGEST_PLAN", "MODALITY_CHOICES", "TIMINGS", "level_begun", "step_entries", "steps_in"]

LONGEST_PLAN: Final = 8
"""Steps that one decision may have."""

_USUAL: Final[tuple[Modality, ...]] = (
    "sbrt", "cebrt", "separation_surgery", "decompression", "stabilization_open", "stabilization_percutaneous",
    "systemic_therapy", "observation", "supportive_care", "brace",
)  # fmt: skip
MODALITY_CHOICES: Final = lettered(
    [(each, plans.label(each), "") for each in (*_USUAL, *(each for each in MODALITIES if each not in _USUAL))]
)
"""What can be done, the usual first, each with a key of its own."""
TIMINGS: Final = lettered(
    [
        ("immediately", "immediately", ""),
        ("within_24_h", "within 24 h", ""),
        ("within_48_h", "within 48 h", ""),
        ("within_1_week", "within 1 week", ""),
        ("within_2_weeks", "within 2 weeks", ""),
        ("within_4_weeks", "within 4 weeks", ""),
        ("elective", "elective", ""),
    ]
)
_LATE: Final = " ▲ comes after the irradiation: see the notes"
_INTENTS: Final = lettered(
    [
        ("palliation", "palliation", ""),
        ("local_control", "local control", ""),
        ("cure", "cure", ""),
        ("prevention", "prevention", ""),
    ]
)


def steps_in(values: Values) -> int:
    """How many steps were begun, without a gap."""
    return next((at - 1 for at in range(1, LONGEST_PLAN + 2) if not values.get(f"{at}.modality")), LONGEST_PLAN)


def level_begun(key: str, values: Values, level: Level | None) -> Values:
    """The open lesion's level for a step whose modality was just chosen, where it is a matter of a level.

    Only for an operation, an irradiation or cement; left open where an earlier step names other levels too, for then
    nobody knows which are meant, and where something was typed there already.
    """
    number, _, part = key.partition(".")
    modality, levels = values.get(key), f"{number}.levels"
    if part != "modality" or modality is None or level is None or levels in values:
        return {}
    earlier = (text_of(values, f"{at}.levels") or level for at in range(1, int(number)))
    is_meant = all(_names_only(words, level) for words in earlier)
    return {levels: level} if is_meant and plans.modality(modality).kind != "addition" else {}


def _names_only(words: str, level: Level) -> bool:
    try:
        return levels_typed(words) == (level,)
    except Complaint:
        return False


def step_entries(
    number: int, values: Values, people: tuple[Choice, ...], dose: str, *, is_late: bool = False
) -> Iterator[Entry]:
    """A step that was begun with all that can be said of it; one that was not, with what it would be.

    `dose` is what there is to say of the dose that was typed; `is_late` marks a step that stands too late in the plan.
    """
    modality = values.get(f"{number}.modality")
    source = "" if modality is None else plans.modality(modality).source
    yield Entry(
        f"{number}.modality",
        "what",
        "choice",
        MODALITY_CHOICES,
        help="Choose what is done; leave it empty when the plan is complete.",
        source=source,
        needed=number == 1,
        heading=f"step {number}{_LATE if is_late else ''}",
    )
    if modality is None:
        return
    yield Entry(
        f"{number}.levels", "levels", "line", help="Such as T12, or T11 T12 L1, or T11-L1 for all from T11 to L1."
    )
    if modality in IRRADIATING:
        yield Entry(f"{number}.dose", "dose", "line", help=dose)
    yield Entry(f"{number}.timing", "time limit", "choice", TIMINGS)
    yield Entry(f"{number}.owner", "owner", "choice", people, help="Who sees to it that it is done.")
    yield Entry(f"{number}.condition", "if", "line", help="Only if this holds, such as: SINS re-score 13 or more.")
    yield Entry(f"{number}.fallback", "else", "line", help="What is done when it cannot be.")
    yield Entry(f"{number}.intent", "intent", "choice", _INTENTS)
    yield Entry(f"{number}.details", "details", "line")
