"""Shipped tables are filled in without pydantic, and say what they would say with it."""

from collections.abc import Mapping
from typing import Any

import pytest

from tumorboard.knowledge import KnowledgeError, tables
from tumorboard.knowledge.medicine import SinsTable
from tumorboard.knowledge.shelf import SHELF
from tumorboard.knowledge.tables import load, shipped_content


@pytest.mark.parametrize("name", SHELF)
def test_a_shipped_table_is_the_same_with_and_without_pydantic(name: str) -> None:
    content, model = shipped_content(name), SHELF[name].model
    read, checked = model.read(content), model.model_validate(content)
    assert read == checked
    assert repr(read) == repr(checked), "a whole number where decimals are allowed is a decimal, too"


def test_a_row_is_frozen() -> None:
    row = SinsTable.read(shipped_content("sins")).bands[0]
    with pytest.raises(AttributeError, match="Band is frozen"):
        row.high = 18  # type: ignore[misc]


def _band(**changed: Any) -> Mapping[str, Any]:
    content = shipped_content("sins")
    content["band"][1] = {key: value for key, value in {**content["band"][1], **changed}.items() if value is not None}
    return content


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (_band(low="seven"), "band.1.low: Input should be a valid integer"),
        (_band(low=None), "band.1.low: Field required"),
        (_band(key="solid"), "band.1.key: Input should be 'stable', 'potentially_unstable' or 'unstable'"),
        (_band(until=12), "band.1.until: Extra inputs are not permitted"),
        ({**shipped_content("sins"), "reviewed_by": "Dr A. Example"}, "reviewed_by and reviewed_on belong together"),
    ],
)
def test_of_a_damaged_file_pydantic_says_what_is_wrong(
    monkeypatch: pytest.MonkeyPatch, content: Mapping[str, Any], said: str
) -> None:
    monkeypatch.setattr(tables, "shipped_content", lambda _: content)
    with pytest.raises(KnowledgeError) as caught:
        load("sins", SinsTable)
    assert "sins.toml: " in str(caught.value) and said in str(caught.value)
