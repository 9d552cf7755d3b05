"""The meeting through the app, as its chair drives it: an emergency at night, sealed views, a split decision."""

import json
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from textual import events
from textual.pilot import Pilot

from tests.board.casework import case, met
from tests.board.sitting import NO_MRI, SPECIALISTS, at_the_table, decision, enrolled, view
from tests.conftest import Clock, OpenAs
from tests.lesions import SINS_9_AT_T8
from tests.tui.conftest import Running
from tests.tui.shown import press, screen_text, standing, words_of
from tumorboard.board.board import Board
from tumorboard.board.meeting.sittings import Amended, with_item
from tumorboard.domain.case import Case
from tumorboard.domain.decision import Dissent
from tumorboard.domain.meeting import Late, Meeting, Reasoned
from tumorboard.sheets.as_text import as_text
from tumorboard.sheets.outcome import outcome_json
from tumorboard.sheets.record import record_sheet
from tumorboard.store.keys import Keys
from tumorboard.tui.writing.sheet import Sheet

NIGHT = datetime(2026, 11, 24, 22, 40, tzinfo=UTC)
RED = {
    "primary": {"histology": "renal_cell"},
    "neurology": {
        "progression": "rapid",
        "myelopathy": True,
        "onset": "2026-11-24T16:40:00+00:00",
        "suspected": "2026-11-24T19:10:00+00:00",
    },
    "imaging": [{"kind": "mri_whole_spine", "on": "2026-11-24T21:40:00+00:00"}],
    "systemic": {"tolerates_surgery": True},
    "lesions": [
        {
            "level": "T8",
            "escc": "3",
            "previous_radiotherapy": False,
            "sins": SINS_9_AT_T8,
        }
    ],
}
SPLIT = {
    "surgeon": view(
        "stabilization_open",
        readings={"level": "T12", "sins": {"collapse": "over_50", "posterolateral": "unilateral"}},
        reasons=["instability-threshold"],
        rationale="the facets are gone on one side",
        triggers=[{"kind": "sins_at_least", "value": "13"}],
    ),
    "radonc": view("sbrt", readings={"level": "T12", "sins": {"collapse": "under_50", "posterolateral": "bilateral"}}),
    "medonc": view("sbrt", reasons=["survival-expectation"]),
}


class Typing:
    """Presses keys and counts them; free text is not counted."""

    def __init__(self, pilot: Pilot[None]) -> None:
        self._pilot = pilot
        self.pressed = 0

    async def keys(self, *keys: str) -> str:
        """Press keys; what the screen then shows."""
        self.pressed += len(keys)
        return await press(self._pilot, *keys)

    async def text(self, words: str) -> str:
        """Put in free text, all at once."""
        self._pilot.app.post_message(events.Paste(words))
        await self._pilot.pause()
        return screen_text(self._pilot.app)


REVEAL = ("R", "R")
"""The keys that reveal a case of which a view is awaited."""
BELOW = "what you typed stands below the last row"
"""What a sheet says of a draft that somebody else's decision overtook."""
VIEWS, DECISION, SHEET = slice(56, 87), slice(89, 119), slice(11, 108)
"""The columns of two panes and of a sheet on a wide screen."""


def bytes_of(folder: Path) -> bytes:
    return b"".join(path.read_bytes() for path in folder.rglob("*") if path.is_file())


async def test_a_red_case_at_night_is_not_parked_on_a_weekly_list(
    open_as: OpenAs, running: Running, clock: Clock
) -> None:
    clock.at = NIGHT
    board = open_as()
    enrolled(board)
    met(board, case("RED", **RED), title="Tonight")
    board.meetings.plan("Thursday", NIGHT + timedelta(days=2))
    async with running(board, (120, 40)) as pilot:
        typing = Typing(pilot)
        shown = await typing.keys("enter")
        assert "EMERGENCY" in shown
        assert "SINS T8 · 9 of 18" in shown
        assert "onset 6 h ago · MRI 60 min ago" in shown
        assert standing(shown) == [7, 9]
        shown = await typing.keys("M", "1", "ctrl+s")
        assert "a red case waits for no weekly list" in shown
        assert board.meetings.all()[0].case_ids == ("RED",)
        await typing.text("comfort care agreed with the family")
        await typing.keys("enter")
        await typing.text("Dr Night 0700")
        shown = await typing.keys("ctrl+s")
        assert "RED is on Thursday" in shown
    tonight, thursday = board.meetings.all()
    override = thursday.items[0].override
    assert (tonight.case_ids, thursday.case_ids) == ((), ("RED",))
    assert override is not None
    assert (override.decided.by, override.called) == ("chair", "Dr Night 0700")
    assert "comfort care agreed with the family" in str(board.history.entries()[0].why)


