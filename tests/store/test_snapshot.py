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


@given(TABLES, st.data())
def test_what_is_cut_off_is_never_taken_for_less(tables: snapshot.Tables, data: st.DataObject) -> None:
    content = snapshot.written(tables).rstrip()
    with pytest.raises(orjson.JSONDecodeError):
        snapshot.read(content[: data.draw(st.integers(0, len(content) - 1))])


def test_every_document_has_a_line(folder: Path) -> None:
    begun(folder)
    assert b'\n"1":{' in (folder / STORE_FILE).read_bytes()
