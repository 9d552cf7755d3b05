"""What was acknowledged, kept outside the store, and the judgement of a store by it."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Literal

from tests.torture.children import answer_of
from tests.torture.work import COUNTER, SEEN, Step, is_whole, saved, seal_of, stepped
from tumorboard.store.contract import Document
from tumorboard.store.tiny import TinyStore

__all__ = ["Judgement", "Ledger", "judged"]

Kind = Literal["whole", "lost", "unreadable", "wrong"]
_HISTORIES: Final = 12
"""How many records are looked up as they were, of all that were acknowledged."""


class Ledger:
    """Every acknowledged commit by its revision."""

    def __init__(self, steps: Iterable[Step] = ()) -> None:
        self.steps = {step.revision: step for step in steps}
        self.doubled: list[str] = []
        self.seen = 0

    def hear(self, lines: Iterable[str]) -> int:
        """Take down what a worker acknowledged, or has seen of others; how many commits were acknowledged."""
        lines = list(lines)
        self.seen = max([self.seen, *(int(line.removeprefix(SEEN)) for line in lines if line.startswith(SEEN))])
        steps = [step for line in lines if (step := saved(line))]
        for step in steps:
            if step.revision in self.steps:
                self.doubled.append(f"revision {step.revision} was acknowledged twice")
            self.steps[step.revision] = step
        return len(steps)

    @property
    def last(self) -> int:
        """The highest revision that was acknowledged to anybody, or shown to anybody."""
        return max(self.seen, *self.steps) if self.steps else self.seen

    def latest(self) -> dict[str, Step]:
        """The last acknowledged step of every record."""
        return {step.key: step for _, step in sorted(self.steps.items())}


@dataclass(frozen=True, slots=True)
class Judgement:
    """What became of a store. A store that is whole has taken one more commit, whose acknowledgement is `probe`."""

    kind: Kind
    told: str = ""
    probe: str = ""


def judged(folder: Path, ledger: Ledger, unfinished: int, patience: float = 60) -> Judgement:
    """Open the store in a process of its own: is everything there, and can one go on?

    `unfinished` is how many commits may be there beyond those that were acknowledged.
    """
    if ledger.doubled:
        return Judgement("lost", ledger.doubled[0])
    answer = answer_of(lambda: _examined(folder, ledger, unfinished), patience)
    if answer.complaint is not None:
        return Judgement("unreadable", answer.complaint)
    if answer.fault is not None:
        return Judgement("wrong", answer.fault)
    return Judgement(*answer.value)


def _examined(folder: Path, ledger: Ledger, unfinished: int) -> tuple[Kind, str, str]:
    store = TinyStore(folder)
    if told := _loss(store, ledger):
        return "lost", told, ""
    if told := _disorder(store, max(len(ledger.steps), ledger.seen) + unfinished):
        return "wrong", told, ""
    probe = stepped(store, "probe", "a commit after all that")
    store.close()
    again = TinyStore(folder)
    found = again.get("cases", probe.key)
    if again.revision() != probe.revision or found is None or found.revision != probe.revision:
        return "lost", "the commit after reopening is gone at the next opening", ""
    if told := _loss(again, ledger):
        return "lost", f"after one more commit: {told}", ""
    again.close()
    return "whole", "", probe.told


def _loss(store: TinyStore, ledger: Ledger) -> str:
    """What is missing of all that was acknowledged, or nothing."""
    if store.revision() < ledger.last:
        return f"the store is at revision {store.revision()}, {ledger.last} was acknowledged or seen"
    standing = {each.key: each for each in store.all("cases")}
    changed = {(each.revision, each.key) for each in store.changes()}
    for step in ledger.steps.values():
        if (step.revision, step.key) not in changed:
            return f"no change of {step.key} at revision {step.revision}"
    for step in ledger.latest().values():
        if not _stands(standing.get(step.key), step):
            return f"{step.key} of revision {step.revision} stands as {standing.get(step.key)!s:.200}"
    for step in list(ledger.steps.values())[:: len(ledger.steps) // _HISTORIES + 1]:
        then = store.as_it_was("cases", step.key, step.revision)
        if then is None or seal_of(then) != step.seal:
            return f"{step.key} as it was at revision {step.revision} is {then!s:.200}"
    return ""


def _stands(found: Document | None, step: Step) -> bool:
    if found is None or found.revision < step.revision:
        return False
    return found.revision > step.revision or seal_of(found) == step.seal


def _disorder(store: TinyStore, at_most: int) -> str:
    """What cannot be, whoever was killed when: commits that nobody made, or halves of commits; or nothing."""
    revision = store.revision()
    changes = store.changes()
    counter = store.get("cases", COUNTER)
    total = counter.content["total"] if counter else 0
    if revision > at_most:
        return f"revision {revision}, where at most {at_most} commits were begun"
    if total != revision:
        return f"the counter is {total} at revision {revision}: an update was lost"
    if [each.number for each in changes] != list(range(1, len(changes) + 1)):
        return "the numbers of the changes have gaps"
    if [each.revision for each in changes] != [number // 2 + 1 for number in range(2 * revision)]:
        return f"{len(changes)} changes at revision {revision}: not two for each commit in turn"
    broken = [each.key for each in store.all("cases") if not is_whole(each)]
    return f"records that nobody saved so: {broken[:5]}" if broken else ""
