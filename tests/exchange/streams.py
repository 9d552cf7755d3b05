"""Byte streams made up while they are read, so that a test of a huge file needs neither disk nor memory."""

import io
from collections.abc import Iterable, Iterator
from typing import BinaryIO, cast


class Generated(io.RawIOBase):
    """A raw stream over generated chunks."""

    def __init__(self, chunks: Iterable[bytes]) -> None:
        super().__init__()
        self._chunks = iter(chunks)
        self._left = memoryview(b"")

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: object) -> int:
        target = cast("memoryview", buffer)
        while not self._left:
            following = next(self._chunks, None)
            if following is None:
                return 0
            self._left = memoryview(following)
        count = min(len(target), len(self._left))
        target[:count] = self._left[:count]
        self._left = self._left[count:]
        return count


def stream(chunks: Iterable[bytes], buffer: int = 1024 * 1024) -> BinaryIO:
    """The chunks as a buffered stream."""
    return io.BufferedReader(Generated(chunks), buffer)


def megabytes(count: int, fill: bytes = b"x") -> Iterator[bytes]:
    """So many megabytes of one byte."""
    block = fill * (1024 * 1024)
    for _ in range(count):
        yield block
