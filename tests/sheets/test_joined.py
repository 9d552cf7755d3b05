"""Arabic and Persian letters take the form that their neighbours ask for."""

import pytest

from tumorboard.sheets.joined import joined


@pytest.mark.parametrize(
    ("text", "forms"),
    [
        ("Müller", "Müller"),
        ("ا", "\ufe8d"),
        ("بب", "\ufe91\ufe90"),
        ("ببب", "\ufe91\ufe92\ufe90"),
        ("دب", "\ufea9\ufe8f"),
        ("ب ب", "\ufe8f \ufe8f"),
        ("لا", "\ufefb"),
        ("سلام", "\ufeb3\ufefc\ufee1"),
        ("می\u200cرود", "\ufee3\ufbfd\ufead\ufeed\ufea9"),
        ("پچ", "\ufb58\ufb7b"),
        ("مّم", "\ufee3\u0651\ufee2"),
        ("ب\u200d", "\ufe91"),
        ("a\u200cb", "ab"),
    ],
)
def test_letters_are_joined(text: str, forms: str) -> None:
    assert joined(text) == forms
