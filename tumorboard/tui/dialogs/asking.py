"""What a sitting has to ask before it can go on, asked in a dialog until there is nothing left to ask."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

from textual.app import App
from textual.widget import AwaitMount

from tumorboard.board.drafting import Offer
from tumorboard.tui.said import Said
from tumorboard.tui.session.clash import Clash
from tumorboard.tui.session.curtain import Curtain
from tumorboard.tui.session.sitting import Sitting

__all__ = ["ask_about_drafts", "ask_whose"]

Told = Callable[[Said], None]


def ask_whose(app: App[Any], sitting: Sitting, clash: Clash, told: Told, curtain: Curtain) -> AwaitMount:
    """Ask whose values stand and save; a newer clash is asked anew. Esc leaves everything as it was."""
    from tumorboard.tui.dialogs.mine_or_theirs import MineOrTheirs

    def answered(dropped: frozenset[str] | None) -> None:
        if dropped is None:
            told(Said(f"{clash.case_id} is NOT saved; your edits wait, Ctrl+S asks again"))
            return
        outcome = sitting.resolve(clash, dropped)
        if isinstance(outcome, Said):
            told(outcome)
        else:
            told(Said("NOT saved: it changed again while you were asked", "error"))
            ask_whose(app, sitting, outcome, told, curtain)

    return app.push_screen(MineOrTheirs(clash, partial(curtain.value, clash.case_id)), answered)


def ask_about_drafts(
    app: App[Any], sitting: Sitting, offers: Sequence[Offer], told: Told, curtain: Curtain
) -> AwaitMount:
    """Ask which drafts to take back and which to dismiss. Esc leaves all of them on disk."""
    from tumorboard.tui.dialogs.which_drafts import WhichDrafts

    def answered(dropped: frozenset[tuple[str, str]] | None) -> None:
        if dropped is None:
            told(Said("your drafts stay as they are and are offered again at the next start"))
        else:
            told(sitting.answer(offers, dropped))

    return app.push_screen(WhichDrafts(offers, sitting.board.history, curtain.value), answered)
