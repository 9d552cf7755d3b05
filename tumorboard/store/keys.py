"""Each person's own key, beside the store: the secret half for their account alone, the public half for all.

Keys are in no backup: whoever has a backup reads no sealed view with it, and a view that was not revealed before the
keys were lost is opened by nobody.
"""

import hashlib
import os
from collections.abc import Callable
from pathlib import Path
from typing import Final

from tumorboard.store.contract import StoreError
from tumorboard.store.files import read_bytes, replace_file, sync_folder
from tumorboard.store.rights import PRIVATE, faults_told, made_folder, rights_of

__all__ = ["Keys"]

_LENGTH: Final = 32
"""Bytes of either half (X25519, RFC 7748)."""


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

    def mine(self, person_id: str) -> bytes:
        """The secret half, made if there is none yet. Raises StoreError."""
        found = self.held(person_id)
        return found if found is not None else self._made(person_id)

    def held(self, person_id: str) -> bytes | None:
        """The secret half, or None when it was never made or is lost. Raises StoreError."""
        return self._read(self._folder / f"{self.name_of(person_id)}.key")

    def public(self, person_id: str) -> bytes | None:
        """The public half, or None when that person has no key yet. Raises StoreError."""
        return self._read(self._folder / f"{self.name_of(person_id)}.pub")

    def _read(self, path: Path) -> bytes | None:
        content = read_bytes(path, rights_of(self._store) if path.suffix == ".pub" else PRIVATE)
        if content is not None and len(content) != _LENGTH:
            raise StoreError(f"{path}: damaged key; move it away, a new one is made, and what was sealed to it is lost")
        return content

    def _made(self, person_id: str) -> bytes:
        """A new key, or the one that another session of mine made just now."""
        rights = rights_of(self._store)
        made_folder(self._folder, rights)
        path = self._folder / f"{self.name_of(person_id)}.key"
        unnamed = path.with_suffix(f".{os.getpid()}.new")
        secret = self._make()
        replace_file(unnamed, secret, PRIVATE)
        with faults_told(path):
            try:
                os.link(unnamed, path)
            except FileExistsError:
                secret = self._read(path) or secret
            finally:
                unnamed.unlink()
            sync_folder(self._folder)
        replace_file(path.with_suffix(".pub"), self._public_half(secret), rights)
        return secret
