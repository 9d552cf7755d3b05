"""What two people changed in one case: each field with what it was, mine, theirs, and who set theirs when."""

from typing import Final, NamedTuple

from tumorboard.board.history import History, when
from tumorboard.board.working import WorkingCase, levels_of, value_at
from tumorboard.store.contract import Change
from tumorboard.tui.said import Said
from tumorboard.tui.session.naming import field_named, steps_of, value_said

__all__ = ["MOVED_ON", "Clash", "Clashing", "clash_of", "made_by"]

MOVED_ON: Final = Said("NOT saved: the case changed again meanwhile; yours is shown, look and press Ctrl+S", "error")
"""Said where the clash that was answered is no longer the one that stands."""


class Clashing(NamedTuple):
    """One field, in words. Mine cannot stand where its lesion was moved or taken away."""

    name: str
    label: str
    was: str
    mine: str
    theirs: str
    by: str
    can_stand: bool


class Clash(NamedTuple):
    """What the person is asked about one case."""

    case_id: str
    fields: tuple[Clashing, ...]


def clash_of(working: WorkingCase, history: History) -> Clash | None:
    """What has to be asked before a case can be saved; None when nothing has."""
    fields = (*_disputed(working, history), *_stranded(working, history))
    return Clash(working.case.id, fields) if fields else None


def made_by(change: Change | None, history: History) -> str:
    """Who made a change, and when."""
    if change is None:
        return "somebody else"
    at = when(change)
    return f"{history.who(change)}, {at:%a %d %b %Y %H:%M}" if at else history.who(change)


def _disputed(working: WorkingCase, history: History) -> tuple[Clashing, ...]:
    key, levels = working.case.id, levels_of(working.case)
    return tuple(
        Clashing(
            path,
            field_named(path, levels),
            value_said(path, was),
            value_said(path, value_at(working.case, path)),
            value_said(path, value_at(working.base.record, path)),
            made_by(history.last(key, steps_of(path)), history),
            can_stand=True,
        )
        for path, was in working.disputed.items()
    )


def _stranded(working: WorkingCase, history: History) -> tuple[Clashing, ...]:
    standing = " ".join(levels_of(working.base.record)) or "none"
    return tuple(
        Clashing(
            each.name,
            field_named(each.name),
            "" if each.was is None else value_said(each.path, each.was),
            value_said(each.path, each.mine),
            f"lesions now: {standing}",
            made_by(history.last(working.case.id, ("lesions",)), history),
            can_stand=False,
        )
        for each in working.stranded
    )
