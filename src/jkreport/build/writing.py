"""What was made is written: pages and documents, the manifest last."""

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path

from jkreport.build.loaded import Loaded
from jkreport.build.manifest import Manifest, Output, UsedFont, manifest_of
from jkreport.build.outputs import standing, write_all
from jkreport.build.places import PACKAGE
from jkreport.build.press import Machine
from jkreport.build.report import Report, built, names_of
from jkreport.build.state import (
    MANIFEST,
    PACKAGES,
    PROVENANCE,
    STATE,
    installed_versions,
    state_json,
)
from jkreport.build.tracing import record_of_editions
from jkreport.compose import Composed
from jkreport.diagnostics import ContentError, Place
from jkreport.model.brief import Brief
from jkreport.provenance import record_json, record_of
from jkreport.typeset import FontFile, FontSetup, Typeset


@dataclass(frozen=True, kw_only=True, slots=True)
class Made:
    """An edition that is ready to be written; the name of one with change bars ends in `.marks`."""

    edition: str
    composed: Composed
    typeset: Typeset

    def files(self, brief: str) -> Mapping[str, bytes]:
        """Give its files by their names."""
        pdf, html = names_of(brief, self.edition)
        return {pdf: self.typeset.pdf, html: self.composed.html.encode("utf-8")}


def write(
    folder: Path,
    brief: Brief,
    loaded: Loaded,
    made: Sequence[Made],
    machine: Machine,
    fonts: FontSetup | None,
) -> Report:
    """Write all files of a build.

    Raises:
        ContentError: one of them can't be written; then none is replaced.
    """
    files, outputs = _files(brief.id, made)
    manifest = _manifest(brief, loaded, outputs, machine, fonts)
    before = _same(manifest, manifest_of(standing(folder / MANIFEST)))
    files[PROVENANCE] = _provenance(folder, brief, loaded, made, before)
    outputs[PROVENANCE] = _output(files[PROVENANCE], 0)
    kept = before.outputs if before is not None else {}
    manifest = replace(manifest, outputs={**kept, **outputs})
    watched = (*(each.path for each in fonts.files), *map(Path, machine.libraries)) if fonts else ()
    files[STATE] = state_json(watched, (PACKAGE,))
    files[MANIFEST] = manifest.json()
    write_all(folder, files)
    peaks = {each.edition: each.typeset.peak_memory for each in made}
    return Report(
        brief=brief.id,
        editions=tuple(
            built(folder, brief.id, each.edition, manifest.outputs, peaks[each.edition])
            for each in made
        ),
        diagnostics=loaded.problems.sorted(),
        manifest=folder / MANIFEST,
        values=sum(each.composed.values for each in made),
        without=tuple(dict.fromkeys(name for each in made for name in each.typeset.without)),
        ragged=sum(each.typeset.ragged for each in made),
    )


def write_marked(folder: Path, brief: Brief, loaded: Loaded, made: Sequence[Made]) -> Report:
    """Write editions with change bars beside the others, which the manifest tells of.

    Raises:
        ContentError: one of them can't be written; then none is replaced.
    """
    files, outputs = _files(brief.id, made)
    write_all(folder, files)
    return Report(
        brief=brief.id,
        editions=tuple(
            built(folder, brief.id, each.edition, outputs, each.typeset.peak_memory)
            for each in made
        ),
        diagnostics=loaded.problems.sorted(),
        values=sum(each.composed.values for each in made),
    )


def _provenance(
    folder: Path, brief: Brief, loaded: Loaded, made: Sequence[Made], before: Manifest | None
) -> bytes:
    """Give the record of what was made, and of the editions that stand from the very same inputs."""
    records = {each.edition: each.composed.record for each in made}
    data = standing(folder / PROVENANCE) if before is not None else None
    if data is not None:
        with suppress(ContentError):
            there = record_of(data, Place(file=PROVENANCE)).editions
            records = {each.id: each for each in there} | records
    editions = [records[each.id] for each in brief.editions if each.id in records]
    return record_json(record_of_editions(loaded, brief, editions))


def _files(brief: str, made: Sequence[Made]) -> tuple[dict[str, bytes], dict[str, Output]]:
    files: dict[str, bytes] = {}
    outputs: dict[str, Output] = {}
    for each in made:
        pdf, html = names_of(brief, each.edition)
        files |= each.files(brief)
        outputs[pdf] = _output(files[pdf], each.typeset.pages)
        outputs[html] = _output(files[html], 0)
    return files, outputs


def _output(data: bytes, pages: int) -> Output:
    return Output(sha256=hashlib.sha256(data).hexdigest(), bytes=len(data), pages=pages)


def _manifest(
    brief: Brief,
    loaded: Loaded,
    outputs: Mapping[str, Output],
    machine: Machine,
    fonts: FontSetup | None,
) -> Manifest:
    return Manifest(
        brief=brief.id,
        as_of=str(brief.as_of),
        editions=tuple(each.id for each in brief.editions),
        inputs=dict(loaded.files.digests),
        listings=dict(loaded.files.listings),
        fonts=used_fonts(fonts.files if fonts is not None else ()),
        versions={**installed_versions(PACKAGES), **machine.versions},
        outputs=outputs,
    )


def used_fonts(files: Iterable[FontFile]) -> tuple[UsedFont, ...]:
    """Describe the faces of font files as a manifest does."""
    return tuple(
        UsedFont(
            family=family,
            style="bold" if each.bold else "regular",
            file=each.path.name,
            sha256=each.sha256,
        )
        for each in files
        for family in each.families
    )


def _same(manifest: Manifest, before: Manifest | None) -> Manifest | None:
    """Give the manifest that stands if it is of the very same inputs: its other editions stand, too."""
    if before is None or (before.inputs, before.listings, before.versions, before.fonts) != (
        manifest.inputs,
        manifest.listings,
        manifest.versions,
        manifest.fonts,
    ):
        return None
    return before
