"""How a panel member's name stands in a document: titles, post, rank and NIP by the kind of document.

Permendagri 1/2023, article 44: decrees bear names without academic titles; officials other than the governor, the
deputy governor and the provincial secretary add rank and NIP; acting heads do not. Members from outside have no NIP.
"""

from __future__ import annotations

import re
from enum import StrEnum

from paritrana_desktop.domain.panel import Juror


class Form(StrEnum):
    """The kind of document that a name stands in."""

    MINUTES = "minutes"
    """Minutes, score sheets, lists and letters: with titles."""
    DECREE = "decree"
    """Decisions and decrees: without titles."""


_WITHOUT_NUMBER = re.compile(r"(wakil )?gubernur\b|sekretaris daerah( provinsi\b.*)?$", re.IGNORECASE)


def name(juror: Juror, form: Form) -> str:
    """The name as `form` prints it."""
    return juror.with_titles() if form is Form.MINUTES else juror.name


def post(juror: Juror) -> str:
    """The post with its acting form: `Plt. Kepala Dinas Contoh`; empty if no post is known."""
    acting = juror.acting.strip().rstrip(".")
    return f"{acting}. {juror.post}" if acting and juror.post else juror.post


def office(juror: Juror) -> str:
    """Post and agency, the agency only where the post does not name it already."""
    held, known = post(juror), set(re.findall(r"\w+", juror.post.casefold()))
    agency = re.findall(r"\w+", juror.agency.casefold())
    if held and 2 * sum(word in known for word in agency) >= len(agency):
        return held
    return ", ".join(part for part in (held, juror.agency) if part)


def service_lines(juror: Juror) -> tuple[str, ...]:
    """Rank and NIP, a line each, for those who print them below their names."""
    if not juror.nip.strip() or juror.acting.strip() or _WITHOUT_NUMBER.match(juror.post.strip()):
        return ()
    return tuple(line for line in (juror.rank.strip(), f"NIP {juror.nip.strip()}") if line)
