"""Revised Tokuhashi score, 0–15, higher is better (Tokuhashi 2005; NICE CG75 Appendix 3)."""

from tumorboard.clinical.prognosis.answers import Answers
from tumorboard.clinical.prognosis.primary import primary_item
from tumorboard.clinical.prognosis.score import Score, scored

__all__ = ["tokuhashi"]


def tokuhashi(answers: Answers) -> Score:
    """General condition, bone foci, vertebrae, organs, primary, palsy by Frankel."""
    return scored(
        "tokuhashi",
        {
            "performance": answers.kps,
            "extraspinal": answers.extraspinal,
            "vertebral": answers.vertebral,
            "visceral": answers.visceral,
            "primary": primary_item("tokuhashi", answers.case.primary),
            "palsy": answers.palsy,
        },
    )
