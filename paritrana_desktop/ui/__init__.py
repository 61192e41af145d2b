"""The windows: the only room that knows Qt."""

from __future__ import annotations

import ctypes
import sys


def _make_constants_immortal() -> None:
    # WORKAROUND: PySide6 6.12.0 hands out None, True and False without counting them, as is right from Python 3.12 on,
    # where they are immortal. On 3.11 every call of Qt that returns nothing takes one away, and after some thousands
    # the interpreter ends with "deallocating None" (6.11.3 is sound). So they get a count that no session uses up,
    # before Qt is first imported. https://bugreports.qt.io/projects/PYSIDE
    for constant in (None, True, False):
        ctypes.c_ssize_t.from_address(id(constant)).value += sys.maxsize // 4


if sys.version_info < (3, 12):
    _make_constants_immortal()
