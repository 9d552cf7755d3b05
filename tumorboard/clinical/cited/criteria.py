"""The evidence of the source page's lists: each list with what it yields, and each of its criteria."""

from collections.abc import Iterator
from typing import Final

from tumorboard.clinical.citation import Citation
from tumorboard.clinical.cited.site import mark, overridden
from tumorboard.clinical.criteria import Checked, Checklist, checklists
from tumorboard.clinical.findings import Picture
from tumorboard.knowledge.criteria import LossWindow, SevereDeficit, criteria_table, readings_table

__all__ = ["criteria_citations"]

_TABLE: Final = "criteria"
_RULES: Final = {
    "all": "Every criterion has to be met; while one is unknown the list stays open.",
    "any": "One criterion is enough; what is weighed against it leaves it to the board.",
    "reasons": "Each criterion is a reason of its own and no veto.",
}
_MET: Final = {True: "met", False: "not met", None: "unknown"}


def criteria_citations(picture: Picture) -> tuple[Citation, ...]:
    """Each list, and below it its criteria, what excludes it and what is weighed against it."""
    return tuple(citation for listed in checklists(picture) for citation in _of(listed))


def _of(listed: Checklist) -> Iterator[Citation]:
    row = f"list.{listed.key}"
    yield Citation(
        f"{listed.title}: {_verdict(listed)}",
        f"{_RULES[listed.rule]} The page says “may be appropriate”, so this is never an indication.",
        listed.source,
        mark(_TABLE, row, criteria_table().evidence),
        tuple(f"{each.text}: {_MET[each.met]}" for each in listed.criteria),
        overridden(_TABLE, row),
        table=_TABLE,
    )
    against = (("excluded by ", listed.barred_by), ("against ", listed.weighed_against))
    for lead, criteria in (("", listed.criteria), *against):
        yield from (_criterion(listed, checked, lead) for checked in criteria)


def _verdict(listed: Checklist) -> str:
    unknown = f", {len(listed.unknown)} unknown" if listed.unknown else ""
    return (f"{listed.met} reasons met" if listed.verdict == "reasons" else listed.verdict) + unknown


def _criterion(listed: Checklist, checked: Checked, lead: str) -> Citation:
    """A criterion by how it is read; where it needs a line that the page does not draw, by that too."""
    reading = next(each for each in readings_table().readings if each.key == checked.key)
    line, above = _line(checked.key), overridden(_TABLE, f"list.{listed.key}")
    rule, sources, evidence = reading.reads, [listed.source, reading.source], reading.evidence
    if line is not None:
        place, drawn = line
        rule, evidence, above = f"{rule} {_words(drawn)}", drawn.evidence, overridden(_TABLE, place, above)
        sources.append(drawn.source)
    return Citation(
        f"{listed.title} · {lead}{checked.text}: {_MET[checked.met]}",
        rule,
        "; ".join(dict.fromkeys(sources)),
        evidence,
        (checked.says,),
        above,
        table=_TABLE,
    )


def _line(key: str) -> tuple[str, LossWindow | SevereDeficit] | None:
    """The line that a criterion needs, where the page's words alone do not draw it."""
    table = criteria_table()
    if key == "complete_paralysis_beyond_window":
        return "complete_loss_window", table.complete_loss_window
    return ("severe_deficit", table.severe_deficit) if key == "deficit_absent_or_minimal" else None


def _words(line: LossWindow | SevereDeficit) -> str:
    if isinstance(line, LossWindow):
        span = f"{line.opens_hours:g} to {line.closes_hours:g} hours"
        return f"Complete loss for {span} is a grey zone and stays unknown."
    rest = "not walking, complete loss, bladder or bowel dysfunction"
    return f"Not minimal: weakest power {line.power}/5 or less, Frankel or ASIA {', '.join(line.grades)}, {rest}."
