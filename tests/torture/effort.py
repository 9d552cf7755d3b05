"""How hard a run tries, where it does so, and where it leaves what it broke."""

import os
import shutil
from collections.abc import Callable
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path
from random import Random

__all__ = ["Effort"]


@dataclass(frozen=True, slots=True)
class Effort:
    """`rounds` overrules what each part does of itself; `keep` is where stores that failed are copied to."""

    folder: Path
    rounds: int | None = None
    quick: bool = False
    seed: int = 1
    keep: Path | None = None
    _number: Callable[[], int] = field(default_factory=lambda: count(1).__next__)

    def of(self, full: int, quick: int) -> int:
        """How often a thing is done: as asked, or by the part's own measure."""
        return self.rounds if self.rounds is not None else quick if self.quick else full

    def fresh(self, name: str) -> Path:
        """A new empty folder; only its owner may enter it."""
        folder = self.folder / f"{self._number()}-{name}"
        folder.mkdir(mode=0o700)
        return folder

    def chance(self, name: str) -> Random:
        """Chance that comes out the same at every run with the same seed."""
        return Random(f"{self.seed} {name}")  # noqa: S311 - moments and bytes, not secrets

    def before(self, folder: Path) -> Path | None:
        """A copy of a folder as it is before it is judged, for judging changes it; None when nothing is to be kept."""
        if self.keep is None:
            return None
        copy = self.folder / "before"
        shutil.rmtree(copy, ignore_errors=True)
        shutil.copytree(folder, copy)
        return copy

    def keeping(self, copy: Path | None, name: str) -> str:
        """Keep a copy of a folder that failed; says where."""
        if self.keep is None or copy is None:
            return ""
        place = self.keep / f"{os.getpid()}-{self._number()}-{name}"
        shutil.copytree(copy, place)
        return f" [{place}]"
