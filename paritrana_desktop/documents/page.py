"""The page of every document: margins, footer with name, code and "page x of y", marks of samples and rehearsals.

What reportlab makes is passed once through pikepdf: dates that would be invented, names of the tools that made the
file, and page keys without meaning go; the attachment comes in. The same arguments always give the same bytes.
"""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass

import pikepdf
from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import BaseDocTemplate, Flowable, Frame, PageTemplate
from reportlab.platypus.doctemplate import LayoutError

from paritrana_desktop.documents import style
from paritrana_desktop.documents.phrases import SHARED, Phrases
from paritrana_desktop.documents.rendered import Paper, Rendered, SignatureBox
from paritrana_desktop.domain.errors import N_, Refusal
from paritrana_desktop.domain.plan import Plan


class TooLongForAPage(Refusal):
    sentence = N_(
        "“{document}” cannot be printed: a name, post or title in it is too long for one page. No document was made."
        " Please shorten it."
    )


_SIZES = {Paper.A4: (210 * mm, 297 * mm), Paper.F4: (215 * mm, 330 * mm)}
_LEFT, _RIGHT, _TOP, _BOTTOM = 22 * mm, 18 * mm, 16 * mm, 24 * mm
_SIDE = 14 * mm
_FOOTER = 7
_TOTAL = "total"


@dataclass(frozen=True, slots=True)
class Sheet:
    """What all pages of one document share."""

    plan: Plan
    name: str
    """The document's name, in the footer and as its title."""
    code: str | None = None
    """The code on every page (`H-…`, `N-…`)."""
    paper: Paper = Paper.A4
    wide: bool = False
    """Laid across."""

    @property
    def size(self) -> tuple[float, float]:
        """Width and height of the page, in points."""
        short, long = _SIZES[self.paper]
        return (long, short) if self.wide else (short, long)

    @property
    def margins(self) -> tuple[float, float]:
        """Left and right, in points."""
        return (_SIDE, _SIDE) if self.wide else (_LEFT, _RIGHT)

    @property
    def width(self) -> float:
        """The width that text and tables have, in points."""
        return self.size[0] - sum(self.margins)


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file that travels inside the document."""

    name: str
    content: bytes
    description: str


def build(
    sheet: Sheet,
    story: Sequence[Flowable],
    places: Sequence[SignatureBox] = (),
    attachment: Attachment | None = None,
) -> Rendered:
    """The document of `story`; `places` is what its signature blocks fill while they are drawn."""
    style.register_fonts()
    say = Phrases(SHARED, sheet.plan)
    buffer = io.BytesIO()
    width, height = sheet.size
    left, right = sheet.margins
    frame = Frame(
        left,
        _BOTTOM,
        width - left - right,
        height - _TOP - _BOTTOM,
        leftPadding=0,
        rightPadding=0,
        topPadding=0,
        bottomPadding=0,
    )
    template = BaseDocTemplate(
        buffer,
        pagesize=sheet.size,
        title=sheet.name,
        author=author(sheet.plan),
        lang="id-ID",
        invariant=1,
        initialFontName=style.REGULAR,
        pageCompression=1,
        displayDocTitle=1,
        pageTemplates=[PageTemplate("page", [frame], onPage=lambda canvas, _: _furnish(canvas, sheet, say))],
    )
    try:
        template.build(list(story), canvasmaker=_Counted)
    except LayoutError:
        raise TooLongForAPage(document=sheet.name[:80]) from None
    return Rendered(_finished(buffer.getvalue(), sheet, attachment), tuple(places))


def author(plan: Plan) -> str:
    """Who issues the documents of `plan`: the organiser, else the first line of the letterhead."""
    return plan.occasion.organiser or next(iter(plan.occasion.letterhead), plan.occasion.name)


class _Counted(Canvas):
    """A canvas that knows the number of pages only at the end, and fills it into every footer then."""

    def save(self) -> None:
        self.beginForm(_TOTAL, 0, -_FOOTER, 40, _FOOTER * 2)
        self.setFont(style.REGULAR, _FOOTER)
        self.setFillColor(style.SOFT)
        # A page is begun after the last one was shown.
        self.drawString(0, 0, str(self.getPageNumber() - 1))
        self.endForm()
        super().save()


def _furnish(canvas: Canvas, sheet: Sheet, say: Phrases) -> None:
    width, height = sheet.size
    left, right = sheet.margins
    canvas.saveState()
    if sheet.plan.rehearsal:
        _watermark(canvas, say("rehearsal"), width, height)
    if sheet.plan.occasion.sample:
        canvas.setFont(style.BOLD, 8)
        canvas.setFillColor(style.SOFT)
        canvas.drawRightString(width - right, height - 10 * mm, say("sample"))
    canvas.setStrokeColor(style.RULE)
    canvas.setLineWidth(0.5)
    base = _BOTTOM - 7 * mm
    canvas.line(left, base + 10, width - right, base + 10)
    canvas.setFont(style.REGULAR, _FOOTER)
    canvas.setFillColor(style.SOFT)
    before = say("page", page=canvas.getPageNumber())
    at = width - right - style.width("000", style.REGULAR, _FOOTER)
    room = at - left - style.width(before, style.REGULAR, _FOOTER) - _SIDE
    canvas.drawString(left, base, style.shortened(sheet.name, style.REGULAR, _FOOTER, room))
    canvas.drawRightString(at, base, before)
    canvas.saveState()
    canvas.translate(at + style.width(" ", style.REGULAR, _FOOTER), base)
    canvas.doForm(_TOTAL)
    canvas.restoreState()
    if sheet.code:
        canvas.setFont(style.BOLD, _FOOTER)
        canvas.drawString(left, base - 9, sheet.code)
        beside = left + style.width(f"{sheet.code}   ", style.BOLD, _FOOTER)
        canvas.setFont(style.REGULAR, _FOOTER)
        canvas.drawString(beside, base - 9, say("code_caption"))
    canvas.restoreState()


def _watermark(canvas: Canvas, text: str, width: float, height: float) -> None:
    canvas.saveState()
    canvas.translate(width / 2, height / 2)
    canvas.rotate(50 if height > width else 30)
    canvas.setFont(style.BOLD, 96)
    canvas.setFillColor(style.WATERMARK)
    canvas.drawCentredString(0, -32, text)
    canvas.restoreState()


def _finished(made: bytes, sheet: Sheet, attachment: Attachment | None) -> bytes:
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(made)) as pdf:
        for page in pdf.pages:
            if "/Trans" in page:
                del page["/Trans"]
        if "/Info" in pdf.trailer:
            del pdf.trailer["/Info"]
        pdf.docinfo["/Title"] = sheet.name
        pdf.docinfo["/Author"] = author(sheet.plan)
        if attachment is not None:
            pdf.attachments[attachment.name] = pikepdf.AttachedFileSpec(
                pdf,
                attachment.content,
                description=attachment.description,
                filename=attachment.name,
                mime_type="application/json",
                relationship=pikepdf.Name.Data,
            )
        # A plain cross-reference table is what every signing tool and viewer of the last twenty years can continue.
        pdf.save(out, deterministic_id=True, object_stream_mode=pikepdf.ObjectStreamMode.disable)
    return out.getvalue()
