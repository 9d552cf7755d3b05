"""The screen through the thin line is the screen without it, whatever is written; and it is thin."""

import pytest
from hypothesis import HealthCheck, Phase, example, given, settings

from tests.tui.thin import crippled
from tests.tui.thin.glass import Glass
from tests.tui.thin.hostile import Act, Differs, Sitting, sittings, through
from tumorboard.tui.thin.line import ThinLine

FRESH = "\x1b[?7l\x1b[m\x1b[H"


def line(columns: int = 20, rows: int = 4, *, erases: bool = False) -> ThinLine:
    """A line that has just begun, on a terminal whose pen is known."""
    made = ThinLine(columns, rows, newline_returns=True, erases=erases)
    made.feed(FRESH)
    made.take()
    return made


def sent(thin: ThinLine, text: str) -> str:
    """What is sent of a text."""
    thin.feed(text)
    return thin.take()


HALF_WRITTEN_OVER = Sitting(
    size=(12, 3),
    wraps=False,
    newline_returns=True,
    blanks_halves=True,
    erases=False,
    acts=[Act("write", f"\x1b[m\x1b[2;{column}H{text}") for column, text in ((1, "漢"), (2, "x"), (1, "漢"))],
)
HIDDEN = HALF_WRITTEN_OVER._replace(acts=[Act("write", "\x1b[?25l")])
CLEARED = HALF_WRITTEN_OVER._replace(acts=[Act("write", f"\x1b[m\x1b[2;1H{part}") for part in ("T8", "\x1b[2J", "T8")])
RESIZED = HALF_WRITTEN_OVER._replace(
    acts=[
        Act("write", "\x1b[m\x1b[3;5HT8"),
        Act("resize", size=(2, 2)),
        Act("resize", size=(12, 3)),
        Act("write", "\x1b[3;5HT8"),
    ]
)
ERASED = HALF_WRITTEN_OVER._replace(
    erases=True, acts=[Act("write", f"\x1b[m\x1b[2;1H{letter * 8}") for letter in ("x", " ")]
)


