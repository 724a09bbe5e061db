"""Documents through real child processes: the same bytes, and every complaint."""

import hashlib
import os
import subprocess
import sys
from pathlib import Path

import pytest
from tests.typeset.documents import HEAD, PAGE, RESOURCES, SVG

from jkreport.children import Limits
from jkreport.diagnostics import ContentError, Place
from jkreport.model.resources import Resource
from jkreport.typeset import (
    FontSetup,
    Job,
    Message,
    MessageKind,
    PdfFacts,
    Typesetter,
    checked_pdf,
)

pytestmark = pytest.mark.typeset

# Typesets the page thrice on as many processes as the argument says, and prints the hashes.
PROGRAM = """
import hashlib, sys
from pathlib import Path
sys.path[:0] = sys.argv[4:]
from jkreport.typeset import FontSetup, Job, Typesetter
from jkreport.typeset.wire import read_job
job, _ = read_job(open(sys.argv[2], "rb"))
with Typesetter(FontSetup(configuration=Path(sys.argv[1]), files=()), jobs=int(sys.argv[3])) as it:
    pending = [it.submit(job) for _ in range(3)]
    print({hashlib.sha256(each.result().pdf).hexdigest() for each in pending})
"""


def messages(typesetter: Typesetter, body: str, *resources: Resource) -> tuple[Message, ...]:
    return typesetter.submit(Job(name="a", html=HEAD + body, resources=resources)).result().messages


def test_a_page_comes_back_as_a_pdf(typesetter: Typesetter) -> None:
    result = typesetter.submit(Job(name="ja-ko", html=PAGE, resources=RESOURCES)).result()
    assert result.messages == ()
    assert result.good
    assert result.without == ()
    assert (result.name, result.pages, result.anchors) == ("ja-ko", 2, {"a": 1, "b": 2})
    assert 50 << 20 < result.peak_memory < 500 << 20
    assert checked_pdf(result.pdf, Place(file="a")) == PdfFacts(
        pages=2,
        title="日韓",
        language="ja",
        fonts=(
            "Noto-Sans-CJK-JP",
            "Noto-Serif-CJK-JP",
            "Noto-Serif-CJK-JP-Bold",
            "Noto-Serif-CJK-KR",
        ),
    )


def test_results_come_as_they_are_ready(fonts: FontSetup) -> None:
    with Typesetter(fonts, jobs=1) as typesetter:
        names = {"ja", "ko", "ja-ko"}
        for name in names:
            typesetter.submit(Job(name=name, html=HEAD + "一"))
        assert {each.name for each in typesetter.results()} == names
        assert list(typesetter.results()) == []


def test_versions_are_told(typesetter: Typesetter) -> None:
    versions = typesetter.versions()
    assert {"python", "weasyprint", "pydyf", "pango", "harfbuzz", "fontconfig"} <= versions.keys()
    assert versions["weasyprint"].startswith("70.")
    assert any("libpango" in each for each in typesetter.libraries())


def test_the_bytes_are_the_same_everywhere(
    fonts: FontSetup, typesetter: Typesetter, tmp_path: Path
) -> None:
    from jkreport.typeset.wire import write_job  # noqa: PLC0415 - for the other processes only

    job = Job(name="ja-ko", html=PAGE, resources=RESOURCES, epoch=1_773_619_200)
    with (tmp_path / "job").open("wb") as stream:
        write_job(stream, job, Limits())
    expected = hashlib.sha256(typesetter.submit(job).result().pdf).hexdigest()
    surroundings: list[dict[str, str]] = [
        {"TZ": "Asia/Tokyo", "PYTHONHASHSEED": "7", "LC_ALL": "C", "JOBS": "1"},
        {"TZ": "America/New_York", "LC_ALL": "ja_JP.UTF-8", "LANG": "ko_KR.UTF-8", "JOBS": "2"},
        {"HOME": str(tmp_path), "FC_LANG": "ko", "PANGO_LANGUAGE": "zh", "JOBS": "3"},
    ]
    for number, environment in enumerate(surroundings):
        folder = tmp_path / f"折り {number}"
        folder.mkdir()
        said = subprocess.run(
            ["sh", "-c", f'umask 0{number}7; exec "$@"', "sh", sys.executable, "-c", PROGRAM,
             str(fonts.configuration), str(tmp_path / "job"), environment["JOBS"], *sys.path],
            env={"PATH": os.environ["PATH"], **environment},
            cwd=folder,
            capture_output=True,
            text=True,
            check=True,
        )  # fmt: skip
        assert said.stdout == f"{{'{expected}'}}\n"


def test_attachments_are_dated_by_the_brief(typesetter: Typesetter) -> None:
    job = Job(name="a", html=PAGE, resources=RESOURCES, epoch=1_773_619_200)
    pdf = typesetter.submit(job).result().pdf
    assert pdf.count(b"(D:20260316000000Z)") == 2


