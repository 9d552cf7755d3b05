"""What every writer does: one commit of a sealed record and the counter of all commits, again after each conflict.

So at any moment the counter is the store's revision, and there are two changes for each revision.
"""

import hashlib
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import count
from pathlib import Path
from random import Random
from typing import Any, Final

from tests.torture.children import Say, while_watched
from tumorboard.store.contract import NEW, Document, Put, Saved, StoreError
from tumorboard.store.tiny import TinyStore

__all__ = [
    "COUNTER",
    "SEEN",
    "Step",
    "compact_unless_busy",
    "filling",
    "is_whole",
    "saved",
    "seal_of",
    "stepped",
    "writing",
]

COUNTER: Final = "counter"
_AT: Final = datetime(2026, 11, 24, 8, 41, tzinfo=UTC)
_SAVED: Final = "saved"
SEEN: Final = "seen "
"""Begins the line of a reader that tells up to which revision it has seen the store."""
_LONGEST: Final = 3000
_SHARED_KEYS: Final = 20


@dataclass(frozen=True, slots=True)
class Step:
    """A commit that was acknowledged, and how many conflicts came before it."""

    revision: int
    key: str
    seal: str
    conflicts: int = 0

    @property
    def told(self) -> str:
        """The line that acknowledges it."""
        return f"{_SAVED} {self.revision} {self.key} {self.seal}"


def saved(line: str) -> Step | None:
    """The step that a line acknowledges, if it does."""
    words = line.split(" ")
    return Step(int(words[1]), words[2], words[3]) if len(words) == 4 and words[0] == _SAVED else None


def stepped(store: TinyStore, key: str, text: str) -> Step:
    """Save a record and count the commit; returns when it is acknowledged."""
    seal = _seal({"filling": text})
    for conflicts in count():
        counter, own = store.get("cases", COUNTER), store.get("cases", key)
        total = counter.content["total"] if counter else 0
        puts = (
            Put("cases", COUNTER, {"total": total + 1}, counter.revision if counter else NEW),
            Put("cases", key, {"filling": text, "seal": seal}, own.revision if own else NEW),
        )
        outcome = store.commit(puts, by="torture", at=_AT, why=None)
        if isinstance(outcome, Saved):
            return Step(outcome.revision, key, seal, conflicts)
    raise AssertionError


def writing(folder: Path, name: str, chance: Random, *, premature: bool = False) -> Callable[[Say], None]:
    """The work of a child: new records and edits of shared ones, now and then a compaction, until it is killed.

    `premature` acknowledges before it saves, which is a lie that must be found out.
    """

    def work(say: Say) -> None:
        store = TinyStore(folder)
        for number in while_watched():
            own, shared = f"{name}-{number}", f"shared-{chance.randrange(_SHARED_KEYS)}"
            key, text = (own if chance.random() < 0.5 else shared), filling(chance)
            if premature:
                say(Step(store.revision() + 1, key, _seal({"filling": text})).told)
            step = stepped(store, key, text)
            if not premature:
                say(step.told)
            if chance.random() < 0.02:
                compact_unless_busy(store)

    return work


def compact_unless_busy(store: TinyStore) -> None:
    """Fold the journal into the snapshot; another who is saving just then comes first."""
    try:
        store.compact()
    except StoreError as error:
        if "is saving" not in str(error):
            raise


def filling(chance: Random) -> str:
    """Text of any length, in which each kind of character comes up that JSON must escape or may not."""
    return "".join(chance.choices('aé"\\\n\t€😀 {}', k=chance.randrange(_LONGEST)))


def seal_of(document: Document) -> str:
    """The seal that a record carries."""
    return str(document.content.get("seal", ""))


def is_whole(document: Document) -> bool:
    """Whether a record is what somebody once meant to save: its seal fits, or it is the counter."""
    if document.key == COUNTER:
        return isinstance(document.content.get("total"), int)
    return seal_of(document) == _seal({"filling": document.content.get("filling")})


def _seal(content: Mapping[str, Any]) -> str:
    return hashlib.blake2b(json.dumps(content).encode(), digest_size=8).hexdigest()
