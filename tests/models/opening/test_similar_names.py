"""Names on payments that are like the names of payers: which pairs are compared, and which are alike."""

from __future__ import annotations

import pytest

from tests.models.running import columns, run_model

MARKS = "mark_kind  mark  families  group_id  payer_id\n"


def pairs(name: str, *marks: str, **given: str) -> list[str]:
    """The marks that a name is compared with."""
    known = "".join(f"name  {mark}  1  G1  P1\n" for mark in marks)
    found = run_model(
        "name_pairs",
        unknown_payments=f"company_code  payment_id  name_text\nC1  B1  {name}",
        payer_marks=MARKS + known,
        **given,
    )
    return sorted(row["mark"] for row in found)


@pytest.mark.parametrize(
    ("name", "mark", "is_compared"),
    [
        pytest.param("NORTH FOODS", "SOUTH FOODS", True, id="a word in common"),
        pytest.param("ABC TRADING", "ABC MILLS", True, id="a word of three letters in common"),
        pytest.param("AB TRADING", "XY AB MILLS", False, id="a word of two letters in common"),
        pytest.param("BRIGHT", "BRIGXX YARN", True, id="the same four letters at the beginning"),
        pytest.param("BRIGHT", "BRIXX YARN", False, id="three letters at the beginning"),
        pytest.param("NORTHFOOD", "WESTFOOD", True, id="the same four letters at the end"),
        pytest.param("NORTHFOOD", "WESTGOOD", False, id="three letters at the end"),
        pytest.param("ACMEX", "ACMEX", True, id="a name of five letters"),
        pytest.param("ACME", "ACME", False, id="a name of four letters"),
        pytest.param("A" * 300, "A" * 300, True, id="the longest name"),
        pytest.param("A" * 301, "A" * 300, False, id="a longer name"),
        pytest.param("A" * 300, "A" * 301, False, id="a longer name of a payer"),
    ],
)
def test_which_names_are_compared(name: str, mark: str, is_compared: bool) -> None:
    assert pairs(name, mark) == ([mark] if is_compared else [])


def test_accounts_are_not_compared_with_names() -> None:
    unknown = "company_code  payment_id  name_text\nC1  B1  NORTH FOODS"

    assert (
        run_model(
            "name_pairs", unknown_payments=unknown, payer_marks=MARKS + "account  NORTH FOODS  1  G1  P1"
        )
        == []
    )


def test_a_payment_whose_payer_is_evident_is_not_compared() -> None:
    evident = "company_code  payment_id  source  payer_id\n"

    assert pairs("NORTH FOODS", "SOUTH FOODS", evident_payers=evident + "C1  B1  account  P9") == []
    assert pairs("NORTH FOODS", "SOUTH FOODS", evident_payers=evident + "C2  B1  account  P9") == [
        "SOUTH FOODS"
    ]


def test_a_word_of_more_than_a_hundred_names_tells_nobody_apart() -> None:
    hundred = [f"FOODS {n:03}QX" for n in range(100)]

    assert len(pairs("NORTH FOODS", *hundred)) == 100
    assert pairs("NORTH FOODS", *hundred, "FOODS WEST") == []
    many = [f"NORT{n:03} QQ{n:03}" for n in range(101)]
    assert pairs("NORTHERN FOODS", *many, "NORTHERNMILLS") == ["NORTHERNMILLS"]


def test_words_at_the_same_place_are_compared_as_written_and_in_order() -> None:
    found = run_model("word_pairs", name_pairs="name  mark\nFOODS NORTH  NORD FOOD\nONE  TWO WORDS")

    assert sorted(columns(found, "word", "other")) == [
        ("FOODS", "FOOD"),
        ("FOODS", "NORD"),
        ("NORTH", "FOOD"),
        ("NORTH", "NORD"),
    ]


def alike(words: str, marks: str, *compared: tuple[str, str]) -> list[tuple[object, ...]]:
    pairs = "name  mark\n" + "".join(f"{name}  {mark}\n" for name, mark in compared)
    found = run_model(
        "similar_names",
        name_pairs=pairs,
        word_similarities=f"word  other  similarity\n{words}",
        payer_marks=MARKS + marks,
    )
    return columns(found, "name", "payer_id")


SLIP, MARK = ("BRIGHTON FOODS", "BRIGHTEN FOODS"), "name  BRIGHTEN FOODS  1  G1  P1\n"
WORDS = "BRIGHTON  BRIGHTEN  88\nFOODS  FOODS  100\n"


def test_a_slip_in_a_word_is_the_same_name() -> None:
    assert alike(WORDS, MARK, SLIP) == [("BRIGHTON FOODS", "P1")]


def test_words_in_another_order_are_the_same_name() -> None:
    assert alike(WORDS, MARK, ("FOODS BRIGHTON", "BRIGHTEN FOODS")) == [("FOODS BRIGHTON", "P1")]
    assert alike(
        WORDS + "ZEN  ZENS  86\nSTORES  STORES  100\n",
        "name  STORES ZENS  1  G1  P1",
        ("STORES ZEN", "STORES ZENS"),
    ) == [("STORES ZEN", "P1")]


