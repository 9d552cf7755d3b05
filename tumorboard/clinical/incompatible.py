"""Which recorded items exclude each other, by their row in `contradictions.toml`, which is not read for it."""

from collections.abc import Callable, Iterable
from typing import Final

from tumorboard.domain.case import Case
from tumorboard.domain.vocabulary import Level

__all__ = ["INCOMPATIBLE", "vertebrae_with_a_lesion", "without"]

_WALKS: Final = ("independent", "aided")
_OCCIPUT: Final = "C0"
_SACRUM: Final = "sacrum"


def vertebrae_with_a_lesion(case: Case) -> tuple[str, ...]:
    """The vertebrae with a recorded lesion, from above; the sacrum counts once and the occiput is none."""
    return tuple(dict.fromkeys(_vertebra(lesion.level) for lesion in case.lesions if lesion.level != _OCCIPUT))


def without(case: Case, fields: Iterable[str]) -> Case:
    """The case as if these facts were not recorded. The lesions stay: a count of them is questioned, not they."""
    parts: dict[str, dict[str, None]] = {}
    for path in fields:
        part, _, field = path.partition(".")
        if field:
            parts.setdefault(part, {})[field] = None
    return case.model_copy(
        update={part: getattr(case, part).model_copy(update=cleared) for part, cleared in parts.items()}
    )


def _vertebra(level: Level) -> str:
    return _SACRUM if level.startswith("S") else level


def _walking_grade(case: Case) -> bool:
    frankel, walking = case.neurology.frankel, case.neurology.ambulation
    return (frankel in ("A", "B") and walking in _WALKS) or (frankel == "C" and walking == "independent")


def _nodules_nowhere(case: Case) -> bool:
    state = case.systemic
    return (state.visceral, state.visceral_pattern) == ("none", "nodular") and state.brain_metastases is not True


def _fewer_than_lesions(case: Case) -> bool:
    count = case.systemic.vertebral_metastases
    return count is not None and count < len(vertebrae_with_a_lesion(case))


INCOMPATIBLE: Final[dict[str, Callable[[Case], bool]]] = {
    "frankel_complete_loss": lambda case: (
        bool(case.neurology.complete_loss) and case.neurology.frankel in tuple("BCDE")
    ),
    "asia_complete_loss": lambda case: bool(case.neurology.complete_loss) and case.neurology.asia in tuple("BCDE"),
    "power_complete_loss": lambda case: bool(case.neurology.complete_loss and case.neurology.motor),
    "walking_complete_loss": lambda case: bool(case.neurology.complete_loss) and case.neurology.ambulation in _WALKS,
    "frankel_walking": _walking_grade,
    "asia_walking": lambda case: case.neurology.asia in ("A", "B") and case.neurology.ambulation in _WALKS,
    "walking_hours": lambda case: bool(case.neurology.non_ambulatory_hours) and case.neurology.ambulation in _WALKS,
    "frankel_hours": lambda case: bool(case.neurology.non_ambulatory_hours) and case.neurology.frankel in ("D", "E"),
    "frankel_power": lambda case: case.neurology.frankel == "E" and case.neurology.motor in range(5),
    "asia_power": lambda case: case.neurology.asia == "E" and case.neurology.motor in range(5),
    "no_organs_but_nodules": _nodules_nowhere,
    "organs_but_no_pattern": lambda case: (
        case.systemic.visceral in ("removable", "unremovable") and case.systemic.visceral_pattern == "none"
    ),
    "fewer_than_lesions": _fewer_than_lesions,
    "no_vertebra": lambda case: case.systemic.vertebral_metastases == 0 and not _fewer_than_lesions(case),
}
"""Whether each holds in a case. That ECOG and KPS differ needs their table, and is not among these."""
