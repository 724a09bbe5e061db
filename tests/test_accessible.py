"""Every edition is a PDF for archives and for those who hear it, by the standards and by more than they ask."""

from collections import Counter
from collections.abc import Iterator

import page
import pytest
from lxml import html
from tests.published import EVERY_BRIEF, outputs_of

from jkreport.typeset.pdf import Element, Tagged, audit, bare, read_structure

pytestmark = pytest.mark.typeset

PROFILES = (page.ValidationProfile.PDF_A_3A, page.ValidationProfile.PDF_UA_1)
HANGUL, KANA = ("\uac00", "\ud7a3"), ("\u3041", "\u30fa")


@pytest.fixture(scope="module", params=EVERY_BRIEF)
def pdfs(request: pytest.FixtureRequest) -> dict[str, bytes]:
    """Give every edition of a brief."""
    found = outputs_of(request.param, request).glob("*.pdf")
    return {each.stem: each.read_bytes() for each in sorted(found)}


@pytest.fixture(scope="module")
def tagged(pdfs: dict[str, bytes]) -> dict[str, Tagged]:
    return {name: read_structure(pdf) for name, pdf in pdfs.items()}


def test_no_rule_of_the_standards_is_broken(pdfs: dict[str, bytes]) -> None:
    broken = {
        (name, str(profile), failure.rule_id)
        for name, pdf in pdfs.items()
        for profile in PROFILES
        for failure in page.validate_pdf_bytes(pdf, profile=profile).failures
    }
    assert broken == set()


def test_nothing_troubles_a_reader_who_hears_them(tagged: dict[str, Tagged]) -> None:
    assert {name: audit(each) for name, each in tagged.items()} == dict.fromkeys(tagged, ())


def said(element: Element) -> Iterator[tuple[str, str]]:
    for each in element.kids:
        if isinstance(each, Element):
            # What stands in a picture isn't read; what it says is.
            yield from said(each) if each.role != "Figure" else ()
        elif isinstance(each, str):
            yield each, element.lang


def holds(text: str, letters: tuple[str, str]) -> bool:
    first, last = letters
    return any(first <= letter <= last for letter in text)


def test_every_word_is_read_in_its_language(tagged: dict[str, Tagged]) -> None:
    for each in tagged.values():
        words = list(said(each.root))
        assert [text for text, lang in words if holds(text, HANGUL) and lang != "ko"] == []
        assert [text for text, lang in words if holds(text, KANA) and lang != "ja"] == []


def test_contents_name_the_pages_that_they_lead_to(tagged: dict[str, Tagged]) -> None:
    for each in tagged.values():
        for entry in each.root.all("TOCI"):
            (link,) = entry.all("Link")
            number = bare(entry.text).rpartition(bare(link.text))[2]
            assert number == str(link.links[0].target)


def test_every_number_of_a_table_and_every_key_number_leads_to_its_entry(
    tagged: dict[str, Tagged], request: pytest.FixtureRequest
) -> None:
    folder = outputs_of(request.node.callspec.params["pdfs"], request)
    for name, each in tagged.items():
        document = html.document_fromstring((folder / f"{name}.html").read_text("utf-8"))
        entries = {f"#{entry.get('id')}": entry for entry in document.xpath("//*[@data-contents]")}
        cells = document.xpath("//td[contains(@class, 'number')] | //p[@class='value']")
        # What stands in a number's place, as …, leads nowhere.
        numbers = [cell for cell in cells if any(map(str.isdigit, cell.text_content()))]
        # What is new is told of two editions, and isn't in the record of either.
        old = [
            number
            for number in numbers
            if number.xpath("ancestor::div[contains(@class, 'block changes')]")
        ]
        assert {len(number.xpath(".//a")) for number in old} <= {0}
        now = [number for number in numbers if number not in old]
        assert {len(number.xpath(".//a")) for number in now} <= {1 if entries else 0}
        leads = [a.get("href") for a in document.xpath("//a") if a.get("href") in entries]
        contents = {place: entry.get("data-contents") for place, entry in entries.items()}
        clicks = [link for element in each.root.walk() for link in element.links]
        own = [link for link in clicks if link.contents in contents.values()]
        assert Counter(link.contents for link in own) == Counter(contents[lead] for lead in leads)
        stands = {bare_words(p.text): p.page for p in each.root.all("P")}
        where = {
            contents[place]: stands[bare_words(entry.text_content())]
            for place, entry in entries.items()
            if entry.tag == "p"
        }
        led = {(link.contents, link.target) for link in own if link.contents in where}
        assert led <= set(where.items())


def bare_words(text: str) -> str:
    """Give a text without spaces and the dots between the parts of an entry, which the style sets."""
    return bare(text).replace("·", "")
