"""The two ends of the pipe to the limited child: a JSON head and byte blobs, each with its length before it."""

from __future__ import annotations

import json
import struct
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import IO, Any

from paritrana_desktop.domain.errors import ParitranaError, Said, Sentence

HIDDEN_ARGUMENT = "--read-untrusted"
_LENGTH = struct.Struct(">Q")
_LARGEST = 1 << 30


@dataclass(frozen=True, slots=True)
class Parcel:
    """One question or one answer."""

    head: Mapping[str, Any]
    blobs: Sequence[bytes] = ()


def send(stream: IO[bytes], parcel: Parcel) -> None:
    """Write `parcel` to `stream` and flush it."""
    head = json.dumps({"head": parcel.head, "blobs": len(parcel.blobs)}).encode()
    for part in (head, *parcel.blobs):
        stream.write(_LENGTH.pack(len(part)))
        stream.write(part)
    stream.flush()


def receive(stream: IO[bytes]) -> Parcel:
    """The next parcel on `stream`; EOFError when the other end is gone, or talks nonsense."""
    try:
        value = json.loads(_part(stream))
        return Parcel(value["head"], [_part(stream) for _ in range(value["blobs"])])
    except (ValueError, KeyError, TypeError):
        raise EOFError from None


def _part(stream: IO[bytes]) -> bytes:
    (length,) = _LENGTH.unpack(_exactly(stream, _LENGTH.size))
    if length > _LARGEST:
        raise EOFError
    return _exactly(stream, length)


def _exactly(stream: IO[bytes], length: int) -> bytes:
    data = stream.read(length)
    if len(data) != length:
        raise EOFError
    return data


def plain_refusal(refusal: ParitranaError) -> dict[str, Any]:
    """A refusal as JSON: its class's name and its sentence with the values."""
    return {"refused": type(refusal).__name__, "said": plain_sentence(refusal.said)}


def plain_sentence(sentence: Sentence) -> dict[str, Any]:
    """A sentence as JSON."""
    values = {
        name: plain_sentence(value) if isinstance(value, Sentence) else value for name, value in sentence.values.items()
    }
    return {"text": sentence.text, "values": values}


def sentence_from(plain: Mapping[str, Any]) -> Sentence:
    """The sentence that `plain_sentence` wrote."""
    values: dict[str, Said] = {
        str(name): sentence_from(value) if isinstance(value, dict) else value if isinstance(value, int) else str(value)
        for name, value in plain["values"].items()
    }
    return Sentence(str(plain["text"]), values)
