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
    ("raw", "verdict", "action", "lesions"),
    [
        (ROW_1, "  1 stable", "no surgical consultation on", "T8 1"),
        (T8_RENAL, "  9 potentially unstable", "surgical consultation", "T8 9"),
        (UNSTABLE, " 13 unstable", "surgical consultation", "T8 13"),
        (RANGE, " 8–11 potentially unstable", "range: posterolateral not", "T8 8–11"),
    ],
)
def test_verdict_action_and_lesions_have_one_place(
    raw: Json, verdict: str, action: str, lesions: str, width: int
) -> None:
    shown = lines(raw, width)
    assert shown[7] == verdict
    assert shown[8].strip().startswith(action)
    place = next(at for at, line in enumerate(shown) if line.startswith(f" lesions  {lesions}"))
    longest = len(lines(ROW_1, width)) - 1
    assert place == longest or (raw is RANGE and place >= longest)


def test_the_worst_of_several_lesions_is_named_and_a_lesion_alone_is_not() -> None:
    assert lines(T8_RENAL, WIDE)[-1] == " lesions  T8 9  L2 2–17 worst"
    assert lines(ROW_1, WIDE)[-1] == " lesions  T8 1"
