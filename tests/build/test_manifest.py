"""The manifest goes to a file and comes back, or it is no manifest."""

import json
from typing import Any

import pytest

from jkreport.build.manifest import Manifest, Output, UsedFont, manifest_of

MANIFEST = Manifest(
    brief="brief-2026",
    as_of="2026-03-16",
    editions=("ja", "ko"),
    inputs={"content/b.yaml": "b" * 64, "content/a.yaml": "a" * 64},
    listings={"content/sections": ("한국.yaml", "a.yaml")},
    fonts=(
        UsedFont(family="Noto Serif CJK JP", style="regular", file="b.ttc", sha256="2"),
        UsedFont(family="Noto Sans CJK JP", style="bold", file="a.ttc", sha256="1"),
    ),
    versions={"weasyprint": "70.0", "python": "3.11.7"},
    outputs={"brief-2026.ja.pdf": Output(sha256="c" * 64, bytes=9, pages=2)},
)


def test_a_manifest_has_one_written_form() -> None:
    written = MANIFEST.json()
    assert written.decode() == (
        json.dumps(
            {
                "as_of": "2026-03-16",
                "brief": "brief-2026",
                "editions": ["ja", "ko"],
                "fonts": [
                    {
                        "family": "Noto Sans CJK JP",
                        "file": "a.ttc",
                        "sha256": "1",
                        "style": "bold",
                    },
                    {
                        "family": "Noto Serif CJK JP",
                        "file": "b.ttc",
                        "sha256": "2",
                        "style": "regular",
                    },
                ],
                "format": 1,
                "inputs": {"content/a.yaml": "a" * 64, "content/b.yaml": "b" * 64},
                "listings": {"content/sections": ["a.yaml", "한국.yaml"]},
                "outputs": {"brief-2026.ja.pdf": {"bytes": 9, "pages": 2, "sha256": "c" * 64}},
                "versions": {"python": "3.11.7", "weasyprint": "70.0"},
            },
            ensure_ascii=False,
            indent=2,
        )
        + "\n"
    )
    read = manifest_of(written)
    assert read is not None
    assert read.json() == written


def test_a_manifest_cut_short_is_none() -> None:
    written = MANIFEST.json()
    assert [manifest_of(written[:length]) for length in range(len(written) - 2)] == [None] * (
        len(written) - 2
    )


def damaged(**changes: Any) -> bytes:  # noqa: ANN401 - whatever a file may hold
    return json.dumps({**json.loads(MANIFEST.json()), **changes}).encode()


@pytest.mark.parametrize(
    "data",
    [
        None,
        b"",
        b"\xff",
        b"[]",
        b"1",
        b"null",
        b"{}",
        b"[" * 100_000,
        damaged(format=2),
        damaged(brief=1),
        damaged(editions=[1]),
        damaged(inputs=[]),
        damaged(inputs={"a": None}),
        damaged(listings={"a": 1}),
        damaged(listings={"a": [1]}),
        damaged(fonts=[{"family": "a"}]),
        damaged(fonts=[1]),
        damaged(versions={"a": {}}),
        damaged(outputs={"a": {"sha256": "a", "bytes": "1", "pages": 0}}),
        damaged(outputs={"a": {"sha256": "a", "bytes": True, "pages": 0}}),
        damaged(outputs={"a": {"sha256": "a"}}),
        damaged(outputs={"a": []}),
    ],
)
def test_what_is_no_manifest_is_none(data: bytes | None) -> None:
    assert manifest_of(data) is None
