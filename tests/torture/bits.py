"""One bit of one file turns over: it is told, or it does no harm; it is never read as something else."""

from collections.abc import Iterator
from typing import Final

from tests.torture.damage import Damaged, Standing
from tests.torture.effort import Effort
from tests.torture.verdict import Verdict

__all__ = ["tortured"]

_FLIPS: Final = (300, 60)
_LEAST_SHARE: Final = 0.1
"""Of the size of the largest file: small files are hit more often than by their size."""


def tortured(effort: Effort) -> Iterator[Verdict]:
    """One row."""
    chance = effort.chance("bits")
    standing = Standing(effort, before=40, after=30)
    files = {name: content for name, content in standing.files.items() if content}
    largest = max(map(len, files.values()))
    weights = [max(len(content), largest * _LEAST_SHARE) for content in files.values()]
    damaged = Damaged(effort, standing)
    for _ in range(effort.of(*_FLIPS)):
        name = chance.choices([*files], weights)[0]
        altered = bytearray(files[name])
        at, bit = chance.randrange(len(altered)), chance.randrange(8)
        altered[at] ^= 1 << bit
        damaged.tried({**standing.files, name: bytes(altered)}, f"{name}, byte {at:,} of {len(altered):,}, bit {bit}")
    yield damaged.tally.verdict(f"bits of {len(files)} files", damaged.beside)
