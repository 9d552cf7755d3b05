"""Mine or theirs? Asked for each field that somebody else changed while I was editing it."""

from collections.abc import Callable, Iterator, Sequence
from typing import Any, ClassVar, Final, Literal

from textual.binding import Binding, BindingType

from tumorboard.tui.dialogs.pane_dialog import PaneDialog
from tumorboard.tui.lines import Line, Part, Row, wrapped
from tumorboard.tui.literal import text
from tumorboard.tui.session.clash import Clash, Clashing
from tumorboard.tui.widgets.block_pane import BlockPane

__all__ = ["MineOrTheirs"]

Side = Literal["mine", "theirs"]

_ASKED: Final = "Nothing is saved yet. Whose value is to stand?"
_CANNOT_STAND: Final = "mine cannot be put back: its lesion moved or is gone. It stays in your draft; t dismisses it."


class MineOrTheirs(PaneDialog[frozenset[str] | None]):
    """Returns the names of the fields in which theirs stands; None leaves everything as it was."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up,k", "move(-1)", show=False),
        Binding("down,j", "move(1)", show=False),
        Binding("m", "take('mine')", show=False),
        Binding("t", "take('theirs')", show=False),
        Binding("M", "take_all('mine')", show=False),
        Binding("T", "take_all('theirs')", show=False),
        Binding("enter", "save", show=False),
        Binding("escape", "leave", show=False),
    ]

    def __init__(self, clash: Clash, shown: Callable[[str, Any], Any] = lambda _, value: value) -> None:
        """`shown` gives the value of a field as it may be shown."""
        super().__init__()
        self._shown = shown
        self._clash = clash
        self._pane = BlockPane("dialog")
        self._taken: dict[str, Side] = {}

    def on_mount(self) -> None:
        """Ask."""
        self._pane.border_subtitle = text("m mine · t theirs · M T all · Enter saves · Esc")
        self._pane.titled(f"{self._clash.case_id} · somebody else changed it too")
        self._pane.show(self._rows)
        self._pane.choose(self._clash.fields[0].name)

    def action_move(self, by: int) -> None:
        """Choose the field above or below; scroll where there is none."""
        if not self._pane.move(by):
            self._pane.scroll_lines(by)

    def action_take(self, side: Side) -> None:
        """Settle the field that the cursor is on."""
        self._settle([each for each in self._clash.fields if each.name == self._pane.target], side)

    def action_take_all(self, side: Side) -> None:
        """Settle every field."""
        self._settle(self._clash.fields, side)

    def action_save(self) -> None:
        """Save when every field is settled; else go to the first that is not."""
        left = next((each for each in self._clash.fields if each.can_stand and each.name not in self._taken), None)
        if left is None:
            self.dismiss(frozenset(name for name, side in self._taken.items() if side == "theirs"))
        else:
            self._pane.titled(f"not saved yet: m or t for {left.label}")
            self._pane.choose(left.name)

    def action_leave(self) -> None:
        """Leave everything as it was."""
        self.dismiss(None)

    def _settle(self, fields: Sequence[Clashing], side: Side) -> None:
        for each in fields:
            if each.can_stand or side == "theirs":
                self._taken[each.name] = side
            else:
                self._taken.pop(each.name, None)
        self._pane.show(self._rows)

    def _rows(self, width: int) -> list[Row]:
        asked = [Row(line) for line in wrapped(_ASKED, width, "warning")]
        return [*asked, *(Row(line, each.name) for each in self._clash.fields for line in self._block(each, width))]

    def _block(self, each: Clashing, width: int) -> Iterator[Line]:
        taken = self._taken.get(each.name)
        told: Part = ("open", "m or t?") if each.can_stand else ("warning", "moved")
        yield (("title", f"{each.label}  "), ("chosen", f"✓ {taken}") if taken else told)
        was, mine, theirs = (self._shown(each.name, side) for side in (each.was, each.mine, each.theirs))
        if was:
            yield from wrapped(was, width, "muted", (("muted", "  was    "),))
        yield from wrapped(mine, width, "pending", _lead("mine", taken))
        yield from wrapped(f"{theirs}  ({each.by})", width, "text", _lead("theirs", taken))
        if not each.can_stand:
            yield from wrapped(_CANNOT_STAND, width, "warning", (("text", "  "),))


def _lead(side: Side, taken: Side | None) -> Line:
    return (("chosen", f"{'✓' if taken == side else ' '} "), ("key", f"{side:<7}"))
