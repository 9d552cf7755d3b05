"""Files cut off and files with garbage at their end; and all states in which kills and power cuts leave a store."""

from collections.abc import Iterator
from random import Random
from typing import Final

from tests.torture.children import answer_of
from tests.torture.damage import Damaged, Files, Standing, files_of, laid_out
from tests.torture.effort import Effort
from tests.torture.ledger import Ledger, judged
from tests.torture.states import States, below, has_strace
from tests.torture.verdict import Tally, Verdict, skipped
from tests.torture.work import filling, stepped
from tumorboard.store.tiny import TinyStore

__all__ = ["cut_off", "tortured"]

_CUTS: Final = (400, 60)
_TAILS: Final = (120, 20)
_COMMITS: Final = (40, 12)
_STATES: Final = (12, 3)
"""Power cuts at each moment."""


def tortured(effort: Effort) -> Iterator[Verdict]:
    """A row for each way in which files can be torn."""
    standing = Standing(effort, before=20, after=20)
    damaged = cut_off(effort, standing)
    yield damaged.tally.verdict("files cut off", damaged.beside)
    yield _with_a_tail(effort, standing)
    if not has_strace():
        yield skipped("killed, power cut", "strace is not installed: apt-get install strace")
        return
    torn = _torn_by_a_kill(effort, standing)
    for what, files, owed in (
        ("from nothing", {}, Ledger()),
        ("a standing store", below(standing.files), standing.ledger),
        ("a torn store", below(torn), standing.ledger),
        ("a crowd", below(standing.files), standing.ledger),
    ):
        states = _states(effort, what)
        states.judge_all(files, owed)
        beside = f"{states.excused} would not open while nothing was acknowledged" if states.excused else ""
        yield states.killed.verdict(f"killed: {what}", beside)
        yield states.cut.verdict(f"power cut: {what}", beside)


def _states(effort: Effort, what: str) -> States:
    is_crowd = what == "a crowd"
    commits = _of(effort, _COMMITS) // (2 if is_crowd else 1)
    return States(effort, what.replace(" ", "-"), commits, effort.of(*_STATES), is_crowd=is_crowd)


def _of(effort: Effort, measure: tuple[int, int]) -> int:
    return measure[effort.quick]


def cut_off(effort: Effort, standing: Standing) -> Damaged:
    """Cut each file off at many places, which is told, or harmless."""
    chance, damaged = effort.chance("cut off"), Damaged(effort, standing)
    for name, content in standing.files.items():
        for size in sorted(_places(content or b"", _of(effort, _CUTS), chance)):
            cut = {**standing.files, name: (content or b"")[:size]}
            damaged.tried(cut, f"{name} cut to {size:,} of {len(content or b''):,} B")
    return damaged


def _places(content: bytes, samples: int, chance: Random) -> set[int]:
    """Sizes to cut to: around every line's end, and anywhere."""
    ends = [at + 1 for at, byte in enumerate(content) if byte == ord("\n")][-samples:]
    around = {place for end in ends for place in (end - 1, end, end + 1)}
    anywhere = {chance.randrange(len(content)) for _ in range(samples)} if content else set()
    return {place for place in around | anywhere | {0, 1, len(content) - 1} if 0 <= place < len(content)}


def _with_a_tail(effort: Effort, standing: Standing) -> Verdict:
    """What a commit that was never acknowledged leaves behind: a part of it, or a size without content."""
    chance, tally = effort.chance("tails"), Tally(acknowledged=len(standing.ledger.steps))
    folder = effort.fresh("tail")
    grown = _grown(effort, standing)
    for name, (old, growth) in grown.items():
        for _ in range(_of(effort, _TAILS)):
            part = growth[: chance.randint(0, len(growth))]
            zeros = bytes(chance.randint(1, 2 * len(growth)))
            garbage = chance.randbytes(chance.randint(1, len(growth))).replace(b"\n", b" ")
            for what, tail in (
                ("part", part),
                ("zeros", zeros),
                ("part and zeros", part + zeros),
                ("garbage", garbage),
            ):
                tally.tried += 1
                laid_out({**standing.files, name: old + tail}, folder)
                judgement = judged(folder, standing.ledger, unfinished=1)
                if judgement.kind != "whole":
                    tally.fault(judgement.kind, f"{name} and {len(tail)} B of {what}: {judgement.told}")
    return tally.verdict("unfinished tails", f"of {', '.join(grown) or 'no file: none grows'}", good=not tally.faults)


def _grown(effort: Effort, standing: Standing) -> dict[str, tuple[bytes, bytes]]:
    """The files to which a commit appends: their content before it, and what it added."""
    later = _one_more(effort, standing)
    return {
        name: (content, after[len(content) :])
        for name, content in standing.files.items()
        if content and (after := later.get(name)) and len(after) > len(content) and after.startswith(content)
    }


def _torn_by_a_kill(effort: Effort, standing: Standing) -> Files:
    """The standing store with half of one more commit."""
    halves = {name: old + growth[: len(growth) // 2] for name, (old, growth) in _grown(effort, standing).items()}
    return {**standing.files, **halves}


def _one_more(effort: Effort, standing: Standing) -> Files:
    folder = effort.fresh("later")
    laid_out(standing.files, folder)
    chance = effort.chance("one more")
    answer = answer_of(lambda: stepped(TinyStore(folder), "later", "x" * 900 + filling(chance)).told)
    assert answer.value, answer
    return files_of(folder)