async def test_an_emergency_is_decided_before_its_meeting_and_the_interval_is_kept(
    open_as: OpenAs, running: Running, clock: Clock
) -> None:
    clock.at = NIGHT
    board = open_as()
    enrolled(board)
    met(board, case("RED", **RED), title="Thursday")
    async with running(board, (80, 24)) as pilot:
        typing = Typing(pilot)
        await typing.keys("enter", "d", "3", "pagedown", "1", "pagedown", "pagedown")
        await typing.text("leg weakness for six hours")
        await typing.keys("enter")
        await typing.text("three consultants by telephone")
        shown = await typing.keys("enter", "1", "ctrl+s")
        assert "RED decided" in shown
    (record,) = board.decisions.of("RED")
    assert (record.hours_from_mri, record.hours_from_suspicion) == (1.0, 3.5)
    assert (record.quorum.met, record.decision.without_quorum) == (False, "three consultants by telephone")


async def test_sealed_views_are_opened_by_the_chair_and_a_decision_without_quorum_gives_its_reason(
    open_as: OpenAs, running: Running, folder: Path
) -> None:
    board, meeting = at_the_table(open_as, "surgeon", "radonc", "medonc")
    for person, given in SPLIT.items():
        open_as(person).views.submit(meeting, "A", given)
    assert b"facets are gone" not in bytes_of(folder)
    assert "facets" not in json.dumps(outcome_json(board.outcomes.of("A")))
    async with running(board, (120, 40)) as pilot:
        typing = Typing(pilot)
        shown = await typing.keys("n", "enter", "3")
        assert "3 of 4 in, sealed" in shown
        assert "stabilization" not in shown.split("Views")[1].split("Decision")[0]
        shown = await typing.keys("d", "1", "ctrl+s")
        assert "quorum not met: radiology" in shown
        await typing.keys("escape")
        shown = await typing.keys("R")
        assert "pressed again, A is revealed for good without Dr radiology" in shown
        assert "3 of 4 in, sealed" in shown
        shown = await typing.keys("R")
        assert "3 of 4 in, revealed" in shown
        await typing.keys("d")
        await typing.text("single level, controlled elsewhere")
        shown = await typing.keys("enter", "enter", "2", "2", "ctrl+s")
        assert "say why it is decided all the same" in shown
        await typing.text("radiology reported by telephone")
        shown = await typing.keys("ctrl+s", "4", "pagedown", "pagedown")
        assert "quorum NOT met (radiology): radiology reported by telephone" in words_of(shown, DECISION)
    (record,) = board.decisions.of("A")
    assert (record.quorum.met, record.quorum.missing, record.quorum.present) == (
        False,
        ("radiology",),
        ("surgeon", "radonc", "medonc"),
    )


@pytest.fixture
def table(open_as: OpenAs) -> tuple[Board, str]:
    """Everybody is there, and three views are in."""
    board, meeting = at_the_table(open_as, *SPECIALISTS)
    for person, given in SPLIT.items():
        open_as(person).views.submit(meeting, "A", given)
    return board, meeting


