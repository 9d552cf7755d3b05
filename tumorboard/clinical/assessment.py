"""A whole case at once: each lesion's SINS, NOMS and pivots, and the patient's warning signs."""

from dataclasses import dataclass

from tumorboard.clinical import emergency, escc, noms, pivots, sins
from tumorboard.clinical.emergency import Emergency
from tumorboard.clinical.noms import Noms
from tumorboard.clinical.pivots import Pivot
from tumorboard.clinical.policy import Policy
from tumorboard.clinical.sins import Sins
from tumorboard.domain.case import Case, Lesion

__all__ = ["Assessment", "LesionAssessment", "assess", "assess_lesion", "opens_on"]


@dataclass(frozen=True, slots=True)
class LesionAssessment:
    """One lesion and everything computed from it."""

    lesion: Lesion
    sins: Sins
    noms: Noms
    pivots: tuple[Pivot, ...]


@dataclass(frozen=True, slots=True)
class Assessment:
    """One case and everything computed from it."""

    case: Case
    lesions: tuple[LesionAssessment, ...]
    emergency: Emergency

    @property
    def headline(self) -> LesionAssessment | None:
        """The lesion that stands for the patient: highest possible SINS, then highest certain one, then the first.

        SINS is built for one lesion: a sum or mean over levels means nothing (Kim 2018), so there is none.
        """
        return max(self.lesions, key=lambda each: (each.sins.high, each.sins.low), default=None)

    @property
    def opens_on(self) -> int:
        """Place of the lesion to show first: the one marked index, else the headline; 0 without lesions."""
        return opens_on(self.case)

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
    """Place of the lesion that stands for the patient: marked index, else by the highest possible and certain SINS."""
    for place, lesion in enumerate(case.lesions):
        if lesion.index:
            return place
    scores = [sins.score(lesion) for lesion in case.lesions]
    return max(range(len(scores)), key=lambda place: (scores[place].high, scores[place].low), default=0)
