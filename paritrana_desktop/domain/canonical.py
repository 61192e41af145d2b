"""One canonical byte form of a value, and its fingerprint.

The form is JSON (RFC 8259) with keys sorted by code point, no white space, UTF-8 without escapes other than those
JSON demands, and no number other than an integer of at most ten digits; for such values it is what RFC 8785
prescribes. `parse` reads foreign bytes and refuses everything that has two readings.
"""

from __future__ import annotations

import hashlib
import json
from typing import NoReturn, TypeAlias

from paritrana_desktop.domain.errors import N_, Refusal, Sentence

Plain: TypeAlias = "dict[str, Plain] | list[Plain] | str | int | bool | None"
"""What JSON can hold here: no floats."""

_DIGITS = 10


class NotStrictJson(Refusal):
    sentence = N_("The content of this file is not in the form that the program writes ({reason}). It was not used.")


def encode(value: Plain) -> bytes:
    """The canonical bytes of `value`."""
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False).encode()


def digest(data: bytes) -> str:
    """SHA-256 of `data`, 64 lower-case hexadecimal digits."""
    return hashlib.sha256(data).hexdigest()


def fingerprint(value: Plain) -> str:
    """SHA-256 of the canonical bytes of `value`, hexadecimal."""
    return digest(encode(value))


def parse(untrusted_data: bytes) -> Plain:
    """The value in `untrusted_data`, which must be strict JSON.

    Raises:
        NotStrictJson: for a BOM or anything but UTF-8, duplicate keys, NaN, infinities, fractions, exponents, `-0`,
            integers over ten digits, lone surrogates, and nesting too deep to read.
    """
    try:
        untrusted_text = untrusted_data.decode("utf-8")
        value: Plain = json.loads(
            untrusted_text,
            object_pairs_hook=_object,
            parse_int=_integer,
            parse_float=_no_fraction,
            parse_constant=_no_constant,
        )
        # An escape such as \ud800 passes the reader but stands for no character; only an escape can.
        if "\\u" in untrusted_text:
            json.dumps(value, ensure_ascii=False).encode()
    except UnicodeDecodeError:
        raise NotStrictJson(reason=Sentence(N_("not UTF-8"))) from None
    except UnicodeEncodeError:
        raise NotStrictJson(reason=Sentence(N_("half a character"))) from None
    except RecursionError:
        raise NotStrictJson(reason=Sentence(N_("nested too deeply"))) from None
    except json.JSONDecodeError:
        raise NotStrictJson(reason=Sentence(N_("not JSON"))) from None
    return value


def _object(pairs: list[tuple[str, Plain]]) -> dict[str, Plain]:
    value = dict(pairs)
    if len(value) != len(pairs):
        raise NotStrictJson(reason=Sentence(N_("an entry stands twice")))
    return value


def _integer(text: str) -> int:
    if text == "-0" or len(text.removeprefix("-")) > _DIGITS:
        raise NotStrictJson(reason=Sentence(N_("a number is out of range")))
    return int(text)


def _no_fraction(_text: str) -> NoReturn:
    raise NotStrictJson(reason=Sentence(N_("a number is not whole")))


def _no_constant(_text: str) -> NoReturn:
    raise NotStrictJson(reason=Sentence(N_("a number is not a number")))
