"""What stands is built once more from what its manifest names, and compared byte by byte."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from jkreport.build.comparing import difference
from jkreport.build.conduct import build
from jkreport.build.deviations import Deviation, Stock, deviations, library_deviations, likely
from jkreport.build.manifest import Manifest, manifest_of
from jkreport.build.order import Order
from jkreport.build.outputs import MOST_BYTES, temporary_folder
from jkreport.build.places import files_of, must_exist
from jkreport.build.report import names_of
from jkreport.build.state import MANIFEST, PROVENANCE, Reader, sha256_of
from jkreport.diagnostics import Code, ContentError, Diagnostic, Place, Problems
from jkreport.files import TooLargeError, read_regular
from jkreport.typeset.pdf.difference import Difference

_BUILD = "'jkreport build' makes them anew"
_CAUSES = {
    Stock.INPUTS: "the likely cause: inputs have changed since it was built",
    Stock.FONTS: "the likely cause: other fonts than those that it was built with",
    Stock.VERSIONS: "the likely cause: other versions than those that it was built with",
}
_NO_CAUSE = (
    "all that the manifest names is as it was: a fault of jkreport, or code of it that was changed under one version; "
    "please report it"
)


@dataclass(frozen=True, kw_only=True, slots=True)
class Verified:
    """A file that stands, and the same file built again; `difference` is None when they are the same."""

    file: Path
    sha256: str
    rebuilt: str
    difference: Difference | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Verification:
    """What came of verifying outputs of a brief.

    `deviations` are the inputs, fonts and versions that are no longer as the manifest names them. They alone are no
    fault: what counts is whether the same bytes come out.
    """

    brief: str
    deviations: tuple[Deviation, ...] = ()
    files: tuple[Verified, ...] = ()
    diagnostics: tuple[Diagnostic, ...] = ()

    @property
    def ok(self) -> bool:
        """Whether every file came out the same."""
        return not self.diagnostics


@dataclass(frozen=True, kw_only=True, slots=True)
class _Standing:
    """Files of a brief as they stand, by the names that the manifest gives them."""

    manifest: Manifest
    paths: Mapping[str, Path]
    data: Mapping[str, bytes]


def verify_brief(root: Path, order: Order) -> Verification:
    """Verify all outputs of a brief; nothing that stands is changed."""
    problems, found = Problems(), None
    with problems.gathered():
        must_exist(order.brief, files_of(root))
        folder = (order.out or root / "build") / order.brief
        manifest = _manifest(folder)
        paths = {name: folder / name for name in _outputs(manifest)}
        if not paths:
            place = Place(file=(folder / MANIFEST).as_posix())
            raise ContentError(Code.MANIFEST, place, "the manifest names no output", _BUILD)
        found = _Standing(manifest=manifest, paths=paths, data=_read(paths, problems))
    if found is None or problems.errors:
        return Verification(brief=order.brief, diagnostics=problems.sorted())
    return _verified(root, order, found)


def verify_file(root: Path, path: Path, order: Order) -> Verification:
    """Verify one output by the manifest beside it; nothing that stands is changed.

    The file may have been renamed as long as its bytes are those that the manifest names. The brief of `order` is
    that of the manifest in the end.
    """
    problems, found = Problems(), None
    with problems.gathered():
        data = _read({path.name: path}, problems).get(path.name)
        if data is not None:
            manifest = _manifest(path.parent)
            name = _name(path, data, manifest)
            found = _Standing(manifest=manifest, paths={name: path}, data={name: data})
    if found is None or problems.errors:
        return Verification(brief=order.brief, diagnostics=problems.sorted())
    return _verified(root, replace(order, brief=found.manifest.brief), found)


def _manifest(folder: Path) -> Manifest:
    path = folder / MANIFEST
    place = Place(file=path.as_posix())
    data = _bytes(path)
    if data is None:
        hint = "a file is verified by the manifest that was built with it: keep the two together"
        raise ContentError(Code.MANIFEST, place, "there is no manifest", hint)
    manifest = manifest_of(data)
    if manifest is None:
        message = "the manifest is damaged, or from another version of jkreport"
        raise ContentError(Code.MANIFEST, place, message, _BUILD)
    return manifest


def _outputs(manifest: Manifest) -> Iterator[str]:
    """Name the outputs that stand by the manifest, in the order of its editions."""
    for edition in manifest.editions:
        for name in names_of(manifest.brief, edition):
            if name in manifest.outputs:
                yield name
    if PROVENANCE in manifest.outputs:
        yield PROVENANCE


def _name(path: Path, data: bytes, manifest: Manifest) -> str:
    """Give the name under which a manifest has a file."""
    names = list(_outputs(manifest))
    if path.name in names:
        return path.name
    sha256 = sha256_of(data)
    for name in names:
        if manifest.outputs[name].sha256 == sha256:
            return name
    raise ContentError(
        Code.MANIFEST,
        Place(file=path.as_posix()),
        f"the manifest beside it is of '{manifest.brief}' and names no such file",
        f"it names {', '.join(names) or 'none'}",
    )


def _read(paths: Mapping[str, Path], problems: Problems) -> dict[str, bytes]:
    found = {}
    for name, path in paths.items():
        with problems.gathered():
            data = _bytes(path)
            if data is None:
                place = Place(file=path.as_posix())
                raise ContentError(Code.FILE_MISSING, place, "there is no such file", _BUILD)
            found[name] = data
    return found


def _bytes(path: Path) -> bytes | None:
    """Read an output; None where there is none.

    Raises:
        ContentError: it can't be read, or is larger than any output.
    """
    place = Place(file=path.as_posix())
    try:
        return read_regular(path, MOST_BYTES)
    except TooLargeError:
        message = f"'{path.name}' is larger than {MOST_BYTES >> 20} MiB"
        raise ContentError(Code.FILE_TOO_LARGE, place, message) from None
    except (FileNotFoundError, NotADirectoryError):
        return None
    except OSError as error:
        message = f"can't be read: {error.strerror or error}"
        raise ContentError(Code.FILE_UNREADABLE, place, message) from error


def _verified(root: Path, order: Order, standing: _Standing) -> Verification:
    problems, manifest = Problems(), standing.manifest
    deviating: tuple[Deviation, ...] = ()
    files: list[Verified] = []
    with problems.gathered():
        order.say("comparing what it was built from")
        inputs = files_of(root)
        deviating = deviations(manifest, Reader(file=inputs.peek, names=inputs.names))
        with temporary_folder() as folder:
            report = build(root, _again(order, standing, folder))
            for fault in report.diagnostics:
                problems.take(fault)
            if report.ok:
                made = folder / manifest.brief
                now = manifest_of((made / MANIFEST).read_bytes())
                deviating += library_deviations(manifest, now) if now is not None else ()
                files = list(_compared(standing, made))
    for each in files:
        _tell(each, standing, deviating, problems)
    return Verification(
        brief=manifest.brief,
        deviations=deviating,
        files=tuple(files),
        diagnostics=problems.sorted(),
    )


def _again(order: Order, standing: _Standing, folder: Path) -> Order:
    brief = standing.manifest.brief
    wanted = [
        each for each in standing.manifest.editions
        if set(names_of(brief, each)) & standing.paths.keys()
    ]  # fmt: skip
    return replace(order, brief=brief, editions=tuple(wanted), out=folder, force=True, cache=False)


def _compared(standing: _Standing, made: Path) -> Iterator[Verified]:
    for name, path in standing.paths.items():
        before, now = standing.data[name], (made / name).read_bytes()
        yield Verified(
            file=path,
            sha256=sha256_of(before),
            rebuilt=sha256_of(now),
            difference=difference(name, before, now),
        )


def _tell(
    found: Verified, standing: _Standing, deviating: Sequence[Deviation], problems: Problems
) -> None:
    if found.difference is None:
        return
    name = next(name for name, path in standing.paths.items() if path == found.file)
    stock = likely(deviating, found.difference.kind)
    hint = _CAUSES[stock] if stock is not None else _NO_CAUSE
    if found.rebuilt == standing.manifest.outputs[name].sha256:
        hint = "the file itself was changed after it was built; what the manifest names comes out again"
    place = Place(file=found.file.as_posix())
    message = f"it does not come out the same: {found.difference}"
    problems.add(Code.NOT_REPRODUCIBLE, place, message, hint)
