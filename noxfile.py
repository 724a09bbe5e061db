"""Every task of the project, and the way from a bare machine to each of them.

`python3 noxfile.py SESSION…` needs CPython 3.11 and nothing else. It makes `.venv/` with pip and
nox in it and hands over to nox, which reads this file again for its sessions; `nox -s SESSION…`
starts there. What only the operating system has comes from its package manager where it is missing.
"""

import ctypes
import fcntl
import hashlib
import importlib.util
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

if sys.version_info < (3, 11):  # noqa: UP036 - whoever starts this with an older one reads why
    sys.exit("noxfile: Python 3.11 or newer is needed, for example: python3.12 noxfile.py")

ROOT = Path(__file__).resolve().parent
ENVIRONMENT = ROOT / ".venv"
REQUIREMENTS = ROOT / "requirements"

# What each file of requirements/ locks: groups of pyproject.toml, and whether the package's own needs go with them.
LOCKS = {
    "nox": ("nox", False),
    "lint": ("lint", False),
    "run": ("build", True),
    "dev": ("dev", True),
}

# Exit statuses as sysexits.h counts them.
UNAVAILABLE = 69
IO_FAILED = 74


def say(line: str) -> None:
    """Tell the person at the terminal."""
    sys.stderr.write(f"noxfile: {line}\n")
    sys.stderr.flush()


def run(command: Sequence[str], *, quiet: bool = False) -> bool:
    """Run a command without input and tell whether it succeeded."""
    output = subprocess.DEVNULL if quiet else sys.stderr
    done = subprocess.run(  # noqa: S603 - the commands are written in this file
        command,
        stdin=subprocess.DEVNULL,
        stdout=output,
        stderr=output,
        env=surroundings(),
        check=False,
    )
    return done.returncode == 0


def surroundings() -> dict[str, str]:
    """Give this process's variables less what would lead pip and nox astray."""
    astray = {"PYTHONHOME", "PYTHONPATH"}
    variables = {name: value for name, value in os.environ.items() if name not in astray}
    if not _home().is_dir():
        variables["HOME"] = str(ENVIRONMENT / "home")
    return variables | {"PIP_USER": "0", "PIP_DISABLE_PIP_VERSION_CHECK": "1", "PIP_NO_INPUT": "1"}


def _home() -> Path:
    return Path(os.path.expanduser("~"))  # noqa: PTH111 - Path.home() fails where there is none


# --- What the operating system provides -----------------------------------------------------------


@dataclass(frozen=True, kw_only=True, slots=True)
class Part:
    """A package of Debian 12 and Ubuntu 24.04, and the signs that what it brings is there."""

    package: str
    libraries: tuple[str, ...] = ()
    programs: tuple[str, ...] = ()
    fonts: tuple[str, ...] = ()
    files: tuple[str, ...] = ()  # patterns of paths below /, each with a file

    def present(self) -> bool:
        """Tell whether all that the package brings is there, however it came."""
        return (
            all(_loads(name) for name in self.libraries)
            and all(shutil.which(name) for name in self.programs)
            and (not self.fonts or _font_files().issuperset(self.fonts))
            and all(any(Path("/").glob(pattern)) for pattern in self.files)
        )


TYPESETTING = (
    Part(package="libpango-1.0-0", libraries=("libpango-1.0.so.0", "libgobject-2.0.so.0")),
    Part(package="libpangoft2-1.0-0", libraries=("libpangoft2-1.0.so.0", "libharfbuzz.so.0")),
    Part(package="libharfbuzz-subset0", libraries=("libharfbuzz-subset.so.0",)),
    Part(package="libfontconfig1", libraries=("libfontconfig.so.1",)),
    Part(
        package="fonts-noto-cjk",
        fonts=(
            "NotoSansCJK-Regular.ttc",
            "NotoSansCJK-Bold.ttc",
            "NotoSerifCJK-Regular.ttc",
            "NotoSerifCJK-Bold.ttc",
        ),
    ),
)
READING_PDF = (Part(package="poppler-utils", programs=("pdftotext", "pdftoppm", "pdffonts")),)
DATABASE = (Part(package="postgresql", files=("usr/lib/postgresql/*/bin/initdb",)),)

