"""Recorded items that cannot all be so: named, asked, and never put right without a person.

What is in question is used by no survival score; the item stays open there and says why.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final

from tumorboard.domain.case import Case
from tumorboard.domain.vocabulary import Level
from tumorboard.knowledge.prognosis import contradiction_table, performance_table
from tumorboard.knowledge.tables import Evidence, kept

__all__ = ["Contradiction", "contradictions", "kps_of_ecog", "vertebrae_with_a_lesion"]

_WALKS: Final = ("independent", "aided")
_OCCIPUT: Final = "C0"
_SACRUM: Final = "sacrum"


@dataclass(frozen=True, slots=True)
class Contradiction:
    """What contradicts what in a case. `fields` are the paths in question; `asks` is a question to a person."""

    key: str
    fields: tuple[str, ...]
    says: str
    why: str
    source: str
    evidence: Evidence

    @property
    def asks(self) -> str:
        """The contradiction as one line, such as `Frankel E, complete loss: which is right? …`."""
        return f"{self.says}: {self.why}; which is right?"


def contradictions(case: Case) -> tuple[Contradiction, ...]:
    """Every contradiction of a case, in the order of `contradictions.toml`."""
    return tuple(
        Contradiction(
            row.key,
            row.fields,
            ", ".join(_SAID[path](case) for path in row.fields),
            row.why,
            row.source,
            row.evidence,
        )
        for row in contradiction_table().rows
        if _HOLDS[row.key](case)
    )


@kept
def kps_of_ecog(ecog: int) -> tuple[int, ...]:
    """The KPS that corresponds to an ECOG grade, two tens (ECOG-ACRIN)."""
    return next(row.kps for row in performance_table().rows if row.ecog == ecog)


def vertebrae_with_a_lesion(case: Case) -> tuple[str, ...]:
    """The vertebrae with a recorded lesion, from above; the sacrum counts once and the occiput is none."""
    return tuple(dict.fromkeys(_vertebra(lesion.level) for lesion in case.lesions if lesion.level != _OCCIPUT))


def _vertebra(level: Level) -> str:
    return _SACRUM if level.startswith("S") else level


def _walking_grade(case: Case) -> bool:
    frankel, walking = case.neurology.frankel, case.neurology.ambulation
    return (frankel in ("A", "B") and walking in _WALKS) or (frankel == "C" and walking == "independent")


def _scales_differ(case: Case) -> bool:
    ecog, kps = case.systemic.ecog, case.systemic.kps
    return ecog is not None and kps is not None and kps not in kps_of_ecog(ecog)


def _nodules_nowhere(case: Case) -> bool:
    state = case.systemic
    return (state.visceral, state.visceral_pattern) == ("none", "nodular") and state.brain_metastases is not True


def _fewer_than_lesions(case: Case) -> bool:
    count = case.systemic.vertebral_metastases
    return count is not None and count < len(vertebrae_with_a_lesion(case))


_HOLDS: Final[dict[str, Callable[[Case], bool]]] = {
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
    "ecog_kps": _scales_differ,
    "no_organs_but_nodules": _nodules_nowhere,
    "organs_but_no_pattern": lambda case: (
        case.systemic.visceral in ("removable", "unremovable") and case.systemic.visceral_pattern == "none"
    ),
    "fewer_than_lesions": _fewer_than_lesions,
    "no_vertebra": lambda case: case.systemic.vertebral_metastases == 0 and not _fewer_than_lesions(case),
}


def _word(value: Any) -> str:
    return str(value).replace("_", " ")


def _count(case: Case) -> str:
    count = case.systemic.vertebral_metastases
    return f"{count} vertebral metastas{'i' if count == 1 else 'e'}s"


_SAID: Final[dict[str, Callable[[Case], str]]] = {
    "neurology.frankel": lambda case: f"Frankel {case.neurology.frankel}",
    "neurology.asia": lambda case: f"ASIA {case.neurology.asia}",
    "neurology.complete_loss": lambda _: "complete loss",
    "neurology.ambulation": lambda case: f"walking {_word(case.neurology.ambulation)}",
    "neurology.non_ambulatory_hours": lambda case: f"{case.neurology.non_ambulatory_hours:g} h not walking",
    "neurology.motor": lambda case: f"weakest power {case.neurology.motor}/5",
    "systemic.ecog": lambda case: f"ECOG {case.systemic.ecog}",
    "systemic.kps": lambda case: f"KPS {case.systemic.kps}",
    "systemic.visceral": lambda case: f"visceral {_word(case.systemic.visceral)}",
    "systemic.visceral_pattern": lambda case: f"visceral pattern {_word(case.systemic.visceral_pattern)}",
    "systemic.vertebral_metastases": _count,
    "lesions": lambda case: f"lesions at {', '.join(vertebrae_with_a_lesion(case))}",
}
