"""Whole and partial follow-ups for property tests, as `export` would write them."""

import io
from typing import Any

from hypothesis import strategies as st

from tests.strategies import LEVELS, Json, day, lines, moment, prose, sins_items, yes_no
from tumorboard.domain.followup import FollowUp
from tumorboard.exchange.reading import read_followups
from tumorboard.exchange.row import Row

__all__ = ["PLAIN", "followups", "rows"]

PLAIN: Json = {
    "id": "A/1", "case_id": "A", "kind": "mri", "due": "2027-01-03", "owner": "radonc",
    "created_by": "chair", "created_at": "2026-11-24T08:00:00+00:00",
}  # fmt: skip

_states = st.sampled_from(["planned", "ordered", "done", "read", "acted_on"])
_moved = st.fixed_dictionaries({"due": day, "by": lines, "at": moment, "reason": lines})
_advance = st.fixed_dictionaries(
    {"state": _states, "by": lines, "at": moment}, optional={"on": day, "words": st.none() | lines}
)
_fired = st.one_of(
    st.builds(lambda total: {"kind": "sins_at_least", "value": str(total)}, st.integers(1, 18)),
    st.fixed_dictionaries({"kind": st.sampled_from(["new_weakness", "growth_on_mri", "new_fracture"])}),
    st.fixed_dictionaries({"kind": st.just("other"), "words": lines}),
)
_result = st.fixed_dictionaries(
    {"on": day},
    optional={
        "response": st.sampled_from(["local_control", "progression", "uncertain"]),
        "pain": st.integers(0, 10),
        "level": st.sampled_from(LEVELS),
        "sins": sins_items,
        "new_deficit": yes_no,
        "fired": st.lists(_fired, max_size=2),
        "words": prose,
    },
)
followups: st.SearchStrategy[Json] = st.fixed_dictionaries(
    {
        "id": lines,
        "case_id": lines,
        "kind": st.sampled_from(["mri", "neuro_check", "stability_check", "restaging", "ct"]),
        "due": day,
        "owner": lines,
        "created_by": lines,
        "created_at": moment,
    },
    optional={
        "meeting_id": lines,
        "decision_id": lines,
        "level": st.sampled_from(LEVELS),
        "state": _states,
        "words": lines,
        "proposed": st.fixed_dictionaries({"rule": lines, "due": day, "says": lines}),
        "because": st.none() | lines,
        "earlier": st.lists(_moved, max_size=2),
        "history": st.lists(_advance, max_size=3),
        "result": _result,
        "sequence": st.integers(0, 9),
    },
)


def rows(raw: bytes, **how: Any) -> list[Row[FollowUp]]:
    """Every record of a file's bytes."""
    return list(read_followups(io.BytesIO(raw), **how))
