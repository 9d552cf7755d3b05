"""Tomita score, 2–10, higher is worse (Tomita 2001)."""

from tumorboard.clinical.prognosis.answers import Answers
from tumorboard.clinical.prognosis.primary import primary_item
from tumorboard.clinical.prognosis.score import Score, scored

__all__ = ["tomita"]


def tomita(answers: Answers) -> Score:
    """Growth of the primary, organ metastases, bone metastases with those of the spine."""
    return scored(
        "tomita",
        {
            "primary": primary_item("tomita", answers.case.primary),
            "visceral": answers.visceral,
            "bones": answers.bones,
        },
    )
