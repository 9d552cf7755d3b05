"""From each older version of the store to the next, one step a version. Nothing is ever taken away by a step."""

from collections.abc import Callable
from datetime import datetime
from typing import Any, Final

from tumorboard.store.contract import Put
from tumorboard.store.log import entry
from tumorboard.store.shape import CHANGES, KEY, META, REVISION, SCHEMA, Tables, schema_of

__all__ = ["migrated"]


def migrated(tables: Tables) -> Tables:
    """The tables of an older version as this version writes them; what is given is left as it is."""
    while (schema := schema_of(tables)) < SCHEMA:
        tables = _STEPS[schema](tables)
    return tables


def _sealed_log(tables: Tables) -> Tables:
    """1 → 2: the change log keeps what changed instead of both contents, and seals each entry over the one before."""
    seal = ""
    entries: dict[str, Any] = {}
    for place, told in tables.get(CHANGES, {}).items():
        put = Put(told["table"], told[KEY], told["after"], 0, told["undoes"])
        before = None if told["before"] is None else {**told["before"], REVISION: 0}
        at = datetime.fromisoformat(told["at"])
        entries[place] = entry(put, before, told["revision"], seal, told["by"], at, told["why"])
        seal = entries[place]["seal"]
    return _numbered({**tables, CHANGES: entries}, 2)


def _sittings_and_after(tables: Tables) -> Tables:
    """2 → 3: sealed views, decisions, follow-ups and fates may stand beside what there was, which stays as it is.

    A program of version 2 would take a meeting with them for damaged; the number tells it to leave the store alone.
    """
    return _numbered(tables, 3)


def _versions_and_forecasts(tables: Tables) -> Tables:
    """3 → 4: decisions name the version of the knowledge tables, and typed forecasts stand beside what there was."""
    return _numbered(tables, 4)


def _numbered(tables: Tables, schema: int) -> Tables:
    meta = next(iter(tables[META].values()))
    return {**tables, META: {"1": {**meta, "schema": schema}}}


_STEPS: Final[dict[int, Callable[[Tables], Tables]]] = {
    1: _sealed_log,
    2: _sittings_and_after,
    3: _versions_and_forecasts,
}
