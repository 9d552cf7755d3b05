"""The prognosis pane: what the board expects, what is in question, what decides, then each score with its limits."""

from collections.abc import Callable, Iterator, Sequence

from tumorboard.clinical.prognosis import Prognosis, Score, prognosis
from tumorboard.domain.case import Case
from tumorboard.domain.forecast import Forecast
from tumorboard.knowledge.prognosis import typed_table
from tumorboard.tui.lines import Line, Part, Role, Row, fit, rule, width_of, wrapped
from tumorboard.tui.session.naming import field_named
from tumorboard.tui.session.view import CaseView

__all__ = ["Typed", "prognosis_rows"]

Typed = Callable[[str], Sequence[tuple[Forecast, str, str]]]
"""The typed results of a case: each with who entered it, and what it says as it may be shown."""


def prognosis_rows(view: CaseView, typed: Typed, width: int) -> list[Row]:
    """The lines of the pane at a width; everything is computed when they are drawn."""
    found = prognosis(view.case, view.meant)
    lines = [
        *_expected(view.case, width),
        *_in_question(found, width),
        *_decides(found, width),
        *(_summary(score, width) for score in found.scores),
        *(line for score in found.scores for line in _score(score, width)),
        *_typed(typed(view.case.id), width),
        *_not_computed(width),
    ]
    return [Row(line) for line in lines]


def _expected(case: Case, width: int) -> Iterator[Line]:
    months = case.systemic.expected_survival_months
    lead: Line = (("title", " board expects "),)
    if months is None:
        yield from wrapped("not recorded: 8, at the end", width, "open", lead)
    else:
        yield from wrapped(f"{months:g} month{'' if months == 1 else 's'}", width, "text", lead)


def _in_question(found: Prognosis, width: int) -> Iterator[Line]:
    for asked in (*(each.asks for each in found.contradictions), *(each.asks for each in found.labs)):
        yield from wrapped(asked, width, "warning", (("warning", " ? "),))


def _decides(found: Prognosis, width: int) -> Iterator[Line]:
    if found.decides:
        said = ", ".join(f"{field_named(path)} ({len(names)})" for path, names in found.decides)
        yield from wrapped(said, width, "open", (("title", " decides "),), hanging=3)
        yield from wrapped("what is open in how many of the scores", width, "muted", (("text", "   "),))


def _summary(score: Score, width: int) -> Line:
    """One line a score: total or range, which way it counts, and what was published of the first and the last band."""
    where = " … ".join(dict.fromkeys(band.figure for band in (*score.bands[:1], *score.bands[-1:])))
    settled: Role = "text" if score.total is not None else "open"
    head: Line = (
        ("muted", f" {score.name:<17} "),
        (settled, f"{score.text} of {score.maximum}".ljust(11)),
        ("muted", f"{score.direction:<17}"),
    )
    return (*head, ("text", fit(where or score.not_defined, width - width_of(head))))


def _score(score: Score, width: int) -> Iterator[Line]:
    yield rule(width, f"{score.name} {score.year}")
    settled: Role = "title" if score.total is not None else "open"
    head: list[Part] = [
        (settled, f" {score.text}"),
        ("text", f" of {score.maximum}"),
        ("muted", f" · {score.direction}"),
    ]
    yield (*head, ("muted", f" · {score.evidence}"))
    if score.not_defined:
        yield from wrapped(score.not_defined, width, "warning", (("text", "   "),))
    for band in score.bands:
        yield from wrapped(band.figure, width, "text", (("title", f"   {band.label:<9} "),))
        if band.strategy:
            yield from wrapped(f"in the paper: {band.strategy}", width, "muted", (("text", " " * 13),))
    if score.open_items:
        said = "; ".join(f"{item.label} {item.text}: {item.asks}" for item in score.open_items)
        yield from wrapped(said, width, "open", (("open", "   open "),), hanging=8)
    recorded = [f"{item.label} {item.text} ({item.said})" for item in score.items if not item.is_open]
    if recorded:
        yield from wrapped("; ".join(recorded), width, "text", (("muted", "   has  "),), hanging=8)
    yield from wrapped(f"{score.cohort}. {' '.join(score.limits)}", width, "muted", (("text", "   "),))


def _typed(results: Sequence[tuple[Forecast, str, str]], width: int) -> Iterator[Line]:
    yield rule(width, "typed results")
    if not results:
        yield from wrapped("none: t types one in", width, "muted", (("text", " "),))
    for forecast, who, said in results:
        withdrawn = forecast.withdrawn is not None
        yield from wrapped(said, width, "muted" if withdrawn else "text", (("text", " "),), hanging=3)
        yield from wrapped(f"entered by {who}", width, "muted", (("text", "   "),))


def _not_computed(width: int) -> Iterator[Line]:
    yield rule(width, "not computed here")
    for tool in typed_table().tools:
        if tool.key != "other":
            yield from wrapped(tool.why, width, "muted", (("muted", f" {tool.name}: "),), hanging=3)
