"""Each person's own key, beside the store: the secret half for their account alone, the public half for all.

Keys are in no backup and no archive, and neither restore nor recover touches them: who has a copy of the store reads no
sealed view with it. A view that is not revealed when the folder `keys` is lost is opened by nobody any more.
"""

import fcntl
import hashlib
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from tumorboard.store.contract import StoreError
from tumorboard.store.files import clear_unfinished, read_bytes, replace_file
from tumorboard.store.rights import PRIVATE, Rights, faults_told, made_folder, rights_of

__all__ = ["KeyPair", "Keys"]

_HALF: Final = 32
"""Bytes of either half (X25519, RFC 7748)."""
_CHECK: Final = 16
_PUBLISHED: Final = Rights(0o3770, 0o640)
"""In a group's folder all may read a public half, and only whoever put it there may replace or remove it."""


@dataclass(frozen=True, slots=True)
class KeyPair:
    """Both halves of a person's key, 32 bytes each."""

    secret: bytes = field(repr=False)
    public: bytes


class Keys:
    """The keys of a data folder. `make` gives a new secret half, `public_half` what belongs to it."""

    def __init__(self, folder: Path, make: Callable[[], bytes], public_half: Callable[[bytes], bytes]) -> None:
        self._store = folder
        self._folder = folder / "keys"
        self._make = make
        self._public_half = public_half

    @staticmethod
    def name_of(person_id: str) -> str:
        """The name of a person's key files, without their endings."""
        return hashlib.blake2b(person_id.encode(), digest_size=12).hexdigest()

    def mine(self, person_id: str) -> KeyPair:
        """The key of the acting person, made if there is none yet; its public half is put out if it is not.

        Raises StoreError.
        """
        pair = self.held(person_id)
        if pair is None or self._is_unpublished(person_id, pair):
            return self._published(person_id)
        return pair

    def held(self, person_id: str) -> KeyPair | None:
        """The key, or None when it was never made or is lost. Raises StoreError."""
        path = self._path(person_id, "key")
        content = _checked(read_bytes(path, PRIVATE), 2 * _HALF)
        if content == b"":
            raise StoreError(
                f"{path}: damaged key; put a copy of it back, or move it away: a new one is made then, "
                "and what was sealed to the old one stays closed to you"
            )
        return KeyPair(content[:_HALF], content[_HALF:]) if content else None

    def public(self, person_id: str) -> bytes | None:
        """The public half, or None when that person has no key yet. Raises StoreError."""
        path = self._path(person_id, "pub")
        content = _checked(read_bytes(path, self._rights()), _HALF)
        if content == b"":
            raise StoreError(f"{path}: damaged key; its owner puts it right by opening tumorboard once")
        return content

    def _published(self, person_id: str) -> KeyPair:
        """The key, on the disk with its public half; of two sessions that find none, the second takes the first's."""
        with self._held_alone():
            for ending in ("key", "pub"):
                clear_unfinished(self._path(person_id, ending))
            pair = self.held(person_id)
            if pair is None:
                secret = self._make()
                pair = KeyPair(secret, self._public_half(secret))
                replace_file(self._path(person_id, "key"), _with_check(pair.secret + pair.public), PRIVATE)
            replace_file(self._path(person_id, "pub"), _with_check(pair.public), self._rights())
        return pair

    def _is_unpublished(self, person_id: str, pair: KeyPair) -> bool:
        try:
            return self.public(person_id) != pair.public
        except StoreError:
            return True

    @contextmanager
    def _held_alone(self) -> Iterator[None]:
        """The folder of the keys, made if need be, for one session at a time."""
        made_folder(self._folder, self._rights())
        with faults_told(self._folder):
            handle = os.open(self._folder, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC | os.O_NOFOLLOW)
            try:
                fcntl.flock(handle, fcntl.LOCK_EX)
                yield
            finally:
                os.close(handle)

    def _rights(self) -> Rights:
        """Of the folder of the keys and of what all may read in it."""
        return PRIVATE if not self._store.is_dir() or rights_of(self._store) is PRIVATE else _PUBLISHED

    def _path(self, person_id: str, ending: str) -> Path:
        return self._folder / f"{self.name_of(person_id)}.{ending}"


def _with_check(content: bytes) -> bytes:
    return content + hashlib.blake2b(content, digest_size=_CHECK).digest()


def _checked(stored: bytes | None, length: int) -> bytes | None:
    """The content of a key file without its check; None where there is no file, nothing where it is damaged."""
    if stored is None:
        return None
    content = stored[:length]
    return content if len(content) == length and stored == _with_check(content) else b""
