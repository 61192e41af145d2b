"""Work that a frozen value does once: the result is kept with the value, and found again without looking at it all."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any, Concatenate, ParamSpec, Protocol, TypeVar, cast


class Keeper(Protocol):
    """A frozen value with a place for what was worked out of it; that is no part of the value."""

    @property
    def kept(self) -> dict[Any, Any]:
        """Method and arguments -> result."""


K = TypeVar("K", bound=Keeper)
P = ParamSpec("P")
R = TypeVar("R")


def once(work: Callable[Concatenate[K, P], R]) -> Callable[Concatenate[K, P], R]:
    """The method `work`, done once for each value and arguments (hashable)."""

    @wraps(work)
    def method(self: K, /, *arguments: P.args, **named: P.kwargs) -> R:
        key = (work.__name__, arguments, *named.items())
        if key not in self.kept:
            self.kept[key] = work(self, *arguments, **named)
        return cast("R", self.kept[key])

    return method
