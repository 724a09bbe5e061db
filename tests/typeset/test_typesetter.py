"""Documents through real child processes: the same bytes, every complaint, nothing left over."""

import hashlib
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

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
LIMIT, TIME = MessageKind.LIMIT, MessageKind.TIME

STYLE = "html{font-family:'Noto Serif CJK JP'}:lang(ko){font-family:'Noto Serif CJK KR'}"
HEAD = f"<html lang=ja><head><title>日韓</title><style>{STYLE}</style></head><body>"
SVG = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9" aria-hidden="true">{}</svg>'
PAGE = (
    f"{HEAD}<h1 id=a>政策の効果</h1><p>首脳会談は12回。<a href=#b>次へ</a><p lang=ko>정상회담"
    '<code>code</code><img src="charts/a.svg" alt="図"><h2 id=b style="break-before:page">次</h2>'
    '<link rel=attachment href="data.csv" title="d">'
)
RESOURCES = (
    Resource(
        name="charts/a.svg",
        media_type="image/svg+xml",
        data=SVG.format('<text font-family="Noto Sans CJK JP" y="9">日</text>').encode(),
    ),
    Resource(name="data.csv", media_type="text/csv", data=b"a,b\n1,2\n"),
)
USES = "".join(f'<g id="a{i}">' + f'<use href="#a{i - 1}"/>' * 10 + "</g>" for i in range(1, 8))
# Ten million shapes from a few lines: minutes of work.
ENDLESS = HEAD + SVG.format(f'<g id="a0"><rect width="1" height="1"/></g>{USES}<use href="#a7"/>')

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


@pytest.mark.parametrize(
    ("limits", "html", "kind", "said"),
    [
        (Limits(wall=1), ENDLESS, TIME, "typesetting took longer than 1 s and was ended"),
        (
            Limits(processor=1),
            ENDLESS,
            TIME,
            "typesetting took more than 1 s of processor time and was ended",
        ),
        (Limits(memory=1 << 28), PAGE, LIMIT, "memory"),
        (Limits(output=1000), PAGE, LIMIT, "the result could not be handed over: File too large"),
    ],
    ids=["wall", "processor", "memory", "output"],
)
def test_a_job_beyond_its_limits_is_ended(
    fonts: FontSetup, limits: Limits, html: str, kind: MessageKind, said: str
) -> None:
    with Typesetter(fonts, jobs=1, limits=limits) as typesetter:
        pending = typesetter.submit(Job(name="a", html=html, resources=RESOURCES))
        result = pending.result()
    assert [each.kind for each in result.messages] == [kind]
    assert said in result.messages[0].detail
    assert result.pdf == b""


def children(process: int) -> tuple[int, ...]:
    listed = Path(f"/proc/{process}/task/{process}/children").read_text()
    return tuple(int(each) for each in listed.split())


def runs(process: int) -> bool:
    """Whether a process still does something; one that waits to be buried does not."""
    try:
        return Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


def wait_for_the_end_of(*processes: int) -> None:
    began = time.monotonic()
    while any(runs(each) for each in processes):
        assert time.monotonic() - began < 2
        time.sleep(0.01)


def worker_of(server: int) -> int:
    """Wait until a server has forked a worker."""
    for _ in range(200):
        if found := children(server):
            return found[0]
        time.sleep(0.05)
    raise AssertionError("no worker was started")


@pytest.fixture
def at_work(fonts: FontSetup) -> Iterator[tuple[Typesetter, int]]:
    """Give a typesetter of its own, and the process that it started."""
    before = children(os.getpid())
    with Typesetter(fonts, jobs=1) as typesetter:
        (server,) = set(children(os.getpid())) - set(before)
        typesetter.versions()  # an import may start short-lived processes; a worker comes later
        yield typesetter, server
    assert not runs(server)


def test_a_worker_that_is_killed_costs_one_document(at_work: tuple[Typesetter, int]) -> None:
    typesetter, server = at_work
    lost = typesetter.submit(Job(name="lost", html=ENDLESS))
    kept = typesetter.submit(Job(name="kept", html=HEAD + "一"))
    os.kill(worker_of(server), signal.SIGKILL)
    detail = "typesetting was killed from outside, perhaps because the machine ran out of memory"
    assert lost.result().messages == (Message(kind=MessageKind.LIMIT, detail=detail),)
    assert kept.result().good


def test_a_worker_that_crashes_is_told(at_work: tuple[Typesetter, int]) -> None:
    typesetter, server = at_work
    lost = typesetter.submit(Job(name="lost", html=ENDLESS))
    os.kill(worker_of(server), signal.SIGSEGV)
    detail = "the typesetting process was ended by SIGSEGV"
    assert lost.result().messages == (Message(kind=MessageKind.ENGINE, detail=detail),)


def test_a_server_that_is_killed_takes_its_workers_along(at_work: tuple[Typesetter, int]) -> None:
    typesetter, server = at_work
    lost = typesetter.submit(Job(name="lost", html=ENDLESS))
    worker = worker_of(server)
    os.kill(server, signal.SIGKILL)
    detail = "the typesetting process is gone: it ended with status -9"
    expected = (Message(kind=MessageKind.ENGINE, detail=detail),)
    assert lost.result().messages == expected
    wait_for_the_end_of(worker)
    assert typesetter.submit(Job(name="late", html=HEAD)).result().messages == expected


def test_leaving_ends_what_is_still_at_work(fonts: FontSetup) -> None:
    began = time.monotonic()
    with Typesetter(fonts, jobs=1) as typesetter:
        pending = typesetter.submit(Job(name="a", html=ENDLESS))
    assert time.monotonic() - began < 2
    detail = "the typesetting process is gone: it was ended"
    assert pending.result().messages == (Message(kind=MessageKind.ENGINE, detail=detail),)


BUSY = """
import sys
from pathlib import Path
sys.path[:0] = sys.argv[4:]
from jkreport.typeset import FontSetup, Job, Typesetter
with Typesetter(FontSetup(configuration=Path(sys.argv[1]), files=()), jobs=2) as typesetter:
    for name in "ab":
        typesetter.submit(Job(name=name, html=Path(sys.argv[2]).read_text()))
    if sys.argv[3] == "working":
        typesetter.versions()
    print("ready", flush=True)
    list(typesetter.results())
"""


@pytest.mark.parametrize("ending", [signal.SIGINT, signal.SIGTERM, signal.SIGKILL])
@pytest.mark.parametrize("when", ["importing", "working"])
def test_nothing_outlives_its_parent(
    fonts: FontSetup, tmp_path: Path, ending: signal.Signals, when: str
) -> None:
    (tmp_path / "a.html").write_text(ENDLESS)
    arguments = [str(fonts.configuration), str(tmp_path / "a.html"), when, *sys.path]
    with subprocess.Popen(
        [sys.executable, "-c", BUSY, *arguments], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
    ) as parent:
        assert parent.stdout is not None
        assert parent.stdout.readline() == b"ready\n"
        (server,) = children(parent.pid)
        if when == "working":
            worker_of(server)
        group = (server, *children(server))
        parent.send_signal(ending)
        wait_for_the_end_of(parent.pid, *group)


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
