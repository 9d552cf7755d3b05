"""How a table is read: closed to unknown keys, every row with a source, and the site's own rows in its place.

The tables in force are those of `data/knowledge`, until a site's are put in force (`tumorboard.knowledge.site`). What
is read from a table is kept, and forgotten as soon as others come into force.
"""

from collections.abc import Callable, Mapping
from datetime import date
from functools import _lru_cache_wrapper, cache
from pathlib import Path
from typing import Any, Final, Literal, TypeVar

import tomli

from tumorboard.complaint import Complaint
from tumorboard.declared.faults import first_fault
from tumorboard.knowledge.rows import Row, Sourced
from tumorboard.shipped import shipped

__all__ = [
    "Evidence",
    "KnowledgeError",
    "Table",
    "kept",
    "load",
    "put_in_force",
    "shipped_content",
    "validated",
]

Evidence = Literal["V1", "V2", "M", "S"]
"""V1 read at the source, V2 in copies, M from memory or a proposal of this program, S set by the site."""


class KnowledgeError(Complaint):
    """A table is missing or malformed; the message names the file and the field."""


class Table(Row):
    """What every table says of itself. Without `reviewed_by` it awaits a clinician's signature.

    `version` is the day on which its content last changed.
    """

    source: Sourced
    evidence: Evidence
    version: date
    reviewed_by: Sourced | None = None
    reviewed_on: date | None = None

    def goes_together(self) -> None:
        if (self.reviewed_by is None) != (self.reviewed_on is None):
            raise ValueError("reviewed_by and reviewed_on belong together: who signed, and when")


AnyTable = TypeVar("AnyTable", bound=Table)
Kept = TypeVar("Kept")
_of_site: dict[str, Mapping[str, Any]] = {}
_kept: "Final[list[_lru_cache_wrapper[Any]]]" = []


def kept(read: Callable[..., Kept]) -> "_lru_cache_wrapper[Kept]":
    """Keep what a function reads from the tables until others come into force."""
    wrapper = cache(read)
    _kept.append(wrapper)
    return wrapper


def put_in_force(of_site: Mapping[str, Mapping[str, Any]]) -> None:
    """Let these tables stand in the place of the shipped ones, by the name of their files; all else is as shipped."""
    _of_site.clear()
    _of_site.update(of_site)
    for each in _kept:
        each.cache_clear()


def load(name: str, model: type[AnyTable]) -> AnyTable:
    """The table in force by the name of its file. Raises KnowledgeError."""
    content = _of_site.get(name)
    return validated(model, shipped_content(name) if content is None else content, str(_path(name)))


def shipped_content(name: str) -> dict[str, Any]:
    """What stands in the file of a shipped table. Raises KnowledgeError."""
    path = _path(name)
    try:
        return tomli.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise KnowledgeError(f"{path}: cannot be read ({error.strerror}); install the program again") from error
    except (tomli.TOMLDecodeError, UnicodeDecodeError) as error:
        raise KnowledgeError(f"{path}: not valid TOML ({error})") from error


def validated(model: type[AnyTable], content: Mapping[str, Any], place: str) -> AnyTable:
    """A table from its content; `place` is the file that an error names. Raises KnowledgeError."""
    try:
        return model.kept(content)
    except ValueError as error:
        field, words = first_fault(error)
        raise KnowledgeError(f"{place}: {field}: {words}") from error


def _path(name: str) -> Path:
    return shipped("data", "knowledge", f"{name}.toml")
