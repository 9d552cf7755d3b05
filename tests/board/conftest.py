"""Sealing on the test's own folder."""

from pathlib import Path

import pytest

from tests.board.sealed import As
from tumorboard.board.meeting.sealing import Sealing


@pytest.fixture
def acting(folder: Path) -> As:
    """The sealing of a person on the data folder."""
    folder.mkdir(mode=0o700)
    return lambda person: Sealing(folder, person)
