"""R1, R3, R4, R5, R8: one brief in all surroundings, and one sha256."""

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import pikepdf
from tests.campaigns import _ground
from tests.campaigns._ground import ROOT, WORKSPACES
from tests.campaigns._site import shifted, with_site

SEEDS = tuple(str(seed) for seed in (0, 1, 2, 3, 5, 8, 13, 21, 34, 55, 89, 4294967295))
ZONES = ("UTC", "Asia/Tokyo", "America/St_Johns")
LOCALES = ("C", "C.UTF-8", "en_US", "ja_JP", "ko_KR", "tr_TR", "zh_CN", "zh_TW", "ar_EG", "de_DE")
MASKS = (0o022, 0o077)
JOBS = (1, 2, 4)
DAYS = (0, 1, 400)
EARLIER = (0, 1, 5, 20)
FONTS = ("fonts-urw-base35", "fonts-ipafont-gothic", "fonts-nanum")
NOBODY = 65534
HOST, USER = "a-host-of-a-campaign", "a-user-of-a-campaign"
_AFTER = """
import sys
from jkreport import Workspace
root, brief, out, other, times, jobs = sys.argv[1:7]
for number in range(int(times)):
    assert Workspace.open(other).build(("minimal", "english")[number % 2], force=True, cache=False).ok
assert Workspace.open(root).build(brief, out=out, force=True, cache=False, jobs=int(jobs)).ok
"""


@dataclass(frozen=True, kw_only=True, slots=True)
class Surroundings:
    """What a build has around it."""

    variables: Mapping[str, str] = field(default_factory=dict)
    before: Sequence[str] = ()
    mask: int = 0o022
    jobs: int = 2
    place: int = 0


@dataclass(frozen=True, kw_only=True, slots=True)
class Site:
    """Two places, each with the workspace and with jkreport itself, and a brief that is built in both."""

    folder: Path
    brief: str
    editions: tuple[str, ...] = ()

    def locales(self) -> None:
        """Make the locales, which few machines have all of."""
        (self.folder / "locales").mkdir()
        for name in LOCALES:
            if not name.startswith("C"):
                target = str(self.folder / "locales" / f"{name}.UTF-8")
                subprocess.run(["localedef", "-i", name, "-f", "UTF-8", target], check=True)

    @classmethod
    def laid(cls, folder: Path, brief: str, *editions: str) -> "Site":
        """Copy the workspace that has a brief, and jkreport, to two places."""
        sources = (ROOT, *(WORKSPACES / each for each in ("minimal", "everything")))
        source = next(each for each in sources if (each / "content/briefs" / f"{brief}.yaml").exists())  # fmt: skip
        for place in ("a", "another place, 두 번째 場所"):
            shutil.copytree(source / "content", folder / place / "workspace" / "content")
            for name in ("src", "styles"):
                skipped = shutil.ignore_patterns("__pycache__")
                shutil.copytree(ROOT / name, folder / place / "checkout" / name, ignore=skipped)
        return cls(folder=folder, brief=brief, editions=editions)

    def places(self) -> tuple[Path, ...]:
        return tuple(sorted(each.parent for each in self.folder.glob("*/workspace")))

    def built(self, around: Surroundings, *script: str) -> Path:
        """Build the brief, and give the folder of what came out."""
        place = self.places()[around.place]
        home = Path(tempfile.mkdtemp(prefix="home-", dir=self.folder))
        out = home / "out"
        command = [sys.executable, "-m", "jkreport", "build", self.brief]
        command += ["--workspace", str(place / "workspace"), "--out", str(out)]
        command += ["--jobs", str(around.jobs), "--quiet"]
        command += [word for each in self.editions for word in ("--edition", each)]
        variables = {
            "PATH": os.environ["PATH"],
            "HOME": str(home),
            "USER": USER,
            "LOGNAME": USER,
            "LOCPATH": str(self.folder / "locales"),
            "JKREPORT_CACHE": str(home / "cache"),
            **around.variables,
        }
        modules = (variables.get("PYTHONPATH", ""), str(place / "checkout" / "src"))
        variables["PYTHONPATH"] = os.pathsep.join(each for each in modules if each)
        home.chmod(0o777)
        done = subprocess.run(
            [*around.before, *(script or command)],
            env=variables,
            umask=around.mask,
            cwd=place,
            capture_output=True,
            text=True,
            stdin=subprocess.DEVNULL,
            check=False,
        )
        if done.returncode:
            raise SystemExit(f"a build failed in {around}:\n{done.stderr}")
        return out / self.brief


