"""Jobs and results as bytes: a length, a JSON header of that length, then the raw contents."""

import json
import struct
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict
from typing import Any, BinaryIO

from jkreport.children import Limits
from jkreport.model.resources import Resource
from jkreport.typeset.jobs import (
    Attachment,
    Job,
    LineRules,
    Message,
    MessageKind,
    Relationship,
    Typeset,
)

_LENGTH = struct.Struct("!Q")


def write_job(stream: BinaryIO, job: Job, limits: Limits) -> None:
    """Write a job for the worker to read."""
    header = {
        "name": job.name,
        "epoch": job.epoch,
        "rules": {language: asdict(rules) for language, rules in job.rules.items()},
        "limits": asdict(limits),
        "resources": [[each.name, each.media_type] for each in job.resources],
        "attachments": [_told(each) for each in job.attachments],
    }
    files = [each.data for each in job.resources] + [each.data for each in job.attachments]
    _write(
        stream,
        header,
        [job.html.encode("utf-8", "surrogatepass"), *files],
    )


def read_job(stream: BinaryIO) -> tuple[Job, Limits]:
    """Read what `write_job` wrote."""
    header, contents = _read(stream)
    html = next(contents)
    resources = tuple(
        Resource(name=name, media_type=media_type, data=next(contents))
        for name, media_type in header["resources"]
    )
    attachments = tuple(
        Attachment(
            name=name,
            media_type=media_type,
            data=next(contents),
            description=description,
            relationship=Relationship(relationship),
        )
        for name, media_type, description, relationship in header["attachments"]
    )
    job = Job(
        name=header["name"],
        html=html.decode("utf-8", "surrogatepass"),
        resources=resources,
        rules={language: LineRules(**rules) for language, rules in header["rules"].items()},
        attachments=attachments,
        epoch=header["epoch"],
    )
    return job, Limits(**header["limits"])


def _told(attachment: Attachment) -> list[str]:
    """Give what is told of an attachment beside its contents."""
    each = attachment
    return [each.name, each.media_type, each.description, each.relationship.value]


def write_result(stream: BinaryIO, result: Typeset) -> None:
    """Write a result for the parent to read."""
    header = {
        "name": result.name,
        "pages": result.pages,
        "anchors": dict(result.anchors),
        "messages": [[each.kind.value, each.detail, each.subject] for each in result.messages],
        "without": list(result.without),
        "ragged": result.ragged,
        "peak_memory": result.peak_memory,
    }
    _write(stream, header, [result.pdf])


def read_result(stream: BinaryIO) -> Typeset:
    """Read what `write_result` wrote; a result that was cut short raises ValueError."""
    # Writer and reader share one position in the file.
    stream.seek(0)
    header, contents = _read(stream)
    return Typeset(
        name=header["name"],
        pdf=next(contents),
        pages=header["pages"],
        anchors=header["anchors"],
        messages=tuple(
            Message(kind=MessageKind(kind), detail=detail, subject=subject)
            for kind, detail, subject in header["messages"]
        ),
        without=tuple(header["without"]),
        ragged=header["ragged"],
        peak_memory=header["peak_memory"],
    )


def _write(stream: BinaryIO, header: Mapping[str, Any], contents: Sequence[bytes]) -> None:
    # Text from outside may hold lone surrogates; JSON escapes them where UTF-8 could not.
    line = json.dumps({**header, "lengths": [len(each) for each in contents]}).encode()
    stream.write(_LENGTH.pack(len(line)))
    stream.write(line)
    stream.writelines(contents)
    stream.flush()


def _read(stream: BinaryIO) -> tuple[dict[str, Any], Iterator[bytes]]:
    (length,) = _LENGTH.unpack(_exactly(stream, _LENGTH.size))
    header = json.loads(_exactly(stream, length))
    return header, (_exactly(stream, each) for each in header["lengths"])


def _exactly(stream: BinaryIO, length: int) -> bytes:
    data = stream.read(length)
    if len(data) != length:
        raise ValueError(f"{length} bytes expected, {len(data)} found")
    return data
