"""How far raters agree beyond chance: Cohen's kappa for the same two raters, else Fleiss' kappa.

Both are (p_a - p_e) / (1 - p_e). Cohen 1960 (Educ Psychol Meas 20:37-46): p_a is the share of subjects on which the two
agree, p_e the sum over the categories of the product of the two raters' shares. Fleiss 1971 (Psychol Bull 76:378-82),
in Gwet's form for unequal numbers of raters (Handbook of Inter-Rater Reliability, 4th ed. 2014, ch. 2): with n_ik of
the n_i raters of subject i in category k, p_a is the mean over the subjects of sum_k n_ik (n_ik - 1) / (n_i (n_i - 1))
and p_e the sum over k of the squared mean over the subjects of n_ik / n_i. With equal numbers it is Fleiss' own. A
subject with one rating says nothing of agreement and is left out.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Final, Literal

__all__ = ["Kappa", "cohen", "fleiss", "meeting_agreement"]

_TWO: Final = 2
Rating = Mapping[str, str]
"""One subject: the category that each of its raters chose."""


@dataclass(frozen=True, slots=True)
class Kappa:
    """Agreement over the subjects that two or more rated; `value` is None where it is not defined."""

    method: Literal["cohen", "fleiss"]
    value: float | None
    subjects: int
    ratings: int

    @property
    def text(self) -> str:
        """The value with its method and its numbers, or n/a."""
        counted = f"{self.subjects} case{'' if self.subjects == 1 else 's'}, {self.ratings} ratings"
        if self.value is None:
            return f"n/a ({counted})"
        name = {"cohen": "Cohen's", "fleiss": "Fleiss'"}[self.method]
        return f"{name} kappa {self.value:.2f} ({counted})"


def meeting_agreement(per_case: Sequence[Rating]) -> Kappa:
    """Cohen's kappa when the same two raters rated every case that counts, else Fleiss'."""
    raters = {rater for each in _counting(per_case) for rater in each}
    return cohen(per_case) if len(raters) == _TWO else fleiss(per_case)


def cohen(per_case: Sequence[Rating]) -> Kappa:
    """Cohen's kappa. Raises ValueError when more than two raters rated."""
    counting = _counting(per_case)
    raters = sorted({rater for each in counting for rater in each})
    if len(raters) > _TWO:
        raise ValueError(f"Cohen's kappa is for two raters, not for {len(raters)}")
    n = len(counting)
    agreed = sum(len(set(each.values())) == 1 for each in counting)
    shares = [Counter(each[rater] for each in counting) for rater in raters]
    expected = sum(shares[0][key] * shares[1][key] for key in shares[0]) if shares else 0
    return _kappa("cohen", counting, Fraction(agreed, n or 1), Fraction(expected, n * n or 1))


def fleiss(per_case: Sequence[Rating]) -> Kappa:
    """Fleiss' kappa for any number of raters of each subject."""
    counting = _counting(per_case)
    n = len(counting) or 1
    agreed = Fraction(0)
    shares: dict[str, Fraction] = {}
    for each in counting:
        size = len(each)
        for category, chosen in Counter(each.values()).items():
            agreed += Fraction(chosen * (chosen - 1), size * (size - 1))
            shares[category] = shares.get(category, Fraction(0)) + Fraction(chosen, size)
    return _kappa("fleiss", counting, agreed / n, sum(((share / n) ** 2 for share in shares.values()), Fraction(0)))


def _counting(per_case: Sequence[Rating]) -> list[Rating]:
    return [each for each in per_case if len(each) >= _TWO]


def _kappa(
    method: Literal["cohen", "fleiss"], counting: Sequence[Rating], agreed: Fraction, expected: Fraction
) -> Kappa:
    is_defined = len(counting) >= _TWO and expected != 1
    value = float((agreed - expected) / (1 - expected)) if is_defined else None
    return Kappa(method, value, len(counting), sum(len(each) for each in counting))
