"""The rows of the report: a figure, its floor, the ratio of the two, the target, and whether it is met."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from statistics import median
from typing import Final

__all__ = ["Row", "count_row", "kilobytes", "megabytes", "milliseconds", "plain", "printed", "ratio_row"]

Said = Callable[[float], str]


@dataclass(frozen=True, slots=True)
class Row:
    """`met` is None where there is no target."""

    what: str
    ours: str
    floor: str
    ratio: str
    spread: str
    target: str
    met: bool | None

    @property
    def cells(self) -> tuple[str, ...]:
        """The row as it is printed."""
        verdict = {None: "", True: "met", False: "NOT MET"}[self.met]
        return (self.what, self.ours, self.floor, self.ratio, self.spread, self.target, verdict)


_HEADING: Final = ("what", "tumorboard", "floor", "ratio", "lowest…highest", "target", "")


def ratio_row(
    what: str, ours: Sequence[float], floor: Sequence[float], said: Said, at_most: float | None = None
) -> Row:
    """A row of figures that were measured side by side: the ratio of each pair, and the median of those."""
    ratios = [mine / theirs for mine, theirs in zip(ours, floor, strict=True)]
    middle = median(ratios)
    return Row(
        what,
        said(median(ours)),
        said(median(floor)),
        f"{middle:.2f}×",
        f"{min(ratios):.2f}…{max(ratios):.2f}",
        "" if at_most is None else f"≤ {at_most:g}×",
        None if at_most is None else middle <= at_most,
    )


def count_row(
    what: str,
    ours: float,
    said: Said,
    at_most: float | None = None,
    floor: float | None = None,
    at_least: float | None = None,
) -> Row:
    """A row of one figure that stands for itself; its target is the most or the least that it may be."""
    sign, target = ("≥", at_least) if at_least is not None else ("≤", at_most)
    met = None if target is None else ours >= target if at_least is not None else ours <= target
    return Row(
        what,
        said(ours),
        "" if floor is None else said(floor),
        "",
        "",
        "" if target is None else f"{sign} {said(target)}",
        met,
    )


def printed(rows: Sequence[Row]) -> str:
    """The rows as a table in plain text."""
    table = [_HEADING, *(row.cells for row in rows)]
    widths = [max(len(cell) for cell in column) for column in zip(*table, strict=True)]
    ruled = ["  ".join(_placed(cell, width, at) for at, (cell, width) in _columns(cells, widths)) for cells in table]
    return "\n".join(line.rstrip() for line in (ruled[0], "─" * len(ruled[0]), *ruled[1:]))


def milliseconds(seconds: float) -> str:
    """Seconds as milliseconds."""
    return f"{seconds * 1000:,.1f} ms"


def megabytes(count: float) -> str:
    """Bytes as MB."""
    return f"{count / 1e6:,.1f} MB"


def kilobytes(count: float) -> str:
    """Bytes as kB."""
    return f"{count / 1e3:,.1f} kB"


def plain(unit: str, digits: int = 0) -> Said:
    """A figure with its unit."""
    return lambda figure: f"{figure:,.{digits}f} {unit}".rstrip()


def _columns(cells: Sequence[str], widths: Sequence[int]) -> list[tuple[int, tuple[str, int]]]:
    return list(enumerate(zip(cells, widths, strict=True)))


def _placed(cell: str, width: int, at: int) -> str:
    return cell.ljust(width) if at in (0, len(_HEADING) - 1) else cell.rjust(width)
