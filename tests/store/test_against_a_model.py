"""The store beside a dictionary: whatever two sessions commit in turn, both always read what the dictionary holds."""

import tempfile
from pathlib import Path
from typing import Any, cast

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from tests.store.storing import AT, content
from tumorboard.store.contract import NEW, Change, Conflict, Put, Saved, TableName
from tumorboard.store.tiny import TinyStore

TABLES: tuple[TableName, ...] = ("meetings", "cases", "people")
Named = tuple[TableName, str]

names = st.tuples(st.sampled_from(TABLES), st.sampled_from(["A", "B", "_meta", "é"]))
contents = st.dictionaries(
    st.sampled_from(["note", "plan"]), st.none() | st.integers(0, 3) | st.text("[é\n\"", max_size=3), max_size=2
)  # fmt: skip
sessions = st.integers(0, 1)


class StoreBesideADictionary(RuleBasedStateMachine):
    """Two open sessions on one folder, and what they ought to read."""

    @initialize()
    def begin(self) -> None:
        self._folder = tempfile.TemporaryDirectory()
        self.sessions = [TinyStore(Path(self._folder.name)), TinyStore(Path(self._folder.name))]
        self.records: dict[Named, tuple[int, dict[str, Any]]] = {}
        self.log: list[tuple[Named, Any, Any]] = []
        self.revision = 0

    def teardown(self) -> None:
        if hasattr(self, "sessions"):
            for session in self.sessions:
                session.close()
            self._folder.cleanup()

    @rule(session=sessions, given=st.dictionaries(names, contents, min_size=1, max_size=3))
    def save(self, session: int, given: dict[Named, dict[str, Any]]) -> None:
        puts = [Put(*name, given[name], self._revision_of(name)) for name in given]
        self.revision += 1
        assert self.sessions[session].commit(puts, by="x", at=AT, why=None) == Saved(self.revision)
        for name, now in given.items():
            before = self.records[name][1] if name in self.records else None
            self.log.append((name, before, now))
            self.records[name] = (self.revision, now)

    @rule(
        session=sessions, fresh=st.dictionaries(names, contents, max_size=2), stale=names, off=st.sampled_from([-1, 1])
    )
    def save_one_stale(self, session: int, fresh: dict[Named, dict[str, Any]], stale: Named, off: int) -> None:
        fresh.pop(stale, None)
        puts = [Put(*name, fresh[name], self._revision_of(name)) for name in fresh]
        mine = Put(*stale, {"note": "stale"}, max(self._revision_of(stale) + off, NEW))
        if mine.started_from == self._revision_of(stale):
            return
        outcome = self.sessions[session].commit([*puts, mine], by="x", at=AT, why=None)
        assert isinstance(outcome, Conflict)
        assert outcome.mine == mine
        assert (outcome.theirs is None) == (stale not in self.records)
        if outcome.theirs is not None:
            assert (outcome.theirs.revision, content(outcome.theirs)) == self.records[stale]

    @invariant()
    def both_sessions_read_what_stands(self) -> None:
        for session in getattr(self, "sessions", ()):
            assert session.revision() == self.revision
            for table in TABLES:
                expected = {key: record for (where, key), record in self.records.items() if where == table}
                assert {each.key: (each.revision, content(each)) for each in session.all(table)} == expected
                assert [each.key for each in session.all(table)] == list(expected)
                for key in ("A", "B", "_meta", "é"):
                    assert (session.get(table, key) is None) == (key not in expected)

    @invariant()
    def the_log_tells_every_change_in_order(self) -> None:
        for session in getattr(self, "sessions", ())[:1]:
            told = [
                ((each.table, each.key), *(_then(session, each, back) for back in (1, 0))) for each in session.changes()
            ]
            assert told == self.log

    def _revision_of(self, name: Named) -> int:
        return self.records[name][0] if name in self.records else NEW


def _then(store: TinyStore, change: Change, back: int) -> Any:
    """A record so many revisions before the end of a change."""
    then = store.as_it_was(cast(TableName, change.table), change.key, change.revision - back)
    return None if then is None else content(then)


TestStoreBesideADictionary = StoreBesideADictionary.TestCase
TestStoreBesideADictionary.settings = settings(max_examples=25, stateful_step_count=12, deadline=None)
