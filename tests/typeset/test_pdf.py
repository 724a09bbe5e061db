"""A PDF is opened before it is trusted."""

from io import BytesIO

import pikepdf
import pytest

from jkreport.diagnostics import Code, ContentError, Place
from jkreport.typeset import PdfFacts, checked_pdf

PLACE = Place(file="briefs/a.yaml")


def made(*, pages: int = 1, font: dict[str, object] | None = None) -> bytes:
    document = pikepdf.new()
    for _ in range(pages):
        document.add_blank_page()
    document.docinfo["/Title"] = "題"
    document.Root["/Lang"] = pikepdf.String("ja")
    if font is not None:
        descriptor = {"/Type": pikepdf.Name.FontDescriptor, **font}
        document.Root["/Font"] = document.make_indirect(pikepdf.Dictionary(descriptor))
    stream = BytesIO()
    document.save(stream)
    return stream.getvalue()


def test_a_pdf_tells_its_pages_title_language_and_fonts() -> None:
    whole = made(pages=2, font={"/FontName": pikepdf.Name("/ABCDEF+Mincho"), "/FontFile3": 1})
    expected = PdfFacts(pages=2, title="題", language="ja", fonts=("Mincho",))
    assert checked_pdf(whole, PLACE) == expected


@pytest.mark.parametrize("part", [0.0, 0.3, 0.6, 0.9])
def test_a_pdf_cut_short_is_damaged(part: float) -> None:
    whole = made(pages=2)
    with pytest.raises(ContentError, match="the engine made a damaged PDF") as caught:
        checked_pdf(whole[: int(len(whole) * part)], PLACE)
    assert caught.value.diagnostic.code is Code.ENGINE


def test_a_pdf_without_its_font_is_of_no_use() -> None:
    whole = made(font={"/FontName": pikepdf.Name("/ABCDEF+Mincho")})
    with pytest.raises(ContentError) as caught:
        checked_pdf(whole, PLACE)
    message = "the engine made a PDF that can't be used: it lacks the font Mincho"
    assert str(caught.value) == message


def test_a_pdf_without_pages_is_of_no_use() -> None:
    with pytest.raises(ContentError, match="it has no pages"):
        checked_pdf(made(pages=0), PLACE)
