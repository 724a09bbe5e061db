"""Files that a PDF carries, and what makes it one for archives."""

from hashlib import sha256
from io import BytesIO

import page
import pikepdf
import pytest

from jkreport.model.resources import Resource
from jkreport.typeset import Attachment, Job, Relationship, Typesetter

pytestmark = pytest.mark.typeset

HTML = (
    '<html lang="ja"><title>題</title><style>html { font-family: "Noto Sans CJK JP" }</style>'
    '<link rel="attachment" href="b.csv" title="本文が持つ表"><h1>題</h1>'
    '<img alt="点" style="width: 9px" src="data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADU'
    'lEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==">'
)
RESOURCES = (Resource(name="b.csv", media_type="text/csv", data=b"a\n1\n"),)
ATTACHMENTS = (
    Attachment(
        name="数.json",
        media_type="application/json",
        data=b"{}",
        description="値の一覧",
        relationship=Relationship.SUPPLEMENT,
    ),
    Attachment(name="a.xlsx", media_type="application/vnd.a+b", data=b"x", description="d"),
    Attachment(name="c.csv", media_type="text/csv", data=b"c\n2\n", relationship=Relationship.DATA),
)
SRGB = "IEC 61966-2-1 Default RGB Colour Space - sRGB"
JOB = Job(name="a", html=HTML, resources=RESOURCES, attachments=ATTACHMENTS, epoch=1768435200)


def test_a_pdf_carries_files_with_what_they_are_to_it(typesetter: Typesetter) -> None:
    first, second = (typesetter.submit(JOB).result() for _ in range(2))
    assert first.good
    assert first.pdf == second.pdf
    with pikepdf.open(BytesIO(first.pdf)) as document:
        names = list(document.Root.Names.EmbeddedFiles.Names)
        files = [
            (
                str(name),
                str(file.UF),
                str(file.EF.F.Subtype),
                file.EF.F.read_bytes(),
                str(file.Desc),
                str(file.AFRelationship),
                str(file.EF.F.Params.ModDate),
            )
            for name, file in zip(names[::2], names[1::2], strict=True)
        ]
        assert {each.objgen for each in document.Root.AF} == {each.objgen for each in names[1::2]}
    dated = "D:20260115000000Z"
    assert files == [
        ("a.xlsx", "a.xlsx", "/application/vnd.a+b", b"x", "d", "/Unspecified", dated),
        ("b.csv", "b.csv", "/text/csv", b"a\n1\n", "本文が持つ表", "/Unspecified", dated),
        ("c.csv", "c.csv", "/text/csv", b"c\n2\n", "", "/Data", dated),
        ("数.json", "数.json", "/application/json", b"{}", "値の一覧", "/Supplement", dated),
    ]


def test_it_is_for_archives_and_for_everybody(typesetter: Typesetter) -> None:
    pdf = typesetter.submit(JOB).result().pdf
    for profile in (page.ValidationProfile.PDF_A_3A, page.ValidationProfile.PDF_UA_1):
        assert page.validate_pdf_bytes(pdf, profile=profile).failures == []
    with pikepdf.open(BytesIO(pdf)) as document:
        metadata = document.Root.Metadata
        assert "/Filter" not in metadata
        said = metadata.read_bytes().decode()
        assert 'pdfaid:part="3"' in said
        assert 'pdfaid:conformance="A"' in said
        assert "<pdfuaid:part>1</pdfuaid:part>" in said
        assert str(document.Root.OutputIntents[0].OutputConditionIdentifier) == SRGB
        pictures = [each for each in document.objects if isinstance(each, pikepdf.Stream)]
        assert [each for each in pictures if "/Interpolate" in each] == []


def test_a_stream_that_ends_with_half_a_line_end_keeps_its_length(typesetter: Typesetter) -> None:
    # Of so many compressed files one in 256 ends with a carriage return.
    files = tuple(
        Attachment(
            name=f"{number:03}.bin",
            media_type="application/octet-stream",
            data=sha256(bytes([number % 256, number >> 8])).digest(),
        )
        for number in range(600)
    )
    pdf = typesetter.submit(Job(name="a", html=HTML.replace("<link", "<meta"), attachments=files))
    whole = pdf.result().pdf
    assert whole.count(b"\r\r\nendstream") > 0
    assert whole.count(b"\r\nendstream") == whole.count(b"\r\r\nendstream")
    assert page.validate_pdf_bytes(whole, profile=page.ValidationProfile.PDF_A_3A).failures == []
    with pikepdf.open(BytesIO(whole)) as document:
        names = list(document.Root.Names.EmbeddedFiles.Names)
        assert [each.EF.F.read_bytes() for each in names[1::2]] == [each.data for each in files]
