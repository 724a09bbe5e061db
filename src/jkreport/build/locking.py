"""Taking stock of all that the briefs of a workspace are made of and with, and comparing it with a lock."""

import platform
from collections.abc import Iterator, Mapping
from pathlib import Path
from zlib import ZLIB_RUNTIME_VERSION

from jkreport.build.composing import context_of, declared_families
from jkreport.build.distributions import installed_content, known_wheels
from jkreport.build.fonts import font_setup
from jkreport.build.given import read_given
from jkreport.build.loaded import Loaded, load_workspace
from jkreport.build.lockfile import LOCK, Lock, read_lock
from jkreport.build.outputs import write_all
from jkreport.build.pins import check_pins
from jkreport.compose import compose
from jkreport.diagnostics import Code, ContentError, Diagnostic, Place, Problems
from jkreport.drawing import Compiler
from jkreport.files import TEXT_LIMIT
from jkreport.typeset import LIBRARIES_REMEDY, Typesetter, find_fonts

# Of what the typesetting process is made of, all that is no distribution.
_LIBRARIES = ("fontconfig", "harfbuzz", "pango")
_REMEDIES = {
    "versions": "build on the system that the lock is of; or, after a look at the pages: jkreport lock",
    "distributions": "install what the lock names: jkreport lock --requirements; or lock anew: jkreport lock",
    "fonts": "install that release of the font; or, after a look at the pages: jkreport lock",
    "inputs": "take the file from your history; or, after a look at the pages: jkreport lock",
}


def lock(root: Path, wheels: Path | None = None) -> tuple[Path | None, tuple[Diagnostic, ...]]:
    """Write the lock of a workspace; give its path, or None and what has to be mended first.

    `wheels` is a folder of wheels, or a file of requirements with hashes; without it, the hashes of wheels that the
    standing lock knows are kept as far as they still fit.
    """
    problems = Problems()
    with problems.gathered():
        facts = take_stock(root, problems)
        known = _known(root, facts["distributions"], wheels)
        if not problems.errors:
            write_all(root, {LOCK: Lock(facts=facts, wheels=known).text().encode("utf-8")})
            return root / LOCK, ()
    return None, problems.sorted()


def differences(root: Path) -> tuple[Diagnostic, ...]:
    """Compare the lock of a workspace with what is here now; give a diagnostic for each line that differs."""
    problems = Problems()
    with problems.gathered():
        standing = standing_lock(root)
        facts = take_stock(root, problems)
        for section in {**standing.facts, **facts}:
            _compare(standing, section, facts.get(section, {}), problems)
    return problems.sorted()


def standing_lock(root: Path) -> Lock:
    """Read the lock of a workspace.

    Raises:
        ContentError: there is none, or it can't be read.
    """
    data = read_given(root / LOCK, TEXT_LIMIT, "jkreport lock writes it")
    try:
        return read_lock(data.decode("utf-8"))
    except UnicodeDecodeError:
        raise ContentError(Code.NOT_UTF8, Place(file=LOCK), f"'{LOCK}' is not UTF-8") from None


def requirements(root: Path) -> str:
    """Give a file of requirements for pip, with hashes.

    Raises:
        ContentError: there is no lock, or it lacks the hashes of a package.
    """
    standing = standing_lock(root)
    text, unknown = standing.requirements()
    if unknown:
        named = ", ".join(unknown)
        place = standing.place("wheels")
        hint = "name a folder of wheels, or a file of requirements with hashes: jkreport lock --wheels PATH"
        raise ContentError(
            Code.LOCK_DIFFERS, place, f"no hash of a wheel is known of: {named}", hint
        )
    return text


def take_stock(root: Path, problems: Problems) -> dict[str, dict[str, str]]:
    """Give the facts of a lock as they are now; what is wrong is noted in `problems`.

    Everything is read through: no memory of hashes is trusted here.

    Raises:
        ContentError: the workspace can't be read.
    """
    loaded = load_workspace(root)
    families = dict.fromkeys(
        family for brief in loaded.briefs for family in _compose(loaded, brief)
    )
    for fault in loaded.problems.found:
        problems.take(fault)
    fonts, versions = _engine(loaded, tuple(families), problems)
    return {
        "inputs": _hashed(loaded.files.digests),
        "fonts": fonts,
        "versions": versions,
        "distributions": installed_content(problems),
    }


def _compose(loaded: Loaded, brief_id: str) -> tuple[str, ...]:
    """Compose all editions of a brief, which reads all that it is made of; give its font families."""
    brief = loaded.brief(brief_id)
    style = loaded.style(brief)
    with Compiler() as compiler:
        for edition in brief.editions:
            compose(context_of(loaded, brief, edition, style, compiler))
    return declared_families(loaded, brief, style)


def _hashed(digests: Mapping[str, str]) -> dict[str, str]:
    return {path: f"sha256:{sha256}" for path, sha256 in digests.items()}


def _engine(
    loaded: Loaded, families: tuple[str, ...], problems: Problems
) -> tuple[dict[str, str], dict[str, str]]:
    """Give the fonts of these families by name of the file, and the versions of all that is no distribution."""
    place = loaded.settings.place
    files = find_fonts(families, problems, place)
    check_pins(files, loaded.settings.fonts, problems)
    versions = {
        "architecture": platform.machine(),
        "python": platform.python_version(),
        "zlib": ZLIB_RUNTIME_VERSION,
    }
    if files and not problems.errors:
        with Typesetter(font_setup(files, families), jobs=1) as engine:
            found = engine.versions()
        if not found:
            problems.add(Code.LIBRARY_MISSING, place, "a text library is missing", LIBRARIES_REMEDY)
        versions |= {name: found[name] for name in _LIBRARIES if name in found}
    return _hashed({each.path.name: each.sha256 for each in files}), versions


def _known(
    root: Path, distributions: Mapping[str, str], wheels: Path | None
) -> Mapping[str, tuple[str, ...]]:
    versions = {name: fact.partition(" ")[0] for name, fact in distributions.items()}
    if wheels is not None:
        return known_wheels(wheels, versions)
    try:
        standing = standing_lock(root)
    except ContentError:
        return {}
    before = standing.facts.get("distributions", {})
    return {
        name: hashes
        for name, hashes in standing.wheels.items()
        if before.get(name, "").partition(" ")[0] == versions.get(name)
    }


def _compare(standing: Lock, section: str, facts: Mapping[str, str], problems: Problems) -> None:
    locked = standing.facts.get(section, {})
    remedy = _REMEDIES.get(section, "")
    for name, message in _differing(locked, facts):
        problems.add(Code.LOCK_DIFFERS, standing.place(section, name), message, remedy)


def _differing(locked: Mapping[str, str], facts: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    for name in sorted({*locked, *facts}):
        if name not in facts:
            yield name, f"'{name}' is in the lock and not here"
        elif name not in locked:
            yield name, f"'{name}' is here and not in the lock: {facts[name]}"
        elif locked[name] != facts[name]:
            yield name, f"'{name}' is {facts[name]} here, not {locked[name]}"