async def test_a_split_decision_takes_no_more_than_45_keys_beside_its_text(
    table: tuple[Board, str], running: Running
) -> None:
    board, meeting = table
    async with running(board, (120, 40)) as pilot:
        typing = Typing(pilot)
        shown = await typing.keys("n", *REVEAL, "3")
        assert "parts at: collapse, posterolateral (decisive); band edge 12/13" in words_of(shown, VIEWS)
        await typing.keys("b", "3", "1")
        await typing.text("the left pedicle holds on the CT of today")
        shown = await typing.keys("ctrl+s")
        assert "SINS T12 · 12 of 18" in shown
        await typing.keys("d", "1", "enter", *"24/3", "pagedown", "6", "enter", "enter", "enter")
        await typing.text("SINS re-score 13 or more, or new mechanical pain")
        await typing.keys("pagedown", "pagedown")
        await typing.text("stable enough to irradiate first; screws stay in reach")
        shown = await typing.keys("enter", "2", "2", "pagedown", "down", "down", "=")
        assert "Proposed: Sun 03 Jan 2027, in 5 weeks, a SUNDAY; after SBRT, high risk" in words_of(shown, SHEET)
        await typing.keys("enter", "2", "ctrl+s")
        confirming = screen_text(pilot.app)
        assert "A decided; read it back (c), then sign (S)" in confirming
        shown = await typing.keys("c")
        assert "SBRT T12 24 Gy in 3" in shown
        for words in (
            "majority with dissent, parted by",
            "dissent Dr surgeon: ",
            "tells the patient: ",
            "next MRI: Sun 03",
        ):
            assert words in words_of(shown, SHEET)
        await typing.keys(await _key_of(pilot, "Dr radiology"), "ctrl+s", "S", "S")
        shown = await typing.keys("n")
        assert "B is begun" in shown
    assert typing.pressed <= 45
    assert typing.pressed == 38
    (record,) = board.decisions.of("A")
    (mri,) = board.followups.of("A")
    assert (mri.decision_id, mri.due, mri.owner) == (record.id, date(2027, 1, 3), "surgeon")
    assert record.signed is not None
    assert record.read_back is not None
    assert record.read_back.person_id == "radiology"
    outcome = outcome_json(board.outcomes.of("A"))["cases"][0]
    (dissent,) = outcome["decision"]["decision"]["dissents"]
    assert (dissent["name"], dissent["reasons"]) == ("Dr surgeon", ["instability-threshold"])
    assert dissent["triggers"] == [{"kind": "sins_at_least", "value": "13"}]
    assert [each["person_id"] for each in outcome["views"]] == ["surgeon", "radonc", "medonc"]
    assert [each["value"] for each in outcome["board_readings"]] == ["over_50", "unilateral"]
    page = as_text(record_sheet(board.outcomes.of(meeting), board.now()))
    for words in ("SBRT T12 24 Gy in 3", "DISSENT Dr surgeon", "SINS", "posterolateral (decisive)", "Dr radiology"):
        assert words in page


async def test_what_raters_parted_on_may_be_agreed_as_it_stands(table: tuple[Board, str], running: Running) -> None:
    board, meeting = table
    async with running(board, (120, 40)) as pilot:
        typing = Typing(pilot)
        shown = await typing.keys("n", *REVEAL, "b", "3", "1")
        assert "CHANGES: not recorded → over 50 %" in shown
        assert "over 50 % (Dr surgeon)" in words_of(shown, SHEET)
        await typing.text("CT read out together")
        await typing.keys("ctrl+s")
        stands = board.cases.get("A").revision
        await typing.keys("b", "pagedown")
        await typing.text("read again, and the same")
        shown = await typing.keys("ctrl+s")
        assert "board reading of A: 2 agreed as recorded; the raters' own stay" in shown
    assert board.cases.get("A").revision == stands
    item = board.meetings.get(meeting).record.item("A")
    assert item is not None
    assert [(each.value, each.said.reason) for each in item.readings[2:]] == [
        ("over_50", "read again, and the same"),
        ("unilateral", "read again, and the same"),
    ]


async def test_another_day_for_the_next_mri_gives_its_reason(table: tuple[Board, str], running: Running) -> None:
    board, _ = table
    async with running(board, (120, 40)) as pilot:
        typing = Typing(pilot)
        await typing.keys("n", *REVEAL, "d", "1", "pagedown", "pagedown")
        await typing.text("single level")
        shown = await typing.keys("enter", "1", "pagedown", "down", "down", *"+10w", "enter", "2", "ctrl+s")
        assert "say why it is 2027-02-02" in words_of(shown, SHEET)
        await typing.text("pain settled")
        shown = await typing.keys("ctrl+s")
        assert "A decided" in shown
        await typing.keys("d")
        shown = screen_text(pilot.app)
        assert "pain settled" in shown
    (mri,) = board.followups.of("A")
    assert (mri.due, mri.because) == (date(2027, 2, 2), "pain settled")


async def test_the_day_that_was_taken_as_proposed_stands_in_its_row(table: tuple[Board, str], running: Running) -> None:
    board, _ = table
    async with running(board, (120, 40)) as pilot:
        typing = Typing(pilot)
        await typing.keys("n", *REVEAL, "d", "1", "pagedown", "pagedown")
        await typing.text("single level")
        shown = await typing.keys("enter", "1", "pagedown", "down", "down", "=", "enter")
        assert "next MRI Sun 03 Jan 2027 (as proposed)" in words_of(shown, SHEET)
        shown = await typing.keys("up")
        assert "next MRI =▏" in words_of(shown, SHEET)


