"""Walking that is not recorded, of a patient of whom other facts say that it is lost."""

from typing import Final

from tumorboard.domain.case import Neurology

__all__ = ["walking_in_doubt"]

_WITHOUT_MOTION: Final = ("A", "B")


def walking_in_doubt(state: Neurology) -> str:
    """What says that a patient cannot walk of whom walking is not recorded, in words; empty where nothing does.

    The sign `unable_to_walk` is read from walking alone and stays unknown: a person has to record it (source page,
    Emergency Malignant Spinal Cord Compression; Frankel 1969 and ASIA: A and B have no motor function).
    """
    if state.ambulation is not None:
        return ""
    said = {
        "the time when walking was lost": state.walking_lost is not None,
        "hours not walking": bool(state.non_ambulatory_hours),
        "complete loss": state.complete_loss is True,
        f"Frankel {state.frankel}": state.frankel in _WITHOUT_MOTION,
        f"ASIA {state.asia}": state.asia in _WITHOUT_MOTION,
    }
    return ", ".join(words for words, is_so in said.items() if is_so)
