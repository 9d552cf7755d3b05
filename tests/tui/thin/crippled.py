"""Thin lines with one fault each, which the tests must find."""

import re
from collections.abc import Callable

from tumorboard.tui.thin.difference import Difference
from tumorboard.tui.thin.line import ThinLine
from tumorboard.tui.thin.page import Cell
from tumorboard.tui.thin.pens import Pen
from tumorboard.tui.thin.strips import Strip, Strips

__all__ = ["ALL"]


class ForgetsNoResize(ThinLine):
    def resize(self, columns: int, rows: int) -> None:
        pass


class SeesNoBackground(ThinLine):
    def feed(self, text: str) -> None:
        super().feed(re.sub(r"(?<=[\[;])(?:4\d|48;5;\d+|48;2;\d+;\d+;\d+)(?=[;m])", "49", text))


class _OneCellEach(Strips):
    def cells(self, text: str, pen: tuple[str, str]) -> list[Cell]:
        return [cell for cell in super().cells(text, pen) if cell[0]]


class TakesWideForNarrow(ThinLine):
    def __init__(self, columns: int, rows: int, *, newline_returns: bool, erases: bool = False) -> None:
        super().__init__(columns, rows, newline_returns=newline_returns, erases=erases)
        self._strips = _OneCellEach()


class _Trusting(Strips):
    def read(self, text: str, pen: Pen) -> Strip | None:
        words = re.sub(r"\x1b\[[\d;:]*m", "", text)
        return super().read(text, pen) or Strip(self.cells(words, pen), "", False)


class TrustsEveryWidth(ThinLine):
    def __init__(self, columns: int, rows: int, *, newline_returns: bool, erases: bool = False) -> None:
        super().__init__(columns, rows, newline_returns=newline_returns, erases=erases)
        self._strips = _Trusting()


class ErasesNothing(ThinLine):
    def _pass(self, part: re.Match[str]) -> None:
        self._pages.keep(part[0])


class FollowsNoLineFeed(ThinLine):
    def _newline(self, part: re.Match[str]) -> None:
        pass


class LosesTheCursorsVisibility(ThinLine):
    def _visible(self, part: re.Match[str]) -> None:
        pass


class LosesLinks(ThinLine):
    def _link(self, part: re.Match[str]) -> None:
        pass


class LosesWhatIsUnfinished(ThinLine):
    def feed(self, text: str) -> None:
        self._rest = ""
        super().feed(text)


class TakesAColourForItsNeighbour(ThinLine):
    def take(self, *, all_of_it: bool = False) -> str:
        return super().take(all_of_it=all_of_it).replace("8;5;67", "8;5;68")


class GoesNoLineDown(ThinLine):
    def take(self, *, all_of_it: bool = False) -> str:
        return super().take(all_of_it=all_of_it).replace("\v", "")


class GoesNoStepLeft(ThinLine):
    def take(self, *, all_of_it: bool = False) -> str:
        return super().take(all_of_it=all_of_it).replace("\b", "")


class ErasesOneTooFew(ThinLine):
    def take(self, *, all_of_it: bool = False) -> str:
        sent = super().take(all_of_it=all_of_it)
        return re.sub(r"\x1b\[(\d+)X", lambda erased: f"\x1b[{int(erased[1]) - 1}X", sent)


class ErasesWithEveryPen(ThinLine):
    def take(self, *, all_of_it: bool = False) -> str:
        sent = super().take(all_of_it=all_of_it)
        return re.sub(r" {6,}", lambda blanks: f"\x1b[{len(blanks[0])}X\x1b[{len(blanks[0])}C", sent)


class _Whole(Difference):
    def _split(self, row: int, column: int, halves: list[int]) -> None:
        pass


class _Forgetful(Difference):
    def settle(self, *, last_again: bool = False) -> None:
        colours, self.wanted.colours = self.wanted.colours, None
        super().settle(last_again=last_again)
        self.wanted.colours = colours


def _with(pages: Callable[[int, int], Difference], name: str) -> type[ThinLine]:
    def begin(self: ThinLine, columns: int, rows: int, *, newline_returns: bool, erases: bool = False) -> None:
        ThinLine.__init__(self, columns, rows, newline_returns=newline_returns, erases=erases)
        self._pages = pages(columns, rows)

    return type(name, (ThinLine,), {"__init__": begin})


ALL = (
    ForgetsNoResize,
    SeesNoBackground,
    TakesWideForNarrow,
    TrustsEveryWidth,
    ErasesNothing,
    FollowsNoLineFeed,
    LosesTheCursorsVisibility,
    LosesLinks,
    LosesWhatIsUnfinished,
    TakesAColourForItsNeighbour,
    GoesNoLineDown,
    GoesNoStepLeft,
    ErasesOneTooFew,
    ErasesWithEveryPen,
    _with(_Whole, "KeepsHalfOfAWideCharacter"),
    _with(_Forgetful, "LeavesThePenAsItIs"),
)
