"""Frozen dataclasses to plain JSON values and strictly back: their annotations are the schema.

A field may be `int`, `str`, `bool`, `X | None`, an enum of strings, `Literal[...]`, a `NewType`, `tuple[X, ...]`,
another dataclass, a union of dataclasses told apart by their `kind: Literal[...]`, or `Annotated` with the limits
below. `Free` passes anything through. Unknown and missing fields, wrong types and broken limits are refused, so
the schema also bounds how deep a value can be.
"""

from __future__ import annotations

import dataclasses
import re
import types
import typing
import unicodedata
from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache, lru_cache
from typing import Annotated, Any, Literal, TypeVar, Union, cast

from paritrana_desktop.domain.canonical import Plain
from paritrana_desktop.domain.errors import N_, Refusal

T = TypeVar("T")
Reader = Callable[[Any, str], Any]


class DoesNotFit(Refusal):
    sentence = N_("The content of this file is not as the program writes it, at {place}. It was not used.")


@dataclass(frozen=True, slots=True)
class Within:
    """Limits of an integer, both allowed."""

    least: int
    most: int


@dataclass(frozen=True, slots=True)
class Length:
    """The longest text (in characters) or list (in entries) allowed."""

    most: int


@dataclass(frozen=True, slots=True)
class Shaped:
    """The pattern that the whole text must match."""

    pattern: str


class FreeMark:
    """Marks a field whose content is kept as it is."""


Free = Annotated[Mapping[str, Any], FreeMark()]
Hex = Annotated[str, Shaped("[0-9a-f]{64}")]
Text = Annotated[str, Length(2000)]
_FREE_DEPTH = 8
_TEXT = Length(20_000)
_SHORT = 16
"""The longest text, in characters, of which it is remembered that it fits."""


def to_plain(value: object) -> Plain:
    """`value` (a dataclass, tuple, enum, text, whole number or None) as plain JSON."""
    if isinstance(value, StrEnum):
        return str(value)
    if value is None or isinstance(value, str | int):
        return value
    if isinstance(value, tuple | list):
        return [to_plain(item) for item in value]
    if isinstance(value, Mapping):
        return {str(key): to_plain(item) for key, item in value.items()}
    if dataclasses.is_dataclass(value):
        return {name: to_plain(getattr(value, name)) for name in _names(cast("Hashable", type(value)))}
    raise TypeError(type(value))


def from_plain(kind: type[T], untrusted_value: Plain, place: str = "") -> T:
    """The value of dataclass `kind` that `untrusted_value` describes.

    Raises:
        DoesNotFit: naming the first place that is not as the schema says.
    """
    return cast("T", _reader(cast("Hashable", kind))(untrusted_value, place or kind.__name__))


@cache
def _names(kind: Hashable) -> tuple[str, ...]:
    # What `init` leaves out was worked out of the value and is no part of it.
    return tuple(entry.name for entry in dataclasses.fields(cast("Any", kind)) if entry.init)


@cache
def _reader(annotation: Any) -> Reader:
    origin = typing.get_origin(annotation)
    if origin is Annotated:
        return _annotated(typing.get_args(annotation))
    if isinstance(annotation, typing.NewType):
        return _reader(annotation.__supertype__)
    if origin is Literal:
        return _one_of(frozenset(typing.get_args(annotation)))
    if origin in {Union, types.UnionType}:
        return _union(typing.get_args(annotation))
    if origin is tuple:
        return _list(_reader(typing.get_args(annotation)[0]), None)
    if isinstance(annotation, type) and issubclass(annotation, StrEnum):
        return _enum(annotation)
    if dataclasses.is_dataclass(annotation) and isinstance(annotation, type):
        return _record(annotation)
    plain: dict[Any, Reader] = {int: _integer, str: _text(_TEXT.most, None), bool: _flag}
    return plain[annotation]


def _annotated(arguments: tuple[Any, ...]) -> Reader:
    inner, *limits = arguments
    most: int | None = None
    pattern: str | None = None
    for limit in limits:
        if isinstance(limit, FreeMark):
            return _free
        if isinstance(limit, Within):
            return _bounded(limit)
        if isinstance(limit, Length):
            most = limit.most
        if isinstance(limit, Shaped):
            pattern = limit.pattern
    if typing.get_origin(inner) is tuple:
        return _list(_reader(typing.get_args(inner)[0]), most)
    return _text(most or _TEXT.most, pattern)


