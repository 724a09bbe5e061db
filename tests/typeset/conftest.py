"""The fonts that pages are set in here, found once, and a child process that serves all tests."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from tests.typeset.structures import Read, page

from jkreport.diagnostics import Place, Problems
from jkreport.typeset import FontSetup, Job, Typeset, Typesetter, find_fonts, set_up_fonts
from jkreport.typeset.pdf import Tagged, audit, read_structure

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


@pytest.fixture
def set_page(typesetter: Typesetter) -> Callable[[str], Typeset]:
    return lambda html: typesetter.submit(Job(name="a", html=html)).result()


@pytest.fixture
def read(set_page: Callable[[str], Typeset]) -> Read:
    """Typeset the body of a page; nothing may be said against it, by the engine or by the audit."""

    def made(body: str, css: str = "", lang: str = "ja") -> Tagged:
        result = set_page(page(body, css, lang))
        assert (result.messages, result.without) == ((), ())
        tagged = read_structure(result.pdf)
        assert audit(tagged) == ()
        return tagged

    return made
