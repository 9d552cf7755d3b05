"""The key of a meeting: a share for each chair, a new one for a later chair, and what is left when a key is lost."""

from pathlib import Path

import pytest

from tests.board.sealed import VIEW, As, keyed, lose, meeting, record
from tumorboard.complaint import Complaint
from tumorboard.domain.meeting import KeyShare
from tumorboard.store.contract import StoreError
from tumorboard.store.keys import Keys


def test_a_share_that_is_given_another_name_opens_nothing(acting: As) -> None:
    sitting = keyed(acting, "chair")
    acting("radonc").ensure()
    (share,) = sitting.key_shares
    stolen = sitting.model_copy(update={"key_shares": (KeyShare(person_id="radonc", wrapped=share.wrapped),)})
    assert not acting("radonc").can_reveal(stolen)
    assert not acting("chair").can_reveal(sitting.model_copy(update={"id": "another"}))


def test_with_no_chair_to_seal_to_it_says_whom_to_ask(acting: As) -> None:
    with pytest.raises(Complaint, match=r"no chair has opened tumorboard yet.*ask one to"):
        acting("surgeon").keyed(meeting(), ["chair", "deputy"])
    with pytest.raises(Complaint, match="has no key yet; NOT submitted"):
        acting("surgeon").seal(meeting(), record(), VIEW)


def test_a_key_once_there_stays_and_nothing_changes_without_need(acting: As) -> None:
    sitting = keyed(acting, "chair")
    for person in ("chair", "surgeon", "radonc"):
        assert acting(person).keyed(sitting, ["chair"]) == sitting


def test_a_later_chair_gets_a_share_from_whoever_holds_one(acting: As) -> None:
    sitting = keyed(acting, "chair")
    sealed = acting("surgeon").seal(sitting, record(), VIEW)
    acting("deputy").ensure()
    assert acting("surgeon").keyed(sitting, ["chair", "deputy"]) == sitting, "who holds no share can give none"
    shared = acting("chair").keyed(sitting, ["chair", "deputy"])
    assert shared.public_key == sitting.public_key
    assert acting("deputy").opened_as_chair(shared, sealed) == VIEW
    assert acting("chair").can_reveal(shared)


def test_with_the_chairs_key_lost_the_author_still_opens_and_a_deputy_gives_the_chair_a_new_share(
    acting: As, folder: Path
) -> None:
    sitting = keyed(acting, "chair", "deputy")
    sealed = acting("surgeon").seal(sitting, record(), VIEW)
    lose(folder, "chair")
    acting("chair").ensure()
    assert not acting("chair").can_reveal(sitting)
    with pytest.raises(Complaint, match="surgeon still has it: their program opens it when they next come in"):
        acting("chair").opened_as_chair(sitting, sealed)
    assert acting("surgeon").opened_as_author(sealed) == VIEW
    mended = acting("deputy").keyed(sitting, ["chair", "deputy"])
    assert acting("chair").opened_as_chair(mended, sealed) == VIEW


@pytest.mark.parametrize("is_new_made", [False, True])
def test_with_the_authors_key_lost_the_chair_still_opens(acting: As, folder: Path, is_new_made: bool) -> None:
    sitting = keyed(acting, "chair")
    sealed = acting("surgeon").seal(sitting, record(), VIEW)
    lose(folder, "surgeon")
    if is_new_made:
        acting("surgeon").ensure()
    with pytest.raises(Complaint, match="the chair's reveal"):
        acting("surgeon").opened_as_author(sealed)
    assert acting("chair").opened_as_chair(sitting, sealed) == VIEW


def test_one_chairs_damaged_key_stops_nobody_while_another_chair_has_one(acting: As, folder: Path) -> None:
    for chair in ("chair", "deputy"):
        acting(chair).ensure()
    path = folder / "keys" / f"{Keys.name_of('chair')}.pub"
    path.write_bytes(b"nonsense")
    sitting = acting("surgeon").keyed(meeting(), ["chair", "deputy"])
    assert [share.person_id for share in sitting.key_shares] == ["deputy"]
    with pytest.raises(StoreError, match=f"{path.name}: damaged key; its owner puts it right"):
        acting("surgeon").keyed(meeting(), ["chair"])
    acting("chair").ensure()
    assert acting("chair").can_reveal(acting("deputy").keyed(sitting, ["chair", "deputy"]))


@pytest.mark.parametrize("public_key", ["nonsense", "é", "AAAA"])
def test_a_damaged_key_of_the_meeting_is_told_and_nothing_is_sealed_to_it(acting: As, public_key: str) -> None:
    sitting = keyed(acting, "chair").model_copy(update={"public_key": public_key})
    with pytest.raises(Complaint, match="the key of Spine MDT is damaged; NOT submitted"):
        acting("surgeon").seal(sitting, record(), VIEW)
