"""Codes that people type: check characters catch slips, prefixes tell kinds apart."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from paritrana_desktop.domain.codes import (
    ALPHANUMERIC,
    CROCKFORD,
    CodeOfWrongLength,
    MistypedCode,
    OtherKindOfCode,
    Prefix,
    activation_code,
    check_character,
    fingerprint_code,
    nominee_label,
    read_activation_code,
    read_fingerprint_code,
)

BITS = st.integers(0, 2**75 - 1)
DIGEST = "0123456789abcdef" * 4


@given(BITS)
def test_an_activation_code_reads_back_in_any_dress(bits: int) -> None:
    code = activation_code(bits)
    plain = code.replace("-", "")[1:]
    assert len(code) == 21
    assert read_activation_code(code) == plain
    assert read_activation_code(f"  {code.lower().replace('-', ' ')} ") == plain
    assert read_activation_code(plain.replace("0", "O").replace("1", "l")) == plain


@given(BITS, st.integers(0, 15), st.integers(1, 31))
def test_every_single_wrong_character_is_caught(bits: int, position: int, shift: int) -> None:
    code = activation_code(bits).replace("-", "")[1:]
    wrong = CROCKFORD[(CROCKFORD.index(code[position]) + shift) % 32]
    with pytest.raises(MistypedCode):
        read_activation_code(code[:position] + wrong + code[position + 1 :])


def test_the_check_character_is_that_of_the_standard() -> None:
    # ISO/IEC 7064 MOD 11,10 over digits: the worked example 0794 has the check digit 5.
    assert check_character("0794", "0123456789") == "5"


@given(st.text(ALPHANUMERIC, min_size=1, max_size=12))
def test_a_label_with_its_check_character_is_consistent(text: str) -> None:
    check = check_character(text, ALPHANUMERIC)
    assert sum(check_character(text[:-1] + other, ALPHANUMERIC) == check for other in ALPHANUMERIC) == 1


def test_a_printed_number_carries_category_and_check_character() -> None:
    label = nominee_label("KK", "03")
    assert label == f"KK-03-{check_character('KK03', ALPHANUMERIC)}"
    assert label[-1] != nominee_label("PJ", "03")[-1]
    assert nominee_label("K1.A", "3-B").startswith("K1.A-3-B-")


def test_the_wrong_kind_of_code_is_said_so() -> None:
    ballot = fingerprint_code(Prefix.BALLOT, DIGEST)
    with pytest.raises(OtherKindOfCode) as refused:
        read_activation_code(ballot)
    assert refused.value.said.values == {"found": "N", "wanted": "A"}
    with pytest.raises(OtherKindOfCode):
        read_fingerprint_code(ballot, Prefix.RESULT)
    with pytest.raises(OtherKindOfCode):
        read_fingerprint_code(activation_code(1), Prefix.BALLOT)


def test_a_code_of_the_wrong_length_says_how_many_characters_it_has() -> None:
    with pytest.raises(CodeOfWrongLength) as refused:
        read_activation_code("A-7KQF-2M8D")
    assert refused.value.said.values["wanted"] == 16


def test_a_character_outside_the_alphabet_is_mistyped() -> None:
    with pytest.raises(MistypedCode):
        read_activation_code("A-" + "U" * 16)


def test_a_fingerprint_is_the_first_hundred_bits() -> None:
    code = fingerprint_code(Prefix.RESULT, DIGEST)
    value = 0
    for character in code[2:].replace("-", ""):
        value = value * 32 + CROCKFORD.index(character)
    assert value == int(DIGEST, 16) >> 156
    assert read_fingerprint_code(code.lower(), Prefix.RESULT) == code
    assert read_fingerprint_code(code[2:], Prefix.RESULT) == code


@pytest.mark.parametrize("bits", [-1, 2**75])
def test_more_than_75_bits_are_no_activation_code(bits: int) -> None:
    with pytest.raises(ValueError, match=str(bits)):
        activation_code(bits)
