"""A person preparing a meeting: its list, what each case lacks, and which one is chosen. Knows no widget."""

from collections.abc import Sequence
from dataclasses import dataclass

from tumorboard.board.before.readying import CaseReadiness
from tumorboard.board.before.running_order import minutes_of
from tumorboard.board.board import Board
from tumorboard.board.meeting.emergencies import awaits_red
from tumorboard.clean import clean_line
from tumorboard.clinical import emergency, histology
from tumorboard.clinical.readiness import Check, Gap
from tumorboard.domain.case import Case
from tumorboard.domain.meeting import AgendaItem, GapCare, Meeting
from tumorboard.tui.session.curtain import Curtain

__all__ = ["AgendaBook", "Listed"]


@dataclass(frozen=True, slots=True)
class Listed:
    """One case on the list. `order` counts from 1; `minutes` are its own, else those of the site.

    `is_red` says that it shows a warning sign, `goes_first` that nobody has decided it or answered for it yet.
    """

    order: int
    item: AgendaItem
    case: Case
    ready: CaseReadiness
    is_red: bool
    goes_first: bool
    minutes: int

    @property
    def waits(self) -> bool:
        """Whether it came after the cut-off and no chair has allowed it yet."""
        return self.item.late is not None and self.item.late.allowed is None

    def care(self, gap: Gap) -> GapCare | None:
        """Who sees to a gap."""
        return self.ready.cares.get(gap.key)

    @property
    def urgent_gap(self) -> Gap | None:
        """The gap to look at first: one that blocks and that nobody sees to, else the one that is due first."""
        gaps = self.ready.readiness.blocking
        given = [(care.due, gap) for gap in gaps if (care := self.care(gap)) is not None]
        alone = next((gap for gap in gaps if self.care(gap) is None), None)
        return alone or (min(given, key=lambda each: each[0])[1] if given else None)


