"""A code while it is being typed: in groups of four as the letter prints it, whatever was typed or pasted."""

from __future__ import annotations

_GROUP = 4
_BODY = 16
_ACTIVATION = "A"
_DASHES = str.maketrans("", "", "-\N{EN DASH}\N{MINUS SIGN} \t\r\n")


def grouped(typed: str) -> str:
    """`typed` in capitals and groups of four; a first letter stands alone once a dash or the length shows it as one."""
    text = typed.strip().upper()
    body = text.translate(_DASHES)
    has_prefix = text[1:2] == "-" and body[:1].isalpha()
    # Typed without any dash, the letter of the kind can be told from the code only by the length.
    if not has_prefix and len(body) == _BODY + 1 and body[0] == _ACTIVATION:
        has_prefix = True
    prefix, rest = (body[:1], body[1:]) if has_prefix else ("", body)
    groups = [rest[start : start + _GROUP] for start in range(0, len(rest), _GROUP)]
    return "-".join([prefix, *groups] if prefix and groups else ([f"{prefix}-"] if prefix else groups))


def regrouped(typed: str, cursor: int) -> tuple[str, int]:
    """`typed` in groups, and where the cursor goes: behind the same character as before."""
    before = len(typed[:cursor].translate(_DASHES))
    text = grouped(typed)
    if cursor >= len(typed):
        return text, len(text)
    place = 0
    while before and place < len(text):
        before -= text[place] != "-"
        place += 1
    return text, place
