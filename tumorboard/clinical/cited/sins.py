"""The evidence of SINS: total or range, bands, location and each of the five recorded items."""

from collections.abc import Iterator

from tumorboard.clinical import spine
from tumorboard.clinical.assessment import LesionAssessment
from tumorboard.clinical.citation import Citation
from tumorboard.clinical.cited.site import mark, overridden
from tumorboard.clinical.sins import ITEM_KEYS, MAXIMUM, ItemKey, item
from tumorboard.domain.case import Lesion
from tumorboard.knowledge import Band, sins_table

__all__ = ["sins_citations"]

_TABLE = "sins"


def sins_citations(each: LesionAssessment) -> tuple[Citation, ...]:
    """The total first, then the bands that it touches, the location and the items in the order of the paper."""
    bands = [band for band in sins_table().bands if band.key in each.sins.bands]
    return (
        _total(each),
        *(_band(each, band) for band in bands),
        _location(each.lesion),
        *(_item(each.lesion, key) for key in ITEM_KEYS),
    )


def _total(each: LesionAssessment) -> Citation:
    table, level = sins_table(), each.lesion.level
    where = spine.location(level)
    inputs = [f"location {level}: {where.category} {where.points}", *(_said(each.lesion, key) for key in ITEM_KEYS)]
    return Citation(
        f"SINS {level}: {each.sins.text} of {MAXIMUM}",
        table.rule,
        f"{table.source}; doi {table.doi}; {table.reliability}",
        table.evidence,
        tuple(inputs),
        _judged(each),
        table=_TABLE,
    )


def _band(each: LesionAssessment, band: Band) -> Citation:
    row = f"band.{band.key}"
    return Citation(
        f"band: {band.label}",
        f"SINS {band.low} to {band.high}: {band.action}",
        band.source,
        mark(_TABLE, row, sins_table().evidence),
        (f"SINS {each.sins.text}",),
        overridden(_TABLE, row, _judged(each)),
        table=_TABLE,
    )


def _location(lesion: Lesion) -> Citation:
    where = spine.location(lesion.level)
    return Citation(
        f"location: {where.category} {where.points}",
        f"{', '.join(where.levels)} are {where.category}: {where.points}. A level has one category.",
        where.source,
        sins_table().evidence,
        (f"level {lesion.level}",),
        table=_TABLE,
    )


def _item(lesion: Lesion, key: ItemKey) -> Citation:
    row, place = item(key), f"item.{key}"
    options = ", ".join(f"{option.label} {option.points}" for option in row.options)
    return Citation(
        _said(lesion, key),
        f"{options}. {row.note}",
        f"{row.source}; {row.reliability}",
        mark(_TABLE, place, sins_table().evidence),
        tuple(_read(lesion)) if getattr(lesion.sins, key) is not None else (f"{row.label}: not recorded",),
        overridden(_TABLE, place),
        f"lesion.sins.{key}",
        _TABLE,
    )


def _said(lesion: Lesion, key: ItemKey) -> str:
    """An item with its option and points, or with what it could be."""
    row, given = item(key), getattr(lesion.sins, key)
    for option in row.options:
        if option.key == given:
            return f"{row.label}: {option.label} {option.points}"
    points = [option.points for option in row.options]
    return f"{row.label}: not recorded, {min(points)} to {max(points)}"


def _read(lesion: Lesion) -> Iterator[str]:
    by, on = lesion.sins_read_by, lesion.sins_read_on
    yield f"scored by {by or 'somebody who is not recorded'}, {'date not recorded' if on is None else on}"


def _judged(each: LesionAssessment) -> str | None:
    judgment = each.lesion.stability_judgment
    return None if judgment is None else f"the board judged {each.lesion.level} {judgment}, which stands at any score"
