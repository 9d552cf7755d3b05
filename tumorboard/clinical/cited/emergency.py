"""The evidence of the warning signs of cord compression, and of the clocks that run."""

from datetime import tzinfo

from tumorboard.clinical.citation import Citation
from tumorboard.clinical.cited.site import mark, overridden
from tumorboard.clinical.emergency import Due, assess, clocks
from tumorboard.domain.case import Case
from tumorboard.knowledge import emergency_table

__all__ = ["emergency_citations"]

_TABLE = "emergency"
_ABOUT = {
    "rapidly_progressive_weakness": "neurology.progression",
    "unable_to_walk": "neurology.ambulation",
    "bladder_bowel_dysfunction": "neurology.bladder_bowel_dysfunction",
    "bilateral_symptoms": "neurology.bilateral_symptoms",
}
_FIELDS = {"progression": "progression", "ambulation": "walking"}


def emergency_citations(case: Case, site_zone: tzinfo | None) -> tuple[Citation, ...]:
    """The four signs in the order of the source page, then each clock that applies or may apply."""
    running = () if site_zone is None else clocks(case, None, site_zone)
    return (*_signs(case), *(_clock(each, site_zone) for each in running))


def _signs(case: Case) -> tuple[Citation, ...]:
    table = emergency_table()
    found = dict(assess(case.neurology).signs)
    return tuple(
        Citation(
            f"{sign.label}: {'not recorded' if found[sign.key] == 'unknown' else found[sign.key]}",
            sign.rule,
            sign.source,
            mark(_TABLE, f"sign.{sign.key}", table.evidence),
            (_recorded(case, _ABOUT[sign.key].partition(".")[2]),),
            overridden(_TABLE, f"sign.{sign.key}"),
            _ABOUT[sign.key],
            _TABLE,
        )
        for sign in table.signs
    )


def _recorded(case: Case, field: str) -> str:
    value = getattr(case.neurology, field)
    said = {None: "not recorded", True: "yes", False: "no"}.get(value, str(value).replace("_", " "))
    return f"{_FIELDS.get(field, field.replace('_', ' '))}: {said}"


def _clock(each: Due, site_zone: tzinfo | None) -> Citation:
    clock = each.clock
    started = each.started
    if each.due is None:
        said = f"no clock runs, the time of {clock.anchor} is not recorded"
    else:
        said = f"due {each.due.astimezone(site_zone):%a %d %b %Y %H:%M}"
        started = started and started.astimezone(site_zone)
    answered = {True: "recorded since then", False: "not recorded since then", None: "recorded that day, hour unknown"}
    inputs = (
        f"{clock.anchor}: {f'{started:%a %d %b %Y %H:%M}' if started else 'not recorded'}",
        *((f"whole-spine MRI {answered[each.answered]}",) if clock.key.startswith("mri") and each.started else ()),
        *(() if each.certain else ("whether there are neurological signs is not settled",)),
    )
    return Citation(
        f"{clock.label}: {said}",
        f"Within {clock.hours} hours of {clock.anchor}, counted as elapsed hours.",
        clock.source,
        clock.evidence,
        inputs,
        overridden(_TABLE, f"clock.{clock.key}"),
        table=_TABLE,
    )