# Pages that the README and docs/gallery.md show: the picture's name, the brief, the edition, the page.
PICTURES = (
    ("cover", "brief-2026", "ja", 1),
    ("page", "brief-2026", "ko", 7),
    ("pair", "brief-2026", "ja-ko", 13),
    ("government-record-ja", "government-record", "ja", 4),
    ("government-record-ko", "government-record", "ko", 3),
    ("policy-recommendations-ja", "policy-recommendations", "ja", 5),
    ("policy-recommendations-pair", "policy-recommendations", "ja-ko", 4),
    ("joint-vision-ko", "joint-vision", "ko", 10),
    ("joint-vision-pair", "joint-vision", "ja-ko", 13),
    ("commentary-ja", "commentary", "ja", 3),
    ("commentary-ko", "commentary", "ko", 4),
    ("explainer-ja", "explainer", "ja", 9),
    ("explainer-ko", "explainer", "ko", 6),
)


def _loads(library: str) -> bool:
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


def _font_files() -> set[str]:
    system = [Path("/usr/share/fonts"), Path("/usr/local/share/fonts")]
    own = [_home() / ".local/share/fonts", _home() / ".fonts"]
    return {file.name for folder in system + own for file in folder.rglob("Noto*CJK*")}


def missing(parts: Sequence[Part]) -> list[str]:
    """Name the packages of which something is missing."""
    return [part.package for part in parts if not part.present()]


def provide(parts: Sequence[Part]) -> list[str]:
    """Install what is missing where that is allowed; return, and say, what is missing still."""
    packages = missing(parts)
    if packages and install_packages(packages):
        packages = missing(parts)
    if packages:
        say(f"missing: {', '.join(packages)}; this command installs them:")
        say(f"  {command_for(packages)}")
    return packages


def command_for(packages: Sequence[str]) -> str:
    """Give the command that installs packages, as a person types it."""
    names = " ".join(packages)
    return f"sudo apt-get update && sudo apt-get install -y --no-install-recommends {names}"


def install_packages(packages: Sequence[str]) -> bool:
    """Install packages of the operating system, and tell whether there was the right to try."""
    right = _right_to_install()
    if right is None:
        return False
    say(f"installing {', '.join(packages)}")
    wait = "DPkg::Lock::Timeout=300"
    apt = [*right, "DEBIAN_FRONTEND=noninteractive", "apt-get", "-q", "-o", wait]
    # `update` doesn't wait for its lock, which others hold on a machine that has just started.
    for pause in (1, 5, 15, 30):
        if run([*apt, "update"]):
            break
        time.sleep(pause)
    run([*apt, "install", "-y", "--no-install-recommends", *packages])
    return True


def _right_to_install() -> list[str] | None:
    """Give what stands before `apt-get` here, or nothing when it can't be run."""
    if shutil.which("apt-get") is None:
        return None
    if os.geteuid() == 0:
        return ["env"]
    if shutil.which("sudo") and run(["sudo", "-n", "true"], quiet=True):
        return ["sudo", "-n", "env"]
    return None


# --- The environment that nox runs in -------------------------------------------------------------


@contextmanager
def alone() -> Iterator[None]:
    """Keep other runs in this checkout from installing at the same time."""
    folder = os.open(ROOT, os.O_RDONLY)
    try:
        fcntl.flock(folder, fcntl.LOCK_EX)
        yield
    finally:
        os.close(folder)


