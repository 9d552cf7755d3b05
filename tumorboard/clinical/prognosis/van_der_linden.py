"""Score of van der Linden 2005, 0–6, higher is better; its class only. KPS 10 has no place in the published table."""

from typing import Final

from tumorboard.clinical.prognosis.answers import Answers
from tumorboard.clinical.prognosis.primary import primary_item
from tumorboard.clinical.prognosis.score import Score, scored

__all__ = ["van_der_linden"]

_BELOW_THE_TABLE: Final = 10


def van_der_linden(answers: Answers) -> Score:
    """KPS, primary, organ metastases absent or present."""
    performance = answers.kps
    undefined = performance.values == (_BELOW_THE_TABLE,)
    return scored(
        "van_der_linden",
        {
            "performance": performance,
            "primary": primary_item("van_der_linden", answers.case.primary),
            "visceral": answers.visceral_presence,
        },
        "KPS 10: the published table begins at 20" if undefined else "",
    )
