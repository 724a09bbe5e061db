"""Two PDF files are compared object by object, and the first that differs is named."""

from collections.abc import Callable
from io import BytesIO
from typing import Any

import pikepdf
import pytest

from jkreport.typeset.pdf.difference import Difference, differing_line, first_difference

Change = Callable[[Any], object]
TEXT = b"BT\n/F 10 Tf\n(one) Tj\nET\n"


def nothing(_: pikepdf.Pdf) -> None:
    """Change nothing."""


def add_pages(pdf: pikepdf.Pdf) -> None:
    """Add three pages with a text, a font and a picture."""
    data = pdf.make_stream(b"\x00font\xff")
    descriptor = pikepdf.Dictionary(
        Type=pikepdf.Name.FontDescriptor, FontName=pikepdf.Name("/ABCDEF+Mincho"), FontFile3=data
    )
    font = pdf.make_indirect(
        pikepdf.Dictionary(
            Type=pikepdf.Name.Font,
            BaseFont=pikepdf.Name("/ABCDEF+Mincho"),
            FontDescriptor=pdf.make_indirect(descriptor),
        )
    )
    image = pdf.make_stream(b"pixels", Type=pikepdf.Name.XObject, Subtype=pikepdf.Name.Image)
    for _ in range(3):
        page = pdf.add_blank_page()
        page.Contents = pdf.make_stream(TEXT)
        page.Resources = pikepdf.Dictionary(
            Font=pikepdf.Dictionary(F=font), XObject=pikepdf.Dictionary(I=image)
        )


def made(change: Change = nothing, *, packed: bool = False, compressed: bool = False) -> bytes:
    """Make a file of three pages with what a document has."""
    pdf = pikepdf.new()
    add_pages(pdf)
    first, last = pdf.pages[0].obj, pdf.pages[2].obj
    annotation = pikepdf.Dictionary(Type=pikepdf.Name.Annot, Dest=pikepdf.Array([last, 0]))
    first.Annots = pikepdf.Array([pdf.make_indirect(annotation)])
    tree = pdf.make_indirect(pikepdf.Dictionary(Type=pikepdf.Name.StructTreeRoot))
    cell = pdf.make_indirect(
        pikepdf.Dictionary(
            Type=pikepdf.Name.StructElem, S=pikepdf.Name.TD, P=tree, Pg=last, K=pikepdf.Array([0])
        )
    )
    tree.K = pikepdf.Array([cell])
    pdf.Root.StructTreeRoot = tree
    pdf.Root.Metadata = pdf.make_stream(b"<x:xmpmeta/>\n", Type=pikepdf.Name.Metadata)
    pdf.docinfo["/Title"] = "題"
    change(pdf)
    stream = BytesIO()
    mode = pikepdf.ObjectStreamMode.generate if packed else pikepdf.ObjectStreamMode.disable
    pdf.save(
        stream,
        static_id=True,
        fix_metadata_version=False,
        compress_streams=compressed,
        object_stream_mode=mode,
    )
    return stream.getvalue()


def found(change: Change) -> Difference | None:
    return first_difference(made(), made(change))


def test_a_file_does_not_differ_from_itself() -> None:
    assert first_difference(made(), made()) is None


