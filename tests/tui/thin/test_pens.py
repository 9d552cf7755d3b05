"""The colours in force, and the shortest way from one pen to another."""

import pytest

from tumorboard.tui.thin.pens import colours_after, recoloured, relinked


@pytest.mark.parametrize(
    ("before", "given", "after"),
    [
        ("", "1;38;5;12", "1;38;5;12"),
        ("1", "48;2;1;2;3", "1;48;2;1;2;3"),
        ("1", "", ""),
        ("1", "0", ""),
        ("1", "0;4", "4"),
        ("1", "3;;4", "4"),
        (None, "0;4", "4"),
        ("1", "38;5;0", "1;38;5;0"),
        ("", "4:3;38:2::1:2:3", "4:3;38:2::1:2:3"),
        ("", "38;2;135;175;255", "38;5;111"),
        ("1", "48;2;8;8;8", "1;48;5;232"),
        ("", "38;2;238;238;238;48;2;26;29;33", "38;5;255;48;2;26;29;33"),
        ("", "38;2;0;0;95", "38;2;0;0;95"),
    ],
)
def test_parameters_add_up_until_a_reset(before: str | None, given: str, after: str) -> None:
    assert colours_after(before, given) == after


@pytest.mark.parametrize(
    ("before", "given"), [(None, "1"), ("", "38"), ("", "38;5"), ("", "48;2;1;2"), ("", "1;" * 200 + "1")]
)
def test_parameters_that_do_not_come_out_even_leave_the_pen_unknown(before: str | None, given: str) -> None:
    assert colours_after(before, given) is None


@pytest.mark.parametrize(
    ("old", "new", "sent"),
    [
        ("1", "1", ""),
        ("1;31", "", "\x1b[m"),
        ("", "31", "\x1b[31m"),
        (None, "31", "\x1b[0;31m"),
        (None, "", "\x1b[m"),
        ("1;38;5;11;48;5;17", "1;38;5;12;48;5;17", "\x1b[38;5;12m"),
        ("1;38;5;11;48;5;17", "38;5;11;48;5;17", "\x1b[22m"),
        ("38;5;11;48;5;17", "38;5;11", "\x1b[49m"),
        ("1;2;38;5;11;48;5;17", "1;38;5;11;48;5;17", "\x1b[22;1m"),
        ("21;31", "21;32", "\x1b[0;21;32m"),
        ("31;32", "32", ""),
    ],
)
def test_a_pen_is_changed_in_the_shortest_way(old: str | None, new: str, sent: str) -> None:
    assert recoloured(old, new) == sent


def test_a_link_is_opened_and_closed() -> None:
    assert relinked("", "id=1;http://x") == "\x1b]8;id=1;http://x\x1b\\"
    assert relinked("id=1;http://x", "") == "\x1b]8;;\x1b\\"
    assert relinked("id=1;http://x", "id=1;http://x") == ""
