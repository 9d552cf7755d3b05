"""Themes: every shipped one draws the Board, a broken file is named and skipped, and none means no colour."""

from pathlib import Path

import pytest
from textual.color import Color

from tests.conftest import OpenAs
from tests.tui.conftest import Running
from tests.tui.shown import press, screen_text
from tumorboard.board.board import Board
from tumorboard.config import Settings
from tumorboard.shipped import shipped
from tumorboard.tui.app import BoardApp
from tumorboard.tui.themes import Themes

SHIPPED = ("clinic-dark", "clinic-light", "deuteranopia", "high-contrast", "mono")
GOOD = (shipped("themes") / "clinic-dark.toml").read_text(encoding="utf-8")


def test_five_themes_ship_and_all_of_them_load() -> None:
    themes = Themes()
    assert tuple(themes.by_name) == SHIPPED
    assert themes.broken == ()


@pytest.mark.parametrize("name", SHIPPED)
async def test_every_theme_draws_the_same_words(open_as: OpenAs, board: Board, running: Running, name: str) -> None:
    async with running(board) as pilot:
        plain = screen_text(pilot.app)
    async with running(open_as("chair", settings=Settings(theme=name))) as pilot:
        assert pilot.app.theme == name
        assert screen_text(pilot.app).splitlines()[1:] == plain.splitlines()[1:]


async def test_frames_and_their_words_are_in_the_colours_of_the_theme_from_the_start(
    board: Board, running: Running
) -> None:
    async with running(board) as pilot:
        app = pilot.app
        assert isinstance(app, BoardApp)
        colors = app.board_theme.colors
        listed, beside = (app.screen.query_one(each).styles for each in ("#cases", "#noms"))
        assert (listed.border.top[1], beside.border.top[1]) == (
            Color.parse(colors.border_focus),
            Color.parse(colors.border),
        )
        assert beside.border_title_color == Color.parse(colors.primary)
        assert beside.background == Color.parse(colors.surface)


BROKEN = {
    "not-toml": ("name = ", "Invalid value"),
    "bad-colour": (GOOD.replace('background = "', 'background = "no'), "not a colour"),
    "unknown-key": (GOOD.replace("[colors]", "sparkle = true\n[colors]"), "sparkle"),
    "missing-colour": ("\n".join(line for line in GOOD.splitlines() if not line.startswith("danger")), "danger"),
    "hostile-name": (GOOD.replace('name = "clinic-dark"', 'name = "[/red]"'), "name"),
    "not-utf8": ("\udcff", "utf-8"),
}


@pytest.mark.parametrize("kind", BROKEN)
async def test_a_broken_theme_file_is_named_where_it_is_asked_for_and_skipped(
    tmp_path: Path, open_as: OpenAs, board: Board, running: Running, kind: str
) -> None:
    content, said = BROKEN[kind]
    (tmp_path / f"{kind}.toml").write_bytes(content.encode("utf-8", "surrogateescape"))
    (tmp_path / "clinic-dark.toml").write_text(GOOD, encoding="utf-8")
    themes = Themes(tmp_path)
    assert tuple(themes.by_name) == ("clinic-dark",)
    assert said in themes.broken[0]
    async with running(open_as("chair", settings=Settings(theme=kind)), themes=tmp_path) as pilot:
        assert f"theme {kind}.toml skipped" in screen_text(pilot.app).splitlines()[0]
        assert pilot.app.theme == "clinic-dark"


async def test_a_theme_that_is_not_there_is_named_and_the_board_opens_all_the_same(
    open_as: OpenAs, board: Board, running: Running
) -> None:
    async with running(open_as("chair", settings=Settings(theme="neon"))) as pilot:
        shown = screen_text(pilot.app)
    assert "no theme is called neon; there are clinic-dark" in shown
    assert "TB-0142" in shown


async def test_the_palette_previews_a_theme_and_esc_brings_the_old_one_back(board: Board, running: Running) -> None:
    async with running(board) as pilot:
        app = pilot.app
        assert isinstance(app, BoardApp)
        await press(pilot, "colon", *"theme clinic-light")
        await app.workers.wait_for_complete()
        await pilot.pause()
        assert app.board_theme.name == "clinic-light"
        await press(pilot, "escape", "escape")
        assert app.board_theme.name == "clinic-dark"


async def test_the_palette_keeps_the_theme_that_is_chosen(board: Board, running: Running) -> None:
    async with running(board) as pilot:
        app = pilot.app
        assert isinstance(app, BoardApp)
        await press(pilot, "colon", *"theme high-contrast")
        await app.workers.wait_for_complete()
        await press(pilot, "enter")
        assert app.board_theme.name == "high-contrast"
