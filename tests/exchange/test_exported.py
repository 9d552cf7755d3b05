"""A meeting as `export` writes it, read back: its cases, each a record by itself, however the JSON is laid out."""

import json
from typing import Any

import pytest

from tests.strategies import Json, records

CASES: list[Json] = [{"id": "A", "notes": "x"}, {"id": "B", "lesions": [{"level": "T8"}]}, {"id": "C"}]
MEETING: Json = {"id": "m", "title": "Spine MDT", "items": [{"case_id": "A"}]}


def told(raw: bytes) -> list[tuple[int, str]]:
    return [(each.line, each.case.id if each.case else str(each.problem)) for each in records(raw)]


@pytest.mark.parametrize("indent", [None, 1, 2, "\t"])
@pytest.mark.parametrize("meeting", [MEETING, None])
@pytest.mark.parametrize("order", [("meeting", "cases"), ("cases", "meeting")])
def test_the_cases_are_read_in_any_layout(indent: Any, meeting: Json | None, order: tuple[str, str]) -> None:
    whole: dict[str, Any] = {"meeting": meeting, "cases": CASES}
    raw = json.dumps({key: whole[key] for key in order}, indent=indent).encode()
    assert [key for _, key in told(raw)] == ["A", "B", "C"]
    assert [key for _, key in told(b"\xef\xbb\xbf\n" + raw + b"\n\n")] == ["A", "B", "C"]


def test_a_bad_case_is_told_by_its_own_line_and_hides_none() -> None:
    raw = (
        b'{"meeting": null,\n"cases": [\n{"id": "A"},\n{"id": "B",\n "colour": 1},\n'
        b'{"id": "C", "notes": "1", "notes": "2"},\n{"id": "D"}]}\n'
    )
    found = told(raw)
    assert [found[0], found[3]] == [(3, "A"), (7, "D")]
    assert found[1][1].startswith("line 5 (case B): colour: unknown key")
    assert found[2] == (6, "line 6: key 'notes' is given twice in one object; keep one")
    assert records(raw)[1].text == '{"id": "B",\n "colour": 1}'


def test_an_export_on_one_line_may_be_longer_than_a_case() -> None:
    many = [{"id": f"C{number}", "notes": "n" * 1000} for number in range(6_000)]
    raw = json.dumps({"meeting": None, "cases": many}).encode()
    assert len(raw) > 4 * 1024 * 1024
    assert len([each for each in records(raw) if each.case]) == 6_000


@pytest.mark.parametrize(
    "text",
    ['{"meeting": null, "cases": {}}', '{"meeting": null, "cases": [{"id": "A"}], "more": 1}',
     '{"cases": [{"id": "A"}]}',
     '{"meeting": null, "cases": [{"id": "A"}], "cases": []}', '{"meeting": null, "cases": [{"id": "A"}]',
     '{"meeting": null,\n"cases": [{"id": "A"}]', '{"meeting": null, "cases": [{"id": "A"}]} {}'],
)  # fmt: skip
def test_what_is_not_whole_is_one_problem(text: str) -> None:
    (only,) = records(text.encode())
    assert only.problem is not None


def test_what_comes_after_an_export_on_its_line_is_not_lost() -> None:
    raw = b'{"meeting": null, "cases": [{"id": "A"}]}\n{"id": "B"}\n'
    assert told(raw) == [(1, "A"), (2, "B")]
    assert told(b'{"meeting": null, "cases": []}\n') == []
