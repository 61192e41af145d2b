"""What a document comes out as: its bytes and the places where it will be signed."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum


class Paper(StrEnum):
    """The sheet that a document is laid out for; F4 is the folio of Indonesian offices, 215 × 330 mm."""

    A4 = "a4"
    F4 = "f4"


@dataclass(frozen=True, slots=True)
class SignatureBox:
    """The place of a drawn signature block, over which a signature field will lie."""

    field: str
    page: int
    """Index of the page, from 0."""
    box: tuple[float, float, float, float]
    """Left, bottom, right, top in points from the page's lower left corner."""


@dataclass(frozen=True, slots=True)
class SignedBy:
    """Who is going to sign a document digitally, as its block says before the signature exists."""

    field: str
    key: str
    """The fingerprint of the signer's key as people compare it, `K-…`."""
    at: dt.datetime | None = None
    """The time that the signer's clock claims, with its zone; None leaves it to the signature itself."""


@dataclass(frozen=True, slots=True)
class Rendered:
    """A finished PDF; `fields` is empty when all its blocks are meant for ink."""

    pdf: bytes
    fields: tuple[SignatureBox, ...] = ()
