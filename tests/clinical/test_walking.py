"""What tells of lost walking while walking itself is not recorded."""

from typing import Any

import pytest

from tumorboard.clinical.walking import walking_in_doubt
from tumorboard.domain.case import Neurology


@pytest.mark.parametrize(
    ("items", "said"),
    [
        ({"walking_lost": "2026-11-24T08:00Z"}, "the time when walking was lost"),
        ({"non_ambulatory_hours": 10}, "hours not walking"),
        ({"complete_loss": True}, "complete loss"),
        ({"frankel": "B"}, "Frankel B"),
        ({"asia": "A", "complete_loss": True}, "complete loss, ASIA A"),
        ({"frankel": "C"}, ""),
        ({"motor": 0}, ""),
        ({"non_ambulatory_hours": 0, "complete_loss": False}, ""),
        ({"walking_lost": "2026-11-24T08:00Z", "ambulation": "non_ambulatory"}, ""),
        ({}, ""),
    ],
)
def test_what_tells_of_lost_walking_is_named_while_walking_itself_is_not_recorded(
    items: dict[str, Any], said: str
) -> None:
    assert walking_in_doubt(Neurology.model_validate(items)) == said
