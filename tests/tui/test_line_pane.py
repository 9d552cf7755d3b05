"""A pane paints only the lines that look otherwise than before, and all of them where it was hidden or resized."""

from textual.app import App, ComposeResult
from textual.geometry import Region

from tests.tui.conftest import Running
from tests.tui.shown import press, screen_text
from tumorboard.board.board import Board
from tumorboard.tui.app import BoardApp
from tumorboard.tui.lines import Row
from tumorboard.tui.themes import BoardTheme, Themes
from tumorboard.tui.widgets.line_pane import LinePane


class Counted(LinePane):
    """Keeps the lines that it was asked to paint."""

    def __init__(self) -> None:
        super().__init__("counted")
        self.painted: list[Region] = []

    def refresh(
        self, *regions: Region, repaint: bool = True, layout: bool = False, recompose: bool = False
    ) -> "Counted":
        """Count what is asked for after the pane is there."""
        self.painted += regions
        super().refresh(*regions, repaint=repaint, layout=layout, recompose=recompose)
        return self


class OnePane(App[None]):
    """A pane alone."""

    CSS = "#counted { height: 8; border: round white; }"

    def __init__(self) -> None:
        self.board_theme: BoardTheme = next(iter(Themes().by_name.values()))
        super().__init__()
        self.pane = Counted()

    def compose(self) -> ComposeResult:
        """The pane."""
        yield self.pane

    def say(self, *words: str) -> None:
        """Show one line for each word."""
        self.pane.show(lambda _: [Row((("text", word),), word) for word in words])
        self.pane.painted.clear()


async def test_a_line_that_changed_is_painted_alone() -> None:
    async with OnePane().run_test(size=(40, 12)) as pilot:
        app = pilot.app
        assert isinstance(app, OnePane)
        app.say("one", "two", "three")
        await pilot.pause()
        app.say("one", "other", "three")
        await pilot.pause()
        assert app.pane.painted == [Region(-1, 1, 40, 1)]
        assert "other" in screen_text(app) and "two" not in screen_text(app)


async def test_the_same_rows_again_paint_nothing() -> None:
    async with OnePane().run_test(size=(40, 12)) as pilot:
        app = pilot.app
        assert isinstance(app, OnePane)
        app.say("one", "two")
        await pilot.pause()
        app.say("one", "two")
        await pilot.pause()
        assert app.pane.painted == []


async def test_the_cursor_paints_the_line_it_leaves_and_the_line_it_comes_to() -> None:
    async with OnePane().run_test(size=(40, 12)) as pilot:
        app = pilot.app
        assert isinstance(app, OnePane)
        app.say("one", "two", "three")
        app.pane.choose("one")
        await pilot.pause()
        app.pane.painted.clear()
        app.pane.choose("three")
        await pilot.pause()
        assert app.pane.painted == [Region(-1, 0, 40, 1), Region(-1, 2, 40, 1)]


async def test_what_was_shown_while_the_pane_was_hidden_stands_there_afterwards() -> None:
    async with OnePane().run_test(size=(40, 12)) as pilot:
        app = pilot.app
        assert isinstance(app, OnePane)
        app.say("one")
        await pilot.pause()
        app.pane.display = False
        await pilot.pause()
        app.say("two")
        await pilot.pause()
        app.pane.display = True
        await pilot.pause()
        assert "two" in screen_text(app) and "one" not in screen_text(app)


async def test_a_new_title_is_painted_in_the_frame() -> None:
    async with OnePane().run_test(size=(40, 12)) as pilot:
        app = pilot.app
        assert isinstance(app, OnePane)
        app.pane.titled("Before [T1c]")
        await pilot.pause()
        assert "Before [T1c]" in screen_text(app)
        app.pane.titled("After [/red]")
        await pilot.pause()
        assert "After [/red]" in screen_text(app) and "Before" not in screen_text(app)


async def test_the_cursor_stands_on_the_name_in_a_line_and_on_all_of_a_line_without_one() -> None:
    async with OnePane().run_test(size=(40, 12)) as pilot:
        app = pilot.app
        assert isinstance(app, OnePane)
        pane, ink = app.pane, app.board_theme.inks
        pane.show(
            lambda _: [Row((("muted", "1 "), ("name", "T8"), ("danger", " EMERG")), 1), Row((("text", "L2"),), 2)]
        )
        pane.choose(1)
        await pilot.pause()
        assert [(each.text, each.style) for each in pane.render_line(0)] == [
            ("1 ", ink["muted"]),
            ("T8", ink["cursor"]),
            (" EMERG", ink["danger"]),
            (" " * 28, ink["text"]),
        ]
        pane.choose(2)
        await pilot.pause()
        assert {each.style for each in pane.render_line(1)} == {ink["cursor"]}


async def test_a_pane_that_comes_into_focus_or_leaves_it_has_its_whole_frame_painted(
    board: Board, running: Running
) -> None:
    async with running(board) as pilot:
        app = pilot.app
        assert isinstance(app, BoardApp)
        pane, colors = app.screen.query_one("#noms"), app.board_theme.colors

        def frames() -> set[str]:
            strips = pane.render_lines(pane.size.region.grow((1, 1, 1, 1)).reset_offset)
            edges = {segment.style for strip in strips for segment in (next(iter(strip)), list(strip)[-1])}
            return {style.color.name for style in edges if style is not None and style.color is not None}

        assert frames() == {colors.border}
        await press(pilot, "1")
        assert frames() == {colors.border_focus}
        await press(pilot, "escape")
        assert frames() == {colors.border}