def test_a_name_of_fewer_words_is_not_compared_word_by_word() -> None:
    assert (
        alike("BRIGHTON  BRIGHTEN  88\n", "name  BRIGHTEN FOODS  1  G1  P1", ("BRIGHTON", "BRIGHTEN FOODS"))
        == []
    )


@pytest.mark.parametrize(
    ("similarity", "first", "second", "is_alike"),
    [
        pytest.param(80, "ABCDE", "FGHIJ", True, id="80 and 100 of five letters each: 90 in all"),
        pytest.param(80, "ABCDEX", "FGHIJ", False, id="80 of six and 100 of five: less than 90"),
        pytest.param(79, "ABCDE", "FGHIJKLMNOPQRST", False, id="a word that changes more than a little"),
        pytest.param(80, "ABCDE", "FGHIJKLMNOPQRST", True, id="a word that changes a little"),
        pytest.param(90, "ABCD1", "FGHIJ", False, id="a number that changes is another"),
        pytest.param(100, "ABCD1", "FGHIJ", True, id="a number that stays"),
    ],
)
def test_how_alike_words_must_be(similarity: int, first: str, second: str, is_alike: bool) -> None:
    other = first if similarity == 100 else first[:-1] + "2"
    if similarity != 100 and not first.endswith("1"):
        other = first[:-1] + "Z"
    words = f"{first}  {other}  {similarity}\n{second}  {second}  100\n"

    found = alike(words, f"name  {other} {second}  1  G1  P1", (f"{first} {second}", f"{other} {second}"))
    assert len(found) == int(is_alike)


@pytest.mark.parametrize(
    ("name", "mark", "is_alike"),
    [
        pytest.param(
            "BRIGHTON FOODS N", "BRIGHTON FOODS NORTH", True, id="cut off by the bank after 16 characters"
        ),
        pytest.param(
            "BRIGHTON FOODSN", "BRIGHTON FOODSNO", False, id="15 characters may be cut off anything"
        ),
        pytest.param("BRIGH FOOD LEEDS", "BRIGH FOOD", True, id="with a place behind it"),
        pytest.param("BRIG FOOD LEEDS", "BRIG FOOD", False, id="a short name with a place behind it"),
        pytest.param(
            "BRIGHTONFOODS LEEDS", "BRIGHTONFOODS", False, id="a name of one word with another behind it"
        ),
        pytest.param("BRIGH FOODS", "BRIGH FOOD", False, id="letters behind it are no place"),
        pytest.param("BRIGHFOODLTD", "BRIGH FOOD", True, id="blanks lost before the legal form"),
        pytest.param("BRIGFOODLTD", "BRIG FOOD", False, id="blanks lost in a short name"),
        pytest.param("BRIGHFOODXYZ", "BRIGH FOOD", False, id="blanks lost before what is no legal form"),
    ],
)
def test_names_that_are_cut_or_run_together(name: str, mark: str, is_alike: bool) -> None:
    assert alike("", f"name  {mark}  1  G1  P1", (name, mark)) == ([(name, "P1")] if is_alike else [])


CUT_WORDS = "FOODS  FOODS  100\nN  N  100\nBRIGHTON  BRIGHTON  100\nN  NORTH  33\n"


def test_a_name_like_those_of_two_families_is_nobodys() -> None:
    cut = ("BRIGHTON FOODS N", "BRIGHTON FOODS NORTH")
    other = (cut[0], "BRIGHTEN FOODS N")
    marks = "name  BRIGHTON FOODS NORTH  1  G1  P1\nname  BRIGHTEN FOODS N  1  G2  P2\n"
    words = CUT_WORDS + "BRIGHTON  BRIGHTEN  {}\n"

    assert alike(words.format(82), marks, cut, other) == [(cut[0], "P1")]  # 95 against 89, which is no slip
    assert alike(words.format(83), marks, cut, other) == [(cut[0], "P1")]  # 95 against 90
    assert alike(words.format(85), marks, cut, other) == []  # 95 against 91
    assert alike(words.format(85), marks.replace("G2", "G1"), cut, other) == [(cut[0], "P1")]


def test_the_most_alike_family_wins_though_another_comes_first() -> None:
    cut = ("BRIGHTON FOODS N", "BRIGHTON FOODS NORTH")
    marks = "name  BRIGHTON FOODS NORTH  1  G2  P2\nname  BRIGHTEN FOODS N  1  G1  P1\n"

    assert alike(CUT_WORDS + "BRIGHTON  BRIGHTEN  83\n", marks, cut, (cut[0], "BRIGHTEN FOODS N")) == [
        (cut[0], "P2")
    ]


def test_a_name_that_two_families_bear_is_nobodys() -> None:
    assert alike(WORDS, MARK.replace("1  G1", "2  G1"), SLIP) == []
    assert alike(WORDS, MARK.replace("name", "account"), SLIP) == []