async def test_where_nothing_is_proposed_the_equals_sign_says_so(table: tuple[Board, str], running: Running) -> None:
    board, _ = table
    async with running(board, (120, 40)) as pilot:
        typing = Typing(pilot)
        await typing.keys("n", *REVEAL, "d", "2", "pagedown", "pagedown")
        await typing.text("pain")
        await typing.keys("enter")
        await typing.text("one fraction at home")
        shown = await typing.keys("enter", "1", "pagedown", "down", "down", "=", "enter", "2", "ctrl+s")
        assert "no day is proposed for this plan" in words_of(shown, SHEET)
        assert "no fixed day; after conventional radiotherapy: on symptoms" in words_of(shown, SHEET)
    assert board.decisions.of("A") == []


async def test_words_of_a_dissent_that_would_be_kept_nowhere_are_refused(
    table: tuple[Board, str], running: Running
) -> None:
    board, _ = table
    async with running(board, (120, 40)) as pilot:
        typing = Typing(pilot)
        await typing.keys("n", *REVEAL, "d", "1", "pagedown", "pagedown")
        await typing.text("first radiation")
        await typing.keys("enter", "1", "enter")
        await typing.text("fixation at once")
        shown = await typing.keys("pagedown", "down", "down", "=", "enter", "2", "ctrl+s")
        assert "words of a dissent, and nobody dissents" in words_of(shown, SHEET)
        assert board.decisions.of("A") == []
        shown = await typing.keys("up", "up", "2", "2", "ctrl+s")
        assert "A decided" in shown
        kept = board.decisions.of("A")[-1].decision.dissents
        shown = await typing.keys("d")
        await typing.text("a word")
        await typing.keys("down", "down", "down")
        await typing.text("not so sure any more")
        shown = await typing.keys("ctrl+s")
        assert "said stays as it is on record" in words_of(shown, SHEET)
        assert "A amended" in await typing.keys(*["backspace"] * 20, "ctrl+s")
    assert board.decisions.of("A")[-1].decision.dissents == kept


async def test_nobody_takes_a_dissent_out_of_the_record(table: tuple[Board, str], running: Running) -> None:
    board, _ = table
    async with running(board, (80, 24)) as pilot:
        typing = Typing(pilot)
        await typing.keys("n", *REVEAL, "d", "1", "pagedown", "pagedown")
        await typing.text("first radiation")
        await typing.keys("enter", "2", "2", "ctrl+s")
        shown = await typing.keys("d", "ctrl+s")
        assert "say why the decision is amended" in shown
        await typing.text("the dose is named now")
        shown = await typing.keys("ctrl+s")
        assert "A amended" in shown
    first, second = board.decisions.of("A")
    assert [each.person_id for each in first.decision.dissents] == ["surgeon"]
    assert [each.person_id for each in second.decision.dissents] == ["surgeon"]
    assert second.decision.agreement == "majority_with_dissent"


async def test_a_dissent_whose_trigger_holds_already_is_pointed_out_before_it_is_recorded(
    table: tuple[Board, str], running: Running
) -> None:
    board, meeting = table
    record = board.cases.get("A").record.record()
    record["lesions"][0]["sins"] |= {"collapse": "over_50", "posterolateral": "bilateral"}
    board.intake.admit(
        [case("A", **{key: value for key, value in record.items() if key not in ("id", "format")})], meeting
    )
    async with running(board, (80, 24)) as pilot:
        typing = Typing(pilot)
        shown = await typing.keys("n", *REVEAL, "d", "1", "pagedown", "pagedown", "enter", "enter", "2")
        assert "would change their mind" not in shown
        shown = await typing.keys("2")
        told = "would change their mind with SINS ≥ 13, and that holds now (T12: SINS 14): ask them"
        assert f"Dr surgeon: ▲ {told}" in words_of(shown, slice(1, 79))
        assert "would change their mind" not in await typing.keys("2", "3")
        shown = await typing.keys("2", *["pagedown"] * 3, *["down"] * 9)
        assert f"Dr surgeon {told}" in words_of(shown, slice(1, 79))