@settings(max_examples=400, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(sittings())
@example(HALF_WRITTEN_OVER)
@example(HIDDEN)
@example(CLEARED)
@example(RESIZED)
@example(ERASED)
def test_whatever_is_written_the_terminal_shows_what_it_would_show_without(sitting: Sitting) -> None:
    through(sitting, ThinLine)


@pytest.mark.parametrize("make", crippled.ALL, ids=lambda each: str(each.__name__))
def test_a_line_with_a_fault_is_found_out(make: type[ThinLine]) -> None:
    @settings(
        max_examples=1000,
        deadline=None,
        derandomize=True,
        database=None,
        phases=[Phase.explicit, Phase.generate],
        suppress_health_check=list(HealthCheck),
        report_multiple_bugs=False,
    )
    @given(sittings())
    @example(HALF_WRITTEN_OVER)
    @example(HIDDEN)
    @example(CLEARED)
    @example(RESIZED)
    @example(ERASED)
    def play(sitting: Sitting) -> None:
        through(sitting, make)

    with pytest.raises(Differs):
        play()


def test_every_place_a_piece_may_end_gives_the_same_screen() -> None:
    text = "\x1b[2;1H\x1b[1;38;5;9mé漢e\u0301x\x1b[0m \x1b]8;;http://x\x1b\\y\x1b]8;;\x07\x1b[?25l"
    text += "\x1b[1;3H\x1b[48;2;1;2;3m \x1b[0m"
    plain = Glass(20, 4)
    plain.feed(FRESH + text)
    for at in range(len(text) + 1):
        through_line, glass = line(), Glass(20, 4)
        glass.feed(FRESH)
        glass.feed(sent(through_line, text[:at]))
        glass.feed(sent(through_line, text[at:]))
        assert glass.shown() == plain.shown(), at


def test_what_is_written_again_is_not_sent_again() -> None:
    thin = line()
    frame = "\x1b[?2026h\x1b[1;1H\x1b[48;5;17mCases \x1b[0m\n\x1b[2;1H\x1b[1mT8\x1b[0m\x1b[1;1H\x1b[?2026l"
    assert sent(thin, frame) == "\x1b[?2026h\v\x1b[1mT8\x1b[H\x1b[0;48;5;17mCases \x1b[H\x1b[m\x1b[?2026l"
    assert sent(thin, frame) == ""


def test_of_a_row_only_the_cells_that_changed_are_sent() -> None:
    thin = line()
    sent(thin, "\x1b[2;1H│ SINS  7    │\x1b[1;1H")
    assert sent(thin, "\x1b[2;1H│ SINS 12    │\x1b[1;1H") == "\v\x1b[7C12\x1b[H"


def test_a_few_cells_between_two_changes_are_sent_rather_than_jumped_over() -> None:
    thin = line()
    sent(thin, "\x1b[2;1Ha----b------c\x1b[1;1H")
    assert sent(thin, "\x1b[2;1HA----B------C\x1b[1;1H") == "\vA----B\x1b[6CC\x1b[H"


def test_a_background_that_changes_is_sent_for_blank_cells_too() -> None:
    thin = line()
    sent(thin, "\x1b[2;1H      \x1b[1;1H")
    assert sent(thin, "\x1b[2;1H  \x1b[44m  \x1b[0m  \x1b[1;1H") == "\v\x1b[2C\x1b[44m  \x1b[H\x1b[m"


def test_a_pen_is_changed_by_what_differs_and_set_once_for_all_its_cells() -> None:
    thin = line()
    out = sent(
        thin,
        "\x1b[1;1H\x1b[1;38;5;9;48;5;17ma\x1b[0m\x1b[38;5;8;48;5;17mb\x1b[0m\x1b[2;1H\x1b[1;38;5;9;48;5;17mc\x1b[0m",
    )
    assert out == "\x1b[C\x1b[38;5;8;48;5;17mb\b\b\x1b[1;38;5;9ma\v\bc\x1b[m"


def test_the_pen_that_takes_least_to_change_to_is_always_next() -> None:
    thin = line()
    pens = ("1;38;5;9;48;5;17", "38;5;8;48;5;25", "38;5;9;48;5;17")
    out = sent(thin, "".join(f"\x1b[{row};1H\x1b[0;{pen}mx" for row, pen in enumerate(pens, start=2)))
    assert out == "\v\v\x1b[38;5;8;48;5;25mx\v\b\x1b[38;5;9;48;5;17mx\x1b[2H\x1b[1mx\v\v\x1b[22m"


def test_what_lies_below_is_gone_to_line_by_line_where_that_is_shorter() -> None:
    thin = line()
    assert sent(thin, "\x1b[2;5HT8\x1b[3;5HL2\x1b[4;5HC5\x1b[1;1H") == "\v\x1b[4CT8\v\b\bL2\v\b\bC5\x1b[H"


def test_from_behind_the_last_cell_of_a_row_only_a_place_is_sure() -> None:
    assert sent(line(), "\x1b[1;19Hab\x1b[2;19Hcd\x1b[1;1H") == "\x1b[18Cab\x1b[2;19Hcd\x1b[H"


def test_a_colour_that_the_palette_has_is_sent_by_its_number_and_another_as_it_is() -> None:
    assert sent(line(), "\x1b[38;2;135;175;255;48;2;26;29;33mT8") == "\x1b[38;5;111;48;2;26;29;33mT8"


def test_long_blanks_are_erased_where_the_terminal_erases_in_the_ground_of_the_pen() -> None:
    written = "\x1b[1;1H\x1b[44ma{}\x1b[0m"
    for erases, least in ((True, "\x1b[44ma\x1b[8X"), (False, "\x1b[44ma" + " " * 8)):
        thin = line(erases=erases)
        assert sent(thin, written.format(" " * 8)).startswith(least)


def test_blanks_before_text_are_erased_only_where_that_is_shorter_with_the_way_past_them() -> None:
    thin = line(erases=True)
    assert sent(thin, f"a{' ' * 10}b") == f"a{' ' * 10}b"
    assert sent(thin, f"\x1b[2;1Hc{' ' * 11}d") == "\x1b[2Hc\x1b[11X\x1b[11Cd"


@pytest.mark.parametrize("pen", ["4", "7", "9", "53", "1;4"])
def test_blanks_that_show_a_line_or_a_reversal_are_written(pen: str) -> None:
    assert sent(line(erases=True), f"\x1b[{pen}m{' ' * 8}") == f"\x1b[{pen}m{' ' * 8}"


def test_blanks_of_a_link_are_written() -> None:
    linked = f"\x1b]8;;http://x\x1b\\{' ' * 8}"
    assert sent(line(erases=True), linked) == linked


def test_blanks_beside_wide_characters_are_written() -> None:
    assert sent(line(erases=True), f"漢{' ' * 8}") == f"漢{' ' * 8}"


def test_frames_that_were_not_sent_in_time_are_never_sent() -> None:
    thin = line()
    for case in ("TB-0142", "TB-0143", "TB-0144"):
        thin.feed(f"\x1b[2;1H{case}\x1b[1;1H")
    assert thin.take() == "\vTB-0144\x1b[H"


def test_within_a_frame_nothing_is_sent() -> None:
    thin = line()
    assert sent(thin, "\x1b[?2026h\x1b[2;1HT8") == ""
    assert sent(thin, "\x1b[1;1H\x1b[?2026l") == "\x1b[?2026h\vT8\x1b[H\x1b[?2026l"


def test_a_row_with_a_character_of_doubtful_width_goes_as_it_came_and_the_others_stay_thin() -> None:
    thin = line()
    sent(thin, "\x1b[1;1HT8\x1b[2;1Hab☎\ufe0fcd\x1b[1;1H")
    assert sent(thin, "\x1b[1;1HT8\x1b[2;1Hab☎\ufe0fcd\x1b[1;1H") == "\vab☎\x1b[2;3H☎\ufe0fcd\x1b[H"


def test_a_terminal_of_the_same_size_after_all_is_sent_everything_again() -> None:
    thin = line()
    sent(thin, "\x1b[2;1HT8\x1b[1;1H")
    thin.resize(20, 4)
    assert thin.take() == "\x1b[2HT8\x1b[H"


def test_a_terminal_of_another_size_is_sent_all_that_is_written_from_then() -> None:
    thin = line()
    sent(thin, "\x1b[2;1HT8\x1b[1;1H")
    thin.resize(21, 4)
    assert sent(thin, "\x1b[2;1HT8\x1b[1;1H") == "\x1b[2HT8\x1b[H"


def test_after_what_it_does_not_know_everything_passes_as_it_came() -> None:
    thin = line()
    frame = "\x1b[?2026h\x1b[2;1HT8\x1b[0m\x1b[1;1H\x1b[?2026l"
    assert sent(thin, f"\x1b[2;4r{frame}") == f"\x1b[2;4r{frame}"
    assert sent(thin, frame) == frame


def test_a_terminal_of_unknown_size_is_sent_everything_as_it_came() -> None:
    assert sent(ThinLine(0, 0, newline_returns=True), "\x1b[2;1HT8") == "\x1b[2;1HT8"


def test_at_the_end_an_unfinished_part_is_sent_too() -> None:
    thin = line()
    assert sent(thin, "\x1b[?2026h\x1b[2;1HT8\x1b[?100") == ""
    assert thin.take(all_of_it=True) == "\x1b[?2026h\vT8\x1b[?100\x1b[?2026l"
