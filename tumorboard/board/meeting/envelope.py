"""Encrypting to a public key: HPKE (RFC 9180) with X25519, HKDF-SHA256 and ChaCha20-Poly1305.

The only module that knows the library, which is loaded when something is sealed or opened or a key is made, not before.
Whoever knows the public key can seal, so an envelope does not prove who sealed it.
"""

import base64
from functools import cache
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.hpke import Suite

__all__ = ["from_text", "made_secret", "opened", "public_half", "sealed", "text_of"]

_END: Final = b"\x80"
"""Stands between content and padding."""


def made_secret() -> bytes:
    """The secret half of a new key, 32 bytes."""
    from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

    return X25519PrivateKey.generate().private_bytes_raw()


def public_half(secret: bytes) -> bytes:
    """The public half that belongs to a secret one, 32 bytes."""
    from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

    return X25519PrivateKey.from_private_bytes(secret).public_key().public_bytes_raw()


def sealed(content: bytes, public: bytes, about: bytes, *, block: int = 1) -> bytes:
    """Content that only the secret half opens, and only as what it is `about`. Raises ValueError for what is no key.

    It is padded to a multiple of `block` bytes, so that its size tells no more than that.
    """
    from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PublicKey

    ended = content + _END
    return _suite().encrypt(ended + bytes(-len(ended) % block), X25519PublicKey.from_public_bytes(public), about)


def opened(envelope: bytes, secret: bytes, about: bytes) -> bytes:
    """What was sealed. Raises ValueError when the key is another one, a byte was changed, or it is about another."""
    from cryptography.exceptions import InvalidTag
    from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

    try:
        padded = _suite().decrypt(envelope, X25519PrivateKey.from_private_bytes(secret), about)
    except InvalidTag as error:
        raise ValueError("sealed with another key, about another, or damaged") from error
    return padded.rstrip(b"\0").removesuffix(_END)


def text_of(envelope: bytes) -> str:
    """An envelope or a key as text of one line (base64)."""
    return base64.b64encode(envelope).decode()


def from_text(text: str) -> bytes:
    """What `text_of` was given. Raises ValueError for what is no such text."""
    return base64.b64decode(text, validate=True)


@cache
def _suite() -> "Suite":
    from cryptography.hazmat.primitives.hpke import AEAD, KDF, KEM, Suite

    return Suite(KEM.X25519, KDF.HKDF_SHA256, AEAD.CHACHA20_POLY1305)
