"""The commands for what comes after a decision: follow-ups one by one, fates, and a case that comes back."""

from typing import Final

from tumorboard.cli.verb import AS_JSON, Verb, option
from tumorboard.domain.vocabulary import FOLLOW_UP_KINDS, LEVELS, NOT_DONE

__all__ = ["VERBS_AFTER"]

_RUN: Final = "tumorboard.cli.following"
_ID: Final = option("id", metavar="ID", help="of the follow-up; see: tumorboard followups")
_ON: Final = option("--on", metavar="DATE", help="the day it happened, else today")
_WORDS: Final = option("--words", metavar="TEXT", help="in words")
_STEP: Final = (_ID, _ON, _WORDS, AS_JSON)


VERBS_AFTER: Final[tuple[Verb, ...]] = (
    Verb(
        "followup plan",
        f"{_RUN}:plan",
        "plan a follow-up of a case; another day than the rules propose gives its reason",
        (
            option("case", metavar="CASE"),
            option("kind", choices=FOLLOW_UP_KINDS),
            option("--on", metavar="DATE", help="such as +12w or 2027-02-24; else the proposed day"),
            option("--owner", metavar="ID", required=True, help="who sees to it"),
            option("--level", choices=LEVELS, metavar="LEVEL"),
            option("--because", metavar="TEXT", help="why it is not the day that is proposed"),
            _WORDS,
            AS_JSON,
        ),
        "one follow-up: plan it, take it further, record what it showed, move it, hand it over, cancel it",
    ),
    Verb(
        "followup proposed",
        "tumorboard.cli.proposals:list_proposed",
        "what the rules of surveillance propose and nobody planned or declined",
        (
            option("--kind", choices=FOLLOW_UP_KINDS, help="only of this kind"),
            option("--meeting", metavar="ID", help="only from decisions of this meeting"),
            AS_JSON,
        ),
    ),
    Verb("followup order", f"{_RUN}:order", "say that a follow-up is ordered", _STEP),
    Verb("followup done", f"{_RUN}:done", "say that a follow-up was done", _STEP),
    Verb("followup read", f"{_RUN}:read", "say that the result of a follow-up was read", _STEP),
    Verb("followup act", f"{_RUN}:act", "say that a follow-up was acted on; nothing more is awaited of it", _STEP),
    Verb(
        "followup result",
        "tumorboard.cli.results:record",
        "record what a follow-up showed, and say whether the case should come back",
        (
            _ID,
            _ON,
            option("--response", choices=("local_control", "progression", "uncertain")),
            option("--pain", metavar="0-10", type=int),
            option("--walking", choices=("independent", "aided", "non_ambulatory")),
            option("--new-deficit", choices=("yes", "no")),
            option("--new-fracture", choices=("yes", "no")),
            option("--level", choices=LEVELS, metavar="LEVEL"),
            option("--sins", metavar="ITEM=VALUE", action="append", help="such as collapse=over_50; several times"),
            _WORDS,
            AS_JSON,
        ),
    ),
    Verb(
        "followup move",
        f"{_RUN}:move",
        "move a follow-up to another day; the day that it had is kept",
        (
            _ID,
            option("--to", metavar="DATE", required=True, help="such as +2w or 2027-02-24"),
            option("--because", metavar="TEXT", required=True),
            AS_JSON,
        ),
    ),
    Verb(
        "followup hand",
        f"{_RUN}:hand",
        "give a follow-up to somebody else",
        (
            _ID,
            option("--to", metavar="PERSON_ID", required=True),
            option("--because", metavar="TEXT", required=True),
            AS_JSON,
        ),
    ),
    Verb(
        "followup cancel",
        f"{_RUN}:cancel",
        "cancel a follow-up; died ends all that is open of the case",
        (_ID, option("--reason", choices=NOT_DONE, required=True), _WORDS, AS_JSON),
    ),
    Verb(
        "followup reinstate",
        f"{_RUN}:reinstate",
        "take back a cancellation, or the last state, that was a mistake",
        (_ID, option("--because", metavar="TEXT", required=True), AS_JSON),
    ),
    Verb(
        "fates",
        "tumorboard.cli.fates:list_fates",
        "decisions of unknown fate, actions that are due or to come, and why decisions were not carried out",
        (option("--days", metavar="N", type=int, default=30, help="unknown for so many days, else 30"), AS_JSON),
    ),
    Verb(
        "fate",
        "tumorboard.cli.fates:settle",
        "say what became of a decision, or of one of its steps",
        (
            option("meeting", metavar="MEETING"),
            option("case", metavar="CASE"),
            option("fate", choices=("done", "partly", "not_done")),
            option("--step", metavar="N", type=int, help="of the decision, counted from 1; else all of it"),
            option("--reason", choices=NOT_DONE, help="needed where not all was done"),
            option("--on", metavar="DATE", help="the day of the treatment"),
            _WORDS,
            AS_JSON,
        ),
    ),
    Verb(
        "relist",
        "tumorboard.cli.fates:relist",
        "put a case on a meeting's list again",
        (
            option("case", metavar="CASE"),
            option("--meeting", metavar="ID", required=True, help="see: tumorboard meetings"),
            option("--because", metavar="TEXT", required=True, help="why it comes back"),
            option("--late-reason", metavar="TEXT", help="why it comes after the meeting's cut-off"),
            AS_JSON,
        ),
    ),
)
