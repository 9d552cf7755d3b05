"""All survival scores of a case computed anew, as on a key press while the prognosis pane is shown."""

from collections.abc import Iterator
from statistics import median
from time import perf_counter
from typing import Final

from tests.bench.place import Place
from tests.bench.table import Row, count_row, plain
from tumorboard.clinical.prognosis import prognosis
from tumorboard.clinical.prognosis.citations import prognosis_citations
from tumorboard.domain.case import Case

__all__ = ["measured"]

_AT_MOST: Final = 2.0
"""Milliseconds."""
_PRESSES: Final = 200
_COMPLETE: Final = Case.model_validate_json(
    """{"id": "made", "primary": {"histology": "renal_cell"}, "neurology": {"frankel": "D"},
    "lesions": [{"level": "T4"}, {"level": "T8"}, {"level": "L2"}],
    "systemic": {"kps": 70, "ecog": 1, "visceral": "removable", "visceral_pattern": "nodular",
    "brain_metastases": false, "previous_chemotherapy": false, "extraspinal_bone_foci": 0, "vertebral_metastases": 3,
    "labs": {"albumin_g_dl": 3.9, "crp_mg_dl": 0.8, "ldh_iu_l": 210, "platelets_per_ul": 244000,
    "calcium_mg_dl": 9.4, "bilirubin_mg_dl": 0.6}}}"""
)
_ASKED: Final = Case.model_validate_json(
    """{"id": "asked", "primary": {"histology": "neuroendocrine"}, "lesions": [{"level": "T4"}, {"level": "T8"}],
    "neurology": {"frankel": "E", "complete_loss": true, "motor": 3, "asia": "D"},
    "systemic": {"kps": 40, "ecog": 0, "visceral": "none", "visceral_pattern": "nodular", "vertebral_metastases": 1,
    "labs": {"albumin_g_dl": 39, "crp_mg_dl": 80, "platelets_per_ul": 244, "calcium_mg_dl": 2.3}}}"""
)
"""Everything that can be asked at once."""


def measured(_: Place, rounds: int) -> Iterator[Row]:
    """A case that is complete, one in which everything is in question, and the evidence behind one."""
    for what, case in (("complete", _COMPLETE), ("all in question", _ASKED)):
        prognosis(case)
        yield count_row(f"all survival scores, {what}", _milliseconds(case, rounds), plain("ms", 2), at_most=_AT_MOST)
    yield count_row("the evidence behind them", _cited(rounds), plain("ms", 2))


def _milliseconds(case: Case, rounds: int) -> float:
    """The median of the presses of the slowest round."""
    return max(median(_timed(case) for _ in range(_PRESSES)) for _ in range(rounds))


def _timed(case: Case) -> float:
    begun = perf_counter()
    prognosis(case)
    return (perf_counter() - begun) * 1000


def _cited(rounds: int) -> float:
    begun = perf_counter()
    for _ in range(rounds):
        prognosis_citations(_ASKED)
    return (perf_counter() - begun) * 1000 / rounds
