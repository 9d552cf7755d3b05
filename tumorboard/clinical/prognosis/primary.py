"""The item of a survival score that the primary tumour gives: each table has its own groups of primaries."""

from typing import Final

from tumorboard.clinical import histology
from tumorboard.clinical.prognosis.answers import NOT_RECORDED
from tumorboard.clinical.prognosis.score import Item, item_row
from tumorboard.domain.case import Primary
from tumorboard.domain.vocabulary import Histology
from tumorboard.knowledge.prognosis import ScoreKey, SiteRow, survival_table
from tumorboard.knowledge.tables import kept

__all__ = ["primary_item"]


def primary_item(key: ScoreKey, primary: Primary, item: str = "primary") -> Item:
    """The item of a score by the primary: certain where its table places the histology, else a range and a question.

    Katagiri asks besides whether breast and prostate depend on hormones and whether lung cancer is treated with
    targeted drugs.
    """
    return _item(key, item, primary.histology, primary.hormone_dependent, primary.targeted_therapy)


@kept
def _row(key: ScoreKey, item: str, primary: Histology) -> SiteRow:
    return next(row for row in survival_table(key).sites if row.item == item and primary in row.histologies)


@kept
def _item(key: ScoreKey, item: str, primary: Histology | None, hormones: bool | None, targeted: bool | None) -> Item:
    about = item_row(key, item)
    histology_path = "primary.histology"
    if primary is None:
        points = tuple(each for row in survival_table(key).sites if row.item == item for each in row.points)
        made = (NOT_RECORDED, "histology", True, (histology_path,), about.source, about.evidence, (histology_path,))
        return Item(item, about.label, min(points), max(points), *made)
    row = _row(key, item, primary)
    said, points, wants = histology.label(primary), row.points, (histology_path,)
    if row.settled_by is not None:
        settled = hormones if row.settled_by == "hormone_dependent" else targeted
        wants = (f"primary.{row.settled_by}",)
        if settled is not None:
            points = (row.points[0 if settled else 1],)
            said = f"{said}, {'' if settled else 'not '}{_SETTLED[row.settled_by]}"
    is_open = len(points) > 1
    return Item(
        item,
        about.label,
        min(points),
        max(points),
        said if is_open or row.settled_by else f"{said} ({row.group})",
        f"{said}: {row.ask}" if is_open else "",
        is_open,
        tuple(dict.fromkeys((histology_path, *wants))),
        row.source,
        row.evidence,
        wants if is_open else (),
    )


_SETTLED: Final = {"hormone_dependent": "hormone-dependent", "targeted_therapy": "treated with targeted drugs"}
