"""What stands behind each survival score, item and question of a case, each with the table that it comes from."""

from collections.abc import Iterator

from tumorboard.clinical.citation import Citation
from tumorboard.clinical.cited.site import mark, overridden
from tumorboard.clinical.labs import LabQuestion, Meant
from tumorboard.clinical.prognosis.score import Item, Score, item_row
from tumorboard.clinical.prognosis.scores import Prognosis, prognosis
from tumorboard.domain.case import LABS, Case
from tumorboard.knowledge.prognosis import typed_table

__all__ = ["prognosis_citations", "questions_citations"]


def prognosis_citations(case: Case, meant: Meant | None = None) -> tuple[Citation, ...]:
    """Each score with its items, what is in question, and the tools whose results are only typed in."""
    found = prognosis(case, meant)
    return (
        *(each for score in found.scores for each in _of_score(score)),
        *_in_question(found),
        *_typed(),
    )


def questions_citations(case: Case, meant: Meant | None = None) -> tuple[Citation, ...]:
    """What is in question in the case."""
    return tuple(_in_question(prognosis(case, meant)))


def _in_question(found: Prognosis) -> Iterator[Citation]:
    for each in found.contradictions:
        row = f"row.{each.key}"
        yield Citation(
            each.says,
            each.why,
            each.source,
            mark("contradictions", row, each.evidence),
            each.fields,
            overridden("contradictions", row),
            each.fields[0],
            "contradictions",
        )
    yield from map(_lab, found.labs)


def _lab(asked: LabQuestion) -> Citation:
    row = f"limit.{asked.key}"
    return Citation(
        asked.says,
        asked.asks,
        asked.source,
        mark("labs", row, asked.evidence),
        (asked.says,),
        overridden("labs", row),
        f"{LABS}{asked.key}",
        "labs",
    )


def _typed() -> Iterator[Citation]:
    for tool in typed_table().tools:
        row = f"tool.{tool.key}"
        yield Citation(
            f"{tool.name}: result typed in",
            f"Not computed here: {tool.why}",
            tool.source,
            mark("prognosis_typed", row, tool.evidence),
            (),
            overridden("prognosis_typed", row),
            table="prognosis_typed",
        )


def _of_score(score: Score) -> Iterator[Citation]:
    bands = "; ".join(f"{band.label}: {band.figure} ({band.source})" for band in score.bands) or score.not_defined
    table = f"prognosis_{score.key}"
    above = (overridden(table, f"band.{band.label}") for band in score.bands)
    yield Citation(
        f"{score.name}: {score.text} of {score.maximum}",
        f"{score.minimum}–{score.maximum}, {score.direction}. {bands}",
        f"{score.source}; {score.cohort}",
        score.evidence,
        tuple(f"{item.label}: {item.said} = {item.text}" for item in score.items),
        "; ".join(filter(None, above)) or None,
        table=table,
    )
    yield from (_of_item(score, item, table) for item in score.items)


def _of_item(score: Score, item: Item, table: str) -> Citation:
    row, place = item_row(score.key, item.key), f"item.{item.key}"
    options = ", ".join(f"{option.label} {option.points}" for option in row.options) or "by the primary tumour"
    return Citation(
        f"{score.name}, {item.label}: {item.text}",
        f"{options}. {row.note or ''}".strip(),
        item.source,
        mark(table, place, item.evidence),
        (item.said, *([f"asks: {item.asks}"] if item.asks else [])),
        overridden(table, place),
        item.fields[0],
        table,
    )