async def test_a_further_step_begins_at_the_level_that_is_talked_about(
    table: tuple[Board, str], running: Running
) -> None:
    async with running(table[0], (120, 40)) as pilot:
        typing = Typing(pilot)
        await typing.keys("n", *REVEAL, "d", "1", "pagedown", "6", "pagedown", "7", "pagedown", "1")
        await typing.text(" L1")
        await typing.keys("pagedown", "2")
        sheet = pilot.app.screen
        assert isinstance(sheet, Sheet)
        assert [sheet.values.get(f"{at}.levels") for at in range(1, 6)] == ["T12", "T12", None, "T12 L1", None]
        await typing.keys("pageup", "pageup", "pageup", "1")
        assert sheet.values["3.levels"] == "T12"


async def test_a_case_is_not_left_before_it_is_ended(open_as: OpenAs, running: Running, clock: Clock) -> None:
    board, meeting = at_the_table(open_as, *SPECIALISTS)
    async with running(board, (80, 24)) as pilot:
        typing = Typing(pilot)
        await typing.keys("n")
        shown = await typing.keys("n")
        assert "A is neither decided, deferred nor noted" in shown
        shown = await typing.keys("D", "1", "2", *"yesterday", "ctrl+s")
        assert "is no date; allowed is such as tomorrow, +12w" in shown
        for _ in "yesterday":
            await typing.keys("backspace")
        await typing.keys(*"+1w")
        shown = await typing.keys("ctrl+s")
        assert "A deferred to Tue 01 Dec 2026" in shown
        shown = await typing.keys("n")
        assert "B is begun" in shown
        await typing.keys("N")
        await typing.text("for information")
        await typing.keys("ctrl+s", "n")
        shown = await typing.keys("X")
        assert "is closed" in shown
    assert board.meetings.get(meeting).record.state == "closed"


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
async def test_a_decision_that_is_left_unconfirmed_is_told_of_with_the_next_case(
    open_as: OpenAs, running: Running, size: tuple[int, int]
) -> None:
    board, meeting = at_the_table(open_as, *SPECIALISTS)
    board.running.begin(meeting, "A")
    board.decisions.record(meeting, "A", decision("sbrt", **NO_MRI))
    async with running(board, size) as pilot:
        shown = await press(pilot, "n")
        assert "B is begun; A is not read back (c) nor signed (S)" in shown
    record = board.decisions.record(meeting, "B", decision("sbrt", **NO_MRI))
    board.decisions.read_back(record.id, "radonc")
    async with running(board, size) as pilot:
        shown = await press(pilot, "n")
        assert "every case is through; B is not signed (S); X closes the meeting" in shown


async def test_a_meeting_that_cannot_be_closed_is_refused_before_a_reason_is_asked(
    table: tuple[Board, str], running: Running
) -> None:
    board, meeting = table
    board.views.reveal(meeting, "A")
    board.decisions.record(meeting, "A", decision("sbrt", **NO_MRI))
    async with running(board, (80, 24)) as pilot:
        typing = Typing(pilot)
        shown = await typing.keys("X")
        assert "not decided, deferred or noted yet: B" in shown
        assert "closed because" not in shown
        board.running.note(meeting, "B", "for information")
        shown = await typing.keys("X")
        assert "closed because" in shown
        await typing.text("signed on paper")
        assert "is closed; not confirmed: A" in await typing.keys("ctrl+s")


async def test_what_was_typed_into_a_decision_is_there_again(table: tuple[Board, str], running: Running) -> None:
    board, _ = table
    async with running(board, (80, 24)) as pilot:
        typing = Typing(pilot)
        await typing.keys("n", *REVEAL, "d", "1", "pagedown", "pagedown")
        await typing.text("a half sent")
        await typing.keys("ctrl+q")
        assert not pilot.app.is_running
    async with running(board, (80, 24)) as pilot:
        typing = Typing(pilot)
        shown = await typing.keys("d", "pagedown", "pagedown")
        assert "a half sent" in shown
    assert board.decisions.of("A") == []


@pytest.mark.parametrize("size", [(80, 24), (120, 40)], ids=str)
async def test_a_decision_that_will_be_refused_says_so_before_it_is_typed(
    open_as: OpenAs, running: Running, clock: Clock, size: tuple[int, int]
) -> None:
    board = open_as()
    met(board, Case(id="A"), starts=clock() + timedelta(days=1))
    async with running(board, size) as pilot:
        shown = await press(pilot, "d")
        assert "not handed in yet: Spine MDT is not open; a chair opens it (O)" in shown
        assert "not handed in yet" not in await press(pilot, "escape", "O", "d")


