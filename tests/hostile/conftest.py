"""A workspace for a stranger to edit, a server that nobody may ask, and a file that nobody may read."""

import http.server
import shutil
import signal
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from jkreport import Diagnostic, Workspace
from jkreport.diagnostics import Place, Problems
from jkreport.typeset import FontSetup, Typesetter, find_fonts, set_up_fonts

BASE = Path(__file__).parents[1] / "cases" / "base"
FAMILIES = ("Noto Serif CJK JP", "Noto Sans CJK JP", "Noto Serif CJK KR", "Noto Sans CJK KR")
MOST_SECONDS = 10
CANARY = "canary-7f3a9c"
# A picture is taken by what it is, so the canary is one, and says what it is.
CANARY_SVG = (
    f'<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><text>{CANARY}</text></svg>'
)


@dataclass(frozen=True, slots=True)
class Loopback:
    """A server on this machine, and all that was asked of it."""

    address: str
    asked: list[str] = field(default_factory=list)


@pytest.fixture
def ended_by_an_alarm() -> Iterator[None]:
    """Let the system interrupt what uses more than its time of the processor."""

    def late(*_: object) -> None:
        raise AssertionError(f"it uses more than {MOST_SECONDS} s")

    before = signal.signal(signal.SIGPROF, late)
    signal.setitimer(signal.ITIMER_PROF, MOST_SECONDS)
    yield
    signal.setitimer(signal.ITIMER_PROF, 0)
    signal.signal(signal.SIGPROF, before)


@pytest.fixture(scope="session")
def loopback() -> Iterator[Loopback]:
    asked: list[str] = []

    class Handler(http.server.BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.append(self.path)
            self.send_response(200)
            self.send_header("Content-Type", "image/svg+xml")
            self.end_headers()
            self.wfile.write(CANARY_SVG.encode())

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - as above
            """Say nothing."""

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield Loopback(f"http://127.0.0.1:{server.server_port}", asked)
    server.shutdown()
    server.server_close()


@pytest.fixture(scope="session")
def canary(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a file outside every workspace."""
    path = tmp_path_factory.mktemp("secret") / "canary.svg"
    path.write_text(CANARY_SVG)
    return path


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """Copy a small workspace with a style of its own, for a stranger to edit."""
    root = Path(shutil.copytree(BASE, tmp_path / "workspace"))
    brief = root / "content/briefs/one.yaml"
    brief.write_text(brief.read_text("utf-8").replace("[ja, ko]", "[ja]") + "style: own\n", "utf-8")
    lay(root, {"styles/own/style.yaml": 'stylesheets: [own.css]\nnumbering: ["{1}"]\n'})
    lay(root, {"styles/own/own.css": "p { color: black }\n"})
    (root / "content/images").mkdir()
    return root


def lay(root: Path, files: dict[str, str]) -> None:
    for name, text in files.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text, "utf-8")


@pytest.fixture
def edited(root: Path) -> Callable[..., Path]:
    """Write files into the workspace, each by its path."""

    def edit(files: dict[str, str]) -> Path:
        lay(root, files)
        return root

    return edit


@pytest.fixture
def refused(root: Path) -> Callable[[], tuple[Diagnostic, ...]]:
    """Build what can't be built: nothing is written, and every fault has a place."""

    def build() -> tuple[Diagnostic, ...]:
        report = Workspace.open(root).build("one")
        assert not report.ok
        left = [path.name for path in (root / "build").rglob("*") if path.name != ".one.lock"]
        assert left in ([], ["one"])
        assert all(each.place.file and each.place.line for each in report.diagnostics)
        return report.diagnostics

    return build


@pytest.fixture(scope="session")
def typesetter(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Typesetter]:
    problems = Problems()
    files = find_fonts(FAMILIES, problems, Place(file="workspace.yaml"))
    assert problems.found == []
    cache = tmp_path_factory.mktemp("cache")
    fonts: FontSetup = set_up_fonts(
        files, serif=FAMILIES[0], sans=FAMILIES[1], mono=FAMILIES[1], cache=cache
    )
    with Typesetter(fonts, jobs=2) as started:
        yield started
