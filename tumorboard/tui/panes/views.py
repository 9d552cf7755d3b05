"""The Views pane: a line for each specialist, what the chosen one says, and where the views part."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Final

from tumorboard.clinical import plans, quorum
from tumorboard.domain.view import View, ViewRecord
from tumorboard.tui.lines import Line, Role, Row, fit, rule, width_of, wrapped
from tumorboard.tui.session.talk import Talk
from tumorboard.tui.session.view import CaseView
from tumorboard.tui.session.view_said import URGENCY, plan_said, readings_said, reasons_said

if TYPE_CHECKING:
    from tumorboard.clinical.disagreement import Parting

__all__ = ["views_rows", "views_title"]

_LABEL: Final = 10
_TITLES: Final = frozenset({"dr", "dr.", "prof", "prof.", "mr", "mr.", "mrs", "mrs.", "ms", "ms.", "sister"})


def views_title(talk: Talk | None) -> str:
    """How many of the specialists' views are in, and whether they can be read."""
    if talk is None:
        return "Views"
    given = len({each.person_id for each in talk.views})
    if not given:
        return "Views none in"
    return f"Views {given} of {given + len(talk.expected)} in, {_state(talk)}"


def views_rows(view: CaseView, width: int, chosen: str | None = None) -> list[Row]:
    """The lines of the pane at a width; below the view whose id is `chosen` stands what it says."""
    talk = view.talk
    if talk is None:
        return [Row(line) for line in wrapped("This case is on no meeting.", width, "muted")]
    called = _called(talk)
    rows: list[Row] = []
    for record in _by_person(talk.views):
        rows.append(Row(_view_line(talk, record, called[record.person_id], width), record.id))
        if record.id == chosen:
            rows += [Row(line) for line in _details(view, talk, record, width)]
    awaited: list[Line] = [
        (("text", " "), ("muted", fit(called[each.id], _LABEL) + " "), ("open", "awaited")) for each in talk.expected
    ]
    return [*rows, *(Row(line) for line in (*awaited, *_parted(talk, called, width)))]


def _state(talk: Talk) -> str:
    if talk.item.revealed is None:
        return "sealed" if any(each.sealed for each in talk.views) else "open"
    closed = sum(each.view is None for each in talk.views)
    return f"revealed, {closed} still sealed" if closed else "revealed"


def _by_person(records: Sequence[ViewRecord]) -> list[ViewRecord]:
    """The views of each person together, in the order in which people first gave one."""
    first = {each.person_id: at for at, each in reversed(list(enumerate(records)))}
    return sorted(records, key=lambda each: (first[each.person_id], each.number))


def _called(talk: Talk) -> Mapping[str, str]:
    """How people are called in few letters: by what nobody else here is called, specialty first, then name."""
    people = tuple(dict.fromkeys([*(each.person_id for each in talk.views), *(each.id for each in talk.expected)]))
    names = {each: talk.names.get(each, each) for each in people}
    ways: tuple[Mapping[str, str | None], ...] = (
        {each: _specialty(talk.specialties.get(each)) for each in people},
        {each: _short_name(names[each]) for each in people},
    )
    taken = [Counter(way.values()) for way in ways]
    return {
        each: next(
            (said for way, count in zip(ways, taken, strict=True) if (said := way[each]) and count[said] == 1),
            names[each],
        )
        for each in people
    }


def _specialty(words: str | None) -> str | None:
    key = quorum.specialty_key(words)
    return None if key is None else quorum.specialty(key).short


def _short_name(name: str) -> str:
    """A name without its title, as a surname where that is needed to fit."""
    words = [word for word in name.split() if word.casefold() not in _TITLES] or [name]
    whole = " ".join(words)
    return whole if len(whole) <= _LABEL else words[-1]


