"""Whatever happens between the first key and the commit, what was typed is where its person finds it, on its lesion."""

import tempfile
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.board.casework import met
from tests.conftest import Clock
from tests.strategies import read
from tests.tui.conftest import NOW
from tumorboard.board.board import Board, open_board
from tumorboard.config import Settings
from tumorboard.domain.people import Person
from tumorboard.tui.fields import noms_fields
from tumorboard.tui.session.clash import Clash
from tumorboard.tui.session.naming import field_named
from tumorboard.tui.session.sitting import Sitting

ESCC = noms_fields()[0]
GRADES = {"T8": ("1a", "1b", "1c"), "L2": ("2", "3")}
"""Grades that are only ever typed of that lesion; both begin with 0."""

steps = st.one_of(
    st.tuples(st.just("type"), st.sampled_from(sorted(GRADES)), st.integers(0, 2)),
    st.sampled_from(
        [("swap",), ("others type",), ("look",), ("commit", "mine"), ("commit", "later"), ("restart", "take"),
         ("restart", "later"), ("undo",)]
    ),
)  # fmt: skip


@dataclass
class Session:
    """One person's sitting, begun anew after each kill, and somebody else on the same store."""

    folder: Path
    typed: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.clock = Clock(NOW)
        self.other = self.opened("chair")
        met(self.other, read({"id": "A", "lesions": [{"level": level, "escc": "0"} for level in GRADES]}))
        self.other.people.add(Person(id="me", name="Me", roles=("specialist",)))
        self.begin()

    def opened(self, login: str) -> Board:
        return open_board(self.folder, login, None, Settings(), self.clock)

    def begin(self) -> None:
        self.board = self.opened("me")
        self.sitting = Sitting(self.board, self.board.meetings.to_open())
        self.sitting.restore()

    def do(self, kind: str, *given_: Any) -> None:
        """One step of a history."""
        if kind == "type":
            self.type(*given_)
        elif kind == "look":
            self.sitting.refresh()
        elif kind == "undo":
            self.undo()
        elif kind == "commit":
            self.commit(*given_)
        elif kind == "restart":
            self.restart(*given_)
        else:
            self.others(kind)

    def type(self, level: str, at: int) -> None:
        value = GRADES[level][at % len(GRADES[level])]
        for _ in range(2):
            view = self.sitting.view()
            assert view is not None
            if view.lesion is not None and view.lesion.lesion.level == level:
                break
            self.sitting.next_lesion(1)
        assert self.sitting.edit(ESCC, value) is None
        self.typed[level] = value

    def undo(self) -> None:
        view = self.sitting.view()
        assert view is not None
        if view.working.edits:
            place = int(view.working.edits[-1][0].split(".")[1])
            self.typed.pop(view.case.lesions[place].level, None)
            self.sitting.undo()

    def commit(self, how: str) -> None:
        outcome = self.sitting.commit()
        asked = 0
        while isinstance(outcome, Clash) and how == "mine":
            outcome = self.sitting.resolve(outcome, frozenset())
            asked += 1
            assert asked < 3, "nobody else is at work, and it is asked over and over"

    def restart(self, how: str) -> None:
        self.begin()
        offers = self.sitting.offers(elsewhere=True)
        if how == "take":
            self.sitting.answer(offers, frozenset())

    def others(self, kind: str) -> None:
        standing = self.other.cases.get("A")
        record = standing.record.record()
        if kind == "swap":
            record["lesions"] = record["lesions"][::-1]
        else:
            record["notes"] = (record.get("notes") or "") + "x"
        self.other.cases.save(read(record), standing.revision, kind)

    def stored(self) -> dict[str, str | None]:
        return {str(lesion.level): lesion.escc for lesion in self.other.cases.get("A").record.lesions}

    def found_again(self) -> set[tuple[str, str]]:
        """What a restart would offer: the field with its level, and the value."""
        board = self.opened("me")
        offers = board.drafting.offers(["A"], elsewhere=True)
        return {(field_named(each.name, offer.levels), each.mine) for offer in offers for each in offer.fields}


@settings(max_examples=80, deadline=None)
@given(st.lists(steps, max_size=14))
def test_what_was_typed_is_stored_or_offered_and_never_on_another_lesion(made: list[tuple[Any, ...]]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        session = Session(Path(folder))
        for step in made:
            session.do(*step)
            stored = session.stored()
            assert all(stored[level] in ("0", *GRADES[level]) for level in GRADES)
        offered = session.found_again()
        for level, value in session.typed.items():
            assert session.stored()[level] == value or (f"{level} ESCC", value) in offered
        assert all(value in GRADES[label.split()[0]] for label, value in offered)
