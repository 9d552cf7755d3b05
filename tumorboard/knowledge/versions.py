"""The names of the medicine: of one table as it stands, and of all tables together."""

import re
from collections.abc import Mapping
from typing import Any, Final

__all__ = ["SITE", "is_version", "version_of", "version_of_all"]

SITE: Final = "+site"
"""What the name of all tables ends in where the site sets any of it differently."""
_LONG: Final = 8
_SIGNATURE: Final = ("reviewed_by", "reviewed_on")


def version_of(content: Mapping[str, Any]) -> str:
    """The day on which a table last changed and a digest of what it says, such as `2026-11-28-0a1b2c3d`.

    Who signed it does not change it, and so a signature names what was signed.
    """
    import json

    told = {key: value for key, value in content.items() if key not in _SIGNATURE}
    return f"{content['version']}-{_digest(json.dumps(told, sort_keys=True, default=str))}"


def is_version(text: Any) -> bool:
    """Whether this could be the version of a table."""
    return isinstance(text, str) and re.fullmatch(rf"\d{{4}}-\d\d-\d\d-[0-9a-f]{{{_LONG}}}", text) is not None


def version_of_all(versions: Mapping[str, str], *, of_site: bool) -> str:
    """The last day on which any table changed, a digest of all versions, and `+site` where the site differs."""
    together = "\n".join(f"{name} {version}" for name, version in sorted(versions.items()))
    last = max(version[: len("2026-11-28")] for version in versions.values())
    return f"{last}-{_digest(together)}{SITE if of_site else ''}"


def _digest(text: str) -> str:
    from hashlib import sha256

    return sha256(text.encode()).hexdigest()[:_LONG]
