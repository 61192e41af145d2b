"""The sheets Tim Penilai and Konflik: the panel, its phones, and its conflicts of interest."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from paritrana_desktop.domain.errors import N_
from paritrana_desktop.domain.panel import Interest, InterestKind, Juror, Role, Status
from paritrana_desktop.domain.plan import SpecialAward
from paritrana_desktop.exchange.workbook.nominees import Contests, category_of
from paritrana_desktop.exchange.workbook.row import Row
from paritrana_desktop.exchange.workbook.values import folded, mixes_scripts

MOST_NAME = 200
_ROLES = {
    "anggota": Role.MEMBER,
    "member": Role.MEMBER,
    "ketua": Role.CHAIR,
    "chair": Role.CHAIR,
    "wakil ketua": Role.DEPUTY,
    "deputy": Role.DEPUTY,
    "sekretaris": Role.SECRETARY,
    "secretary": Role.SECRETARY,
    "operator": Role.OPERATOR,
}
_STATUS = {
    "tetap": Status.REGULAR,
    "regular": Status.REGULAR,
    "pengganti": Status.SUBSTITUTE,
    "substitute": Status.SUBSTITUTE,
    "delegasi": Status.DELEGATE,
    "delegate": Status.DELEGATE,
    "magang": Status.TRAINEE,
    "trainee": Status.TRAINEE,
}
_KINDS = {
    "aktual": InterestKind.ACTUAL,
    "actual": InterestKind.ACTUAL,
    "potensial": InterestKind.POTENTIAL,
    "potential": InterestKind.POTENTIAL,
}
_WITHOUT_A_VOTE = {Status.DELEGATE, Status.TRAINEE}


@dataclass(frozen=True, slots=True)
class Contact:
    """How a member of the panel is called by phone; stays in the workspace."""

    juror: str
    phone: str


def read_panel(rows: Sequence[Row], contests: Contests) -> tuple[tuple[Juror, ...], tuple[Contact, ...]]:
    """The members in the order of the sheet, and their phones."""
    jurors: dict[str, Juror] = {}
    lines: dict[str, Row] = {}
    contacts: list[Contact] = []
    names: dict[str, int | None] = {}
    for row in rows:
        juror = _juror(row, contests)
        phone = row.text("phone", 100)
        if not juror.code:
            continue
        if juror.code in jurors:
            row.fault(
                "code",
                N_("The code {code} stands twice (also in row {row})."),
                code=juror.code,
                row=lines[juror.code].line or 0,
            )
            continue
        name = folded(juror.name)
        if name in names:
            row.warn(
                "name",
                N_("“{name}” resembles the name in row {row}. Is it another person?"),
                name=juror.name,
                row=names[name] or 0,
            )
        names.setdefault(name, row.line)
        jurors[juror.code], lines[juror.code] = juror, row
        if phone:
            contacts.append(Contact(juror.code, phone))
    for code, juror in jurors.items():
        if juror.replaces and (juror.replaces not in jurors or juror.replaces == code):
            lines[code].fault("replaces", N_("There is no other member {code} to be replaced."), code=juror.replaces)
    if rows and not any(juror.scores for juror in jurors.values()):
        rows[0].fault("scores", N_("Nobody in the panel gives marks (Menilai)."))
    if rows and not any(juror.role is Role.CHAIR for juror in jurors.values()):
        rows[0].warn("role", N_("The panel has no chair (ketua)."))
    return tuple(jurors.values()), tuple(contacts)


def _juror(row: Row, contests: Contests) -> Juror:
    role = row.choice("role", _ROLES, Role.MEMBER)
    status = row.choice("status", _STATUS, Status.REGULAR)
    votes = role is not Role.OPERATOR and status not in _WITHOUT_A_VOTE
    scores = row.yes("scores", fallback=votes)
    if scores and not votes:
        row.fault("scores", N_("Operators, delegates and trainees give no marks that count; Menilai must be tidak."))
    name = row.needed("name", MOST_NAME)
    if mixes_scripts(name):
        row.warn("name", N_("“{name}” mixes letters of several scripts that look alike. Please check it."), name=name)
    categories = row.codes("category") or ()
    for unknown in (code for code in categories if code not in contests):
        row.fault("category", N_("There is no category {code}."), code=unknown)
    return Juror(
        code=row.code("code"),
        name=name,
        title_before=row.text("title_before"),
        title_after=row.text("title_after"),
        role=role,
        status=status,
        replaces=row.text("replaces").upper(),
        acting=row.text("acting"),
        scores=scores,
        constituency=row.text("constituency"),
        post=row.text("post"),
        agency=row.text("agency"),
        nip=row.text("nip"),
        rank=row.text("rank"),
        categories=categories,
    )


def read_interests(
    rows: Sequence[Row], contests: Contests, awards: Mapping[str, SpecialAward], jurors: Sequence[Juror]
) -> tuple[Interest, ...]:
    """The conflict register in the order of the sheet."""
    known = {juror.code for juror in jurors}
    interests: dict[tuple[str, str, str | None], Interest] = {}
    for row in rows:
        juror = row.code("juror")
        category = category_of(row, contests, awards)
        number = row.code("number") if row.has("number") else None
        if juror and juror not in known:
            row.fault("juror", N_("There is no member {code} in the panel."), code=juror)
        if category is None:
            continue
        if number and number not in {nominee.number for nominee in category.nominees}:
            row.fault(
                "number", N_("There is no nominee {number} in {category}."), number=number, category=category.code
            )
        key = (juror, category.code, number)
        if key in interests:
            row.fault("juror", N_("This conflict stands twice."))
        interests[key] = Interest(*key, row.choice("kind", _KINDS, InterestKind.ACTUAL), row.text("reason"))
    return tuple(interests.values())
