"""The lines around a room: status above, keys below, and the strip that says which panes hold something open."""

from typing import Final

from tumorboard.board.board import Board
from tumorboard.clean import clean_line
from tumorboard.tui.bound import keys_said
from tumorboard.tui.commands import COMMANDS, Commands, Room
from tumorboard.tui.fields import Field, fact_fields, noms_fields, sins_fields
from tumorboard.tui.lines import Line, Part, Role, Row, fit, joined, width_of, wrapped
from tumorboard.tui.said import Said
from tumorboard.tui.session.company import Company
from tumorboard.tui.session.curtain import Curtain
from tumorboard.tui.session.sitting import Sitting
from tumorboard.tui.session.view import CaseView
from tumorboard.tui.systemic_fields import systemic_fields

__all__ = [
    "OWED_SAID",
    "TOO_SMALL",
    "WIDE",
    "editing_line",
    "footer_line",
    "is_too_small",
    "owed_part",
    "pane_strip",
    "said_rows",
    "status_rows",
]

TOO_SMALL: Final = "tumorboard needs a window of at least 60 × 16"
WIDE: Final = 120
"""Columns from which panes stand side by side."""
_SMALLEST: Final = (60, 16)
_SMALLEST_PLACE: Final = 28
"""Columns for meeting and case below which less is told of who is acting and what is well."""
_EVERYTHING: Final = 3
"""How much is told. The name goes first, then when it was saved and that there is a quorum, then all that can wait."""
_SHORTEST_TITLE: Final = 4
_SPELLED_FROM: Final = 150
"""Columns from which what is owed is spelled out."""
OWED_SAID: Final = (
    ("fate unknown", "fates unknown"),
    ("action due", "actions due"),
    ("to read or act on", "to read or act on"),
    ("overdue", "overdue"),
)
"""What is owed after decisions, of one and of more, in the order in which the Follow-up room has it."""
_SPACINGS: Final = (
    ("  ", " ", " ", None), (" ", " ", " ", None), (" ", " ", "", None), (" ", "", "", None),
    *((" ", "", "", length) for length in range(7, 0, -1)),
)  # fmt: skip
"""Between the panes of the strip, after a key, before a mark, and how much of a label: the widest first."""
_EDITING: Final = (
    ("↑↓", "field"), ("←→ digit", "choose"), ("Del", "erase"), ("Ctrl+S", "commit"), ("u", "undo"), ("i", "evidence"),
    ("Esc", "done"), ("?", "help"),
)  # fmt: skip


def is_too_small(width: int, height: int) -> bool:
    """Whether a window is too small for any room."""
    return width < _SMALLEST[0] or height < _SMALLEST[1]


def said_rows(said: Said, width: int) -> list[Row]:
    """What was said last, in the place of the status line and over as many more as it takes."""
    role: Role = "danger" if said.kind == "error" else "good"
    lead: Line = ((role, " "),)
    return [Row(line) for line in wrapped(clean_line(said.words), width, role, lead)]


def status_rows(sitting: Sitting, said: Said, width: int, curtain: Curtain, company: Company) -> list[Row]:
    """Meeting and case on the left, who is acting on the right; in their place what was said last."""
    if said.words:
        return said_rows(Said(curtain.words(said.words), said.kind), width)
    return [Row(_status_line(sitting, width, curtain, company))]


def _status_line(sitting: Sitting, width: int, curtain: Curtain, company: Company) -> Line:
    meeting = sitting.meeting
    title = "" if meeting is None else meeting.title
    when = "" if meeting is None else f"{meeting.starts.astimezone():%a %d %b %H:%M}"
    case = "" if sitting.current is None else f"case {sitting.order(sitting.current)} of {len(sitting.ids)}"
    narrowed = f"{len(sitting.shown)} match '{curtain.words(sitting.narrowed)}'" if sitting.narrowed else ""
    rest = [company.words(meeting, sitting.current), narrowed]
    tails = (_tail(sitting, width, curtain, kept) for kept in range(_EVERYTHING, -1, -1))
    tail = next(
        (each for each in tails if width - width_of(each) >= _SMALLEST_PLACE), _tail(sitting, width, curtain, 0)
    )
    return (("title", _place(title, when, [case, *rest], max(0, width - width_of(tail)))), *tail)


