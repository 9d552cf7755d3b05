"""Since last time: what is different about a case that comes back after a decision."""

from collections.abc import Iterator
from typing import Final

from tumorboard.board.after.since import Since
from tumorboard.clinical import plans
from tumorboard.sheets.result import result_said
from tumorboard.tui.lines import Line, Role, Row, rule, wrapped
from tumorboard.tui.panes.facts import examined_on
from tumorboard.tui.session.naming import edit_said
from tumorboard.tui.session.view import CaseView

__all__ = ["since_rows", "since_title"]

_FIRED: Final[dict[bool | None, tuple[Role, str]]] = {
    True: ("danger", "FIRED"),
    False: ("muted", "not fired"),
    None: ("open", "for you to judge"),
}
"""How a trigger of a dissent stands."""


def since_title(view: CaseView) -> str:
    """When it was last decided."""
    since = view.talk.since if view.talk else None
    return "Since last time" if since is None else f"Since {since.last.recorded_at.astimezone():%d %b %Y}"


def since_rows(view: CaseView, width: int) -> list[Row]:
    """The lines of the pane at a width."""
    since = view.talk.since if view.talk else None
    if since is None:
        return [Row(line) for line in wrapped("The board has not decided this case before.", width, "muted")]
    return [Row(line) for line in _lines(since, width, view)]


def _lines(since: Since, width: int, view: CaseView) -> Iterator[Line]:
    names = view.talk.names if view.talk else {}
    decision = since.last.decision
    plan = plans.plan_said(tuple(step.modality for step in decision.steps))
    yield from wrapped(plan, width, "title", (("muted", " decided "),))
    yield from wrapped(decision.rationale, width, "text", (("muted", " because "),))
    for armed in since.armed:
        role, fired = _FIRED[armed.fired.holds]
        who = names.get(armed.person_id, armed.person_id)
        yield from wrapped(f"{who}: {armed.fired.says}", width, role, ((role, f" {fired} "),))
    yield from _came_of(since, width)
    if since.before is None:
        for said in since.untaken:
            yield from wrapped(said, width, "danger", (("danger", " ▲ "),))
        yield from wrapped("The case as it stood then cannot be followed back.", width, "open")
        return
    yield from _changed(since, width)


def _came_of(since: Since, width: int) -> Iterator[Line]:
    """What became of the decision, and what follow-ups showed."""
    if since.fate is not None:
        reason = (since.fate.reason or "").replace("_", " ")
        said = ": ".join(part for part in (since.fate.fate.replace("_", " "), reason, since.fate.words) if part)
        yield from wrapped(
            said, width, "text" if since.fate.fate == "done" else "warning", (("muted", " became of it "),)
        )
    for each in since.seen:
        unsaid = f"{each.seen_on:%a %d %b %Y} · {each.state.replace('_', ' ')}, no result recorded"
        showed = result_said(each.result, str) if each.result else unsaid
        what = f"{each.kind.replace('_', ' ')} {each.level or ''}".strip()
        yield from wrapped(showed, width, "text", (("muted", f" {what} "),))


def _changed(since: Since, width: int) -> Iterator[Line]:
    yield rule(width, "different now")
    for level, then, now in since.scores:
        yield from wrapped(f"{then} → {now}", width, "text", (("title", f" {level} "),))
    for scan in since.scans:
        yield from wrapped(
            f"{scan.kind.replace('_', ' ')} {examined_on(scan)}", width, "text", (("muted", " new scan "),)
        )
    if since.goals is not None:
        yield from wrapped(" → ".join(since.goals), width, "text", (("muted", " patient's goal "),))
    levels = tuple(lesion.level for lesion in since.now.lesions)
    for edit in since.edits:
        label, then, now = edit_said(edit, levels)
        yield from wrapped(f"{then} → {now}", width, "text", (("muted", f" {label} "),))
    for said in since.untaken:
        yield from wrapped(said, width, "danger", (("danger", " ▲ "),))
    if not (since.edits or since.scans or since.goals or since.untaken):
        yield from wrapped("nothing that was recorded", width, "muted", (("text", " "),))
