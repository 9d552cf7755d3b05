"""What a follow-up showed, in words."""

from collections.abc import Callable, Iterator

from tumorboard.domain.followup import Result

__all__ = ["result_parts", "result_said"]


def result_parts(result: Result, words: Callable[[str], str]) -> Iterator[tuple[str, str]]:
    """Label and words of all that was recorded; `words` gives free text as it may be shown."""
    scored = ", ".join(f"{key.replace('_', ' ')} {value.replace('_', ' ')}" for key, value in result.sins if value)
    told = (
        ("on", f"{result.on:%a %d %b %Y}"),
        ("response", (result.response or "").replace("_", " ")),
        ("pain", "" if result.pain is None else f"{result.pain} of 10"),
        ("walking", (result.ambulation or "").replace("_", " ")),
        ("SINS items", scored),
        ("new deficit", _yes(result.new_deficit)),
        ("new fracture", _yes(result.new_fracture)),
        ("in words", words(result.words or "")),
    )
    return ((label, said) for label, said in told if said)


def result_said(result: Result, words: Callable[[str], str]) -> str:
    """All of it on one line."""
    return " · ".join(
        said if label in ("on", "response", "in words") else f"{label} {said}"
        for label, said in result_parts(result, words)
    )


def _yes(value: bool | None) -> str:
    return "" if value is None else "yes" if value else "no"
