"""The fonts that pages are set in here, found once, and a child process that serves all tests."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from jkreport.diagnostics import Place, Problems
from jkreport.typeset import FontSetup, Typesetter, find_fonts, set_up_fonts

FAMILIES = ("Noto Serif CJK JP", "Noto Sans CJK JP", "Noto Serif CJK KR", "Noto Sans CJK KR")


@pytest.fixture(scope="session")
def fonts(tmp_path_factory: pytest.TempPathFactory) -> FontSetup:
    problems = Problems()
    files = find_fonts(FAMILIES, problems, Place(file="workspace.yaml"))
    assert problems.found == []
    cache = tmp_path_factory.mktemp("cache")
    return set_up_fonts(files, serif=FAMILIES[0], sans=FAMILIES[1], mono=FAMILIES[1], cache=cache)


@pytest.fixture(scope="session")
def cache_of_fonts(fonts: FontSetup) -> Path:
    return fonts.configuration.parent.parent


@pytest.fixture(scope="session")
def typesetter(fonts: FontSetup) -> Iterator[Typesetter]:
    with Typesetter(fonts, jobs=2) as started:
        yield started
