"""Drafts: what a person types is on disk with each key, is theirs alone, and is forgotten when it is settled."""

import stat
from pathlib import Path

import pytest

from tests.store.storing import AT, worker
from tumorboard.store.contract import StoreError
from tumorboard.store.drafts import Drafts

JOURNALS = "drafts"


def journal(folder: Path) -> Path:
    (only,) = (folder / JOURNALS).iterdir()
    return only


def typed(drafts: Drafts, case_id: str, **fields: object) -> None:
    for field, value in fields.items():
        drafts.keep(case_id, 3, field, value, AT)


def test_nothing_typed_is_nothing_pending_and_nothing_on_disk(folder: Path) -> None:
    assert Drafts(folder, "chair").pending() == {}
    assert not folder.exists()


def test_fields_are_kept_one_by_one_and_the_last_value_stands(folder: Path) -> None:
    drafts = Drafts(folder, "chair")
    typed(drafts, "A", escc="1b", myelopathy=True, motor=3)
    typed(drafts, "A", escc="2", myelopathy=None)
    drafts.keep("A", 3, "lesions.0.sins.pain", "none", AT)
    (draft,) = Drafts(folder, "chair").pending().values()
    assert draft.fields == {"escc": "2", "myelopathy": None, "motor": 3, "lesions.0.sins.pain": "none"}
    assert (draft.case_id, draft.started_from, draft.at) == ("A", 3, AT.isoformat())


def test_each_case_has_a_draft_of_its_own(folder: Path) -> None:
    drafts = Drafts(folder, "chair")
    typed(drafts, "A", escc="2")
    typed(drafts, "B", escc="3")
    assert {key: draft.fields for key, draft in drafts.pending().items()} == {"A": {"escc": "2"}, "B": {"escc": "3"}}


def test_settling_a_case_forgets_that_case_only(folder: Path) -> None:
    drafts = Drafts(folder, "chair")
    typed(drafts, "A", escc="2")
    typed(drafts, "B", escc="3")
    drafts.settle("A")
    assert set(Drafts(folder, "chair").pending()) == {"B"}
    typed(drafts, "A", motor=1)
    assert Drafts(folder, "chair").pending()["A"].fields == {"motor": 1}


def test_when_the_last_case_is_settled_no_trace_of_it_is_left(folder: Path) -> None:
    drafts = Drafts(folder, "chair")
    typed(drafts, "A", family_name="Example")
    drafts.settle("A")
    drafts.settle("A")
    assert list((folder / JOURNALS).iterdir()) == []
    assert drafts.pending() == {}


@pytest.mark.parametrize("cut", [1, 2, 30])
def test_a_torn_last_line_costs_that_line_only(folder: Path, cut: int) -> None:
    drafts = Drafts(folder, "chair")
    typed(drafts, "A", escc="2", motor=4)
    whole = journal(folder).read_bytes()
    journal(folder).write_bytes(whole.rstrip(b"\n")[:-cut])
    assert drafts.pending()["A"].fields == {"escc": "2"}
    typed(drafts, "A", myelopathy=True)
    assert drafts.pending()["A"].fields == {"escc": "2", "myelopathy": True}


def test_torn_in_the_middle_of_a_letter_too(folder: Path) -> None:
    drafts = Drafts(folder, "chair")
    typed(drafts, "A", escc="2", note="é")
    whole = journal(folder).read_bytes()
    journal(folder).write_bytes(whole[: whole.index("é".encode()) + 1])
    assert drafts.pending()["A"].fields == {"escc": "2"}


def test_what_was_kept_on_a_disk_that_fills_up_is_there(folder: Path) -> None:
    for room in (950, 1000, 1050):
        place = folder / str(room)
        typist = worker("type_until_full", place, str(room))
        kept, complaint = typist.communicate(timeout=60)
        assert typist.returncode == 0, complaint
        assert "full" in complaint
        assert set(kept.split()) == set(Drafts(place, "chair").pending()["A"].fields), f"with room for {room} bytes"


def test_a_journal_is_private(folder: Path) -> None:
    typed(Drafts(folder, "chair"), "A", escc="2")
    assert stat.S_IMODE(journal(folder).stat().st_mode) == 0o600
    assert stat.S_IMODE((folder / JOURNALS).stat().st_mode) == 0o700


def test_a_journal_that_is_a_link_is_refused_and_its_target_not_touched(folder: Path, tmp_path: Path) -> None:
    drafts = Drafts(folder, "chair")
    typed(drafts, "A", escc="2")
    target = tmp_path / "target"
    target.write_bytes(b"mine")
    place = journal(folder)
    place.unlink()
    place.symlink_to(target)
    with pytest.raises(StoreError, match=str(place)):
        typed(drafts, "A", escc="3")
    assert target.read_bytes() == b"mine"


