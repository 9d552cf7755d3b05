"""A store on the test's own folder."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tumorboard.store.tiny import TinyStore


@pytest.fixture
def store(folder: Path) -> Iterator[TinyStore]:
    """A new store."""
    opened = TinyStore(folder)
    yield opened
    opened.close()
