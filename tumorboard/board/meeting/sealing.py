"""Sealing: what one person writes and another may not read yet, on disk only encrypted.

A meeting has a key of its own. Its secret half is kept only encrypted, once for each chair. A view is sealed to the
meeting and, beside that, to its author, so that a lost key of the meeting loses no view.
"""

from collections.abc import Sequence
from hashlib import blake2b
from pathlib import Path
from typing import Final

import orjson

from tumorboard.board.meeting import envelope
from tumorboard.complaint import Complaint
from tumorboard.domain.meeting import KeyShare, Meeting
from tumorboard.domain.view import View, ViewRecord
from tumorboard.store.contract import StoreError
from tumorboard.store.keys import Keys

__all__ = ["Sealing"]

_BLOCK: Final = 1024
"""Bytes to whose multiples views and drafts are padded, so that their size tells nothing."""
_MARK: Final = 8
_DRAFT: Final = b"draft"


class Sealing:
    """What one person can seal and open in a data folder. Every method raises StoreError for keys it cannot read.

    What is sealed cannot be read or moved to another record. Who sealed it is not proved: that, the change log tells.
    """

    def __init__(self, folder: Path, person_id: str) -> None:
        self._keys = Keys(folder, envelope.made_secret, envelope.public_half)
        self._me = person_id

    def ensure(self) -> None:
        """See to it that I have a key, so that others can seal to me."""
        self._keys.mine(self._me)

    def keyed(self, meeting: Meeting, chairs: Sequence[str]) -> Meeting:
        """The meeting with a key, and a share of it for every chair who has one of their own.

        Whoever holds a share adds those of new chairs and of chairs who had to make a new key.
        Raises Complaint while no chair has a key.
        """
        if meeting.public_key is None:
            reachable = self._reachable(chairs)
            if not reachable:
                raise Complaint("no chair has opened tumorboard yet, so nobody could reveal your view; ask one to")
            secret = envelope.made_secret()
            public = envelope.text_of(envelope.public_half(secret))
        elif (own := self._secret_of(meeting)) is not None:
            reachable, secret, public = self._reachable(chairs), own, meeting.public_key
        else:
            return meeting
        shares = {share.person_id: share for share in meeting.key_shares}
        for chair, key in reachable.items():
            if chair not in shares or not _is_wrapped_for(key, shares[chair]):
                shares[chair] = KeyShare(person_id=chair, wrapped=_wrapped(secret, key, _about_key(meeting.id, chair)))
        return meeting.model_copy(update={"public_key": public, "key_shares": tuple(shares.values())})

    def can_reveal(self, meeting: Meeting) -> bool:
        """Whether I hold the meeting's key."""
        return self._secret_of(meeting) is not None

    def seal(self, meeting: Meeting, record: ViewRecord, view: View) -> ViewRecord:
        """The record with the view sealed to the meeting and to me; nothing of it is readable in it."""
        if meeting.public_key is None:
            raise Complaint(f"{meeting.title} has no key yet; NOT submitted, try again")
        content = orjson.dumps(view.written())
        own = self._keys.mine(self._me).public
        try:
            sealed = _sealed(content, envelope.from_text(meeting.public_key), _about(record))
        except ValueError as error:
            raise Complaint(f"the key of {meeting.title} is damaged; NOT submitted, ask the chair") from error
        return record.model_copy(update={"view": None, "sealed": sealed, "own": _sealed(content, own, _about(record))})

    def opened_as_author(self, record: ViewRecord) -> View:
        """My own sealed view. Raises Complaint when my key or the view is damaged or lost."""
        pair = self._keys.held(self._me)
        if pair is None:
            raise Complaint(
                "your key is lost, and your own view opens with no other; the chair's reveal still opens it"
            )
        opened = _opened_view(record.own, pair.secret, record)
        if opened is None:
            raise Complaint(
                "your own view cannot be opened: it is damaged, or sealed with another key than yours; "
                "the chair's reveal may still open it"
            )
        return opened

    def opened_as_chair(self, meeting: Meeting, record: ViewRecord) -> View:
        """A sealed view of the meeting. Raises Complaint when I hold no key of it, or the view is damaged."""
        still = f"{record.person_id} still has it: their program opens it when they next come in after the reveal"
        secret = self._secret_of(meeting)
        if secret is None:
            raise Complaint(
                f"you hold no key of {meeting.title}, so the view of {record.person_id} stays sealed; {still}"
            )
        opened = _opened_view(record.sealed, secret, record)
        if opened is None:
            raise Complaint(
                f"the view of {record.person_id} cannot be opened: it is damaged, or sealed with another key; {still}"
            )
        return opened

    def hide(self, content: bytes) -> str:
        """Something of mine that nobody else is to read, as text."""
        return _sealed(content, self._keys.mine(self._me).public, _DRAFT)

    def unhide(self, hidden: str) -> bytes:
        """What `hide` was given. Raises Complaint when it cannot be opened."""
        pair = self._keys.held(self._me)
        if pair is None:
            raise Complaint("your key is lost; what you typed before cannot be read again")
        try:
            return envelope.opened(envelope.from_text(hidden), pair.secret, _DRAFT)
        except ValueError as error:
            raise Complaint("what you typed before is damaged, or hidden with another key than yours") from error

    def _reachable(self, chairs: Sequence[str]) -> dict[str, bytes]:
        """The public key of every chair who has one; a damaged one is told of only where there is no other."""
        reachable: dict[str, bytes] = {}
        damaged: StoreError | None = None
        for chair in chairs:
            try:
                key = self._keys.public(chair)
            except StoreError as error:
                damaged = error
                continue
            if key is not None:
                reachable[chair] = key
        if damaged is not None and not reachable:
            raise damaged
        return reachable

    def _secret_of(self, meeting: Meeting) -> bytes | None:
        """The meeting's secret, where I hold a share of it that my key opens."""
        share = next((each for each in meeting.key_shares if each.person_id == self._me), None)
        pair = self._keys.held(self._me)
        if share is None or pair is None:
            return None
        try:
            return envelope.opened(
                envelope.from_text(share.wrapped)[_MARK:], pair.secret, _about_key(meeting.id, self._me)
            )
        except ValueError:
            return None


def _sealed(content: bytes, public: bytes, about: bytes) -> str:
    return envelope.text_of(envelope.sealed(content, public, about, block=_BLOCK))


def _opened_view(sealed: str | None, secret: bytes, record: ViewRecord) -> View | None:
    """The view that a record holds sealed; None when it does not open to one."""
    try:
        return View.kept(orjson.loads(envelope.opened(envelope.from_text(sealed or ""), secret, _about(record))))
    except ValueError:
        return None


def _wrapped(secret: bytes, public: bytes, about: bytes) -> str:
    """A meeting's secret encrypted to a chair's key, after a mark of which key of the chair's that is."""
    return envelope.text_of(_mark_of(public) + envelope.sealed(secret, public, about))


def _is_wrapped_for(public: bytes, share: KeyShare) -> bool:
    try:
        return envelope.from_text(share.wrapped)[:_MARK] == _mark_of(public)
    except ValueError:
        return False


def _mark_of(public: bytes) -> bytes:
    return blake2b(public, digest_size=_MARK).digest()


def _about(record: ViewRecord) -> bytes:
    """What a sealed view is bound to, so that it opens in no other record."""
    return orjson.dumps([record.meeting_id, record.case_id, record.person_id, record.number])


def _about_key(meeting_id: str, person_id: str) -> bytes:
    return orjson.dumps(["key", meeting_id, person_id])