CHANGES: dict[str, tuple[Change, str]] = {
    "content": (
        lambda pdf: pdf.pages[1].Contents.write(TEXT.replace(b"one", b"two")),
        "content stream of page 2 (object N, /Page2/Contents): line 3 is '(one) Tj' in one and '(two) Tj' in the other",
    ),
    "content and what comes of it": (
        lambda pdf: [
            pdf.pages[0].Resources.Font.F.FontDescriptor.FontFile3.write(b"\x00fonts\xff"),
            pdf.pages[2].Contents.write(TEXT.replace(b"one", b"1")),
        ],
        "content stream of page 3 (object N, /Page3/Contents): line 3 is '(one) Tj' in one and '(1) Tj' in the other",
    ),
    "font": (
        lambda pdf: pdf.pages[0].Resources.Font.F.FontDescriptor.FontFile3.write(b"\x00fond\xff"),
        ("font ABCDEF+Mincho of page 1 (object N, /Page1/Resources/Font/F/FontDescriptor/FontFile3): "
        "differs from byte 4 on (6 bytes in one, 6 in the other)"),
    ),
    "image": (
        lambda pdf: pdf.pages[0].Resources.XObject.I.write(b"\xffpixel"),
        ("image of page 1 (object N, /Page1/Resources/XObject/I): "
        "differs from byte 0 on (6 bytes in one, 6 in the other)"),
    ),
    "link": (
        lambda pdf: pdf.pages[0].Annots[0].__setitem__("/Dest", [pdf.pages[1].obj, 0]),
        "annotation of page 1 (object N, /Page1/Annots[0]/Dest[0]): leads to page 3 in one and to page 2 in the other",
    ),
    "tag": (
        lambda pdf: pdf.Root.StructTreeRoot.K[0].__setitem__("/S", pikepdf.Name.TH),
        "structure element TD of page 3 (object N, /Root/StructTreeRoot/K[0]): /S is /TD in one and /TH in the other",
    ),
    "language": (
        lambda pdf: pdf.Root.StructTreeRoot.K[0].__setitem__("/Lang", "ko"),
        "structure element TD of page 3 (object N, /Root/StructTreeRoot/K[0]): /Lang is in the other alone",
    ),
    "kind": (
        lambda pdf: pdf.Root.StructTreeRoot.K[0].__setitem__("/K", pikepdf.Dictionary()),
        ("structure element TD of page 3 (object N, /Root/StructTreeRoot/K[0]/K): "
        "an array in one and a dictionary in the other"),
    ),
    "metadata": (
        lambda pdf: pdf.Root.Metadata.write(b"<x:xmpmeta>\n"),
        "metadata (object N, /Root/Metadata): line 1 is '<x:xmpmeta/>' in one and '<x:xmpmeta>' in the other",
    ),
    "title": (
        lambda pdf: pdf.docinfo.__setitem__("/Title", "題名"),
        "document information (object N, /Info): /Title is '題' in one and '題名' in the other",
    ),
    "page": (lambda pdf: pdf.pages.__delitem__(2), "page tree: 3 pages in one and 2 in the other"),
    "size": (
        lambda pdf: pdf.pages[1].__setitem__("/MediaBox", [0, 0, 500, 792]),
        "page 2 (object N, /Page2/MediaBox[2]): 612 in one and 500 in the other",
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", CHANGES)
def test_the_first_object_that_differs_is_named(name: str) -> None:
    change, said = CHANGES[name]
    difference = found(change)
    assert difference is not None
    number = str(difference.number)
    assert str(difference) == said.replace("object N", f"object {number}")


def test_objects_that_are_packed_otherwise_are_told_as_such() -> None:
    difference = first_difference(made(), made(packed=True))
    assert difference is not None
    assert difference.kind == "file"
    assert difference.detail.startswith("all that the catalogue leads to is the same; ")
    # What differs besides is found all the same.
    other = made(lambda pdf: pdf.docinfo.__setitem__("/Title", "x"), packed=True)
    difference = first_difference(made(), other)
    assert difference is not None
    assert difference.kind == "document information"


def test_a_damaged_file_is_a_difference() -> None:
    whole = made()
    for pair, which in (((whole[:99], whole), "the first"), ((whole, b"%PDF-1.7"), "the other")):
        difference = first_difference(*pair)
        assert difference is not None
        assert difference.kind == "file"
        assert difference.detail.startswith(f"{which} is damaged: ")


def test_other_compression_of_the_same_is_told_as_such() -> None:
    difference = first_difference(made(), made(compressed=True))
    assert difference is not None
    assert (difference.kind, difference.page) == ("content stream", 1)
    assert difference.detail.startswith(f"the same, but compressed to {len(TEXT)} bytes in one")


def test_a_line_that_differs_is_shown_where_it_does() -> None:
    one, other = "a\nb" + "x" * 200 + "日本\nc", "a\nb" + "x" * 200 + "韓国\nc"
    said = differing_line(one.encode(), other.encode())
    assert said.startswith("line 2 is ")
    assert "日本" in said
    assert "韓国" in said
    said = "differs from byte 0 on (2 bytes in one, 2 in the other)"
    assert differing_line(b"\xff\n", b"\xfe\n") == said
    assert differing_line(b"a\n", b"a\nb\n") == "line 2 is '' in one and 'b' in the other"
