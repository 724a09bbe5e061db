"""What is installed of jkreport and all that it needs, by hash of its content; and the wheels that it came from."""

import base64
import hashlib
import re
from collections.abc import Iterator, Mapping
from contextlib import suppress
from importlib.metadata import Distribution, PackageNotFoundError, PackagePath, distribution
from pathlib import Path

from jkreport.build.given import read_given
from jkreport.build.places import PACKAGE, packaged_styles
from jkreport.diagnostics import Code, ContentError, Place, Problems
from jkreport.diagnostics.explanations import pages_of_explanations
from jkreport.files import TEXT_LIMIT

_ITSELF = "jkreport"
_MOST_BYTES = 1 << 30  # of a wheel
_NAME = re.compile(r"([A-Za-z0-9][A-Za-z0-9._-]*)\s*(?:\[([^\]]*)\])?")
_EXTRA = re.compile(r"""\bextra\s*==\s*["']([^"']+)["']""")
# What whoever installs a wheel adds to it, in a way of their own.
_ADDED = frozenset(
    {"RECORD", "INSTALLER", "REQUESTED", "direct_url.json", "uv_build.json", "uv_cache.json"}
)
_WHEEL = re.compile(r"([^-]+)-([^-]+)(?:-[^-]+){3,4}\.whl")
_REQUIREMENT = re.compile(r"^([A-Za-z0-9._-]+)==([^\s;\\]+)((?:[^\n]*\\\n)*[^\n]*)", re.MULTILINE)
_HASH = re.compile(r"--hash=(sha256:[0-9a-f]{64})")


def installed_content(problems: Problems, of: str = _ITSELF) -> dict[str, str]:
    """Give version and hash of content of a distribution and of each that it needs, by canonical name.

    A file that isn't as its distribution brought it is noted in `problems`.
    """
    return {
        name: f"{found.version} sha256:{_content(name, found, problems)}"
        for name, found in sorted(_needed(of).items())
    }


def known_wheels(source: Path, versions: Mapping[str, str]) -> dict[str, tuple[str, ...]]:
    """Give the hashes of the files that these versions can be installed from.

    `source` is a folder of wheels, or a file of requirements with hashes.

    Raises:
        ContentError: it can't be read.
    """
    try:
        listed = [*(_wheels(source) if source.is_dir() else _requirements(source))]
    except OSError as error:
        message = f"can't be read: {error.strerror}"
        raise ContentError(Code.FILE_UNREADABLE, Place(file=source.as_posix()), message) from error
    found: dict[str, set[str]] = {}
    for name, version, hashes in listed:
        if versions.get(name) == version:
            found.setdefault(name, set()).update(hashes)
    return {name: tuple(sorted(hashes)) for name, hashes in found.items()}


def canonical(name: str) -> str:
    """Give a name as all spellings of it are compared."""
    return re.sub(r"[-_.]+", "-", name).lower()


def _needed(of: str) -> dict[str, Distribution]:
    """Find a distribution and all that it needs, directly or not, as far as it is installed."""
    found: dict[str, Distribution] = {}
    waiting, seen = [(canonical(of), "")], set[tuple[str, str]]()
    while waiting:
        name, extra = need = waiting.pop()
        if need in seen:
            continue
        seen.add(need)
        # A need of another system or Python isn't installed here, and shapes nothing here.
        with suppress(PackageNotFoundError):
            found[name] = distribution(name)
            waiting += _needs(found[name], extra)
    return found


def _needs(found: Distribution, extra: str) -> Iterator[tuple[str, str]]:
    """Give what a distribution needs for itself, or for one of its extras: names, each also with the extras wanted."""
    for each in found.requires or ():
        wanted, _, marker = each.partition(";")
        for_extra = _EXTRA.search(marker)
        if (canonical(for_extra[1]) if for_extra else "") != extra:
            continue
        if name := _NAME.match(wanted):
            extras = (name[2] or "").split(",")
            yield from ((canonical(name[1]), canonical(part.strip())) for part in ("", *extras))


def _content(name: str, found: Distribution, problems: Problems) -> str:
    files = _own_files() if name == _ITSELF else _files(name, found, problems)
    digest = hashlib.sha256()
    for path, sha256 in sorted(files.items()):
        digest.update(f"{path} {sha256}\n".encode())
    return digest.hexdigest()


def _own_files() -> dict[str, str]:
    """Give the hashes of our own files by their path in the wheel, wherever they stand in a checkout."""
    styles = packaged_styles()
    files = {
        f"{prefix}{path.relative_to(folder).as_posix()}": path
        for folder, prefix in ((PACKAGE, ""), (styles, "styles/"))
        for path in folder.rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }
    files |= {f"docs/{page.name}": page for page in pages_of_explanations()}
    return {path: hashlib.sha256(file.read_bytes()).hexdigest() for path, file in files.items()}


def _files(name: str, found: Distribution, problems: Problems) -> dict[str, str]:
    hashes = {}
    for path in found.files or ():
        # Outside of the folder for packages lie scripts, which begin with a path of this machine.
        if path.name in _ADDED or path.suffix == ".pyc" or ".." in path.parts:
            continue
        data = _read(path)
        hashes[path.as_posix()] = hashlib.sha256(data).hexdigest()
        if path.hash is not None and path.hash.value != _recorded(data):
            message = f"the file isn't as '{name}' {found.version} brought it"
            hint = f"pip install --force-reinstall --no-deps {name}=={found.version}"
            problems.add(Code.LOCK_DIFFERS, Place(file=path.as_posix()), message, hint)
    return hashes


def _read(path: PackagePath) -> bytes:
    try:
        return Path(str(path.locate())).read_bytes()
    except OSError:
        return b""  # gone: that is another content, too


def _recorded(data: bytes) -> str:
    return base64.urlsafe_b64encode(hashlib.sha256(data).digest()).rstrip(b"=").decode()


def _wheels(folder: Path) -> Iterator[tuple[str, str, list[str]]]:
    for path in sorted(folder.iterdir()):
        if match := _WHEEL.fullmatch(path.name):
            sha256 = hashlib.sha256(read_given(path, _MOST_BYTES)).hexdigest()
            yield canonical(match[1]), match[2], [f"sha256:{sha256}"]


def _requirements(file: Path) -> Iterator[tuple[str, str, list[str]]]:
    try:
        text = read_given(file, TEXT_LIMIT).decode("utf-8")
    except UnicodeDecodeError:
        place = Place(file=file.as_posix())
        raise ContentError(Code.NOT_UTF8, place, "it is not UTF-8") from None
    for match in _REQUIREMENT.finditer(text.replace("\r\n", "\n")):
        yield canonical(match[1]), match[2], _HASH.findall(match[3])
