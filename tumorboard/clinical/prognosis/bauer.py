"""Modified Bauer score, 0–4, higher is better (Leithner 2008): the original without the pathological fracture."""

from tumorboard.clinical.prognosis.answers import Answers
from tumorboard.clinical.prognosis.primary import primary_item
from tumorboard.clinical.prognosis.score import Score, scored

__all__ = ["bauer"]


def bauer(answers: Answers) -> Score:
    """No organ metastases, not lung, one of four favourable primaries, a solitary bone metastasis."""
    primary = answers.case.primary
    return scored(
        "bauer",
        {
            "visceral": answers.visceral_presence,
            "not_lung": primary_item("bauer", primary, "not_lung"),
            "favourable": primary_item("bauer", primary, "favourable"),
            "bones": answers.bones,
        },
    )