def _tail(sitting: Sitting, width: int, curtain: Curtain, kept: int) -> Line:
    """What must be known of the meeting and of me, and so much of the rest."""
    waiting, role = len(sitting.pending), _role(sitting)
    who = f"{sitting.board.person.name} ({role})" if kept == _EVERYTHING else role if kept else ""
    saved = f" · saved {sitting.saved_at:%H:%M}" if sitting.saved_at and kept > 1 else ""
    return _ended(
        ("danger", f" ▲{red} red wait ·" if (red := len(sitting.red_waiting)) else ""),
        owed_part(sitting.board, width) if kept else ("text", ""),
        ("warning", f" {late} late: A allows ·" if kept and (late := _late(sitting)) else ""),
        ("text", " "),
        *(_quorum(sitting, when_met=kept > 1) if kept else ()),
        ("warning", "discreet · " if curtain.drawn else ""),
        ("pending", f"{waiting} uncommitted · " if waiting else ""),
        ("warning", f"{differing} ≠ theirs · " if (differing := sitting.differing) else ""),
        ("muted", f"{who}{saved} "),
    )


def _ended(*parts: Part) -> Line:
    """A line whose last words are followed by nothing but a space."""
    while parts and not parts[-1][1].strip(" ·"):
        parts = parts[:-1]
    return (*parts[:-1], (parts[-1][0], parts[-1][1].rstrip(" ·") + " ")) if parts else (("text", " "),)


def _role(sitting: Sitting) -> str:
    return next(iter(sitting.board.person.roles), "may only look")


def _place(title: str, when: str, rest: list[str], room: int) -> str:
    """Meeting, time and case in so many columns: the time gives way first, then the title from its end."""
    for parts in ([title, when, *rest], [title, *rest]):
        said = " " + " · ".join(filter(None, parts))
        if width_of((("title", said),)) <= room:
            return fit(said, room)
    behind = "".join(f" · {part}" for part in rest if part)
    left = room - 1 - width_of((("title", behind),))
    return fit(f" {fit(title, left)}{behind}" if left >= _SHORTEST_TITLE else behind.replace(" · ", " ", 1), room)


def _late(sitting: Sitting) -> int:
    """How many late cases wait for the leave of a chair, told to a chair."""
    if sitting.meeting is None or not sitting.board.person.may_lead:
        return 0
    waiting = (item.late is not None and item.late.allowed is None for item in sitting.meeting.items)
    return sum(waiting)


def owed_part(board: Board, width: int) -> Part:
    """What the board owes after its decisions, as it was last counted; nothing where it owes nothing."""
    owed = board.owed
    counts = (owed.unknown, owed.actions, owed.unread, owed.overdue)
    if not any(counts):
        return ("text", "")
    if width < _SPELLED_FROM:
        return ("danger", f" {sum(counts)} due: F4 ·")
    said = (f"{count} {words[count != 1]}" for count, words in zip(counts, OWED_SAID, strict=True) if count)
    return ("danger", f" {', '.join(said)}: F4 ·")


def _quorum(sitting: Sitting, *, when_met: bool) -> Line:
    """Whether who is in the register is enough, while the meeting is open."""
    if sitting.quorum is None or (sitting.quorum.met and not when_met):
        return ()
    return (("good", "quorum ✓ · ") if sitting.quorum.met else ("warning", "no quorum · "),)


