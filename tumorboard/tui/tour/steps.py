"""The steps of the tour: what each says, and by what it is seen to be done."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

__all__ = ["STEPS", "Place", "Step"]


@dataclass(frozen=True, slots=True)
class Place:
    """Where a person is: the room, the open case and pane, and what stands on the screen."""

    room: str
    case: str | None = None
    pane: str | None = None
    in_pane: bool = False
    in_field: bool = False
    typed: bool = False
    in_sheet: bool = False
    discreet: bool = False


@dataclass(frozen=True, slots=True)
class Step:
    """One thing to try. `done` is asked after each key, `says` fits two lines of 76 columns."""

    says: str
    done: Callable[[Place], bool]


STEPS: Final = (
    Step(
        "These are the meeting's cases. ↓ walks down: go to case 4, TB-0142, an emergency.",
        lambda at: at.case == "TB-0142",
    ),
    Step(
        "Enter opens the case. NOMS shows what its four components rest on, which rows of the table stand (■), which "
        "are one change away (□), and of which input (↕).",
        lambda at: at.in_pane,
    ),
    Step(
        "s scores SINS: ↓ to alignment, then 4. The total, the band and the rows follow each digit; what is not "
        "recorded leaves a range.",
        lambda at: at.pane == "sins" and at.typed,
    ),
    Step(
        "u takes it back. Ctrl+S would commit it. What is typed is on disk with each key, also when the line drops.",
        lambda at: not at.typed,
    ),
    Step(
        "Esc ends the editing, n opens the next case, TB-0143. Its stability is open, so two rows stand.",
        lambda at: at.case == "TB-0143" and not at.in_field,
    ),
    Step(
        "3 shows the views: four specialists, where they part, and which reading decides. Each was sealed until the "
        "chair revealed the case.",
        lambda at: at.pane == "views",
    ),
    Step(
        "d writes the decision down: steps, why, how far the board agrees, who dissents, the next MRI. Look, then Esc: "
        "what was typed is kept.",
        lambda at: at.in_sheet,
    ),
    Step(
        "F3 is the agenda: what each case lacks, who sees to it and until when; o proposes an order and says why.",
        lambda at: at.room == "agenda",
    ),
    Step(
        "F4 is follow-up: what became of decisions, which MRI is overdue. g goes to the next group; on a follow-up "
        "line x records a result.",
        lambda at: at.room == "followup",
    ),
    Step(
        "Go back to the Board with F2, where names show. F9 hides who the patients are, for a projector; again shows "
        "them.",
        lambda at: at.discreet,
    ),
    Step(
        "That was the tour. ? lists the keys of the room you are in, : finds everything by name, q leaves. "
        "Nothing here is kept.",
        lambda _: False,
    ),
)