def one_place() -> Iterator[Surroundings]:
    """Give surroundings in which everything changes from build to build (R1)."""
    for number, seed in enumerate(SEEDS):
        locale = LOCALES[number % len(LOCALES)]
        variables = {
            "PYTHONHASHSEED": seed,
            "TZ": ZONES[number % len(ZONES)],
            "LC_ALL": locale if locale.startswith("C") else f"{locale}.UTF-8",
            "LANG": "ko_KR.UTF-8",
            "FC_LANG": "zh-tw",
            "PANGO_LANGUAGE": "zh",
        }
        yield Surroundings(
            variables=variables,
            before=as_somebody(number % 2 == 1),
            mask=MASKS[number // 2 % 2],
            jobs=JOBS[number % len(JOBS)],
            place=number // 3 % 2,
        )


def as_somebody(other: bool) -> list[str]:  # noqa: FBT001 - yes or no
    """Give the words that run a command on a host of its own, and as another user or not, where that may be."""
    if os.geteuid() != 0:
        return []
    host = ["unshare", "--uts", "sh", "-c", f'hostname {HOST} && exec "$@"', "sh"]
    # Reading goes on where the interpreter lies in a folder of root's.
    rights = ["--inh-caps", "+dac_override", "--ambient-caps", "+dac_override"]
    user = ["setpriv", "--reuid", str(NOBODY), "--regid", str(NOBODY), "--clear-groups", *rights]
    return [*host, *user] if other else host


def fonts(folder: Path) -> list[str]:
    """Lay fonts of other packages into a folder, and name those that could be had."""
    got = []
    for package in FONTS:
        command = ["apt-get", "-q", "download", package]
        done = subprocess.run(command, cwd=folder, capture_output=True, check=False)
        for archive in folder.glob("*.deb"):
            subprocess.run(["dpkg", "-x", str(archive), str(folder / package)], check=True)
            archive.unlink()
        got += [package] if done.returncode == 0 else []
    return got


def other_fonts(site: Site) -> Iterator[tuple[str, Path]]:
    """Build with the fonts of other packages in the folders where a user keeps them (R3)."""
    with tempfile.TemporaryDirectory() as folder:
        got = fonts(Path(folder))
        for kept in (".fonts", ".local/share/fonts"):
            home = Path(tempfile.mkdtemp(prefix="fonts-", dir=site.folder))
            for package in got:
                files = Path(folder, package, "usr/share/fonts")
                shutil.copytree(files, home / kept / package, symlinks=True)
            around = Surroundings(variables={"HOME": str(home)})
            yield f"{', '.join(got) or 'no package'} in {kept}", site.built(around)


def after_others(site: Site) -> Iterator[tuple[str, Path]]:
    """Build after other briefs in the same process (R4)."""
    other = site.folder / "other"
    shutil.copytree(WORKSPACES / "minimal" / "content", other / "content")
    for number, times in enumerate(EARLIER):
        out = Path(tempfile.mkdtemp(prefix="after-", dir=site.folder))
        jobs = JOBS[number % len(JOBS)]
        words = (str(site.places()[0] / "workspace"), site.brief, str(out), str(other))
        site.built(Surroundings(), sys.executable, "-c", _AFTER, *words, str(times), str(jobs))
        yield f"after {times} others", out / site.brief


def at_other_times(site: Site) -> Iterator[tuple[str, Path]]:
    """Build with the clock of all processes moved (R5)."""
    library = next(Path("/usr/lib").glob("*/faketime/libfaketime.so.1"), None)
    if library is None:
        raise SystemExit("libfaketime is missing; on Debian: apt-get install faketime")
    for days in DAYS:
        folder = Path(tempfile.mkdtemp(prefix="clock-", dir=site.folder))
        witness = shifted(folder, library, days)
        built = site.built(Surroundings(variables=with_site(folder, {})))
        now = witness.stat().st_ctime
        times = [float(line) - now for line in witness.read_text().split()]
        # The command, the process of the engine and that of the charts, each with its clock moved.
        moved = [each for each in times if abs(each - days * 86_400) < 3_600]
        if len(moved) < 3 or moved != times:
            raise SystemExit(f"the clock was not moved everywhere: {times}")
        yield f"{days:+} days", built


def traces(built: Sequence[Path], site: Site) -> list[str]:
    """Name what of a machine is in outputs: in files as they are, and in their streams (R8)."""
    words = {str(ROOT), str(site.folder), HOST, USER}
    words |= {"/tmp", "/root", "/home"}  # noqa: S108 - what is looked for
    found = []
    for path in [path for each in built for path in sorted(each.iterdir())]:
        if path.suffix in (".pdf", ".html") or path.name == "manifest.json":
            contents = [path.read_bytes(), *(streams(path) if path.suffix == ".pdf" else ())]
            found += [
                f"{word} in {path.name}"
                for word in sorted(words)
                for coding in ("utf-8", "utf-16-be")
                if any(word.encode(coding) in each for each in contents)
            ]
    return found


def streams(path: Path) -> Iterator[bytes]:
    with pikepdf.open(path) as pdf:
        for each in pdf.objects:
            if isinstance(each, pikepdf.Stream):
                try:
                    yield each.read_bytes()
                except pikepdf.PdfError:
                    continue  # a picture, of which the bytes as they are were looked at
            elif isinstance(each, pikepdf.Dictionary):
                yield each.unparse()


Builds = Callable[[Site], Iterator[tuple[str, Path]]]


def in_all_surroundings(site: Site) -> Iterator[tuple[str, Path]]:
    for around in one_place():
        yield str(around), site.built(around)


ROWS: Mapping[str, tuple[str, Builds]] = {
    "R1": ("12 builds: 2 folders, 3 time zones, 10 locales, 12 hash seeds, 2 masks, 2 users, 1 to 4 workers",
           in_all_surroundings),
    "R3": (f"other fonts installed: {', '.join(FONTS)}", other_fonts),
    "R4": ("after 0, 1, 5, 20 other briefs, with 1, 2 and 4 workers", after_others),
    "R5": ("the clock moved by 0, +1 and +400 days in every process", at_other_times),
}  # fmt: skip


def main() -> int:
    """Run the campaign and print its rows."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("brief", nargs="?", default="brief-2026", help="the brief that is built")
    choice = parser.parse_args()
    missed, made = 0, 0
    with tempfile.TemporaryDirectory() as folder:
        site = Site.laid(Path(folder), choice.brief)
        site.folder.chmod(0o755)
        site.locales()
        first = _ground.hashes(site.built(Surroundings()))
        found = []
        for row, (what, builds) in ROWS.items():
            others, count = [], 0
            for name, built in builds(site):
                count += 1
                others += [name] if _ground.hashes(built) != first else []
                found += traces([built], site)
                shutil.rmtree(built.parent)
            made += count
            reached = "1 sha256 of each file" if not others else f"others: {'; '.join(others)}"
            goal = "1 sha256"
            said = f"{reached}, {count} builds of {choice.brief}"
            missed |= _ground.tell(row, what, goal, said, held=not others)
        what = "paths, users, hosts in outputs, streams unpacked"
        reached = (
            f"{len(found)} in the outputs of {made} builds {sorted(set(found)) or ''}".rstrip()
        )
        return missed | _ground.tell("R8", what, "0", reached, held=not found)


if __name__ == "__main__":
    sys.exit(main())
