"""The SINS pane: verdict, action and lesions stand on the same lines for every case."""

import pytest

from tests.lesions import SINS_9_AT_T8
from tests.strategies import Json
from tests.tui.shown import T8_RENAL
from tests.tui.test_noms_pane import NARROW, ROW_1, WIDE, view_of
from tumorboard.tui.lines import plain
from tumorboard.tui.panes.sins import sins_rows

UNSTABLE: Json = {"id": "U", "lesions": [{"level": "T8", "sins": {**SINS_9_AT_T8, "alignment": "translation"}}]}
RANGE: Json = {"id": "R", "lesions": [{"level": "T8", "sins": {**SINS_9_AT_T8, "posterolateral": None}}]}


def lines(raw: Json, width: int) -> list[str]:
    return [plain(row.line).rstrip() for row in sins_rows(view_of(raw), width)]


@pytest.mark.parametrize("width", [NARROW - 1, WIDE])
@pytest.mark.parametrize(
    ("raw", "verdict", "action"),
    [
        (ROW_1, " stable", "no surgical consultation on"),
        (T8_RENAL, " potentially unstable", "surgical consultation"),
        (UNSTABLE, " unstable", "surgical consultation"),
        (RANGE, " potentially unstable", "range: posterolateral not"),
    ],
)
def test_verdict_action_and_lesions_have_one_place(raw: Json, verdict: str, action: str, width: int) -> None:
    shown, alone = lines(raw, width), lines(ROW_1, width)
    assert shown[7] == verdict
    assert shown[8].strip().startswith(action)
    listed = [at for at, line in enumerate(shown) if line.startswith(" lesions  ")]
    if raw is T8_RENAL:
        assert listed == [len(alone)], "below the longest action of all bands"
    else:
        assert listed == []


def test_of_several_lesions_each_is_listed_and_the_worst_is_named() -> None:
    assert lines(T8_RENAL, WIDE)[-1] == " lesions  T8 9  L2 2–17 worst"