def environment() -> Path:
    """Return the interpreter of `.venv/`, which has nox; make or mend it first if need be."""
    python = ENVIRONMENT / "bin" / "python"
    own, guest = ENVIRONMENT / "jkreport-environment", ENVIRONMENT / "jkreport-guest"
    wanted = f"{ROOT} {sys.version} {hashlib.sha256(lock('nox').read_bytes()).hexdigest()}"
    with alone():
        if (_holds(own, wanted) or _holds(guest, wanted)) and os.access(python, os.X_OK):
            return python
        foreign = ENVIRONMENT.is_dir() and any(ENVIRONMENT.iterdir()) and not own.exists()
        if not foreign and Path(sys.prefix).resolve() != ENVIRONMENT.resolve():
            _make(own)
        if not run([str(python), "-m", "pip", "--version"], quiet=True):
            _bring_pip(python)
        say(f"installing nox into {ENVIRONMENT.name}")
        if not run([str(python), "-m", "pip", "install", "--quiet", *locked("nox")]):
            _stop("pip could not install nox; is a package index in reach?")
        # What somebody else has made is used, and never removed.
        (guest if foreign else own).write_text(wanted, encoding="utf-8")
    return python


def lock(name: str) -> Path:
    """Give the file that pins what is installed for a purpose: each version, with its hashes."""
    return REQUIREMENTS / f"{name}.lock"


def locked(name: str) -> tuple[str, ...]:
    """Give pip's arguments to install what a lock pins; a file with another hash is refused."""
    return ("--require-hashes", "-r", str(lock(name)))


def _holds(file: Path, text: str) -> bool:
    return file.is_file() and file.read_text(encoding="utf-8") == text


def _make(stamp: Path) -> None:
    say(f"making {ENVIRONMENT.name} for Python {sys.version.split()[0]}")
    if ENVIRONMENT.exists():
        discard(ENVIRONMENT)
    (ENVIRONMENT / "home").mkdir(parents=True)
    # Written first, so that what a killed run leaves behind is known to be ours.
    stamp.write_text("unfinished", encoding="utf-8")
    if not run([sys.executable, "-m", "venv", "--without-pip", str(ENVIRONMENT)]):
        _stop("the module venv fails", f"  {command_for([_package_of_venv()])}")


def discard(folder: Path) -> None:
    """Remove a folder, all of it or, when this run is killed, nothing."""
    grave = ROOT / ".nox" / "discarded"
    grave.parent.mkdir(exist_ok=True)
    shutil.rmtree(grave, ignore_errors=True)
    folder.rename(grave)
    shutil.rmtree(grave)


def _bring_pip(python: Path) -> None:
    """Put pip into an environment: the one that Python carries, else one that the system has."""
    carried = [str(python), "-m", "ensurepip", "--default-pip"]
    if run(carried, quiet=True):
        return
    outside = [sys.executable, "-m", "pip", "--python", str(python), "install", "--quiet", "pip"]
    if importlib.util.find_spec("pip") is not None and run(outside):
        return
    package = _package_of_venv()
    if not (install_packages([package]) and run(carried, quiet=True)):
        _stop("this Python has no pip; this command installs one:", f"  {command_for([package])}")


def _package_of_venv() -> str:
    return f"python{sys.version_info.major}.{sys.version_info.minor}-venv"


def _stop(*lines: str) -> None:
    for line in lines:
        say(line)
    raise SystemExit(UNAVAILABLE)


def hand_over(arguments: Sequence[str]) -> None:
    """Become nox, with the sessions that were asked for."""
    try:
        python = environment()
    except OSError as error:
        say(f"{ENVIRONMENT.name} can't be made: {error}")
        raise SystemExit(IO_FAILED) from error
    chosen = arguments if not arguments or arguments[0].startswith("-") else ["-s", *arguments]
    command = [str(python), "-m", "nox", "-f", str(ROOT / "noxfile.py"), *chosen]
    os.execve(python, command, surroundings())  # noqa: S606 - nox takes this process's place


if __name__ == "__main__":
    hand_over(sys.argv[1:])


# --- The sessions ---------------------------------------------------------------------------------

import nox  # noqa: E402 - only the environment made above has it

