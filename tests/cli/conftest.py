"""The program, and a data folder that is ready for it."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.cli.program import ME, Program
from tests.cli.warm import Warm
from tests.conftest import OpenAs
from tumorboard.board.board import Board


@pytest.fixture(scope="session")
def warm() -> Iterator[Warm]:
    """An interpreter that holds the program, from which the commands of all tests are forked."""
    interpreter = Warm()
    yield interpreter
    interpreter.close()


@pytest.fixture
def program(folder: Path, tmp_path: Path, warm: Warm) -> Program:
    """The program on the test's data folder, run from the test's own folder."""
    return Program(folder, tmp_path, warm)


@pytest.fixture
def own_board(open_as: OpenAs) -> Board:
    """The store of the program, founded by the login that runs it."""
    return open_as(ME)


@pytest.fixture
def meeting(own_board: Board) -> str:
    """A meeting without cases in the program's store; its id."""
    return own_board.meetings.plan("Spine MDT", own_board.now()).id
