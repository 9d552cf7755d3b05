"""Sealing: what one person writes and another may not read yet, encrypted (HPKE, RFC 9180: X25519, ChaCha20-Poly1305).

A meeting has a key of its own. Its secret half is kept only encrypted, once for each chair. A view is sealed to the
meeting and, beside that, to its author, so that a lost key of the meeting loses no view.
"""

import base64
import binascii
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Final

import orjson

from tumorboard.complaint import Complaint
from tumorboard.domain.meeting import KeyShare, Meeting
from tumorboard.domain.view import View, ViewRecord
from tumorboard.store.keys import Keys

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.hpke import Suite

__all__ = ["Sealing"]

_BLOCK: Final = 1024
"""Sealed views are padded to a multiple of so many bytes, so that their size tells nothing."""
_DRAFT: Final = b"draft"


class Sealing:
    """What one person can seal and open in a data folder. Every method raises StoreError for keys it cannot read."""

    def __init__(self, folder: Path, person_id: str) -> None:
        self._keys = Keys(folder, _made_secret, _public_half)
        self._me = person_id

    def ensure(self) -> None:
        """See to it that I have a key, so that others can seal to me."""
        self._keys.mine(self._me)

    def keyed(self, meeting: Meeting, chairs: Sequence[str]) -> Meeting:
        """The meeting with a key, and a share of it for every chair who has one of their own.

        Shares for new chairs are added by whoever holds one. Raises Complaint while no chair has a key.
        """
        shares = {share.person_id: share for share in meeting.key_shares}
        reachable = {chair: key for chair in chairs if (key := self._keys.public(chair)) is not None}
        if meeting.public_key is None:
            if not reachable:
                raise Complaint("no chair has opened tumorboard yet, so nobody could reveal your view; ask one to")
            secret, public = _made_secret(), None
        elif (own := self._secret_of(meeting)) is not None:
            secret, public = own, meeting.public_key
        else:
            return meeting
        for chair, key in reachable.items():
            if chair not in shares:
                wrapped = _text(_suite_sealed(secret, key, _about_key(meeting.id, chair)))
                shares[chair] = KeyShare(person_id=chair, wrapped=wrapped)
        kept = {"public_key": public or _text(_public_half(secret)), "key_shares": tuple(shares.values())}
        return meeting.model_copy(update=kept)

    def can_reveal(self, meeting: Meeting) -> bool:
        """Whether I hold the meeting's key."""
        return self._secret_of(meeting) is not None

    def seal(self, meeting: Meeting, record: ViewRecord, view: View) -> ViewRecord:
        """The record with the view sealed to the meeting and to me; nothing of it is readable in it."""
        if meeting.public_key is None:
            raise Complaint(f"{meeting.title} has no key yet; NOT submitted, try again")
        content = orjson.dumps(view.model_dump(mode="json", exclude_defaults=True))
        padded = content + b" " * (-len(content) % _BLOCK)
        own = _public_half(self._keys.mine(self._me))
        return record.model_copy(
            update={
                "view": None,
                "sealed": _text(_suite_sealed(padded, _bytes(meeting.public_key), _about(record))),
                "own": _text(_suite_sealed(padded, own, _about(record))),
            }
        )

    def opened_as_author(self, record: ViewRecord) -> View:
        """My own sealed view. Raises Complaint when my key or the view is damaged or lost."""
        secret = self._keys.held(self._me)
        if secret is None or record.own is None:
            raise Complaint("the key of your own view is lost; if the chair reveals the case you can read it again")
        return _view(_suite_opened(_bytes(record.own), secret, _about(record), "your own view"))

    def opened_as_chair(self, meeting: Meeting, record: ViewRecord) -> View:
        """A sealed view of the meeting. Raises Complaint when I hold no key of it, or the view is damaged."""
        secret = self._secret_of(meeting)
        if secret is None or record.sealed is None:
            raise Complaint(f"you hold no key of {meeting.title}; each author can still open their own view")
        return _view(_suite_opened(_bytes(record.sealed), secret, _about(record), f"the view of {record.person_id}"))

    def hide(self, content: bytes) -> str:
        """Something of mine that nobody else is to read, as text."""
        return _text(_suite_sealed(content, _public_half(self._keys.mine(self._me)), _DRAFT))

    def unhide(self, hidden: str) -> bytes:
        """What `hide` was given. Raises Complaint when it cannot be opened."""
        secret = self._keys.held(self._me)
        if secret is None:
            raise Complaint("your key is lost; what you typed before cannot be read again")
        return _suite_opened(_bytes(hidden), secret, _DRAFT, "what you typed before")

    def _secret_of(self, meeting: Meeting) -> bytes | None:
        """The meeting's secret, where I hold a share of it that my key opens."""
        share = next((each for each in meeting.key_shares if each.person_id == self._me), None)
        secret = self._keys.held(self._me)
        if share is None or secret is None:
            return None
        try:
            return _suite_opened(_bytes(share.wrapped), secret, _about_key(meeting.id, self._me), "the meeting's key")
        except Complaint:
            return None


@cache
def _suite() -> "Suite":
    from cryptography.hazmat.primitives.hpke import AEAD, KDF, KEM, Suite

    return Suite(KEM.X25519, KDF.HKDF_SHA256, AEAD.CHACHA20_POLY1305)


def _made_secret() -> bytes:
    from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

    return X25519PrivateKey.generate().private_bytes_raw()


def _public_half(secret: bytes) -> bytes:
    from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

    return X25519PrivateKey.from_private_bytes(secret).public_key().public_bytes_raw()


def _suite_sealed(content: bytes, public: bytes, about: bytes) -> bytes:
    from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PublicKey

    return _suite().encrypt(content, X25519PublicKey.from_public_bytes(public), about)


def _suite_opened(sealed: bytes, secret: bytes, about: bytes, what: str) -> bytes:
    """Raises Complaint when the key is another one, or a byte was changed."""
    from cryptography.exceptions import InvalidTag
    from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

    try:
        return _suite().decrypt(sealed, X25519PrivateKey.from_private_bytes(secret), about)
    except (InvalidTag, ValueError) as error:
        raise Complaint(f"{what} cannot be opened: it is damaged, or sealed with another key") from error


def _about(record: ViewRecord) -> bytes:
    """What a sealed view is bound to, so that it opens in no other record."""
    return orjson.dumps([record.meeting_id, record.case_id, record.person_id, record.number])


def _about_key(meeting_id: str, person_id: str) -> bytes:
    return orjson.dumps(["key", meeting_id, person_id])


def _view(content: bytes) -> View:
    return View.model_validate_json(content)


def _text(content: bytes) -> str:
    return base64.b64encode(content).decode()


def _bytes(text: str) -> bytes:
    try:
        return base64.b64decode(text, validate=True)
    except binascii.Error as error:
        raise Complaint("a sealed text is damaged") from error
