"""A whole case at once: each lesion's SINS, NOMS and pivots, and the patient's warning signs."""

from collections.abc import Sequence
from typing import NamedTuple

from tumorboard.clinical import emergency, escc, noms, pivots, sins
from tumorboard.clinical.emergency import Emergency
from tumorboard.clinical.noms import Noms
from tumorboard.clinical.pivots import Pivot
from tumorboard.clinical.policy import Policy
from tumorboard.clinical.sins import Sins
from tumorboard.domain.case import Case, Lesion

__all__ = ["Assessment", "LesionAssessment", "assess", "assess_lesion", "opens_on"]


class LesionAssessment(NamedTuple):
    """One lesion and everything computed from it."""

    lesion: Lesion
    sins: Sins
    noms: Noms
    pivots: tuple[Pivot, ...]


class Assessment(NamedTuple):
    """One case and everything computed from it."""

    case: Case
    lesions: tuple[LesionAssessment, ...]
    emergency: Emergency

    @property
    def headline(self) -> LesionAssessment | None:
        """The lesion whose SINS stands for the patient: highest possible, then highest certain one, then the first.

        SINS is built for one lesion: a sum or mean over levels means nothing (Kim 2018), so there is none.
        """
        return max(self.lesions, key=lambda each: (each.sins.high, each.sins.low), default=None)

    @property
    def opens_on(self) -> int:
        """Place of the lesion to show first, as `opens_on` of the case has it."""
        return _first_place([each.lesion for each in self.lesions], [each.sins for each in self.lesions])

    @property
    def opened(self) -> LesionAssessment | None:
        """The lesion to show first, or None."""
        return self.lesions[self.opens_on] if self.lesions else None

    @property
    def worst_escc(self) -> LesionAssessment | None:
        """The lesion with the highest recorded ESCC grade, or None."""
        graded = [each for each in self.lesions if each.lesion.escc is not None]
        return max(graded, key=lambda each: escc.rank(each.lesion.escc or "0"), default=None)


def assess(case: Case, policy: Policy) -> Assessment:
    """Everything that is computed from a case, under the site's policy."""
    return Assessment(
        case, tuple(assess_lesion(case, each, policy) for each in case.lesions), emergency.assess(case.neurology)
    )


def assess_lesion(case: Case, lesion: Lesion, policy: Policy) -> LesionAssessment:
    """Everything that is computed from one lesion of a case, under the site's policy."""
    scored = sins.score(lesion)
    placed = noms.assess(case, lesion, policy, scored)
    return LesionAssessment(lesion, scored, placed, pivots.find(case, lesion, policy, scored, placed))


def opens_on(case: Case) -> int:
    """Place of the lesion to show first: the one marked index, else the most compressed; 0 without lesions.

    By the highest ESCC, then by the highest possible and the highest certain SINS. A grade that is not recorded ranks
    with 0: it is neither taken for a compressed cord nor hidden behind a lesion that is known to be harmless.
    """
    return _first_place(case.lesions, [sins.score(lesion) for lesion in case.lesions])


def _first_place(lesions: Sequence[Lesion], scores: Sequence[Sins]) -> int:
    def weight(place: int) -> tuple[bool, int, int, int]:
        lesion, score = lesions[place], scores[place]
        return bool(lesion.index), escc.rank(lesion.escc or "0"), score.high, score.low

    return max(range(len(lesions)), key=weight, default=0)