async def test_a_decision_over_views_that_are_sealed_says_so_before_it_is_typed(
    table: tuple[Board, str], running: Running
) -> None:
    board, _ = table
    async with running(board, (80, 24)) as pilot:
        typing = Typing(pilot)
        shown = await typing.keys("n", "d")
        assert "not handed in yet: views on this case are still sealed" in shown
        assert "still sealed" not in await typing.keys("escape", *REVEAL, "d")


async def test_that_there_is_something_typed_before_somebody_else_decided_is_said_first_in_a_small_window(
    table: tuple[Board, str], running: Running, open_as: OpenAs
) -> None:
    board, meeting = table
    board.running.begin(meeting, "A")
    board.views.reveal(meeting, "A")
    async with running(open_as("coordinator"), (80, 24)) as pilot:
        typing = Typing(pilot)
        await typing.keys(*"d2", "pagedown", "pagedown")
        await typing.text("the scribe's own words")
        board.decisions.record(meeting, "A", decision("sbrt", departure="agreed", **NO_MRI))
        shown = await typing.keys("escape", "d")
        assert f"chair decided A meanwhile; {BELOW}" in shown
        end = await typing.keys(*["pagedown"] * 4, *["down"] * 20)
        assert "because: the scribe's own words" in end


async def test_what_was_typed_before_somebody_else_decided_is_read_beside_their_decision(
    table: tuple[Board, str], running: Running, open_as: OpenAs
) -> None:
    board, meeting = table
    board.running.begin(meeting, "A")
    board.views.reveal(meeting, "A")
    async with running(open_as("coordinator"), (120, 40)) as pilot:
        typing = Typing(pilot)
        await typing.keys(*"d2", "pagedown", "pagedown")
        await typing.text("the scribe's own words")
        board.decisions.record(meeting, "A", decision("sbrt", departure="agreed", **NO_MRI))
        shown = await typing.keys("escape", "d")
        assert "Amend decision 1 · A" in shown
        assert "typed by you on" in shown
        assert "the scribe's own words" in await typing.keys(*["down"] * 30)
        board.decisions.amend(meeting, "A", decision("sbrt", departure="agreed", **NO_MRI), "a word", number=1)
        assert "Amend decision 2 · A" in await typing.keys("escape", "d")
        assert "the scribe's own words" in await typing.keys(*["down"] * 30)
    again = open_as("coordinator")
    assert again.forms.waiting() == [f"decision:{meeting}/A"], "nothing of it is thrown away"


async def _key_of(pilot: Pilot[None], name: str) -> str:
    """The key that the sheet gives to a name."""
    words = screen_text(pilot.app).replace("│", " ").split()
    first, *rest = name.split()
    for at, word in enumerate(words):
        if word == first and words[at + 1 : at + 1 + len(rest)] == rest and len(words[at - 1]) == 1:
            return words[at - 1]
    raise AssertionError(f"{name} is not offered")


async def test_a_reveal_without_the_key_is_asked_for_twice(
    table: tuple[Board, str], running: Running, open_as: OpenAs, folder: Path
) -> None:
    board, meeting = table
    (folder / "keys" / f"{Keys.name_of('chair')}.key").unlink()
    again = open_as()
    async with running(again, (80, 24)) as pilot:
        typing = Typing(pilot)
        shown = await typing.keys("R", "R")
        assert "revealed without the key: you do not hold" in shown
        assert board.views.of(meeting, "A")[0].sealed is not None
        shown = await typing.keys("R")
        assert "views on A revealed to everybody; still sealed until their own program next" in shown
    assert [each.view for each in again.views.of(meeting, "A")] == [None, None, None]
    assert open_as("surgeon").views.open_revealed() == ["A"]


async def test_with_every_view_in_one_key_reveals(table: tuple[Board, str], running: Running, open_as: OpenAs) -> None:
    board, meeting = table
    open_as("radiology").views.submit(meeting, "A", view("sbrt"))
    async with running(board, (80, 24)) as pilot:
        assert "4 views on A revealed to everybody" in await Typing(pilot).keys("n", "R")


