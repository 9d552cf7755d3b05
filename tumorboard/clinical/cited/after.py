"""The evidence of what is looked at after a decision: the rule of each follow-up that is planned or proposed."""

from collections.abc import Mapping

from tumorboard.clinical.citation import Citation
from tumorboard.clinical.cited.site import overridden
from tumorboard.knowledge.after import SurveillanceRule, surveillance_table

__all__ = ["surveillance_citation"]

_TABLE = "surveillance"


def surveillance_citation(
    key: str, subject: str, computed_from: tuple[str, ...], own_days: Mapping[str, int]
) -> Citation:
    """The rule behind one thing to look at. `own_days` are the days that the site's settings name, by key of a rule."""
    table = surveillance_table()
    rule = next((each for each in table.rules if each.key == key), None)
    if rule is None:
        gone = f"The rule {key} is no longer in the table; what it said is kept with the follow-up."
        return Citation(subject, gone, "not in the table any more", "M", computed_from, table=_TABLE)
    own = f"the site's setting surveillance_days: {own_days[key]} days" if key in own_days else None
    return Citation(
        subject,
        f"{rule.label}. {_interval(rule)}{_tiers(rule)}",
        rule.source,
        rule.evidence,
        computed_from,
        overridden(_TABLE, f"rule.{key}", own),
        table=_TABLE,
    )


def _interval(rule: SurveillanceRule) -> str:
    if rule.months is not None:
        said = f"{rule.months} months after the treatment, or after the last time"
    elif rule.days is not None:
        said = f"{rule.days} days after the treatment, or after the last time"
    else:
        return "On symptoms; no day is proposed."
    if rule.then_days is None:
        return f"{said}."
    later = "after the first time" if rule.until_days is None else f"from day {rule.until_days} on"
    return f"{said}; {later} every {rule.then_days} days."


def _tiers(rule: SurveillanceRule) -> str:
    if rule.tier is None:
        return ""
    table = surveillance_table()
    counted = ", ".join(f"{count}: {tier}" for count, tier in enumerate(table.tier_by_factors))
    return (
        f" Risk by how many hold of ESCC {table.epidural_from} or more, paraspinal extension, "
        f"SINS {table.sins_from} or more: {counted}. {table.tiers}"
    )
