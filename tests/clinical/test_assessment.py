"""Which lesion of a case is shown first: the index, else the most compressed, else the one that may be least stable."""

from typing import Any

import pytest

from tests.clinical.building import assessed
from tumorboard.clinical.assessment import opens_on

STABLE = {"pain": "none", "bone_lesion": "blastic", "alignment": "normal", "collapse": "none", "posterolateral": "none"}
UNSTABLE = {
    "pain": "mechanical",
    "bone_lesion": "lytic",
    "alignment": "translation",
    "collapse": "over_50",
    "posterolateral": "bilateral",
}


@pytest.mark.parametrize(
    ("lesions", "place"),
    [
        ([{"level": "L3", "sins": UNSTABLE}, {"level": "T8", "escc": "3", "sins": STABLE}], 1),
        ([{"level": "T8", "escc": "1a"}, {"level": "T9", "escc": "1c"}, {"level": "L1", "escc": "1b"}], 1),
        ([{"level": "L3", "escc": "1b", "sins": STABLE}, {"level": "L2", "escc": "1b", "sins": UNSTABLE}], 1),
        ([{"level": "T8", "escc": "2"}, {"level": "T4", "escc": "3"}, {"level": "L3", "index": True}], 2),
        ([{"level": "L3", "escc": "0", "sins": STABLE}, {"level": "L2", "sins": UNSTABLE}], 1),
        ([{"level": "L3", "sins": STABLE}, {"level": "L2"}], 1),
        ([{"level": "L3", "escc": "2", "sins": STABLE}, {"level": "L2"}], 0),
        ([{"level": "L3", "escc": "2"}, {"level": "L4", "escc": "2"}], 0),
        ([], 0),
    ],
)
def test_a_case_opens_on_the_index_lesion_else_on_the_most_compressed(
    lesions: list[dict[str, Any]], place: int
) -> None:
    whole = assessed({"lesions": lesions})
    assert whole.opens_on == opens_on(whole.case) == place
    assert whole.opened is (whole.lesions[place] if lesions else None)
