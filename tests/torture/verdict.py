"""The rows of the report: what was tried, how much was acknowledged, and what became of it."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

__all__ = ["Tally", "Verdict", "printed", "skipped"]

_HEADING: Final = ("part", "what", "tried", "acknowledged", "lost", "unreadable", "wrong", "", "beside")
_LEFT: Final = (0, 1, 7, 8)
_EXAMPLES: Final = 4


@dataclass(frozen=True, slots=True)
class Verdict:
    """One row. `good` is None for what could not be tried; `examples` tell the first faults."""

    what: str
    good: bool | None
    figures: tuple[str, ...]
    beside: str
    examples: tuple[str, ...] = ()


@dataclass(slots=True)
class Tally:
    """Counts while a part is under way."""

    tried: int = 0
    acknowledged: int = 0
    counts: dict[str, int] = field(default_factory=lambda: {"lost": 0, "unreadable": 0, "wrong": 0})
    examples: list[str] = field(default_factory=list)

    def fault(self, kind: str, told: str) -> None:
        """Count a fault; the first few are kept word by word."""
        self.counts[kind] += 1
        if len(self.examples) < _EXAMPLES:
            self.examples.append(f"{kind}: {told}")

    @property
    def faults(self) -> int:
        """How many faults of any kind."""
        return sum(self.counts.values())

    def verdict(self, what: str, beside: str = "", *, good: bool | None = None) -> Verdict:
        """The row: good when nothing at all was found, unless `good` says what good means here."""
        figures = (self.tried, self.acknowledged, *self.counts.values())
        is_good = (not self.faults and self.tried > 0) if good is None else good
        return Verdict(what, is_good, tuple(f"{each:,}" for each in figures), beside, tuple(self.examples))


def skipped(what: str, why: str) -> Verdict:
    """The row of what could not be tried here."""
    return Verdict(what, None, ("", "", "", "", ""), why)


def printed(rows: Sequence[tuple[str, Verdict]]) -> str:
    """The rows as a table in plain text, and below it the first faults of every row that is bad."""
    words = {None: "skipped", True: "good", False: "BAD"}
    table = [_HEADING, *((part, row.what, *row.figures, words[row.good], row.beside) for part, row in rows)]
    widths = [max(len(cells[at]) for cells in table) for at in range(len(_HEADING))]
    lines = ["  ".join(_placed(cell, widths[at], at) for at, cell in enumerate(cells)).rstrip() for cells in table]
    faults = [f"{part}, {row.what}: {told}" for part, row in rows if not row.good for told in row.examples]
    return "\n".join([lines[0], "─" * max(map(len, lines)), *lines[1:], *([""] if faults else []), *faults])


def _placed(cell: str, width: int, at: int) -> str:
    return cell.ljust(width) if at in _LEFT else cell.rjust(width)
