"""The themes can be read: WCAG contrast as written and at 256 colours, and colours that stay apart for every eye."""

import tomllib
from functools import cache
from itertools import combinations
from typing import Any

import pytest
from rich.color import Color, ColorSystem
from textual.color import Color as TextualColor

from tumorboard.shipped import shipped
from tumorboard.tui.sixteen import PALETTES, number_of, readable
from tumorboard.tui.themes import Themes

Rgb = tuple[int, int, int]

COLOURED = ("clinic-dark", "clinic-light", "high-contrast", "deuteranopia")
GROUNDS = ("background", "surface", "panel")
STATES = ("success", "warning", "danger", "pending", "unknown")
INKS = ("foreground", "muted", "primary", "accent", *STATES)
FRAMES = ("border", "border_focus")
KEYS = {*GROUNDS, *INKS, *FRAMES, "cursor", "cursor_text"}

READABLE, STRONG, FRAME = 4.5, 7.0, 3.0
"""WCAG 2.2: 1.4.3 text (AA), 1.4.6 text (AAA), 1.4.11 what is not text."""
APART = 15.0
"""CIE76 distance under which two inks side by side pass for one."""
STEPS = (0, 95, 135, 175, 215, 255)
XTERM: tuple[Rgb, ...] = (
    *((red, green, blue) for red in STEPS for green in STEPS for blue in STEPS),
    *((8 + 10 * step, 8 + 10 * step, 8 + 10 * step) for step in range(24)),
)
"""The colours of a 256-colour terminal that it does not let its owner change."""
WHITE_POINT = (0.95047, 1.0, 1.08883)
DEUTERANOPIA = (
    (0.367322, 0.860646, -0.227968),
    (0.280085, 0.672501, 0.047413),
    (-0.011820, 0.042940, 0.968881),
)
"""Machado 2009, severity 1.0, on linear light."""


@cache
def theme(name: str) -> dict[str, Any]:
    return tomllib.loads((shipped("themes") / f"{name}.toml").read_text(encoding="utf-8"))


def written(name: str) -> dict[str, Rgb]:
    """The theme's colours as the file gives them."""
    colours: dict[str, str] = theme(name)["colors"]
    return {key: rgb(value) for key, value in colours.items()}


def nearest(name: str) -> dict[str, Rgb]:
    """The same at 256 colours, each the nearest there is."""
    return {
        key: min(XTERM, key=lambda has: sum((a - b) ** 2 for a, b in zip(has, wants, strict=True)))
        for key, wants in written(name).items()
    }


def as_sent(name: str) -> dict[str, Rgb]:
    """The same at 256 colours, as the library that draws rounds them."""
    return {
        key: _triplet(Color.from_rgb(*value).downgrade(ColorSystem.EIGHT_BIT)) for key, value in written(name).items()
    }


DEPTHS = {"written": written, "nearest-256": nearest, "sent-256": as_sent}


def _triplet(color: Color) -> Rgb:
    red, green, blue = color.get_truecolor()
    return red, green, blue


def rgb(value: str) -> Rgb:
    assert len(value) == len("#rrggbb")
    assert value[0] == "#"
    return int(value[1:3], 16), int(value[3:5], 16), int(value[5:7], 16)


def linear(color: Rgb) -> tuple[float, ...]:
    shares = (channel / 255 for channel in color)
    return tuple(share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4 for share in shares)


def luminance(color: Rgb) -> float:
    red, green, blue = linear(color)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: Rgb, other: Rgb) -> float:
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def lab(light: tuple[float, ...]) -> tuple[float, float, float]:
    """CIE L*a*b* of linear light."""
    red, green, blue = light
    tristimulus = (
        0.4124 * red + 0.3576 * green + 0.1805 * blue,
        0.2126 * red + 0.7152 * green + 0.0722 * blue,
        0.0193 * red + 0.1192 * green + 0.9505 * blue,
    )
    x, y, z = (
        share ** (1 / 3) if share > 0.008856 else 7.787 * share + 16 / 116
        for share in (value / white for value, white in zip(tristimulus, WHITE_POINT, strict=True))
    )
    return 116 * y - 16, 500 * (x - y), 200 * (y - z)


def seen_without_green(color: Rgb) -> tuple[float, ...]:
    """Linear light as it reaches an eye without the middle cone."""
    light = linear(color)
    return tuple(min(1.0, max(0.0, sum(a * b for a, b in zip(row, light, strict=True)))) for row in DEUTERANOPIA)


def apart(one: tuple[float, ...], other: tuple[float, ...]) -> float:
    distance: float = sum((a - b) ** 2 for a, b in zip(lab(one), lab(other), strict=True)) ** 0.5
    return distance


def test_the_measure_is_that_of_wcag() -> None:
    assert contrast((0, 0, 0), (255, 255, 255)) == pytest.approx(21)
    assert contrast((255, 255, 255), (118, 118, 118)) == pytest.approx(4.54, abs=0.01)
    assert contrast((7, 7, 7), (7, 7, 7)) == 1


@pytest.mark.parametrize("name", [*COLOURED, "mono"])
def test_a_theme_bears_the_name_of_its_file_and_names_every_colour_and_no_other(name: str) -> None:
    assert theme(name)["name"] == name
    assert theme(name)["description"].endswith(".")
    assert set(theme(name)["colors"]) == KEYS
    assert set(theme(name)) == {"name", "description", "dark", "ansi", "colors"}


