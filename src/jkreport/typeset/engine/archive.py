"""What makes a file one for archives: what it says of itself, and the files that it carries."""

# ruff: noqa: ANN401 - the engine ships no types

import codecs
import time
from collections.abc import Sequence
from datetime import UTC, datetime
from hashlib import md5
from itertools import chain
from typing import Any

import pydyf
from weasyprint.pdf import pdfa
from weasyprint.pdf.metadata import DocumentMetadata

from jkreport.typeset.engine.refinement import Refinement
from jkreport.typeset.jobs import Attachment

VARIANT = "pdf/a-3a"

# PDF/UA identification, with the description of its schema that PDF/A asks for (ISO 19005-3, 6.6.2.3).
_UNIVERSAL = b"""<rdf:Description rdf:about="" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/">\
<pdfuaid:part>1</pdfuaid:part></rdf:Description>\
<rdf:Description rdf:about="" xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"\
 xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#"\
 xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">\
<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">\
<pdfaSchema:schema>PDF/UA identification schema</pdfaSchema:schema>\
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>\
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>\
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">\
<pdfaProperty:name>part</pdfaProperty:name>\
<pdfaProperty:valueType>Integer</pdfaProperty:valueType>\
<pdfaProperty:category>internal</pdfaProperty:category>\
<pdfaProperty:description>PDF/UA version identifier</pdfaProperty:description>\
</rdf:li></rdf:Seq></pdfaSchema:property></rdf:li></rdf:Bag></pdfaExtension:schemas>\
</rdf:Description>"""
_END = b"</rdf:RDF>"
_AMBIGUOUS = b"\r\nendstream"

_write_stream = pydyf.Stream.data.fget


def claim(document: Any) -> None:
    """Let a document say that it is made for archives and for everybody."""
    describe = document.metadata.generate_rdf_metadata
    document.metadata.generate_rdf_metadata = lambda *stated: describe(*stated).replace(
        _END, _UNIVERSAL + _END
    )


def finish(pdf: Any) -> None:
    """Take out what archives don't take: compressed metadata, pictures that viewers smooth."""
    for each in pdf.objects:
        if isinstance(each, pydyf.Stream):
            if each.extra.get("Type") == "/Metadata":
                each.compress = False
            elif each.extra.get("Subtype") == "/Image":
                each.extra.pop("Interpolate", None)


def attach(pdf: Any, attachments: Sequence[Attachment], epoch: int) -> None:
    """Put files into a document beside those that its HTML brings, dated by `epoch`."""
    if not attachments:
        return
    stamp = pydyf.String(time.strftime("D:%Y%m%d%H%M%SZ", time.gmtime(epoch)))
    names = pdf.catalog.setdefault("Names", pydyf.Dictionary())
    # Those that the HTML brings are there already.
    there = names.get("EmbeddedFiles")
    listed = list(pdf.objects[int(there.split()[0])]["Names"]) if there else []
    files = list(zip(listed[::2], listed[1::2], strict=True))
    for each in attachments:
        file = _specification(pdf, each, stamp)
        files.append((file["F"], file.reference))
        pdf.catalog.setdefault("AF", pydyf.Array()).append(file.reference)
    in_order = sorted(files, key=lambda each: _written(each[0]))
    tree = pydyf.Dictionary({"Names": pydyf.Array(chain.from_iterable(in_order))})
    pdf.add_object(tree)
    names["EmbeddedFiles"] = tree.reference


def _specification(pdf: Any, attachment: Attachment, stamp: Any) -> Any:
    parameters = {
        "CheckSum": f"<{md5(attachment.data, usedforsecurity=False).hexdigest()}>",
        "Size": len(attachment.data),
        "CreationDate": stamp,
        "ModDate": stamp,
    }
    extra = {
        "Type": "/EmbeddedFile",
        "Subtype": "/" + _escaped(attachment.media_type),
        "Params": pydyf.Dictionary(parameters),
    }
    stream = pydyf.Stream([attachment.data], extra, compress=True)
    pdf.add_object(stream)
    name = pydyf.String(attachment.name)
    file = pydyf.Dictionary(
        {
            "Type": "/Filespec",
            "F": name,
            "UF": name,
            "EF": pydyf.Dictionary({"F": stream.reference, "UF": stream.reference}),
            "Desc": pydyf.String(attachment.description),
            "AFRelationship": f"/{attachment.relationship.value}",
        }
    )
    pdf.add_object(file)
    return file


def date(document: Any, epoch: int) -> None:
    """Date the files that the HTML brings; the engine takes the clock."""
    for each in document.metadata.attachments:
        each.created = each.modified = datetime.fromtimestamp(epoch, UTC)


def _written(name: Any) -> bytes:
    """Give what a tree of names is sorted by: a name as it stands in the file."""
    given = name.string
    text = given.decode("utf-8", "replace") if isinstance(given, bytes) else str(given)
    return text.encode() if text.isascii() else codecs.BOM_UTF16_BE + text.encode("utf-16-be")


def _escaped(name: str) -> str:
    """Write a name as PDF does: `text/csv` is `text#2Fcsv`."""
    return "".join(
        each if each.isascii() and (each.isalnum() or each in "-+._") else f"#{ord(each):02X}"
        for each in name
    )


def _plainly_ended(stream: Any) -> bytes:
    """Give a stream as it is written; contents that end with half a line end are followed by a whole one.

    Else that half would be taken for a part of the line end, and the length for wrong.
    """
    written = bytes(_write_stream(stream))
    if written.endswith(_AMBIGUOUS):
        return written.removesuffix(b"\nendstream") + b"\r\nendstream"
    return written


def _apply() -> None:
    pydyf.Stream.data = property(_plainly_ended)


ARCHIVE = Refinement(
    name="archive",
    stands_on=(
        (DocumentMetadata, "generate_rdf_metadata", "self, variant, version, conformance"),
        (pydyf.Stream.data, "fget", "self"),
        (
            pdfa,
            "pdfa",
            "pdf, document, page_streams, attachments, compress, version, variant",
        ),
    ),
    apply=_apply,
)
