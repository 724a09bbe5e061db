"""What is no longer as a manifest has it is told, all of it, by its name."""

from collections.abc import Mapping
from dataclasses import replace

import pytest

from jkreport.build.deviations import Stock, deviations, library_deviations, likely
from jkreport.build.manifest import Manifest, UsedFont
from jkreport.build.state import Reader, installed_versions, sha256_of
from jkreport.build.writing import used_fonts
from jkreport.diagnostics import Place, Problems
from jkreport.typeset import find_fonts

FILES = {"content/a.yaml": b"a", "content/data/t.csv": b"t"}
NAMES = {"content/data": ("t.csv",)}
MANIFEST = Manifest(
    brief="a",
    as_of="2026-03-16",
    inputs={path: sha256_of(data) for path, data in FILES.items()},
    listings={"content/data": ("t.csv",)},
    versions={**installed_versions(["python", "pytest"]), "pango": "1.50.12"},
)


def told(
    manifest: Manifest, files: Mapping[str, bytes], names: Mapping[str, tuple[str, ...]]
) -> list[str]:
    return [str(each) for each in deviations(manifest, Reader(file=files.get, names=names.get))]


def test_what_is_as_it_was_is_not_told() -> None:
    assert told(MANIFEST, FILES, NAMES) == []


def test_everything_else_is_told_at_once() -> None:
    manifest = replace(
        MANIFEST,
        listings={"content/data": ("s.csv", "t.csv")},
        versions={**MANIFEST.versions, "pytest": "1.0", "none-such": "2.0"},
        fonts=(UsedFont(family="No Such Mincho", style="bold", file="a.ttc", sha256="1"),),
    )
    now = installed_versions(["pytest"])["pytest"]
    assert told(manifest, {"content/a.yaml": b"b"}, {"content/data": ("u.csv",)}) == [
        "content/a.yaml has changed",
        "content/data/t.csv is gone",
        "content/data/u.csv is new",
        "content/data/s.csv is gone",
        "font 'No Such Mincho' bold isn't installed",
        "none-such 2.0 then, none now",
        f"pytest 1.0 then, {now} now",
    ]


@pytest.mark.typeset
def test_another_file_of_a_font_is_told_by_its_hash() -> None:
    found = used_fonts(find_fonts(["Noto Sans CJK JP"], Problems(), Place(file="fonts")))
    regular, bold = sorted(found, key=lambda each: each.style, reverse=True)
    manifest = replace(MANIFEST, fonts=(regular, replace(bold, sha256="f" * 64)))
    (said,) = told(manifest, FILES, NAMES)
    assert said == (
        f"font 'Noto Sans CJK JP' bold is another file: {bold.file} sha256 {'f' * 16} then, "
        f"{bold.file} {bold.sha256[:16]} now"
    )


def test_libraries_of_the_system_are_told_by_what_a_build_finds() -> None:
    now = replace(MANIFEST, versions={**MANIFEST.versions, "pango": "1.56.3"})
    assert [str(each) for each in library_deviations(MANIFEST, now)] == ["pango 1.50.12 then, 1.56.3 now"]  # fmt: skip
    assert library_deviations(MANIFEST, MANIFEST) == ()


def test_the_likely_cause_goes_by_the_object() -> None:
    found = deviations(
        replace(
            MANIFEST,
            versions={"pytest": "1.0"},
            fonts=(UsedFont(family="No Such Mincho", style="bold", file="a", sha256="1"),),
        ),
        Reader(file=lambda _: None, names=NAMES.get),
    )
    assert {each.stock for each in found} == set(Stock)
    assert likely(found, "content stream") is Stock.INPUTS
    assert likely(found, "font") is Stock.FONTS
    assert likely([each for each in found if each.stock is Stock.VERSIONS], "image") is Stock.VERSIONS  # fmt: skip
    assert likely([], "font") is None
