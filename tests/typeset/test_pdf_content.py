"""What a PDF shows and how it is tagged can be read, and kept as text."""

from io import BytesIO
from typing import Any

import pikepdf
import pytest

from jkreport.typeset.pdf.content import Content, content_of


def element(name: str, **said: Any) -> pikepdf.Dictionary:  # noqa: ANN401 - any object of a PDF
    return pikepdf.Dictionary(S=pikepdf.Name(f"/{name}"), **said)


def made(*, text: bytes = b"(a) Tj", drawing: bytes = b"0 0 m", font: bytes = b"font") -> bytes:
    """Make a file of two pages with a drawing, a font and tags."""
    pdf = pikepdf.new()
    form = pdf.make_stream(drawing, Type=pikepdf.Name.XObject, Subtype=pikepdf.Name.Form)
    for number in range(2):
        page = pdf.add_blank_page()
        page.Contents = pdf.make_stream(text + b"%d" % number)
        page.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(D=form))
    pdf.Root.Fonts = pdf.make_indirect(
        pikepdf.Dictionary(
            Type=pikepdf.Name.FontDescriptor,
            FontName=pikepdf.Name("/ABCDEF+Mincho"),
            FontFile3=pdf.make_stream(font),
        )
    )
    first, last = (page.obj for page in pdf.pages)
    scope = pikepdf.Dictionary(O=pikepdf.Name.Table, Scope=pikepdf.Name.Row, ColSpan=2)
    heading = element("TH", Pg=last, A=scope, K=pikepdf.Array([1]))
    cell = element("TD", Pg=last, K=2)
    row = element("TR", Pg=last, K=pikepdf.Array([heading, cell, cell, element("TD", Pg=last, K=3)]))  # fmt: skip
    figure = element("Figure", Pg=first, Alt="推移", Lang="ja", K=0)
    tree = element("Document", K=pikepdf.Array([figure, row]))
    pdf.Root.StructTreeRoot = pikepdf.Dictionary(K=tree)
    stream = BytesIO()
    pdf.save(stream, static_id=True)
    return stream.getvalue()


def test_tags_are_told_in_reading_order_with_all_that_they_say() -> None:
    assert content_of(made()).tag_text() == (
        "Document\n"
        " Figure p1 Lang='ja' Alt='推移' [1]\n"
        " TR p2\n"
        "  TH p2 ColSpan=2 Scope=Row [1]\n"
        "  TD p2 [1] ×3\n"
    )


def test_tags_are_counted_by_page() -> None:
    assert content_of(made()).tags_of_pages() == {
        0: {"Document": 1},
        1: {"Figure": 1},
        2: {"TD": 3, "TH": 1, "TR": 1},
    }


def changed(**changes: bytes) -> tuple[Content, Content]:
    return content_of(made()), content_of(made(**changes))


@pytest.mark.parametrize("part", ["text", "drawing"])
def test_what_is_shown_counts(part: str) -> None:
    one, other = changed(**{part: b"1 1 m"})
    assert one.sha256 != other.sha256
    assert [a == b for a, b in zip(one.pages, other.pages, strict=True)] == [False, False]
    assert one.tags_sha256 == other.tags_sha256


def test_how_a_font_was_cut_down_does_not_count() -> None:
    one, other = changed(font=b"another subset")
    assert one == other
    assert one.fonts == ("Mincho",)


def test_a_page_of_its_own_has_a_hash_of_its_own() -> None:
    pages = content_of(made()).pages
    assert len(set(pages)) == len(pages) == 2


def test_a_file_without_tags_has_none() -> None:
    stream = BytesIO()
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        pdf.save(stream)
    assert content_of(stream.getvalue()).tag_text() == ""


def test_a_damaged_file_is_refused() -> None:
    with pytest.raises(ValueError, match=r"^the PDF is damaged: "):
        content_of(made()[:200])