def test_every_complaint_of_the_engine_is_told(typesetter: Typesetter) -> None:
    body = '<style>\np{colour:red}</style><a href="#x">一</a><p id=a><p id=a>\U0001f600'
    assert messages(typesetter, body) == (
        Message(
            kind=MessageKind.STYLE,
            detail="Ignored `colour:red` at 2:3, unknown property.",
            subject="2:3",
        ),
        Message(kind=MessageKind.ANCHOR, detail="Anchor defined twice: 'a'", subject="a"),
        Message(
            kind=MessageKind.ANCHOR,
            detail="No anchor #x for internal URI reference",
            subject="x",
        ),
        Message(
            kind=MessageKind.GLYPH,
            detail=".notdef glyph rendered for Unicode string unsupported by fonts: "
            '"\U0001f600" (U+1F600)',
            subject="\U0001f600",
        ),
    )


@pytest.fixture(scope="module")
def canary(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("secret") / "canary.png"
    path.write_bytes(b"canary")
    return path


@pytest.mark.parametrize(
    "body",
    [
        '<img src="{}">',
        '<p style="background: url({})">',
        "<style>@import url({});</style>",
        '<link rel=stylesheet href="{}">',
        "<style>@font-face{{font-family:a;src:url({})}}p{{font-family:a}}</style><p>一",
        "<ul><li style='list-style:url({})'>一</ul>",
        "<style>p::before{{content:url({})}}</style><p>一",
        '<object data="{}"></object>',
        '<embed src="{}">',
        '<link rel=attachment href="{}">',
        '<a rel=attachment href="{}">一</a>',
        SVG.replace("{}", '<image href="{}"/>'),
        SVG.replace("{}", "<style>@font-face{{{{font-family:a;src:url({{}})}}}}</style>").format(),
    ],
)  # fmt: skip
@pytest.mark.parametrize("scheme", ["http://127.0.0.1:9/a", "file://", "ftp://127.0.0.1/a"])
def test_no_address_outside_is_reached(
    typesetter: Typesetter, canary: Path, body: str, scheme: str
) -> None:
    address = f"{scheme}{canary}" if scheme == "file://" else scheme
    job = Job(name="a", html=HEAD + body.format(address))
    result = typesetter.submit(job).result()
    assert {each.kind for each in result.messages} == {MessageKind.ADDRESS}
    assert result.messages[0].subject == address[:120]
    assert b"canary" not in result.pdf


@pytest.mark.parametrize(
    ("address", "reason"),
    [
        ("b.png", "there is no such file in this document"),
        ("../data.csv/..", "there is no such file in this document"),
        ("data.csv%00.png", "there is no such file in this document"),
        ("data:text/html,a", "only pictures may be written into an address"),
        ("data:image/png;base64,!", "Only base64 data is allowed"),
        ("data:image/png;base64,iVBORw0KGgo=", "'data:' cannot be used: "),
    ],
)
def test_an_address_that_leads_nowhere_is_told(
    typesetter: Typesetter, address: str, reason: str
) -> None:
    found = messages(typesetter, f'<img src="{address}">', RESOURCES[1])
    assert [each.kind for each in found] == [MessageKind.ADDRESS]
    assert reason in found[0].detail


def test_a_picture_cut_short_is_told(typesetter: Typesetter) -> None:
    found = messages(
        typesetter,
        '<img src="a.png">',
        Resource(name="a.png", media_type="image/png", data=b"\x89PNG\r\n\x1a\n"),
    )
    assert [(each.kind, each.subject) for each in found] == [
        (MessageKind.IMAGE, "https://brief.invalid/a.png")
    ]


def test_what_the_engine_raises_is_a_message(typesetter: Typesetter) -> None:
    deep = typesetter.submit(Job(name="a", html=HEAD + "<div>" * 900)).result()
    assert [each.kind for each in deep.messages] == [MessageKind.ENGINE]
    assert deep.messages[0].detail.startswith("RecursionError: ")
    assert deep.pdf == b""
    surrogate = messages(typesetter, "\ud83d")
    assert [each.kind for each in surrogate] == [MessageKind.ENGINE]


def test_a_library_that_is_missing_is_told(
    fonts: FontSetup, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "weasyprint.py").write_text("raise OSError('cannot load libpango')\n")
    monkeypatch.syspath_prepend(tmp_path)
    with Typesetter(fonts) as typesetter:
        result = typesetter.submit(Job(name="a", html=HEAD)).result()
    detail = "the typesetting process is gone: a library is missing: cannot load libpango"
    assert result.messages == (Message(kind=MessageKind.LIBRARY, detail=detail),)


def test_a_child_that_cannot_be_started_is_told(
    fonts: FontSetup, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(sys, "executable", str(tmp_path / "python"))
    with pytest.raises(ContentError) as caught, Typesetter(fonts):
        pass
    assert str(caught.value) == "can't be started: No such file or directory"


def test_importing_the_package_loads_no_engine() -> None:
    heavy = ("weasyprint", "PIL", "pikepdf", "pandas", "fontTools", "pydyf")
    program = f"import sys, jkreport.typeset; print([m for m in {heavy} if m in sys.modules])"
    said = subprocess.run([sys.executable, "-c", program], capture_output=True, check=True)
    assert said.stdout == b"[]\n"