nox.options.sessions = ["lint", "types", "tests"]
# virtualenv carries a pip, and pip heeds the index that its user has configured.
nox.options.default_venv_backend = "virtualenv"
nox.options.reuse_venv = "yes"

PYPROJECT = nox.project.load_toml(ROOT / "pyproject.toml")
nox.needs_version = PYPROJECT["dependency-groups"]["nox"][0].removeprefix("nox")

# This folder, as it is, with the build backend that its lock has brought.
ITSELF = ("--no-deps", "--no-build-isolation", "-e.")


def ready(session: nox.Session, *steps: tuple[str, ...]) -> None:
    """Install what a session needs, afresh if the needs, Python or the folder have changed.

    Each step is what pip gets to install at once.
    """
    if not session.virtualenv.is_sandboxed:
        return  # somebody runs with --no-venv and answers for the environment
    stamp = Path(session.virtualenv.location) / "jkreport-installed"
    state = _state(*steps)
    with alone():
        if _holds(stamp, state):
            return
        if stamp.exists():
            discard(stamp.parent)
            session.virtualenv.create()
        # Written first: an installation that is killed leaves a stamp that fits nothing.
        stamp.write_text("unfinished", encoding="utf-8")
        for step in steps:
            session.install(*step)
        stamp.write_text(state, encoding="utf-8")


def installed(session: nox.Session) -> Path:
    """Return the interpreter of `.venv/`, where people use the package, installed for them."""
    python = environment()
    stamp = ENVIRONMENT / "jkreport-installed"
    steps = (locked("run"), ITSELF)
    state = _state(*steps)
    with alone():
        if not _holds(stamp, state):
            for step in steps:
                session.run(str(python), "-m", "pip", "install", "--quiet", *step, external=True)
            stamp.write_text(state, encoding="utf-8")
    return python


def _state(*steps: tuple[str, ...]) -> str:
    files = [ROOT / "pyproject.toml", *(lock(name) for name in LOCKS if locked(name) in steps)]
    contents = [each.read_bytes() for each in files]
    return hashlib.sha256(repr((steps, contents, str(ROOT), sys.version)).encode()).hexdigest()


def _group(name: str) -> tuple[str, ...]:
    return nox.project.dependency_groups(PYPROJECT, name)


def _left_out(lacking: Sequence[str]) -> list[str]:
    """Give pytest's options for what can't even be imported without the parts that are lacking."""
    if not lacking:
        return []
    say("tests that typeset are left out")
    return ["--ignore=src/jkreport/typeset", "--ignore=tests/typeset"]


@nox.session
def lint(session: nox.Session) -> None:
    """Check style and formatting."""
    ready(session, locked("lint"))
    session.run("ruff", "check")
    session.run("ruff", "format", "--check")


@nox.session
def types(session: nox.Session) -> None:
    """Check types strictly, tests and this file included."""
    ready(session, locked("dev"), ITSELF)
    session.run("mypy")


@nox.session
def tests(session: nox.Session) -> None:
    """Run the tests under branch coverage; what follows `--` goes to pytest."""
    lacking = provide((*TYPESETTING, *READING_PDF))
    provide(DATABASE)  # tests that ask a database say so when there is none
    ready(session, locked("dev"), ITSELF)
    session.run("coverage", "erase")
    workers = ("-n", "auto", "--maxprocesses", "4", "--dist", "loadgroup")
    pytest = ("pytest", *workers, *_left_out(lacking), *session.posargs)
    session.run("coverage", "run", "-m", *pytest, env={"JKREPORT_LACKING": " ".join(lacking)})
    session.run("coverage", "combine", "--quiet", success_codes=[0, 1])  # 1: nothing to combine
    # The goal holds for the whole suite, not for a part of it.
    session.run("coverage", "report", *(["--fail-under=0"] if lacking or session.posargs else []))


# Runs a command where the only network is the machine's loopback, which is brought up first.
LOOPBACK = """
import fcntl, os, socket, struct, sys
up = struct.pack("16sH22x", b"lo", 1)
fcntl.ioctl(socket.socket(), 0x8914, up)
os.execvp(sys.argv[1], sys.argv[1:])
"""


