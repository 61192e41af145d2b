"""What signing adds to a PDF, decided in one place for writing and for checking: permissions and locks."""

from __future__ import annotations

from pyhanko.sign.fields import FieldMDPAction, FieldMDPSpec, MDPPerm, SigSeedSubFilter
from pyhanko.sign.signers.cms_embedder import SigMDPSetup

DIGEST = "sha256"
SUBFILTER = SigSeedSubFilter.PADES
EVERYTHING = FieldMDPSpec(FieldMDPAction.ALL)
NO_CHANGES = MDPPerm.NO_CHANGES


def closes(position: int, count: int) -> bool:
    """Whether the signature at `position` (from 0) of `count` is the last of several: it locks every field."""
    return position == count - 1 and count > 1


def permissions(position: int, count: int) -> SigMDPSetup:
    """What the signature at `position` of `count` allows afterwards.

    The first certifies: no changes (P1) if it is alone, else signatures in the planned fields (P2). The last of
    several allows no changes. Those between say nothing of their own.
    """
    certify = position == 0
    level = None
    if certify:
        level = NO_CHANGES if count == 1 else MDPPerm.FILL_FORMS
    elif closes(position, count):
        level = NO_CHANGES
    lock = EVERYTHING if closes(position, count) else None
    return SigMDPSetup(md_algorithm=DIGEST, certify=certify, field_lock=lock, docmdp_perms=level)
