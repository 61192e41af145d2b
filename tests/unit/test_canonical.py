"""One canonical byte form, and a reader that refuses everything with two readings."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from paritrana_desktop.domain.canonical import NotStrictJson, Plain, encode, fingerprint, parse

VALUES: st.SearchStrategy[Plain] = st.recursive(
    st.none() | st.booleans() | st.integers(-(10**10) + 1, 10**10 - 1) | st.text(st.characters(codec="utf-8")),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(st.characters(codec="utf-8")), inner),
    max_leaves=12,
)


@given(VALUES)
def test_what_is_written_reads_back_and_writes_the_same(value: Plain) -> None:
    data = encode(value)
    assert parse(data) == value
    assert encode(parse(data)) == data


def test_the_order_of_keys_makes_no_difference() -> None:
    assert fingerprint({"b": 1, "a": [True, None]}) == fingerprint({"a": [True, None], "b": 1})
    assert encode({"b": "é", "a": 1}) == '{"a":1,"b":"é"}'.encode()


@pytest.mark.parametrize(
    "data",
    [
        b"NaN",
        b'{"u":Infinity}',
        b"-Infinity",
        b"1e400",
        b"1.0",
        b"1e2",
        b"-0",
        b"9007199254740992",
        b"9223372036854775808",
        b"-9223372036854775809",
        b"10000000000",
        b'{"u":1,"u":9900}',
        b'{"a":{"u":1,"u":1}}',
        b"[" * 100_000,
        b"[" * 100_000 + b"]" * 100_000,
        b'{"a":' * 50_000 + b"1" + b"}" * 50_000,
        b"\xef\xbb\xbf{}",
        "{}".encode("utf-16"),
        '"é"'.encode("latin-1"),
        b'"\x00"',
        b'"\xc0\xaf"',
        b'"\\ud800"',
        b'{"\\udfff":1}',
        b"",
        b"{} {}",
        b"{'a':1}",
        b"[1,]",
    ],
    ids=lambda data: repr(data[:24]),
)
def test_refused(data: bytes) -> None:
    with pytest.raises(NotStrictJson):
        parse(data)


def test_a_pair_of_surrogate_escapes_is_one_character() -> None:
    assert parse(b'"\\ud83d\\ude00"') == "\N{GRINNING FACE}"


@pytest.mark.parametrize("number", [9_999_999_999, -9_999_999_999, 0])
def test_ten_digits_are_allowed(number: int) -> None:
    assert parse(json.dumps(number).encode()) == number