@nox.session
def offline(session: nox.Session) -> None:
    """Run the tests without a network; what follows `--` goes to pytest."""
    lacking = provide((*TYPESETTING, *READING_PDF))
    provide(DATABASE)
    ready(session, locked("dev"), ITSELF)
    root = os.geteuid() == 0
    apart = ["unshare", "-n"] if root else ["unshare", "-rn"]
    if not run([*apart, "true"], quiet=True):
        session.skip("no namespace of networks may be made here")
    # Whoever isn't root is only for as long as it takes to bring the loopback up.
    oneself = ["unshare", f"--map-user={os.getuid()}", f"--map-group={os.getgid()}"]
    start = [*apart, "python", "-c", LOOPBACK, *([] if root else oneself)]
    workers = ("-n", "auto", "--maxprocesses", "4", "--dist", "loadgroup")
    pytest = ("python", "-m", "pytest", *workers, *_left_out(lacking), *session.posargs)
    variables = {"JKREPORT_LACKING": " ".join(lacking)}
    session.run(*start, *pytest, env=variables, external=True)


@nox.session(python="3.11")
def minimums(session: nox.Session) -> None:
    """Run the tests with the lowest versions that pyproject.toml allows."""
    lowest = [name.replace(">=", "==") for name in PYPROJECT["project"]["dependencies"]]
    lacking = provide((*TYPESETTING, *READING_PDF))
    provide(DATABASE)
    ready(session, ("-e.", *lowest, *_group("build"), *_group("test")))
    # What briefs look like holds for the versions that people install, not for the lowest.
    arguments = ("--ignore=tests/test_golden.py", *_left_out(lacking), *session.posargs)
    session.run("pytest", *arguments, env={"JKREPORT_LACKING": " ".join(lacking)})


@nox.session(python=False)
def brief(session: nox.Session) -> None:
    """Build brief-2026 in all its editions; what follows `--` is given to `jkreport` instead."""
    provide(TYPESETTING)
    jkreport = str(installed(session).with_name("jkreport"))
    session.run(jkreport, *(session.posargs or ["build", "brief-2026"]), external=True)


@nox.session(python=False)
def bench(session: nox.Session) -> None:
    """Measure speed and memory, and print the table of docs/performance.md."""
    provide(TYPESETTING)
    script = str(ROOT / "tests" / "bench" / "bench.py")
    session.run(str(installed(session)), script, *session.posargs, external=True)


@nox.session
def tables(session: nox.Session) -> None:
    """Measure tables: a million rows, ten thousand points, two hundred sources."""
    ready(session, locked("dev"), ITSELF)
    session.run("python", "-m", "tests.bench.tables")


@nox.session
def campaign(session: nox.Session) -> None:
    """Run a long test of reliability, `campaign -- kills 200` say; without a name, all of them."""
    provide((*TYPESETTING, *READING_PDF))
    folder = ROOT / "tests" / "campaigns"
    known = sorted(each.stem for each in folder.glob("[a-z]*.py"))
    name, *arguments = session.posargs or [""]
    if name and name not in known:
        session.error(f"there is no campaign '{name}'; there are: {', '.join(known)}")
    ready(session, locked("dev"), ITSELF)
    for each in [name] if name else known:
        session.run("python", "-m", f"tests.campaigns.{each}", *arguments)


@nox.session
def office(session: nox.Session) -> None:
    """Have LibreOffice and gettext open what goes out to translators; both are installed for it."""
    writer = Part(package="libreoffice-writer-nogui", programs=("soffice",))
    provide((writer, Part(package="gettext", programs=("msgfmt",))))
    ready(session, locked("dev"), ITSELF)
    session.run("pytest", "tests/translate/test_exchange.py", "-k", "processor or msgfmt")


