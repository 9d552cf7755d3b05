"""Which evidence each pane of the Board room opens: from the name of the pane to the citations of what it shows."""

from collections.abc import Callable, Iterable, Iterator
from typing import Final

from tumorboard.board.board import Board
from tumorboard.board.site_zone import SITE_ZONE
from tumorboard.clinical.citation import Citation
from tumorboard.clinical.cited.after import surveillance_citation
from tumorboard.clinical.cited.criteria import criteria_citations
from tumorboard.clinical.cited.emergency import emergency_citations
from tumorboard.clinical.cited.noms import escc_citation, noms_citations, row_citations
from tumorboard.clinical.cited.sins import sins_citations
from tumorboard.clinical.cited.sitting import reason_citations, stood_citations
from tumorboard.clinical.evidence import axis_evidence
from tumorboard.clinical.findings import Picture
from tumorboard.clinical.neurology_citations import neurology_citations
from tumorboard.clinical.prognosis.citations import prognosis_citations, questions_citations
from tumorboard.clinical.radiotherapy.citations import radiotherapy_citations
from tumorboard.domain.decision import DecisionRecord
from tumorboard.tui.fields import fact_fields
from tumorboard.tui.panes.radiotherapy import irradiation_decided
from tumorboard.tui.panes.schedule import what_said
from tumorboard.tui.session.view import CaseView
from tumorboard.tui.systemic_fields import systemic_fields

__all__ = ["HEADLINE", "OF_PANE", "cited"]

HEADLINE: Final = "cases"
"""The case list, whose evidence is that of the headline figures of the open case."""

Cited = Callable[[Board, CaseView], Iterable[Citation]]
"""The citations of one pane, in the order of what it shows."""


def cited(board: Board, view: CaseView, pane: str) -> tuple[str, tuple[Citation, ...]]:
    """The evidence of a pane under its name; of one that shows nothing yet, that of the case list: the headline."""
    found = tuple(OF_PANE[pane](board, view)) if pane in OF_PANE else ()
    return (pane, found) if found else (HEADLINE, tuple(_headline(board, view)))


def _headline(_: Board, view: CaseView) -> Iterator[Citation]:
    """What the case list tells of a case: urgency, then ESCC, SINS and the rows of the open lesion."""
    yield from emergency_citations(view.told, SITE_ZONE)
    if view.lesion is not None:
        yield escc_citation(view.lesion.lesion, view.policy)
        yield sins_citations(view.lesion)[0]
        yield from _standing(view)


def _standing(view: CaseView) -> Iterable[Citation]:
    """The rows that stand now."""
    if view.lesion is None:
        return ()
    settled = [f"{each.axis}: {each.word}" for each in axis_evidence(view.case, view.lesion, view.policy)]
    return row_citations(view.lesion.noms.rows, settled)


def _noms(_: Board, view: CaseView) -> Iterable[Citation]:
    return () if view.lesion is None else noms_citations(view.case, view.lesion, view.policy)


def _sins(_: Board, view: CaseView) -> Iterable[Citation]:
    return () if view.lesion is None else sins_citations(view.lesion)


def _facts(_: Board, view: CaseView) -> Iterator[Citation]:
    """The warning signs with their clocks, the neurological status, and each field that neither tells of."""
    found = (*emergency_citations(view.told, SITE_ZONE), *neurology_citations(view.told.neurology, view.now))
    yield from found
    told = {each.about for each in found}
    for field in fact_fields():
        if field.path not in told:
            said = f"{field.label}: {field.label_of(view.value(field))}"
            yield Citation(said, field.help, field.source, field.evidence, (said,), about=field.path)


def _criteria(_: Board, view: CaseView) -> Iterable[Citation]:
    each = view.lesion
    if each is None:
        return ()
    return criteria_citations(Picture(view.case, each.lesion, each.sins, each.noms))


def _radiotherapy(_: Board, view: CaseView) -> Iterable[Citation]:
    each = view.lesion
    if each is None:
        return ()
    planned, on = irradiation_decided(view, each.lesion.level)
    return radiotherapy_citations(view.assessed._replace(case=view.case), each, planned, on, view.policy)


def _prognosis(_: Board, view: CaseView) -> Iterable[Citation]:
    return prognosis_citations(view.case, view.meant)


def _systemic(_: Board, view: CaseView) -> Iterator[Citation]:
    """What is in question, then each field with the rule or scale that it is of."""
    found = questions_citations(view.case, view.meant)
    yield from found
    told = {each.about for each in found}
    for field in systemic_fields():
        if field.path not in told:
            said = f"{field.label}: {field.label_of(view.value(field))}"
            yield Citation(said, field.help, field.source, field.evidence, (said,), about=field.path)


def _views(_: Board, view: CaseView) -> Iterator[Citation]:
    """Why the views part, then the rows that stand."""
    if view.talk is not None and view.talk.parting is not None:
        yield from reason_citations(view.talk.parting.reasons)
    yield from _standing(view)


def _decision(board: Board, view: CaseView) -> Iterator[Citation]:
    """The rows as they stood, and the rule of what is looked at next; before a decision, the rows that stand."""
    record = view.talk.decision if view.talk else None
    if record is None:
        yield from _standing(view)
        return
    yield from stood_citations(record)
    yield from _after(board, view)


def _since(_: Board, view: CaseView) -> Iterator[Citation]:
    """The rows as they stood when the case was last decided, then those that stand now."""
    since = view.talk.since if view.talk else None
    if since is not None:
        yield from stood_citations(since.last)
    yield from _standing(view)


def _after(board: Board, view: CaseView) -> Iterator[Citation]:
    """The rule of each follow-up that is planned, and of each that is proposed."""
    own = board.settings.surveillance_days
    for each in board.followups.of(view.case.id):
        if each.proposed is not None:
            subject = f"{what_said(each.kind, each.level)}: planned for {each.due:%a %d %b %Y}"
            told = (f"proposed {each.proposed.due:%a %d %b %Y}: {each.proposed.says}",)
            yield surveillance_citation(each.proposed.rule, subject, told, own)
    record = _last_decision(board, view)
    for proposed in board.planning.proposed(record) if record else ():
        day = "no fixed day" if proposed.due is None else f"{proposed.due:%a %d %b %Y}"
        subject = f"{what_said(proposed.kind, proposed.level)}: proposed, {day}"
        yield surveillance_citation(proposed.rule, subject, (proposed.says,), own)


def _last_decision(board: Board, view: CaseView) -> DecisionRecord | None:
    decided = board.decisions.of(view.case.id)
    return decided[-1] if decided else None


OF_PANE: Final[dict[str, Cited]] = {
    HEADLINE: _headline,
    "noms": _noms,
    "sins": _sins,
    "views": _views,
    "decision": _decision,
    "facts": _facts,
    "followup": _after,
    "criteria": _criteria,
    "since": _since,
    "radiotherapy": _radiotherapy,
    "systemic": _systemic,
    "prognosis": _prognosis,
}
