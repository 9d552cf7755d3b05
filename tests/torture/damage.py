"""Judging a store whose files were altered: the damage is told, or does no harm, or is silent."""

import hashlib
import shutil
from collections.abc import Mapping
from pathlib import Path
from typing import Final, Literal

from tests.torture.children import Child, Say, answer_of
from tests.torture.crippled import Crippled, crippled
from tests.torture.effort import Effort
from tests.torture.ledger import Ledger, judged
from tests.torture.verdict import Tally
from tests.torture.work import filling, stepped
from tumorboard.store.contract import TableName
from tumorboard.store.tiny import TinyStore

__all__ = ["Damaged", "Files", "Standing", "files_of", "laid_out"]

Files = Mapping[str, bytes | None]
"""Relative path → content, None for a folder."""
Outcome = Literal["told", "harmless", "silent"]
_TABLES: Final[tuple[TableName, ...]] = ("meetings", "cases", "people")


class Standing:
    """A store with a past: commits, a compaction, more commits, and its writer killed with the store open."""

    def __init__(self, effort: Effort, before: int, after: int, without: Crippled | None = None) -> None:
        self.folder, chance = effort.fresh("standing"), effort.chance("standing")
        self.ledger = Ledger()

        def work(say: Say) -> None:
            crippled(without)
            store = TinyStore(self.folder)
            for number in range(before + after):
                say(stepped(store, f"case-{number % 30}", filling(chance)).told)
                if number == before - 1:
                    store.compact()

        child = Child(work)
        child.finish(60)
        self.ledger.hear(child.lines())
        self.files = files_of(self.folder)
        self.meaning = answer_of(lambda: meaning_of(self.folder)).value
        assert self.ledger.last == before + after and self.meaning, child.lines()[-1:]


class Damaged:
    """Lays altered files out, and counts what came of it."""

    def __init__(self, effort: Effort, standing: Standing) -> None:
        self._effort, self._standing = effort, standing
        self._folder = effort.fresh("damaged")
        self.tally = Tally(acknowledged=len(standing.ledger.steps))
        self.outcomes: dict[Outcome, int] = {"told": 0, "harmless": 0, "silent": 0}

    @property
    def beside(self) -> str:
        """How often which outcome was seen."""
        return ", ".join(f"{count} {how}" for how, count in self.outcomes.items())

    def tried(self, files: Files, what: str) -> None:
        """Open the altered store; where that does no harm, go on with it and open it again."""
        self.tally.tried += 1
        laid_out(files, self._folder)
        answer = answer_of(lambda: meaning_of(self._folder))
        if answer.complaint is not None:
            self.outcomes["told"] += 1
        elif answer.fault is not None:
            self._fault("wrong", f"{what}: {answer.fault}", files)
        elif answer.value != self._standing.meaning:
            self.outcomes["silent"] += 1
            self._fault("lost", f"{what}: other contents, and not a word", files)
        else:
            self.outcomes["harmless"] += 1
            judgement = judged(self._folder, self._standing.ledger, unfinished=0)
            if judgement.kind == "unreadable":
                self.outcomes["told"] += 1
            elif judgement.kind != "whole":
                self._fault(judgement.kind, f"{what}, seen when going on: {judgement.told}", files)

    def _fault(self, kind: str, told: str, files: Files) -> None:
        laid_out(files, self._folder)
        self.tally.fault(kind, told + self._effort.keeping(self._folder, "damaged"))


def files_of(folder: Path) -> dict[str, bytes | None]:
    """Everything in a folder."""
    found = sorted(folder.rglob("*"))
    return {str(each.relative_to(folder)): None if each.is_dir() else each.read_bytes() for each in found}


def laid_out(files: Files, folder: Path) -> None:
    """Make a folder hold exactly these files, private as the store makes them."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(mode=0o700)
    for name, content in sorted(files.items()):
        path = folder / name
        if content is None:
            path.mkdir(mode=0o700)
        else:
            path.touch(mode=0o600)
            path.write_bytes(content)


def meaning_of(folder: Path) -> str:
    """A digest of all that can be read of a store, also of every record as it ever was."""
    store = TinyStore(folder)
    changes = store.changes()
    told = [
        store.revision(),
        [(table, [(d.key, d.revision, sorted(d.content.items())) for d in store.all(table)]) for table in _TABLES],
        changes,
        [store.as_it_was("cases", each.key, each.revision) for each in changes],
    ]
    return hashlib.blake2b(repr(told).encode(), digest_size=16).hexdigest()