@nox.session
def systems(session: nox.Session) -> None:
    """Build on Debian 12 and Debian 13, made for it, and compare; says so where that may not be."""
    provide((*TYPESETTING, Part(package="debootstrap", programs=("debootstrap",))))
    ready(session, locked("dev"), ITSELF)
    session.run("python", "-m", "tests.campaigns.systems", *session.posargs)


@nox.session
def golden(session: nox.Session) -> None:
    """Renew what tests/golden keeps of the briefs, and show what has changed in their pages and tags."""
    provide((*TYPESETTING, *READING_PDF))
    ready(session, locked("dev"), ITSELF)
    arguments = ("-q", "-s", "tests/test_golden.py", *session.posargs)
    session.run("pytest", *arguments, env={"JKREPORT_CORRECT": "1"})


@nox.session
def catalogue(session: nox.Session) -> None:
    """List messages that lack a translation or are said no more; `catalogue -- --write` enters them."""
    ready(session, locked("dev"), ITSELF)
    arguments = ("tools/catalogue.py", *session.posargs)
    session.run("python", *arguments, success_codes=[0] if not session.posargs else [0, 1])


@nox.session(python=False)
def pictures(session: nox.Session) -> None:
    """Renew the pictures of pages in docs/images, after a look at them."""
    provide((*TYPESETTING, *READING_PDF))
    jkreport = str(installed(session).with_name("jkreport"))
    session.run(
        jkreport, "build", *dict.fromkeys(brief for _, brief, *_ in PICTURES), external=True
    )
    (ROOT / "docs" / "images").mkdir(exist_ok=True)
    for name, brief, edition, page in PICTURES:
        pdf = str(ROOT / "build" / brief / f"{brief}.{edition}.pdf")
        picture = str(ROOT / "docs" / "images" / name)
        options = ("-png", "-singlefile", "-r", "64", "-f", str(page), "-l", str(page))
        session.run("pdftoppm", *options, pdf, picture, external=True)


@nox.session
def release(session: nox.Session) -> None:
    """Make sdist, wheel, list of components and sums in dist/, twice and with the same bytes."""
    commit = _commit(session)
    ready(session, locked("dev"), ITSELF)
    # What is released is what the commit holds, whatever else lies in this folder.
    source = Path(session.create_tmp()) / "source"
    shutil.rmtree(source, ignore_errors=True)
    source.mkdir()
    archive = source.with_name("source.tar")
    session.run("git", "archive", "--output", str(archive), "HEAD", external=True)
    shutil.unpack_archive(archive, source, filter="data")
    shutil.rmtree(ROOT / "dist", ignore_errors=True)
    session.run("python", "tools/release.py", str(source), str(ROOT / "dist"), commit)


def _commit(session: nox.Session) -> str:
    """Give the time of the commit that is checked out; end where files differ from it."""
    changed = session.run("git", "status", "--porcelain", external=True, silent=True)
    if changed is None or str(changed).strip():
        session.error("a release is made from a clean checkout; commit or remove what has changed")
    time_ = session.run("git", "log", "-1", "--format=%ct", external=True, silent=True)
    return str(time_).strip()


@nox.session
def relock(session: nox.Session) -> None:
    """Renew requirements/*.lock, to the newest versions or as `relock -- --upgrade-package NAME`."""
    session.install("uv")
    compile_ = ("uv", "pip", "compile", "--quiet", "--universal", "--generate-hashes")
    # An index has an address of its own in each place; the hashes say what it must give.
    plain = ("--no-header", "--no-emit-index-url", "--no-emit-find-links")
    for name, (group, package) in LOCKS.items():
        wanted = ["--group", group, *(["pyproject.toml"] if package else [])]
        # What is tested is what is used: both have the same versions.
        same = ["--constraint", str(lock("run"))] if name == "dev" else []
        renewed = session.posargs or ["--upgrade"]
        least = ("--python-version", PYPROJECT["project"]["requires-python"].removeprefix(">="))
        output = ("--output-file", str(lock(name)))
        session.run(*compile_, *plain, *least, *renewed, *output, *wanted, *same)