def test_two_people_never_see_each_others_drafts(folder: Path) -> None:
    typed(Drafts(folder, "chair"), "A", escc="2")
    other = Drafts(folder, "other")
    assert other.pending() == {}
    typed(other, "A", escc="3")
    other.settle("A")
    assert Drafts(folder, "chair").pending()["A"].fields == {"escc": "2"}


HOSTILE = [
    "",
    ".",
    "..",
    "../../chair",
    "/etc/passwd",
    "a/b",
    "a\\b",
    "nul\0",
    "-rf",
    "x" * 5000,
    "Müller",
    "CHAIR",
    "chair ",
]


def test_no_name_of_a_person_leads_out_of_the_folder_or_to_another_person(folder: Path, tmp_path: Path) -> None:
    for person in (*HOSTILE, "chair"):
        typed(Drafts(folder, person), "A", whose=person)
    assert {person: Drafts(folder, person).pending()["A"].fields["whose"] for person in HOSTILE} == {
        person: person for person in HOSTILE
    }
    assert [each.name for each in tmp_path.iterdir()] == [folder.name]
    assert [each.name for each in folder.iterdir()] == [JOURNALS]
    assert len(list((folder / JOURNALS).iterdir())) == len(HOSTILE) + 1


def test_a_field_is_dropped_and_renamed_and_the_others_stay(folder: Path) -> None:
    drafts = Drafts(folder, "chair")
    typed(drafts, "A", escc="2", motor=4)
    drafts.drop("A", "escc")
    drafts.drop("A", "never typed")
    drafts.rename("A", {"motor": "T8 motor", "escc": "T8 escc"}, 7, AT)
    assert (drafts.pending()["A"].fields, drafts.pending()["A"].started_from) == ({"T8 motor": 4}, 7)
    drafts.drop("A", "T8 motor")
    assert drafts.pending() == {}
    assert list((folder / JOURNALS).iterdir()) == []


def test_two_sessions_of_one_person_lose_nothing_of_each_other(folder: Path) -> None:
    other = worker("type_and_settle", folder)
    assert other.stdout is not None
    other.stdout.readline()
    mine = Drafts(folder, "chair")
    for number in range(300):
        typed(mine, "MINE", **{f"field {number}": number})
        if number % 3 == 0:
            mine.drop("MINE", f"field {number}")
    other.kill()
    other.communicate()
    expected = {f"field {number}": number for number in range(300) if number % 3}
    assert mine.pending()["MINE"].fields == expected


def test_written_anew_it_holds_what_is_pending_and_nothing_of_what_is_not(folder: Path) -> None:
    drafts = Drafts(folder, "chair")
    typed(drafts, "A", escc="taken back", motor=4)
    drafts.keep("B", 9, "notes", "theirs", AT)
    typed(drafts, "A", escc="2", gone="dropped")
    drafts.drop("A", "gone")
    drafts.rename("A", {"motor": "T8 motor"}, 7, AT)
    typed(drafts, "C", escc="settled")
    drafts.settle("C")
    before = list(Drafts(folder, "chair").pending().items())
    drafts.compact()
    assert list(Drafts(folder, "chair").pending().items()) == before
    assert not any(word in journal(folder).read_bytes() for word in (b"taken back", b"dropped", b"settled", b'"C"'))
    assert stat.S_IMODE(journal(folder).stat().st_mode) == 0o600
    for key in ("A", "B"):
        drafts.settle(key)
    drafts.compact()
    assert list((folder / JOURNALS).iterdir()) == []


def test_a_journal_is_short_again_when_it_grew_long(folder: Path) -> None:
    drafts = Drafts(folder, "chair")
    for number in range(200):
        typed(drafts, "A", notes=f"{number} " + "x" * 2000)
        typed(drafts, "B", notes="waits")
    assert journal(folder).stat().st_size < 140_000
    assert {key: draft.fields["notes"][:5] for key, draft in drafts.pending().items()} == {"A": "199 x", "B": "waits"}


def test_written_anew_while_another_session_types_loses_nothing_of_it(folder: Path) -> None:
    other = worker("type_until_full", folder, "20000")
    mine = Drafts(folder, "chair")
    assert other.stdout is not None
    kept = set()
    for line in other.stdout:
        kept.add(line.strip())
        mine.compact()
    _, complaint = other.communicate()
    assert "full" in complaint
    assert len(kept) > 100
    assert set(mine.pending()["A"].fields) == kept
