"""Over ssh the line is given its time; on the machine itself nothing waits."""

import pytest

from tumorboard.tui.thin.pace import pace_of

OVER_SSH = {"SSH_CONNECTION": "192.0.2.1 50000 192.0.2.2 22"}


def test_over_ssh_the_next_frame_waits_for_the_time_that_the_last_one_takes() -> None:
    pace = pace_of(OVER_SSH)
    assert pace.wait(7.0) == 0
    pace.sent(1200, 7.0)
    assert pace.wait(7.0) == pytest.approx(0.05)
    assert pace.wait(7.04) == pytest.approx(0.01)
    assert pace.wait(7.06) == 0


def test_it_never_waits_long() -> None:
    pace = pace_of({"SSH_TTY": "/dev/pts/3"})
    pace.sent(1_000_000, 7.0)
    assert pace.wait(7.0) == pytest.approx(0.15)


def test_on_the_machine_itself_nothing_waits() -> None:
    pace = pace_of({"TERM": "xterm"})
    pace.sent(1_000_000, 7.0)
    assert pace.wait(7.0) == 0