def _integer(value: Any, place: str) -> int:
    if type(value) is not int:
        raise DoesNotFit(place=place)
    return value


def _flag(value: Any, place: str) -> bool:
    if type(value) is not bool:
        raise DoesNotFit(place=place)
    return value


def _bounded(limit: Within) -> Reader:
    def read(value: Any, place: str) -> int:
        if type(value) is not int or not limit.least <= value <= limit.most:
            raise DoesNotFit(place=place)
        return value

    return read


def _text(most: int, pattern: str | None) -> Reader:
    matches = re.compile(pattern).fullmatch if pattern else None

    def fits(value: str) -> bool:
        if len(value) > most or "\0" in value or (matches and not matches(value)):
            return False
        # Two spellings of one text would be two digests of one value.
        return value.isascii() or unicodedata.is_normalized("NFC", value)

    # Codes come back thousands of times in one file.
    known = lru_cache(maxsize=1024)(fits)

    def read(value: Any, place: str) -> str:
        if type(value) is not str or not (known(value) if len(value) <= _SHORT else fits(value)):
            raise DoesNotFit(place=place)
        return value

    return read


def _one_of(allowed: frozenset[Any]) -> Reader:
    def read(value: Any, place: str) -> Any:
        if not isinstance(value, str | int) or value not in allowed or isinstance(value, bool):
            raise DoesNotFit(place=place)
        return value

    return read


def _enum(kind: type[StrEnum]) -> Reader:
    members = {str(member): member for member in kind}

    def read(value: Any, place: str) -> StrEnum:
        member = members.get(value) if type(value) is str else None
        if member is None:
            raise DoesNotFit(place=place)
        return member

    return read


def _list(item: Reader, most: int | None) -> Reader:
    def read(value: Any, place: str) -> tuple[Any, ...]:
        if type(value) is not list or (most is not None and len(value) > most):
            raise DoesNotFit(place=place)
        return tuple([item(entry, place) for entry in value])

    return read


def _record(kind: type) -> Reader:
    hints = typing.get_type_hints(kind, include_extras=True)
    names = _names(kind)
    keys = dict.fromkeys(names).keys()
    readers = [(name, _reader(hints[name]), f"{kind.__name__}.{name}") for name in names]

    def read(value: Any, place: str) -> Any:
        if type(value) is not dict or value.keys() != keys:
            raise DoesNotFit(place=place)
        return kind(*[reader(value[name], place) for name, reader, place in readers])

    return read


def _union(options: tuple[Any, ...]) -> Reader:
    optional = type(None) in options
    others = [option for option in options if option is not type(None)]
    if len(others) == 1:
        single = _reader(others[0])
        return lambda value, place: None if value is None else single(value, place)
    by_kind = {_kind(option): _reader(option) for option in others}

    def read(value: Any, place: str) -> Any:
        if value is None and optional:
            return None
        if type(value) is not dict or not isinstance(value.get("kind"), str) or value["kind"] not in by_kind:
            raise DoesNotFit(place=place)
        return by_kind[value["kind"]](value, place)

    return read


def _kind(option: Any) -> str:
    """The one value that the field `kind` of dataclass `option` may have."""
    (kind,) = typing.get_args(typing.get_type_hints(option)["kind"])
    return str(kind)


def _free(value: Any, place: str) -> Mapping[str, Any]:
    if type(value) is not dict or _depth(value) > _FREE_DEPTH:
        raise DoesNotFit(place=place)
    return value


def _depth(value: Any) -> int:
    children = list(value.values()) if isinstance(value, dict) else value if isinstance(value, list) else []
    level, deepest = list(children), 0
    while level and deepest <= _FREE_DEPTH:
        deepest += 1
        level = [
            item
            for entry in level
            if isinstance(entry, dict | list)
            for item in (entry.values() if isinstance(entry, dict) else entry)
        ]
    return deepest
