"""Pages of A4 that fill from the top: which line of text stands where. Lengths are in mm, sizes pt."""

from dataclasses import dataclass, field
from typing import Final, Protocol, TypeAlias

from tumorboard.sheets.wrapping import wrapped

__all__ = [
    "LARGE",
    "LEFT",
    "PLAIN",
    "RIGHT",
    "TOP",
    "Bar",
    "Bookmark",
    "Face",
    "Faces",
    "Ink",
    "Mark",
    "Paper",
    "Typeface",
]

WIDTH: Final = 210.0
HEIGHT: Final = 297.0
LEFT: Final = 17.0
RIGHT: Final = WIDTH - LEFT
TOP: Final = 24.0
BOTTOM: Final = HEIGHT - 17.0
_MM_A_POINT: Final = 25.4 / 72
_LEADING: Final = 1.38
_ABOVE_BASELINE: Final = 0.98
"""Parts of the size that a line is high, and that lie above its baseline."""


@dataclass(frozen=True, slots=True)
class Face:
    """How text looks. Grey is for what accompanies, never for what is said."""

    size: float
    bold: bool = False
    grey: bool = False

    @property
    def step(self) -> float:
        """How high a line is."""
        return self.size * _MM_A_POINT * _LEADING


@dataclass(frozen=True, slots=True)
class Faces:
    """How each kind of text on a sheet looks."""

    title: Face
    under: Face
    headings: tuple[Face, ...]
    body: Face
    label: Face
    word: Face
    note: Face
    cell: Face
    column: Face


def _faces(by: float) -> Faces:
    return Faces(
        title=Face(15 * by, bold=True),
        under=Face(9 * by, grey=True),
        headings=(Face(11 * by, bold=True), Face(9.5 * by, bold=True), Face(9 * by, bold=True)),
        body=Face(9 * by),
        label=Face(9 * by, grey=True),
        word=Face(9 * by, bold=True),
        note=Face(8 * by, grey=True),
        cell=Face(8 * by),
        column=Face(8 * by, bold=True),
    )


PLAIN: Final = _faces(1)
LARGE: Final = _faces(1.4)
"""Of 12.6 pt where others are of 9."""


class Typeface(Protocol):
    """The letters that there are."""

    def width(self, text: str, face: Face) -> float:
        """How long a text is in mm."""

    def spelled(self, text: str) -> str:
        """The text, with a letter that there is no form of written as its Unicode number."""


@dataclass(frozen=True, slots=True)
class Ink:
    """A line of text, `y` at its baseline."""

    x: float
    y: float
    text: str
    face: Face


@dataclass(frozen=True, slots=True)
class Bar:
    """A filled rectangle, `shade` from 0 (black) to 255 (white)."""

    x: float
    y: float
    width: float
    height: float
    shade: int


@dataclass(frozen=True, slots=True)
class Bookmark:
    """A place that the reader's program lists beside the pages."""

    y: float
    title: str


Mark: TypeAlias = Ink | Bar | Bookmark


@dataclass(slots=True)
class Paper:
    """The pages so far, and how far down the last one is filled."""

    typeface: Typeface
    faces: Faces = PLAIN
    pages: list[list[Mark]] = field(default_factory=lambda: [[]])
    y: float = TOP

    @property
    def is_fresh(self) -> bool:
        """Whether nothing stands on the last page yet."""
        return self.y == TOP

    @property
    def left(self) -> float:
        """How much of the last page is free."""
        return BOTTOM - self.y

    def has(self, height: float) -> bool:
        """Whether there is room for something so high."""
        return height <= self.left

    def fits_a_page(self, height: float) -> bool:
        """Whether something so high would fit on a page of its own."""
        return TOP + height <= BOTTOM

    def turn(self) -> None:
        """Begin a page."""
        self.pages.append([])
        self.y = TOP

    def room(self, height: float) -> None:
        """Begin a page if something so high does not fit on this one."""
        if not self.has(height) and not self.is_fresh:
            self.turn()

    def gap(self, height: float) -> None:
        """Leave some space, but not at the top of a page."""
        if not self.is_fresh:
            self.y += height

    def put(self, mark: Mark) -> None:
        """Put something on the last page."""
        self.pages[-1].append(mark)

    def write(self, x: float, text: str, face: Face) -> None:
        """A line of text at the present height, which stays where it is."""
        if text:
            self.put(Ink(x, self.y + face.size * _MM_A_POINT * _ABOVE_BASELINE, text, face))

    def folded(self, text: str, width: float, face: Face) -> list[str]:
        """A text in lines of at most a width."""
        typeface = self.typeface
        return wrapped(typeface.spelled(text), width, lambda piece: typeface.width(piece, face))
