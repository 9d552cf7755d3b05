"""What a terminal shows, as far as it is known."""

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
    wide: set[int] = field(init=False)
    """The rows in which a wide character stands, or stood at some time."""

    def __post_init__(self) -> None:
        self.resize(self.columns, self.rows)

    def resize(self, columns: int, rows: int) -> None:
        """Take a size, in which nothing is known of any cell or of the cursor."""
        self.columns, self.rows = columns, rows
        self.row = self.column = None
        self.cells = [[None] * columns for _ in range(rows)]
        self.wide = set()

    def forget(self, row: int) -> None:
        """Know nothing more of a row."""
        self.cells[row] = [None] * self.columns