class AgendaBook:
    """One meeting's list, worked out once for each revision of the store."""

    def __init__(self, board: Board, curtain: Curtain) -> None:
        self.board = board
        self.curtain = curtain
        self.meeting: Meeting | None = None
        self.chosen: str | None = None
        self.names: dict[str, str] = {}
        self._narrowed = ""
        self._listed: Sequence[Listed] = ()
        self._shown: Sequence[Listed] = ()
        self._seen = -1
        self._checked: tuple[Listed | None, Sequence[Check]] = (None, ())

    @property
    def listed(self) -> Sequence[Listed]:
        """Every case of the list in its order, the emergencies that wait first."""
        return self._listed

    @property
    def shown(self) -> Sequence[Listed]:
        """The cases that match."""
        return self._shown

    @property
    def narrowed(self) -> str:
        """The words that cases must hold."""
        return self._narrowed

    @property
    def entry(self) -> Listed | None:
        """The chosen case."""
        return next((each for each in self._shown if each.item.case_id == self.chosen), None)

    @property
    def checks(self) -> Sequence[Check]:
        """Every line of the minimum data set with what the chosen case lacks and has of it, worked out once for it."""
        entry = self.entry
        if entry is None:
            return ()
        if self._checked[0] is not entry:
            self._checked = entry, entry.ready.readiness.checks()
        return self._checked[1]

    @property
    def place(self) -> int:
        """Where the chosen case stands among the shown; 0 when it is not among them."""
        return next((at for at, each in enumerate(self._shown) if each.item.case_id == self.chosen), 0)

    @property
    def ready(self) -> int:
        """How many cases nothing blocks, or a chair hears all the same."""
        return sum(each.ready.state != "blocked" for each in self._listed)

    @property
    def waiting(self) -> int:
        """How many late cases wait for a chair's leave."""
        return sum(each.waits for each in self._listed)

    @property
    def red_behind(self) -> int:
        """How many emergencies go first here and still stand behind others in the Board."""
        places = {} if self.meeting is None else {key: at for at, key in enumerate(self.meeting.case_ids, start=1)}
        return sum(each.goes_first and places[each.item.case_id] > each.order for each in self._listed)

    @property
    def minutes(self) -> int:
        """The minutes of all cases together."""
        return sum(each.minutes for each in self._listed)

    def read(self) -> bool:
        """Read what was committed since; say whether there was anything. Raises StoreError."""
        revision = self.board.revision()
        if revision == self._seen:
            return False
        self._seen = revision
        meeting = self.meeting
        if meeting is not None:
            meeting = next((each for each in self.board.meetings.all() if each.id == meeting.id), None)
        self._gather(meeting)
        return True

    def show(self, meeting: Meeting | None) -> None:
        """Show a meeting's list. Raises StoreError."""
        if self.meeting is None or meeting is None or meeting.id != self.meeting.id:
            self.chosen, self._narrowed = None, ""
        self._seen = self.board.revision()
        self._gather(meeting)

    def narrow(self, words: str) -> int:
        """Show only cases that hold all of these words; say how many do."""
        self._narrowed = " ".join(clean_line(words).casefold().split())
        self._match()
        return len(self._shown)

    def choose(self, place: int) -> None:
        """Choose a shown case."""
        if 0 <= place < len(self._shown):
            self.chosen = self._shown[place].item.case_id

    def choose_case(self, case_id: str) -> None:
        """Choose a case wherever it stands, widening the list where it would hide it."""
        if any(each.item.case_id == case_id for each in self._listed):
            self.chosen = case_id
            if self.entry is None:
                self.narrow("")

    def name(self, person_id: str) -> str:
        """What a person is called."""
        return self.names.get(person_id, person_id)

    def words(self, text: str) -> str:
        """Free text as it may be shown."""
        if not self.curtain.drawn or self.meeting is None:
            return self.curtain.words(text)
        return self.curtain.words(text, *self.meeting.case_ids)

    def _gather(self, meeting: Meeting | None) -> None:
        self.meeting = meeting
        self.board.owed.look()
        self.names = {person.id: person.name for person in self.board.people.all()}
        self._listed = () if meeting is None else tuple(self._listed_on(meeting))
        self._match()

    def _listed_on(self, meeting: Meeting) -> Sequence[Listed]:
        cases = {filed.record.id: filed.record for filed in self.board.cases.of(meeting)}
        ready = {each.case_id: each for each in self.board.readying.of_cases(meeting, cases)}
        return [
            self._entry_of(order, item, cases[item.case_id], ready[item.case_id])
            for order, item in enumerate(self.board.agenda.order(meeting), start=1)
            if item.case_id in ready
        ]

    def _entry_of(self, order: int, item: AgendaItem, case: Case, ready: CaseReadiness) -> Listed:
        is_red = emergency.assess(case.neurology).is_emergency
        minutes = minutes_of(item, case, self.board.settings.minutes_per_case)
        return Listed(order, item, case, ready, is_red, is_red and awaits_red(item), minutes)

    def _match(self) -> None:
        words = self._narrowed.split()
        self._shown = [each for each in self._listed if all(word in self._words_of(each) for word in words)]
        if self.entry is None:
            self.chosen = self._shown[0].item.case_id if self._shown else None

    def _words_of(self, each: Listed) -> str:
        case, item = each.case, each.item
        gaps = each.ready.readiness.gaps
        cared = (self.name(care.owner) for gap in gaps if (care := each.care(gap)) is not None)
        words = (
            item.case_id,
            each.ready.state,
            item.state.replace("_", " "),
            (item.route or "").replace("_", " "),
            "red emergency" if each.is_red else "",
            "late" if item.late else "",
            "waits" if each.waits else "",
            " ".join(lesion.level for lesion in case.lesions),
            histology.label(case.primary.histology),
            case.patient.family_name or "",
            case.patient.given_name or "",
            *(gap.label for gap in gaps),
            *cared,
        )
        return " ".join(words).casefold()
