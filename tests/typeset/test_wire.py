"""Jobs and results as bytes."""

from io import BytesIO

import pytest

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
from jkreport.typeset.wire import read_job, read_result, write_job, write_result

JOB = Job(
    name="ja-ko",
    html="<p>東京・서울 \udcff",
    resources=(
        Resource(name="a.png", media_type="image/png", data=b"\0\xff"),
        Resource(name="空.svg", media_type="image/svg+xml", data=b""),
    ),
    attachments=(
        Attachment(
            name="表.csv",
            media_type="text/csv",
            data=b"a,b",
            description="値",
            relationship=Relationship.DATA,
        ),
        Attachment(name="b", media_type="text/plain", data=b""),
    ),
    rules={"ja": LineRules(justify_cjk=True), "ko": LineRules(keep_words=True)},
    epoch=1_773_619_200,
)
RESULT = Typeset(
    name="ja-ko",
    pdf=b"%PDF-1.7",
    pages=2,
    anchors={"序": 1, "end": 2},
    messages=(Message(kind=MessageKind.GLYPH, detail="no glyph", subject="\ud83d"),),
    without=("lines",),
    ragged=3,
    peak_memory=1 << 30,
)


def test_a_job_comes_through_as_it_was() -> None:
    stream = BytesIO()
    write_job(stream, JOB, Limits(wall=5))
    stream.seek(0)
    assert read_job(stream) == (JOB, Limits(wall=5))


def test_a_result_comes_through_as_it_was() -> None:
    stream = BytesIO()
    write_result(stream, RESULT)
    assert read_result(stream) == RESULT


def test_a_result_cut_short_anywhere_is_noticed() -> None:
    stream = BytesIO()
    write_result(stream, RESULT)
    whole = stream.getvalue()
    for length in range(len(whole)):
        with pytest.raises(ValueError, match="bytes expected"):
            read_result(BytesIO(whole[:length]))
