"""All survival scores of a case together, and what would settle most of them."""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from tumorboard.clinical.contradictions import Contradiction
from tumorboard.clinical.labs import LabQuestion, Meant, lab_questions
from tumorboard.clinical.prognosis.answers import Answers, answers_of
from tumorboard.clinical.prognosis.bauer import bauer
from tumorboard.clinical.prognosis.katagiri import katagiri
from tumorboard.clinical.prognosis.score import Score
from tumorboard.clinical.prognosis.tokuhashi import tokuhashi
from tumorboard.clinical.prognosis.tomita import tomita
from tumorboard.clinical.prognosis.van_der_linden import van_der_linden
from tumorboard.domain.case import Case

__all__ = ["Prognosis", "prognosis"]

_SCORES: Final[tuple[Callable[[Answers], Score], ...]] = (tokuhashi, tomita, bauer, katagiri, van_der_linden)


@dataclass(frozen=True, slots=True)
class Prognosis:
    """Every score of a case, and what is in question in it.

    `decides` names what is open in more than one score, each with the scores that it is open in, the most first.
    """

    scores: tuple[Score, ...]
    contradictions: tuple[Contradiction, ...]
    labs: tuple[LabQuestion, ...]

    @property
    def decides(self) -> tuple[tuple[str, tuple[str, ...]], ...]:
        """What is open in more than one score, such as `visceral metastases` in four."""
        open_in: dict[str, list[str]] = {}
        for score in self.scores:
            for path in dict.fromkeys(path for item in score.open_items for path in item.wants):
                open_in.setdefault(path, []).append(score.name)
        shared = Counter({path: len(names) for path, names in open_in.items() if len(names) > 1})
        return tuple((path, tuple(open_in[path])) for path, _ in shared.most_common())


def prognosis(case: Case, meant: Meant | None = None) -> Prognosis:
    """Every survival score of a case, computed anew. `meant` are the labs that are confirmed as they stand."""
    answers = answers_of(case, meant)
    scores = tuple(each(answers) for each in _SCORES)
    return Prognosis(scores, answers.contradictions, lab_questions(case.systemic.labs, meant))
