"""A page that is printed on a terminal is as wide as that; one for a pipe is as wide as paper."""

import pytest

from tests.terminal.conftest import Start

TITLE = "Spine MDT\r\nagenda · Tue 24 Nov 2099 08:00 · planned"


@pytest.mark.parametrize(("columns", "widest"), [(60, 60), (80, 80), (200, 100)])
def test_the_agenda_is_wrapped_to_the_width_of_the_terminal(start: Start, columns: int, widest: int) -> None:
    terminal = start("agenda", "20991124-spine-mdt", columns=columns, rows=60)
    assert terminal.wait_exit() == 0
    printed = terminal.raw.decode()
    assert printed.startswith(TITLE)
    longest = max(map(len, printed.split("\r\n")))
    assert widest - 5 < longest <= widest
