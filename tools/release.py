"""Makes what is released from the files of a commit: sdist, wheel, list of components, sums; the same bytes each time.

`python tools/release.py SOURCE TARGET EPOCH`: a folder with a commit's files, the folder for the results, and the
time of the commit in seconds since 1970. The build backend is the one that is installed.
"""

import hashlib
import os
import re
import subprocess
import sys
import tempfile
import uuid
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from cyclonedx.model import HashAlgorithm, HashType, Property
from cyclonedx.model.bom import Bom, BomMetaData
from cyclonedx.model.component import Component, ComponentType
from cyclonedx.output.json import JsonV1Dot6
from cyclonedx.schema import SchemaVersion
from cyclonedx.validation.json import JsonStrictValidator
from packageurl import PackageURL

from jkreport.build.distributions import installed_content
from jkreport.diagnostics import Problems

_ENTRY = re.compile(
    r"^([a-z0-9-]+)==([^\s;]+)(?: ; ([^\\\n]+))?((?:[^\n]*\\\n)+[^\n]*)((?:\n +#[^\n]*)*)",
    re.MULTILINE,
)
# Who needs it, as the lock's comments say; not who needs it to build.
_PARENT = re.compile(r"# +(?:via )?([a-z0-9-]+)(?: \(pyproject\.toml\))?$", re.MULTILINE)
_HASH = re.compile(r"--hash=sha256:([0-9a-f]{64})")
_NAMESPACE = uuid.UUID("6ba7b812-9dad-11d1-80b4-00c04fd430c8")


def release(source: Path, target: Path, epoch: int) -> dict[str, bytes]:
    """Build twice, compare, and write all files of the release; give them by name.

    Raises:
        ValueError: two builds differ, or the list of components isn't valid.
    """
    built = build(source, epoch)
    other = build(source, epoch)
    differing = sorted(name for name in {*built, *other} if built.get(name) != other.get(name))
    if differing:
        raise ValueError(f"two builds differ in: {', '.join(differing)}")
    (wheel,) = (name for name in built if name.endswith(".whl"))
    version = wheel.split("-")[1]
    locked = (source / "requirements" / "run.lock").read_text("utf-8")
    listed = components(locked, version, built[wheel], epoch)
    files = {**built, f"jkreport-{version}.cdx.json": listed.encode("utf-8")}
    sums = "".join(f"{_sha256(data)}  {name}\n" for name, data in sorted(files.items()))
    files["SHA256SUMS"] = sums.encode("ascii")
    target.mkdir(parents=True, exist_ok=True)
    for name, data in files.items():
        (target / name).write_bytes(data)
    return files


def build(source: Path, epoch: int) -> dict[str, bytes]:
    """Build sdist and wheel with nothing of this environment but its programs; give them by name."""
    with tempfile.TemporaryDirectory() as folder:
        clean = {
            "PATH": os.environ.get("PATH", os.defpath),
            "HOME": folder,
            "LC_ALL": "C.UTF-8",
            "SOURCE_DATE_EPOCH": str(epoch),
        }
        command = [sys.executable, "-m", "build", "--no-isolation", "--outdir", folder, str(source)]
        done = subprocess.run(command, env=clean, capture_output=True, text=True, check=False)
        if done.returncode:
            raise ValueError(done.stdout + done.stderr)
        return {path.name: path.read_bytes() for path in sorted(Path(folder).glob("jkreport-*"))}


def components(locked: str, version: str, wheel: bytes, epoch: int) -> str:
    """Give what jkreport needs as a list in CycloneDX 1.6: each package of a lock with its hashes.

    Raises:
        ValueError: the list doesn't follow the schema.
    """
    itself = _component("jkreport", version, [_sha256(wheel)], ComponentType.APPLICATION)
    needed = list(_needed(locked))
    bom = Bom(
        components=[each for each, _ in needed],
        # Made of the content, where others take a random one.
        serial_number=uuid.uuid5(_NAMESPACE, _sha256(wheel)),
        metadata=BomMetaData(component=itself, timestamp=datetime.fromtimestamp(epoch, UTC)),
    )
    for parent in (itself, *bom.components):
        children = (each for each, parents in needed if parent.name in parents)
        bom.register_dependency(parent, children)
    text: str = JsonV1Dot6(bom).output_as_string(indent=2) + "\n"
    fault = JsonStrictValidator(SchemaVersion.V1_6).validate_str(text)
    if fault is not None:
        raise ValueError(f"the list of components isn't valid: {fault}")
    return text


def _needed(locked: str) -> Iterator[tuple[Component, set[str]]]:
    """Give each package of a lock that jkreport needs when it runs, and who needs it; what builds it is left out."""
    running = installed_content(Problems())
    for name, version, marker, rest, via in _ENTRY.findall(locked):
        if name in running:
            where = [Property(name="jkreport:marker", value=marker.strip())] if marker else []
            each = _component(name, version, _HASH.findall(rest), properties=where)
            yield each, set(_PARENT.findall(via))


def _component(
    name: str,
    version: str,
    hashes: list[str],
    kind: ComponentType = ComponentType.LIBRARY,
    properties: list[Property] | None = None,
) -> Component:
    return Component(
        name=name,
        version=version,
        type=kind,
        bom_ref=f"{name}@{version}",
        purl=PackageURL("pypi", None, name, version),
        hashes=[HashType(alg=HashAlgorithm.SHA_256, content=each) for each in hashes],
        properties=properties,
    )


def _sha256(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


if __name__ == "__main__":
    try:
        made = release(Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3]))
    except ValueError as error:
        sys.exit(f"release: {error}")
    sys.stdout.write(made["SHA256SUMS"].decode())
