"""Putting a person's signature on a finished document."""

from __future__ import annotations

import datetime as dt

from paritrana_desktop.documents.rendered import Rendered
from paritrana_desktop.security import pdf_signature
from paritrana_desktop.security.identity import OwnKey
from paritrana_desktop.security.pdf_signature import Field


def certified(rendered: Rendered, key: OwnKey, at: dt.datetime) -> bytes:
    """The PDF of `rendered`, certified by `key` in its first planned field; as it is if it is meant for ink."""
    if not rendered.fields:
        return rendered.pdf
    fields = [
        Field(
            field.field,
            field.page,
            (round(field.box[0]), round(field.box[1]), round(field.box[2]), round(field.box[3])),
        )
        for field in rendered.fields
    ]
    return pdf_signature.certify(rendered.pdf, fields, key, at)