def editing_line(width: int) -> Line:
    """The keys of a field that is being edited, as many as there is room for; how to leave it and help stay last."""
    *others, done, helps = (_key(key, does) for key, does in _EDITING)
    line: Line = (("text", " "),)
    for each in others:
        if width_of((*line, *each, *done, *helps)) <= width + len("  "):
            line = (*line, *each)
    return (*line, *done, *helps)


def footer_line(where: Room, width: int, commands: Commands = COMMANDS, enters: str = "open") -> Line:
    """The keys of a room, as many as there is room for; help stays last. `enters` is what Enter does, where it does."""
    here = f"room('{where}')"
    there = (each._replace(footer=enters) if each.action == "open" else each for each in commands[where])
    named = [each for each in (*there, *commands["anywhere"]) if each.footer and each.action != here]
    last = [command for command in named if command.footer in ("help", "quit")]
    line: list[Part] = [("text", " ")]
    room = width - 1 - sum(len(keys_said(c).split()[0]) + len(c.footer) + 3 for c in last)
    for command in (*(each for each in named if each not in last), *last):
        key = keys_said(command).split()[0]
        needed = len(key) + len(command.footer) + 3
        if command not in last:
            if needed > room:
                continue
            room -= needed
        line += _key(key, command.footer)
    return tuple(line)


def _key(key: str, does: str) -> Line:
    return (("key", key), ("text", f" {does}  "))


def pane_strip(view: CaseView, open_pane: str, owed: int, width: int) -> Line:
    """The panes with their keys, and how much is open in each; `owed` is what is due after the case's decisions.

    Where they do not fit they stand closer, then the labels of the panes that are not open are cut.
    """
    panes: list[tuple[str, str, str, int | None]] = [
        ("1", "noms", "NOMS", _open(view, noms_fields())),
        ("2", "sins", "SINS", _open(view, sins_fields())),
        ("3", "views", "views", len(view.talk.expected) if view.talk else 0),
        ("4", "decision", "decision", len(view.talk.unsaid) if view.talk else 0),
        ("5", "facts", "facts", _open(view, fact_fields())),
        ("6", "followup", "after", owed),
        ("7", "criteria", "lists", _open_lists(view)),
        ("8", "systemic", "systemic", sum(view.value(field) is None for field in systemic_fields())),
        ("0", "prognosis", "survival", None),
        ("r", "radiotherapy", "RT", _unirradiated(view)),
    ]
    for between, after, gap, longest in _SPACINGS:
        tabs = (_tab(*each, open_pane, gap, longest) for each in panes)
        strip = joined([((role, f"{key}{after}"), *rest) for (role, key), *rest in tabs], between)
        if width_of(strip) <= width:
            break
    return strip


def _tab(key: str, pane: str, label: str, count: int | None, open_pane: str, gap: str, longest: int | None) -> Line:
    """A pane with its key; `count` says how much of it is open, None of one that is never counted.

    The mark takes as much room with nothing open as with one thing, so that the panes after it keep their places.
    """
    mark: Line = (("open", f"?{count}"),) if count else () if count is None else (("good", "✓"), ("muted", " "))
    is_open = pane == open_pane
    words = f"{label if is_open else label[:longest]}{gap}"
    return (("key", key), ("chosen" if is_open else "text", words), *mark)


def _open(view: CaseView, fields: tuple[Field, ...]) -> int:
    return 0 if view.lesion is None else sum(view.value(field) is None for field in fields)


def _unirradiated(view: CaseView) -> int:
    """1 while nobody recorded whether the open lesion was irradiated before."""
    return int(view.lesion is not None and view.lesion.lesion.previous_radiotherapy is None)


def _open_lists(view: CaseView) -> int:
    each = view.lesion
    if each is None:
        return 0
    from tumorboard.clinical.criteria import checklists
    from tumorboard.clinical.findings import Picture

    lists = checklists(Picture(view.case, each.lesion, each.sins, each.noms))
    return sum(listed.verdict == "open" for listed in lists)
