"""Recorded items that cannot all be so: named, asked, and never put right without a person.

What is in question is used by no survival score and settles no criterion; it stays open there and says why.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final

from tumorboard.clinical.incompatible import INCOMPATIBLE, vertebrae_with_a_lesion
from tumorboard.domain.case import Case
from tumorboard.knowledge.prognosis import contradiction_table, performance_table
from tumorboard.knowledge.tables import Evidence, kept

__all__ = ["Contradiction", "contradictions", "kps_of_ecog"]


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


def _scales_differ(case: Case) -> bool:
    ecog, kps = case.systemic.ecog, case.systemic.kps
    return ecog is not None and kps is not None and kps not in kps_of_ecog(ecog)


_HOLDS: Final = {**INCOMPATIBLE, "ecog_kps": _scales_differ}


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
