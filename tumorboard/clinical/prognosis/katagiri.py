"""Katagiri score of 2014, 0–10, higher is worse, with its laboratory item of two tiers that share no analyte."""

from collections.abc import Mapping
from typing import Final

from tumorboard.clinical.labs import LabQuestion, Meant, lab_questions, value_said
from tumorboard.clinical.prognosis.answers import NOT_RECORDED, Answers
from tumorboard.clinical.prognosis.primary import primary_item
from tumorboard.clinical.prognosis.score import Item, Score, item_row, points_by_option, scored
from tumorboard.domain.case import LABS, Labs
from tumorboard.knowledge.prognosis import LabKey, LabRow, survival_table
from tumorboard.knowledge.tables import kept

__all__ = ["katagiri"]

_TIERS: Final = ("critical", "abnormal", "normal")
"""From the worst: any value of a tier makes the item."""


def katagiri(answers: Answers) -> Score:
    """Primary by whether a treatment still works, organs or brain, laboratory, ECOG, chemotherapy, bones."""
    return scored(
        "katagiri",
        {
            "primary": primary_item("katagiri", answers.case.primary),
            "visceral": answers.visceral_spread,
            "laboratory": _laboratory(answers.case.systemic.labs, answers.meant),
            "performance": answers.ecog,
            "chemotherapy": answers.chemotherapy,
            "bones": answers.bones,
        },
    )


@kept
def _rows() -> Mapping[LabKey, LabRow]:
    return {row.key: row for row in survival_table("katagiri").labs}


def _laboratory(labs: Labs, meant: Meant) -> Item:
    """Critical where any critical analyte is, whatever is missing; else as far as the recorded values settle it."""
    asked: dict[LabKey, LabQuestion] = {each.key: each for each in lab_questions(labs, meant)}
    given = {key: value for key in _rows() if (value := getattr(labs, key)) is not None and key not in asked}
    reached = {row.tier for key, row in _rows().items() if key in given and _is_reached(row, given[key])}
    open_rows = [row for key, row in _rows().items() if key not in given]
    worst = next(tier for tier in _TIERS if tier in reached or tier == "normal")
    possible = [tier for tier in _TIERS if tier == worst or any(row.tier == tier for row in open_rows)]
    possible = possible[: possible.index(worst) + 1]
    points = [points_by_option("katagiri", "laboratory")[tier] for tier in possible]
    about = item_row("katagiri", "laboratory")
    is_open = min(points) != max(points)
    still = [row for row in open_rows if row.tier in possible[:-1]]
    return Item(
        about.key,
        about.label,
        min(points),
        max(points),
        _said(worst, given) if given else "in question" if asked else NOT_RECORDED,
        _asks(still, asked) if is_open else "",
        is_open,
        tuple(f"{LABS}{key}" for key in _rows()),
        about.source,
        about.evidence,
        tuple(f"{LABS}{row.key}" for row in still) if is_open else (),
    )


def _is_reached(row: LabRow, value: float) -> bool:
    if row.at_least is not None:
        return value >= row.at_least
    return row.below is not None and value < row.below


def _said(worst: str, given: Mapping[LabKey, float]) -> str:
    """The tier with the values that make it; where none does, every value."""
    making = [key for key, value in given.items() if _rows()[key].tier == worst and _is_reached(_rows()[key], value)]
    return f"{worst}: {', '.join(value_said(key, given[key]) for key in making or given)}"


def _asks(still: list[LabRow], asked: Mapping[LabKey, LabQuestion]) -> str:
    missing = ", ".join(row.label for row in still if row.key not in asked)
    return "; ".join(filter(None, (*(asked[row.key].asks for row in still if row.key in asked), missing)))
