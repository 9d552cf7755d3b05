"""What stands in for a module does so within, and never for one that is there."""

import sys
from types import ModuleType

import pytest

from tumorboard.standing_in import standing_in


def test_it_is_found_within_and_the_module_itself_afterwards(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delitem(sys.modules, "colorsys", raising=False)
    stand_in = ModuleType("colorsys")
    with standing_in("colorsys", stand_in):
        import colorsys

        assert colorsys is stand_in
    import colorsys

    assert colorsys.rgb_to_hsv(0, 0, 0) == (0.0, 0.0, 0)


def test_with_none_nothing_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delitem(sys.modules, "colorsys", raising=False)
    with standing_in("colorsys", None), pytest.raises(ImportError):
        import colorsys  # noqa: F401
    assert "colorsys" not in sys.modules


def test_what_is_there_stays() -> None:
    there = sys.modules["pytest"]
    with standing_in("pytest", None):
        assert sys.modules["pytest"] is there
    assert sys.modules["pytest"] is there
