"""What is on the screen, as text; and the T8 case that the tests share."""

import re
from itertools import groupby
from typing import Any, Final

from textual import events
from textual.app import App
from textual.keys import _character_to_key
from textual.pilot import Pilot

from tests.lesions import SINS_9_AT_T8

__all__ = ["T8_RENAL", "press", "screen_text", "standing", "words_of"]

_WORD: Final = 4
"""Letters from which on they are a word."""
T8_RENAL: dict[str, Any] = {
    "id": "TB-0142",
    "patient": {"age": 63, "sex": "female", "family_name": "Example", "given_name": "Vera"},
    "question": "Stabilize before SBRT?",
    "patient_goals": ["mobility"],
    "primary": {"histology": "renal_cell"},
    "neurology": {"myelopathy": True, "progression": "rapid", "suspected": "2026-11-23T22:40+00:00"},
    "lesions": [
        {
            "level": "T8",
            "index": True,
            "escc": "2",
            "previous_radiotherapy": False,
            "sins": SINS_9_AT_T8,
        },
        {"level": "L2", "escc": "0"},
    ],
}


def screen_text(app: App[Any]) -> str:
    """Every line of the screen as it is drawn, without colours. The one place that uses Textual's compositor."""
    strips = app.screen._compositor.render_strips()
    return "\n".join(strip.text.rstrip() for strip in strips) + "\n"


async def press(pilot: Pilot[None], *keys: str) -> str:
    """Press keys one after another, words as fast as a line brings them, and read the screen."""
    for is_letter, group in groupby(keys, lambda key: len(key) == 1):
        pressed = list(group)
        if is_letter and len(pressed) >= _WORD:
            for letter in pressed:
                pilot.app.post_message(events.Key(_character_to_key(letter), letter))
            await pilot.pause()
        else:
            await pilot.press(*pressed)
    await pilot.pause()
    return screen_text(pilot.app)


def words_of(shown: str, columns: slice) -> str:
    """What stands in some columns of the screen, as running text."""
    return " ".join(" ".join(line[columns] for line in shown.splitlines()).split())


def standing(shown: str) -> list[int]:
    """The numbers of the rows of the NOMS table that the screen marks as those that stand."""
    return sorted(map(int, re.findall(r"■ ?(\d+) ", shown)))
