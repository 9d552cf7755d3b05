"""Agreement: the published examples of Cohen's and Fleiss' kappa, unequal raters, and where kappa is not defined."""

from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tumorboard.clinical.agreement import Kappa, cohen, fleiss, meeting_agreement

# Fleiss 1971, table 1: 30 patients, 6 psychiatrists; depression, personality disorder, schizophrenia, neurosis, other.
PSYCHIATRISTS = """
    00060 03003 01401 00006 03030 20400 00402 20310 20040 00006 10050 11040 03300 10050 02031
    00501 30012 51000 02040 10203 00006 01050 02013 20040 10041 05010 40002 02040 10500 00006
"""
# The usual example of ten subjects, fourteen raters and five categories.
FOURTEEN_RATERS = [
    (0, 0, 0, 0, 14), (0, 2, 6, 4, 2), (0, 0, 3, 5, 6), (0, 3, 9, 2, 0), (2, 2, 8, 1, 1),
    (7, 7, 0, 0, 0), (3, 2, 6, 3, 0), (2, 5, 3, 2, 2), (6, 5, 2, 1, 0), (0, 2, 2, 3, 7),
]  # fmt: skip

ratings = st.lists(
    st.dictionaries(st.sampled_from("abcdef"), st.sampled_from(["surgery", "radiotherapy", "neither"]), max_size=6),
    max_size=8,
)


def rated(counts: tuple[int, ...]) -> dict[str, str]:
    """One subject, from how many raters chose each category; who chose what does not matter."""
    chosen = [str(category) for category, count in enumerate(counts) for _ in range(count)]
    return {f"rater {number}": category for number, category in enumerate(chosen)}


def two(first: str, second: str, times: int) -> list[dict[str, str]]:
    return [{"a": first, "b": second}] * times


def test_fleiss_own_example_gives_his_kappa() -> None:
    found = meeting_agreement([rated(tuple(map(int, row))) for row in PSYCHIATRISTS.split()])
    assert (found.method, found.subjects, found.ratings) == ("fleiss", 30, 180)
    assert found.value == pytest.approx(0.430, abs=0.0005)


def test_the_example_of_fourteen_raters_gives_its_kappa() -> None:
    found = meeting_agreement([rated(counts) for counts in FOURTEEN_RATERS])
    assert found.value == pytest.approx(0.210, abs=0.0005)
    assert (found.subjects, found.ratings) == (10, 140)


def test_cohens_kappa_of_a_table_of_two_raters() -> None:
    table = [*two("yes", "yes", 20), *two("yes", "no", 5), *two("no", "yes", 10), *two("no", "no", 15)]
    found = meeting_agreement(table)
    assert (found.method, found.subjects, found.ratings) == ("cohen", 50, 100)
    assert found.value == pytest.approx(0.4)


def test_two_who_always_disagree_in_halves_reach_minus_one() -> None:
    assert meeting_agreement([*two("x", "y", 3), *two("y", "x", 3)]).value == pytest.approx(-1)


def test_the_same_two_raters_are_judged_by_cohen_and_changing_pairs_by_fleiss() -> None:
    same = [{"a": "x", "b": "x"}, {"b": "y", "a": "x"}]
    assert meeting_agreement(same).method == "cohen"
    assert meeting_agreement([*same, {"a": "x", "c": "x"}]).method == "fleiss"


def test_a_case_with_one_rating_does_not_count() -> None:
    table = [{"a": "x", "b": "x"}, {"a": "y", "b": "x"}]
    assert meeting_agreement([*table, {"a": "x"}, {"c": "y"}, {}]) == meeting_agreement(table)


def test_unequal_numbers_of_raters_by_hand() -> None:
    """p_a = (1 + 1/3 + 0) / 3; shares of x (1 + 2/3 + 1/2) / 3 and of y the rest."""
    found = fleiss([{"a": "x", "b": "x"}, {"a": "x", "b": "x", "c": "y"}, {"b": "x", "c": "y"}])
    share = (1 + 2 / 3 + 1 / 2) / 3
    by_chance = share**2 + (1 - share) ** 2
    assert found.value == pytest.approx((4 / 9 - by_chance) / (1 - by_chance))
    assert (found.subjects, found.ratings) == (3, 7)


@pytest.mark.parametrize(
    "table",
    [[], [{}], [{"a": "x"}, {"b": "x"}], [{"a": "x", "b": "y"}], [{"a": "x", "b": "x"}] * 5,
     [{"a": "x", "b": "x", "c": "x"}, {"a": "x", "c": "x"}]],
    ids=["no case", "no rating", "one rating each", "one case", "one category, two raters", "one category"],
)  # fmt: skip
def test_kappa_that_is_not_defined_is_said_to_be_none(table: list[dict[str, str]]) -> None:
    found = meeting_agreement(table)
    assert found.value is None
    assert found.text.startswith("n/a (")


def test_the_text_names_method_value_and_numbers() -> None:
    assert Kappa("fleiss", 0.4302, 30, 180).text == "Fleiss' kappa 0.43 (30 cases, 180 ratings)"
    assert Kappa("cohen", -1.0, 2, 4).text == "Cohen's kappa -1.00 (2 cases, 4 ratings)"
    assert Kappa("fleiss", None, 1, 3).text == "n/a (1 case, 3 ratings)"


def test_cohen_refuses_a_third_rater() -> None:
    with pytest.raises(ValueError, match="not for 3"):
        cohen([{"a": "x", "b": "x", "c": "x"}, {"a": "x", "b": "y", "c": "x"}])


@given(ratings)
def test_kappa_is_between_minus_one_and_one(table: list[dict[str, str]]) -> None:
    value = meeting_agreement(table).value
    assert value is None or -1 <= value <= 1


@given(ratings)
def test_kappa_is_one_exactly_when_all_agree(table: list[dict[str, str]]) -> None:
    found = meeting_agreement(table)
    if found.value is not None:
        assert (found.value == 1) == all(len(set(each.values())) <= 1 for each in table if len(each) > 1)


@given(ratings, st.randoms(use_true_random=False))
def test_neither_the_order_of_cases_nor_the_names_of_categories_matter(
    table: list[dict[str, str]], random: Random
) -> None:
    shuffled = list(table)
    random.shuffle(shuffled)
    renamed = [{rater: f"{category}!" for rater, category in each.items()} for each in shuffled]
    assert meeting_agreement(renamed) == meeting_agreement(table)
