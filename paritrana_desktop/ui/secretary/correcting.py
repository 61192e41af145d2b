"""The question that corrects one text of the plan."""

from __future__ import annotations

from typing import Any

from paritrana_desktop.domain.plan import Plan
from paritrana_desktop.services import preparation
from paritrana_desktop.services.changes import Changes
from paritrana_desktop.texts import _
from paritrana_desktop.ui.presenters.secretary_corrections import corrected, text_of
from paritrana_desktop.ui.secretary.loaded_page import LoadedPage
from paritrana_desktop.ui.shared.dialogs import ask_text


def correct(
    page: LoadedPage[Any], plan: Plan, subject: str, label: str, *, after_issuing: bool, warning: str = ""
) -> None:
    """Ask for the text of `subject` and make it part of the plan; `warning` says what else follows from it."""
    parts = [_("The old and the new text are kept in the audit log.")]
    if after_issuing:
        parts.append(_("Packages are out: the correction takes effect when they are issued again, as a new revision."))
        parts.append(warning)
    old = text_of(plan, subject)
    typed = ask_text(
        page,
        _("Correct: {field}").format(field=label),
        " ".join(filter(None, parts)),
        _("Save the correction"),
        label=label,
        start=old,
        parse=lambda typed: corrected(plan, subject, typed),
    )
    if typed is None or " ".join(typed.split()) == old:
        return
    change = corrected(plan, subject, typed)

    def done(changes: Changes) -> None:
        page.notice.tell(_("{field} was corrected.").format(field=label))
        page.changed(changes)

    desk = page.session.desk
    page.change(lambda _progress: preparation.correct(desk, change.subject, change.old, change.new, change.plan), done)