@pytest.mark.parametrize("depth", DEPTHS)
@pytest.mark.parametrize("name", COLOURED)
@pytest.mark.parametrize("ink", INKS)
def test_every_ink_is_readable_on_every_ground(name: str, ink: str, depth: str) -> None:
    colors = DEPTHS[depth](name)
    assert min(contrast(colors[ink], colors[ground]) for ground in GROUNDS) >= READABLE


@pytest.mark.parametrize("depth", DEPTHS)
@pytest.mark.parametrize("name", COLOURED)
def test_the_selected_row_is_readable_and_stands_out_from_the_pane(name: str, depth: str) -> None:
    colors = DEPTHS[depth](name)
    assert contrast(colors["cursor_text"], colors["cursor"]) >= READABLE
    assert apart(linear(colors["cursor"]), linear(colors["surface"])) >= 2 * APART


@pytest.mark.parametrize("depth", DEPTHS)
@pytest.mark.parametrize("name", COLOURED)
def test_frames_are_seen_and_the_one_in_focus_is_another(name: str, depth: str) -> None:
    colors = DEPTHS[depth](name)
    for frame in FRAMES:
        assert min(contrast(colors[frame], colors[ground]) for ground in GROUNDS) >= FRAME
    assert apart(linear(colors["border"]), linear(colors["border_focus"])) >= APART


@pytest.mark.parametrize("depth", DEPTHS)
@pytest.mark.parametrize("name", COLOURED)
def test_no_two_inks_pass_for_one(name: str, depth: str) -> None:
    colors = DEPTHS[depth](name)
    close = {
        (one, other)
        for one, other in combinations(INKS, 2)
        if apart(linear(colors[one]), linear(colors[other])) < APART
    }
    assert close == set()


@pytest.mark.parametrize("depth", DEPTHS)
def test_high_contrast_is_near_seven_or_more_everywhere(depth: str) -> None:
    colors = DEPTHS[depth]("high-contrast")
    pairs = [(ink, ground) for ink in INKS for ground in GROUNDS] + [("cursor_text", "cursor")]
    assert min(contrast(colors[one], colors[other]) for one, other in pairs) >= STRONG


@pytest.mark.parametrize("depth", DEPTHS)
def test_deuteranopia_keeps_its_inks_apart_for_an_eye_without_green(depth: str) -> None:
    colors = DEPTHS[depth]("deuteranopia")
    close = {
        (one, other)
        for one, other in combinations(INKS, 2)
        if apart(seen_without_green(colors[one]), seen_without_green(colors[other])) < APART
    }
    assert close == set()


def test_deuteranopia_says_settled_in_blue_and_danger_in_orange() -> None:
    red, green, blue = written("deuteranopia")["success"]
    assert blue > green > red
    red, green, blue = written("deuteranopia")["danger"]
    assert red > green > blue


def test_deuteranopia_keeps_the_states_further_apart_for_such_an_eye_than_the_house_theme() -> None:
    def closest(name: str) -> float:
        colors = written(name)
        return min(
            apart(seen_without_green(colors[one]), seen_without_green(colors[other]))
            for one, other in combinations(STATES, 2)
        )

    assert closest("deuteranopia") > closest("clinic-dark")


@pytest.mark.parametrize("name", COLOURED)
def test_dark_says_what_the_ground_is(name: str) -> None:
    colors = written(name)
    assert theme(name)["dark"] is (luminance(colors["background"]) < luminance(colors["foreground"]))
    assert theme(name)["ansi"] is False


def test_only_the_projectors_theme_is_light_and_its_paper_is_white() -> None:
    assert [name for name in COLOURED if not theme(name)["dark"]] == ["clinic-light"]
    assert written("clinic-light")["background"] == (255, 255, 255)


@pytest.mark.parametrize("name", COLOURED)
def test_a_terminal_of_sixteen_colours_never_draws_an_ink_in_its_ground(name: str) -> None:
    sixteen = {
        key: Color.from_rgb(*value).downgrade(ColorSystem.STANDARD).number for key, value in written(name).items()
    }
    assert not {sixteen[ink] for ink in INKS} & {sixteen[ground] for ground in GROUNDS}
    assert sixteen["cursor"] != sixteen["cursor_text"]


@pytest.mark.parametrize("palette", PALETTES)
@pytest.mark.parametrize("name", COLOURED)
def test_at_sixteen_colours_every_ink_and_the_selected_row_are_readable(name: str, palette: str) -> None:
    colors = readable(Themes().by_name[name]).colors
    shown = {key: PALETTES[palette][number_of(value)] for key, value in colors}
    for ink in INKS:
        assert min(contrast(shown[ink], shown[ground]) for ground in GROUNDS) >= READABLE, ink
    assert contrast(shown["cursor_text"], shown["cursor"]) >= READABLE


@pytest.mark.parametrize("name", COLOURED)
def test_an_ink_that_can_be_read_at_sixteen_colours_stays_as_it_is(name: str) -> None:
    before, after = Themes().by_name[name].colors, readable(Themes().by_name[name]).colors
    assert (after.danger, after.background, after.foreground) == (before.danger, before.background, before.foreground)


def test_mono_has_no_colour_at_all_in_words_that_textual_knows() -> None:
    assert theme("mono")["ansi"] is True
    for value in theme("mono")["colors"].values():
        assert value.startswith("ansi_")
        color = TextualColor.parse(value)
        assert color.ansi is not None
        assert color.r == color.g == color.b
