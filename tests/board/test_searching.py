"""The search that the other tests rely on when they say that nothing is to be found."""

import base64
from pathlib import Path

from tests.board.sealed import WORDS
from tests.board.searching import is_readable


def test_the_search_for_words_finds_them_plain_and_in_base64_wherever_they_begin(folder: Path) -> None:
    folder.mkdir()
    for number, content in enumerate(
        (WORDS.encode(), *(base64.b64encode(b"x" * n + WORDS.encode()) for n in range(6)))
    ):
        (folder / "file").write_bytes(content)
        assert is_readable(folder, WORDS), number
    assert not is_readable(folder, WORDS[::-1])