@pytest.mark.parametrize("between", [("escape",), ("down", "up"), ("l",)])
async def test_a_reveal_that_was_asked_about_is_forgotten_with_the_next_key(
    table: tuple[Board, str], running: Running, between: tuple[str, ...]
) -> None:
    board, meeting = table
    async with running(board, (80, 24)) as pilot:
        shown = await Typing(pilot).keys("n", "R", *between, "R")
        assert "pressed again, A is revealed for good without Dr radiology" in shown
    assert all(each.sealed for each in board.views.of(meeting, "A"))


async def test_who_is_awaited_is_asked_of_nobody_who_may_not_reveal_nor_twice_of_what_is_revealed(
    table: tuple[Board, str], running: Running, open_as: OpenAs
) -> None:
    board, _ = table
    async with running(open_as("observer"), (80, 24)) as pilot:
        assert "a chair may" in await Typing(pilot).keys("R")
    async with running(board, (80, 24)) as pilot:
        assert "the views on A are revealed already" in await Typing(pilot).keys(*REVEAL, "R")


async def test_a_case_that_comes_back_opens_with_what_changed(open_as: OpenAs, running: Running, clock: Clock) -> None:
    board, first = at_the_table(open_as, *SPECIALISTS)
    dissent = {"person_id": "surgeon", "position": "screws", "triggers": [{"kind": "sins_at_least", "value": "13"}]}
    split = decision("sbrt", agreement="majority_with_dissent", dissents=[dissent], **NO_MRI)
    board.decisions.record(first, "A", split)
    board.running.note(first, "B", "for information")
    board.running.close(first, "signed later", ("A",))
    clock.advance(days=28)
    again = board.meetings.plan("Again", clock())
    record = board.cases.get("A").record.record()
    record["lesions"][0]["sins"] |= {"collapse": "under_50", "posterolateral": "bilateral"}
    board.intake.admit(
        [case("A", **{key: value for key, value in record.items() if key not in ("id", "format")})], again.id
    )
    async with running(board, (80, 24)) as pilot:
        shown = await Typing(pilot).keys("enter")
        assert "Since 24 Nov 2026" in shown
        words = words_of(shown, slice(1, 79))
        assert "FIRED" in words
        assert "T12 ESCC 1b, SINS 8–14, rows 3 4 → ESCC 1b, SINS 13, rows 4" in words
        assert "T12 collapse not recorded → under 50 %" in words


async def test_the_first_line_names_the_case_however_much_else_there_is_to_tell(
    open_as: OpenAs, running: Running
) -> None:
    board, meeting = at_the_table(open_as)
    board.intake.admit([case("RED", **RED), case("RED-2", **RED)], meeting)
    async with running(board, (80, 24)) as pilot:
        typing = Typing(pilot)
        await typing.keys("n", "end", "s", "1", "f9")
        theirs = board.cases.get("RED-2")
        other = theirs.record.record()
        other["lesions"][0]["sins"]["pain"] = "none"
        board.cases.save(Case.model_validate(other), theirs.revision, "asked again")
        pilot.app.screen.look()  # type: ignore[attr-defined]
        await pilot.pause()
        await typing.keys("escape")
        first = (await typing.keys("escape")).splitlines()[0]
        for told in ("case 4 of 4", "▲2 red wait", "discreet", "1 uncommitted", "1 ≠ theirs"):
            assert told in first


async def test_a_decision_is_signed_only_where_it_was_shown_and_as_it_was_shown(
    table: tuple[Board, str], running: Running, open_as: OpenAs
) -> None:
    board, meeting = table
    board.views.reveal(meeting, "A")
    record = board.decisions.record(meeting, "A", decision("sbrt", **NO_MRI))
    async with running(board, (80, 24)) as pilot:
        typing = Typing(pilot)
        assert "not read back yet" in await typing.keys("enter", "2", "S")
        board.decisions.read_back(record.id, "radiology")
        pilot.app.screen.look()  # type: ignore[attr-defined]
        shown = await typing.keys("2", "S")
        assert "A: S again signs what stands here" in shown
        assert "1 SBRT" in shown
        shown = await typing.keys("2", "S")
        assert board.decisions.of("A")[0].signed is None
        assert "1 SBRT" in shown
        await typing.keys("pagedown", "pagedown")
        dissent = Dissent(person_id="surgeon", position="fixation first")
        open_as("surgeon").decisions.dissent(record.id, dissent)
        pilot.app.screen.look()  # type: ignore[attr-defined]
        shown = await typing.keys("S")
        assert board.decisions.of("A")[0].signed is None
        assert "dissent Dr surgeon" in shown
        assert "A signed; n opens the next case" in await typing.keys("S")
    signed = board.decisions.of("A")[0].signed
    assert signed is not None
    assert signed.person_id == "chair"


