"""Every command of the screens, declared once: key, footer, palette, help page and README table all come from here."""

import re
from collections.abc import Mapping
from typing import Final, Literal, NamedTuple

__all__ = ["COMMANDS", "EVEN_IN_A_DIALOG", "Command", "Commands", "Room", "Scope"]

Scope = Literal["anywhere", "board", "list", "form", "sheet", "agenda", "followup", "log", "tour"]
Room = Literal["board", "agenda", "followup", "log"]


class Command(NamedTuple):
    """`keys` as Textual names them, separated by commas; `footer` is its word in the footer, empty for none."""

    keys: str
    action: str
    name: str
    help: str
    footer: str = ""

    @property
    def id(self) -> str:
        """What a keymap calls it within its scope, such as `next_case`; it stays when the keys are others."""
        return re.sub("[^a-z0-9]+", "_", self.name.lower())


Commands = Mapping[Scope, tuple[Command, ...]]


COMMANDS: Final[dict[Scope, tuple[Command, ...]]] = {
    "board": (
        Command("enter", "open", "Open case", "Open the case; from there to its panes.", "open"),
        Command("s", "score", "Score SINS", "Edit the SINS items of the open lesion.", "score"),
        Command("1", "pane('noms')", "NOMS pane", "Go to the NOMS pane.", "NOMS"),
        Command("2", "pane('sins')", "SINS pane", "Go to the SINS pane.", "SINS"),
        Command("3", "pane('views')", "Views", "Go to the specialists' views and where they part.", "views"),
        Command("4", "pane('decision')", "Decision", "Go to the decision, and what is still unsaid.", "decision"),
        Command("5", "pane('facts')", "Case facts", "Go to the case facts and the neurology.", "facts"),
        Command(
            "6",
            "pane('followup')",
            "Follow-up of the case",
            "Go to what is planned after its decisions, and what it showed.",
        ),
        Command("7", "pane('criteria')", "Lists", "Go to the source page's lists: eligible to consider.", "lists"),
        Command("8", "pane('systemic')", "Systemic status", "Go to performance, extent, labs and expected survival."),
        Command("9", "pane('since')", "Since last time", "Go to what changed since the case was last decided."),
        Command(
            "0", "pane('prognosis')", "Prognosis", "Go to the survival scores: totals or ranges, and what they lack."
        ),
        Command(
            "r", "pane('radiotherapy')", "Radiotherapy", "Go to doses, limits of cord or cauda equina, reirradiation."
        ),
        Command("v", "view", "Write my view", "Write or better my view of the open case.", "my view"),
        Command("d", "decide", "Decide", "Write the decision down; one that stands is amended.", "decide"),
        Command(
            "i",
            "evidence",
            "Evidence",
            "Show what stands behind the field, row or figure: rule, source, evidence, inputs, the site's own.",
            "evidence",
        ),
        Command("g", "goals", "Goals of the patient", "Enter what the patient wants, says and refuses."),
        Command(
            "t", "typed_result", "Type a result in", "Record what another tool said of survival, with tool and date."
        ),
        Command(
            "x", "withdraw_typed", "Withdraw a result", "Withdraw a typed result with a reason; it stays readable."
        ),
        Command("l", "lesion(1)", "Next lesion", "Show the next lesion of the case.", "lesion"),
        Command(
            "n",
            "next",
            "Next case",
            "Open the next case of this list; who leads the meeting ends this one and begins it.",
            "next",
        ),
        Command("p", "step(-1)", "Previous case", "Open the case before."),
        Command("ctrl+s", "commit", "Commit", "Save what was edited in this case.", "commit"),
        Command("u", "undo", "Undo", "Take back my last edit, else my last committed change, as a new one.", "undo"),
        Command("slash", "narrow", "Narrow the list", "Show only cases whose id, name, primary or level match."),
        Command("R", "reveal", "Reveal the views", "Open every sealed view of the case to everybody (chair)."),
        Command("b", "board_reading", "Board reading", "Set the reading that the board agrees on (chair)."),
        Command("c", "confirm", "Read back", "Say who confirms the wording that was read back."),
        Command("S", "sign", "Sign", "Show the decision that was read back; pressed again there, sign it (chair)."),
        Command("D", "defer", "Defer", "Defer the case with a reason, an owner and a day."),
        Command("N", "note", "Note", "Note the case without a decision, with the reason."),
        Command("A", "allow_late", "Allow a late case", "Allow a case that came after the cut-off (chair)."),
        Command("M", "move_case", "Move the case", "Put it on another meeting; a red one with a reason and a call."),
        Command("w", "register", "Who is there", "Enter who is there, present or remote; says the quorum."),
        Command("W", "who", "Who looks on", "Show who has the meeting open now, and what each looks at."),
        Command("f", "follow", "Follow the chair", "Open whatever case the chair opens, until you move."),
        Command(
            "T", "take_over", "Take over", "Lead the meeting in the place of its chair; while they are here, say why."
        ),
        Command("O", "open_meeting", "Open the meeting", "Open the meeting and lead it (chair)."),
        Command("X", "close_meeting", "Close the meeting", "Close the meeting when every case is through (chair)."),
        Command("m", "meetings", "Meetings", "Open another meeting."),
        Command("escape", "back", "Back", "One step back; never discards anything."),
    ),
    "list": (
        Command("up,k", "move(-1)", "Case above", "Open the case above."),
        Command("down,j", "move(1)", "Case below", "Open the case below."),
        Command("pageup", "page(-1)", "Page up", "A page up."),
        Command("pagedown", "page(1)", "Page down", "A page down."),
        Command("home", "move(-1000000)", "First case", "Open the first case."),
        Command("end", "move(1000000)", "Last case", "Open the last case."),
    ),
    "form": (
        Command("up", "move(-1)", "Field above", "Choose the field above."),
        Command("down", "move(1)", "Field below", "Choose the field below; begins to edit."),
        Command("left", "step(-1)", "Choice before", "Take the choice before; the first is not recorded."),
        Command("right", "step(1)", "Next choice", "Take the next choice."),
        *(Command(digit, f"digit('{digit}')", "Choice", "Take the choice of that digit.") for digit in "0123456789"),
        Command("full_stop,comma", "point", "Decimal point", "Begin the fraction of a number, such as a lab."),
        Command("delete", "erase", "Not recorded", "Set the field back to not recorded."),
        Command("backspace", "figure_back", "Figure before", "Take away the last figure of a number; unset a choice."),
        Command("pageup", "page(-1)", "Scroll up", "Scroll a page up."),
        Command("pagedown", "page(1)", "Scroll down", "Scroll a page down."),
        Command("escape", "rest", "Stop editing", "Stop editing; what was typed stays."),
    ),
    "sheet": (
        Command("up", "move(-1)", "Entry above", "Choose the entry above."),
        Command("down,tab,enter", "move(1)", "Entry below", "Choose the entry below."),
        Command(
            "pageup",
            "section(-1)",
            "Section before",
            "Choose the first entry of the section before; from the first, scroll.",
        ),
        Command(
            "pagedown",
            "section(1)",
            "Section after",
            "Choose the first entry of the section after; from the last, scroll.",
        ),
        Command("left", "step(-1)", "Choice before", "Take the choice before; in a text, move left."),
        Command("right", "step(1)", "Next choice", "Take the next choice; in a text, move right."),
        Command("home", "edge(False)", "Beginning", "Move to the beginning of the text."),
        Command("end", "edge(True)", "End", "Move to the end of the text."),
        Command("backspace", "erase(False)", "Erase before", "Take away the character before; unset a choice."),
        Command("delete", "erase(True)", "Erase", "Take away the character here; unset a choice."),
        Command("ctrl+s", "submit", "Submit", "Hand the sheet in; what is missing is said and nothing is lost."),
        Command("escape", "leave", "Leave", "Leave; a view or a decision is kept and offered again, else it asks."),
    ),
    "agenda": (
        Command("enter", "open", "Open in the Board", "Open the case in the Board.", "open"),
        Command(
            "a", "add", "Add cases", "Put cases on the list: deferred ones first, or any other that is here.", "add"
        ),
        Command(
            "i",
            "import_file",
            "Import a file",
            "Read cases from a file; shows what would come before it comes.",
            "import",
        ),
        Command("g", "give", "Give a gap", "Give a gap of the case to somebody, with a time.", "give"),
        Command("r", "route", "Route", "Say how the case is handled at this meeting.", "route"),
        Command(
            "o", "order", "Running order", "Propose a running order that explains itself; Enter takes it.", "order"
        ),
        Command("p", "print", "Print", "Show the agenda or the chase list as a page; there w writes a file.", "print"),
        Command("t", "minutes", "Minutes", "Say how many minutes the case is given."),
        Command("K", "shift(-1)", "Move the case up", "Move the case up the list."),
        Command("J", "shift(1)", "Move the case down", "Move the case down the list."),
        Command("tab", "other_part", "List and gaps", "Go from the list to the gaps of the case, and back."),
        Command("b", "bypass", "Hear it with gaps", "Let a blocked case be heard all the same (chair)."),
        Command("l", "allow_late", "Allow a late case", "Allow a case that came after the cut-off (chair)."),
        Command("slash", "narrow", "Narrow the list", "Show only cases that hold the words typed, such as blocked."),
        Command("m", "meetings", "Meetings", "Show another meeting's list; the Board stays at its own."),
        Command("n", "plan", "Plan a meeting", "Plan a new meeting, with its cut-off."),
        Command("up,k", "move(-1)", "Case above", "Choose the case above; in the readiness the gap."),
        Command("down,j", "move(1)", "Case below", "Choose the case below; in the readiness the gap."),
        Command("pageup", "page(-1)", "Page up", "A page up."),
        Command("pagedown", "page(1)", "Page down", "A page down."),
        Command("home", "move(-1000000)", "First case", "Choose the first case."),
        Command("end", "move(1000000)", "Last case", "Choose the last case."),
        Command("escape", "back", "Back", "One step back; from the list to the Board."),
    ),
    "followup": (
        Command(
            "enter",
            "open",
            "Open",
            "Show the line as a whole, where it is not beside; then the case in the Board.",
            "open",
        ),
        Command("x", "result", "Result", "Record what it showed; it is done with that.", "result"),
        Command("s", "advance", "Next state", "Take it on: ordered, done, read, acted on.", "state"),
        Command("r", "reschedule", "Another day", "Move it to another day; the one it had is kept.", "day"),
        Command("c", "cancel", "Cancel", "Cancel or decline it, with a coded reason; again takes that back.", "cancel"),
        Command("u", "take_back", "Take back", "Take back the state it was taken to by mistake, with why."),
        Command("a", "plan", "Plan what is proposed", "Plan what a rule proposes, for its day or another.", "plan"),
        Command("b", "bring_back", "Bring back", "Put the case on a meeting's list again, with why.", "back"),
        Command("h", "hand_over", "Hand over", "Give it to somebody else, with why."),
        Command("N", "another", "Plan another", "Plan something for the case that no rule proposed."),
        Command("y", "settle('done')", "Done", "Settle a decision or an action: done.", "done"),
        Command("p", "settle('partly')", "Partly done", "Settle it: partly, with a coded reason."),
        Command("n", "settle('not_done')", "Not done", "Settle it: not done, with a coded reason; says what is next."),
        Command("o", "filter('owner')", "By owner", "Show only mine, then each other's, then everybody's."),
        Command("e", "filter('kind')", "By kind", "Show only one kind, then the next, then all."),
        Command("m", "filter('meeting')", "By meeting", "Show only one meeting's, then the one before, then all."),
        Command("slash", "narrow", "Narrow the list", "Show only lines that hold the words typed."),
        Command("z", "ended", "What has ended", "Show what has ended too, or leave it out again."),
        Command("g", "group(1)", "Next group", "Go to the first line of the next group."),
        Command("i", "calendar", "Calendar", "Write what is shown as an .ics file; cancelled ones cancel their event."),
        Command("left", "month(-1)", "Month before", "Show the month before."),
        Command("right", "month(1)", "Month after", "Show the month after."),
        Command("tab", "other_part", "List and whole", "Go from the list to the whole line, and back."),
        Command("up,k", "move(-1)", "Line above", "Choose the line above."),
        Command("down,j", "move(1)", "Line below", "Choose the line below."),
        Command("pageup", "page(-1)", "Page up", "A page up."),
        Command("pagedown", "page(1)", "Page down", "A page down."),
        Command("home", "move(-1000000)", "First line", "Choose the first line."),
        Command("end", "move(1000000)", "Last line", "Choose the last line."),
        Command("escape", "back", "Back", "One step back; from the list to the Board."),
    ),
    "log": (
        Command("enter", "then", "As it was", "Show the case as it was after this entry.", "as it was"),
        Command("g", "moment", "As it was on", "Show the case as it was on a date or at a time.", "go to time"),
        Command(
            "c",
            "part('case')",
            "Case or meeting",
            "Show all that happened to the open case; again, the meeting's log.",
            "case",
        ),
        Command("a", "part('everything')", "Everything", "Show the log of everything; again, the meeting's.", "all"),
        Command("slash", "narrow", "Narrow the log", "Show only entries that hold all the words typed.", "narrow"),
        Command("v", "verify", "Verify the log", "Say whether the log is whole, and the first bad entry.", "verify"),
        Command("up,k", "move(-1)", "Entry above", "Choose the entry above, which is newer."),
        Command("down,j", "move(1)", "Entry below", "Choose the entry below, which is older."),
        Command("pageup", "page(-1)", "Page up", "A page of entries up."),
        Command("pagedown", "page(1)", "Page down", "A page of entries down."),
        Command("home", "move(-1000000)", "Newest entry", "Choose the newest entry."),
        Command("end", "move(1000000)", "Oldest entry", "Choose the oldest entry."),
        Command("escape", "back", "Back", "One step back; from the meeting's log to the Board."),
    ),
    "anywhere": (
        Command("f2", "room('board')", "Board", "Go to the Board."),
        Command(
            "f3", "room('agenda')", "Agenda", "Go to the agenda: what each case lacks, and who sees to it.", "agenda"
        ),
        Command("f4", "room('followup')", "Follow-up", "Go to what is due and what became of it.", "follow-up"),
        Command("f8", "room('log')", "Log", "Go to the change log: who changed what, and a case as it was.", "log"),
        Command("colon,ctrl+p", "command_palette", "Palette", "Commands, cases, meetings and themes by name."),
        Command(
            "f9",
            "discretion",
            "Discretion",
            "Hide who the patients are, as on a projector; in free text, names as they are recorded. Again shows it.",
        ),
        Command("question_mark,f1", "help", "Help", "Keys of this room, and the field that is being edited.", "help"),
        Command("q,ctrl+q", "quit", "Quit", "Leave; everything typed is kept.", "quit"),
    ),
    "tour": (
        Command("ctrl+t", "tour", "Tour", "Leave the tour of the demonstration, or take it up where it was left."),
        Command("greater_than_sign", "turn_tour(1)", "Tour on", "Go on to the next step of the tour."),
        Command("less_than_sign", "turn_tour(-1)", "Tour back", "Go back to the step before."),
    ),
}
EVEN_IN_A_DIALOG: Final = frozenset({"discretion"})
"""Commands that are heard before what a dialog does with their key."""
