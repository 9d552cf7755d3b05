"""ESCC: six grades that are text with a rank, the low/high line, and 1c, on which sources disagree."""

from typing import Any

import pytest

from tests.clinical.building import assessed
from tumorboard.clinical import escc

GRADES: list[tuple[Any, int, str]] = [
    ("0", 0, "bone only"),
    ("1a", 1, "epidural extension, thecal sac not deformed"),
    ("1b", 2, "sac deformed, cord not touched"),
    ("1c", 3, "sac deformed, cord touched, not compressed"),
    ("2", 4, "cord compressed, CSF still visible around it"),
    ("3", 5, "cord compressed, no CSF visible"),
]


@pytest.mark.parametrize(("grade", "rank", "definition"), GRADES)
def test_each_grade_has_its_rank_and_bilskys_definition(grade: Any, rank: int, definition: str) -> None:
    assert escc.rank(grade) == rank
    assert escc.definition(grade) == definition


@pytest.mark.parametrize("settled", ["low", "high"])
def test_only_1c_follows_what_the_site_has_settled(settled: Any) -> None:
    found = {grade: escc.pressure(grade, settled) for grade, _, _ in GRADES}
    assert found == {"0": "low", "1a": "low", "1b": "low", "1c": settled, "2": "high", "3": "high"}


@pytest.mark.parametrize(
    ("grade", "near"),
    [("0", ["1a"]), ("1a", ["0", "1b"]), ("1b", ["1a", "1c"]), ("1c", ["1b", "2"]), ("2", ["1c", "3"]), ("3", ["2"]),
     (None, ["0", "1a", "1b", "1c", "2", "3"])],
)  # fmt: skip
def test_neighbours_are_one_grade_away(grade: Any, near: list[str]) -> None:
    assert list(escc.neighbours(grade)) == near


def test_the_worst_grade_of_a_case_follows_the_rank_and_not_the_digit() -> None:
    whole = assessed(
        {
            "lesions": [
                {"level": "T4"},
                {"level": "T8", "escc": "1a"},
                {"level": "T9", "escc": "1c"},
                {"level": "L1", "escc": "1b"},
            ]
        }
    )
    assert whole.worst_escc is whole.lesions[2]


def test_a_case_without_a_grade_has_no_worst_one() -> None:
    assert assessed({"lesions": [{"level": "T4"}]}).worst_escc is None
