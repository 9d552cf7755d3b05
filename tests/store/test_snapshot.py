"""The snapshot's text: TinyDB's JSON, read back equal whether or not this program laid it out."""

import json
from pathlib import Path

import orjson
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.store.storing import begun
from tests.store.test_log import CONTENTS
from tumorboard.store import snapshot
from tumorboard.store.rows import Rows
from tumorboard.store.tiny import STORE_FILE

NAMES = st.sampled_from(["cases", "_meta", 'a"b', "é\n", "{", "}}"])
PLACES = st.integers(1, 40).map(str)
TABLES = st.dictionaries(NAMES, st.dictionaries(PLACES, CONTENTS, max_size=3), max_size=3)


@given(TABLES)
def test_what_is_written_is_json_and_is_read_back(tables: snapshot.Tables) -> None:
    content = snapshot.written(tables)
    assert json.loads(content) == snapshot.read(content) == tables


@given(TABLES)
def test_any_other_layout_is_read_as_well(tables: snapshot.Tables) -> None:
    for content in (orjson.dumps(tables), json.dumps(tables, indent=1).encode(), json.dumps(tables).encode() + b"\n"):
        assert snapshot.read(content) == tables


@given(TABLES)
def test_read_when_asked_it_is_the_same_and_may_be_written_to(tables: snapshot.Tables) -> None:
    content = snapshot.written(tables)
    asked = snapshot.read_when_asked(content)
    for name, rows in tables.items():
        assert list(asked[name]) == list(rows), "the order of places"
        assert all(asked[name][place] == document for place, document in rows.items())
    assert asked == tables
    assert snapshot.written(asked) == content
    for rows in asked.values():
        rows["41"] = {"id": "new"}
        assert list(rows.items())[-1] == ("41", {"id": "new"})
        assert rows.pop("41") == {"id": "new"}
    assert asked == tables


@given(st.dictionaries(PLACES, st.dictionaries(st.text(max_size=3), st.text(max_size=3), max_size=2), max_size=5))
def test_where_each_key_lies_is_known_without_reading(documents: dict[str, dict[str, str]]) -> None:
    keyed = {place: {**document, "id": f'{place} é"\\'[: 2 + int(place) % 3]} for place, document in documents.items()}
    rows = snapshot.read_when_asked(snapshot.written({"cases": keyed}))["cases"]
    assert isinstance(rows, Rows)
    assert rows.places() == {document["id"]: place for place, document in keyed.items()}


@given(TABLES, st.data())
def test_what_is_cut_off_is_never_taken_for_less(tables: snapshot.Tables, data: st.DataObject) -> None:
    content = snapshot.written(tables).rstrip()
    with pytest.raises(orjson.JSONDecodeError):
        snapshot.read(content[: data.draw(st.integers(0, len(content) - 1))])


def test_every_document_has_a_line(folder: Path) -> None:
    begun(folder)
    assert b'\n"1":{' in (folder / STORE_FILE).read_bytes()