async def test_who_only_looks_on_is_not_offered_where_the_decision_names_who_sees_to_it(
    table: tuple[Board, str], running: Running
) -> None:
    async with running(table[0], (120, 50)) as pilot:
        typing = Typing(pilot)
        shown = await typing.keys("enter", "d", "1", "down", "down", "down")
        assert "Dr radonc" in words_of(shown, SHEET)
        assert "Toni" not in words_of(shown, SHEET)
        shown = await typing.keys(*["pagedown"] * 4)
        assert "tells the patient" in words_of(shown, SHEET)
        assert "Toni" not in words_of(shown, SHEET)
        shown = await typing.keys("down", "down", "down")
        assert "Dr radonc" in words_of(shown, SHEET)
        assert "Toni" not in words_of(shown, SHEET)


async def test_n_goes_by_the_list_and_names_the_red_cases_that_it_passes_over(
    open_as: OpenAs, running: Running
) -> None:
    board = open_as()
    enrolled(board)
    meeting = met(board, case("A"), case("R", **RED), case("B"))
    board.running.open(meeting)
    async with running(board, (80, 24)) as pilot:
        typing = Typing(pilot)
        assert "A is begun · ▲ red and still waiting: R" in await typing.keys("n")
        board.running.note(meeting, "A", "nothing to decide")
        assert "R is begun" in (shown := await typing.keys("n"))
        assert "still waiting" not in shown


async def test_n_leaves_no_case_that_is_not_ended_for_a_late_one(table: tuple[Board, str], running: Running) -> None:
    board, meeting = table
    asked = Reasoned(by="coordinator", at=board.now(), reason="seen today")

    def late(standing: Meeting) -> Amended:
        return with_item(standing, "B", lambda item: item.model_copy(update={"late": Late(asked=asked)})), ()

    board.sittings.amend(meeting, late, "B came late")
    async with running(board, (120, 40)) as pilot:
        shown = await press(pilot, "n", "n")
        assert "A is neither decided, deferred nor noted" in shown
        assert "case 1 of 2" in await press(pilot, "escape")
        shown = await press(pilot, "N", *"told", "ctrl+s", "n")
        assert "B came after the cut-off (seen today): A allows it, D defers it" in shown
        assert "case 2 of 2" in await press(pilot, "escape")


async def test_n_shows_the_late_case_that_a_chair_has_to_allow_and_a_allows_no_other(
    table: tuple[Board, str], running: Running
) -> None:
    board, meeting = table
    asked = Reasoned(by="coordinator", at=board.now(), reason="seen today")

    def late(standing: Meeting) -> Amended:
        return with_item(standing, "A", lambda item: item.model_copy(update={"late": Late(asked=asked)})), ()

    board.sittings.amend(meeting, late, "A came late")
    async with running(board, (120, 40)) as pilot:
        typing = Typing(pilot)
        shown = await typing.keys("down", "A")
        assert "B came in time; nothing is to be allowed" in shown
        shown = await typing.keys("up", "n")
        assert "A came after the cut-off (seen today): A allows it, D defers it" in shown
        await typing.keys("A")
        await typing.text("it cannot wait")
        assert "A is allowed" in await typing.keys("ctrl+s")
        await typing.keys("n")
    record = board.meetings.get(meeting).record
    assert record.in_discussion is not None
    assert record.in_discussion.case_id == "A"


async def test_what_a_role_may_not_do_is_refused_with_who_may(open_as: OpenAs, running: Running) -> None:
    at_the_table(open_as, *SPECIALISTS)
    observer = open_as("observer")
    before = observer.revision()
    async with running(observer, (120, 40)) as pilot:
        typing = Typing(pilot)
        assert "gives a view" in await typing.keys("v")
        assert "a chair may" in await typing.keys("R")
        assert "writes the decision down" in await typing.keys("d")
        assert "a chair may" in await typing.keys("O")
        assert "nothing is decided yet" in await typing.keys("S")
        await typing.keys("N")
        await typing.text("because")
        assert "the chair or the coordinator may" in await typing.keys("ctrl+s")
    assert observer.revision() == before
