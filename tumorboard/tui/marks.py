"""The marks that stand in the lists, panes and sheets without a word beside them, and what each means."""

from collections.abc import Mapping
from typing import Final

from tumorboard.tui.commands import Scope
from tumorboard.tui.panes.noms_table import ONE_CHANGE_AWAY, STANDS
from tumorboard.tui.panes.pivot_sign import MOVES

__all__ = ["MARKS"]

_HEARD: Final = (
    ("▶", "being discussed now"),
    ("✓", "decided"),
    ("→", "deferred to another day"),
    ("–", "noted without a decision"),
)

MARKS: Final[Mapping[Scope, tuple[tuple[str, str], ...]]] = {
    "list": (
        ("•", "edited here and not committed yet: Ctrl+S commits"),
        *_HEARD,
        ("L", "came after the cut-off, and no chair has allowed it yet: A allows it"),
        ("▲EMERG", "a warning sign of cord compression is recorded"),
        ("?signs", "no warning sign is recorded, and not all were asked"),
        ("*", "the highest of the case, and of another level than the row's"),
        ("?", "not recorded"),
    ),
    "form": (
        ("•", "edited and not committed yet"),
        ("≠", "edited, and somebody else saved another value meanwhile"),
        (STANDS, "a row of the NOMS table that stands; several stand until all axes are settled"),
        (ONE_CHANGE_AWAY, "a row that one change of an input, and nothing else, would let stand"),
        (MOVES, "one change of this input would let other rows stand: which, is told further down in NOMS"),
    ),
    "agenda": (
        ("▲", "an emergency"),
        ("✓ ✗", "ready, or blocked by so many gaps: the most urgent is named"),
        *((mark, words) for mark, words in _HEARD if mark != "✓"),
        ("late ? ✓", "came after the cut-off: ? waits for a chair, ✓ allowed"),
        ("?", "nobody has said how the case is handled"),
    ),
    "sheet": (("•", "needed, and still empty"), ("▏", "where the next letter goes")),
}