def _view_line(talk: Talk, record: ViewRecord, called: str, width: int) -> Line:
    is_standing = all(each.number <= record.number for each in talk.views if each.person_id == record.person_id)
    lead: Line = (("text", " "), ("muted", fit(called, _LABEL) + " "))
    if record.number > 1:
        lead = (*lead, ("muted", f"{record.number}· "))
    room = width - width_of(lead)
    if record.view is None:
        return (*lead, ("open", fit("in, sealed", room)))
    if record.sealed is not None:
        return (*lead, ("open", _within(f"in, sealed (yours: {plan_said(record.view)})", room)))
    tail = _tail(record.view)
    plan = _within(plan_said(record.view), max(4, room - width_of(tail)))
    return (*lead, ("text" if is_standing else "muted", plan), *tail)


def _within(plan: str, room: int) -> str:
    """A plan in so many columns; spaces go first, then what is last."""
    return fit(plan if len(plan) <= room else plan.replace(" + ", "+"), room)


def _tail(view: View) -> Line:
    """Urgency, and the numbers of the reasons on the source page."""
    urgency = f" {URGENCY[view.urgency]}" if view.urgency else ""
    from tumorboard.clinical.reasons import reason

    numbers = ",".join(str(number) for number in sorted(reason(each).number for each in view.reasons))
    return (("text", urgency), ("key", f" ◄ {numbers}" if numbers else ""))


def _details(case: CaseView, talk: Talk, record: ViewRecord, width: int) -> Iterator[Line]:
    view = record.view
    who = talk.names.get(record.person_id, record.person_id)
    if view is None:
        words = f"{who}: sealed until the chair reveals the case"
        if talk.item.revealed is not None:
            words = f"{who}: still sealed; their own program opens it when they next come in"
        yield from wrapped(words, width, "open", (("text", "  "),))
        return
    from tumorboard.clinical import triggers

    yield from wrapped(f"{who}: {plans.plan_said(view.plan)}", width, "text", (("text", "  "),))
    parts = (
        ("because", view.rationale),
        ("confidence", view.confidence),
        ("read", readings_said(view.readings)),
        ("reasons", ", ".join(reasons_said(view))),
        ("▲", "; ".join(triggers.trigger_said(each) for each in view.triggers)),
    )
    for label, said in parts:
        if said:
            yield from wrapped(" ".join(said.split()), width, "text", (("muted", f"  {label} "),), hanging=4)
    open_level = case.lesion.lesion.level if case.lesion else None
    for each in triggers.holding(view.triggers, case.case, view.readings.level or open_level):
        said = f"{triggers.trigger_said(each.trigger)} holds now: {each.says}"
        yield from wrapped(said, width, "warning", (("warning", "  ▲ "),), hanging=4)


def _parted(talk: Talk, called: Mapping[str, str], width: int) -> Iterator[Line]:
    parting = talk.parting
    if parting is None:
        return
    from tumorboard.clinical import disagreement

    yield rule(width, f"where they part, {parting.level}" if parting.level else "where they part")
    first, *rest = disagreement.sentences(parting, called) or [""]
    role: Role = "warning" if parting.decisive else "text"
    yield from wrapped(first, width, role, (("text", " "),))
    for sentence in rest:
        yield from wrapped(sentence, width, "text", (("text", " "),))
    yield from _spread(parting, called, width)


def _spread(parting: "Parting", called: Mapping[str, str], width: int) -> Iterator[Line]:
    """What each rater read, input by input, and the total of SINS that follows for each who scored."""
    scored = [each for each in parting.readers if each.here and each.scored and each.sins is not None]
    if len(scored) > 1:
        totals = " · ".join(f"{called[each.rater]} {each.sins.text}" for each in scored if each.sins is not None)
        yield from wrapped(totals, width, "text", (("muted", " SINS "),), hanging=3)
    for spread in parting.parted:
        if spread.key != "plan":
            said = " · ".join(
                f"{choice.said} ({', '.join(called[rater] for rater in choice.raters)})" for choice in spread.choices
            )
            lead: Line = (("warning" if spread.decisive else "muted", f" {spread.label} "),)
            yield from wrapped(said, width, "text", lead, hanging=3)
