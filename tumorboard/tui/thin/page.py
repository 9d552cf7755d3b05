"""What a terminal shows, as far as it is known."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from tumorboard.tui.thin.pens import Pen

__all__ = ["Cell", "Page"]

Cell = tuple[str, Pen]
"""A character and what it was written with; the right half of a wide character is an empty one."""


@dataclass(slots=True)
class Page:
    """The cells of a screen, its cursor and its pen. None is what is not known.

    `column` is `columns` while the cursor waits behind the last cell of a row for what comes next.
    """

    columns: int
    rows: int
    row: int | None = None
    column: int | None = None
    colours: str | None = None
    link: str = ""
    visible: bool | None = None
    cells: list[list[Cell | None]] = field(init=False)

    def __post_init__(self) -> None:
        self.cells = [[None] * self.columns for _ in range(self.rows)]

    def resize(self, columns: int, rows: int) -> None:
        """Take another size, in which nothing is known of any cell."""
        self.columns, self.rows = columns, rows
        self.__post_init__()
        self.row = self.column = None

    def forget(self, rows: Iterable[int]) -> None:
        """Know nothing more of some rows."""
        for row in rows:
            self.cells[row] = [None] * self.columns

    @property
    def placed(self) -> bool:
        """Whether it is known where the cursor is."""
        return self.row is not None and self.column is not None
