"""A cover loses nothing: what doesn't fit goes on overleaf, and the body begins on a page of its own."""

import re
import shutil
from pathlib import Path

import pypdf
import pytest

from jkreport import Workspace

pytestmark = [pytest.mark.typeset, pytest.mark.xdist_group("cover")]

MINIMAL = Path(__file__).parent / "workspaces" / "minimal"
PARAGRAPHS = 30
NUMBERED = re.compile(r"(?:第|제)(\d+)(?:段落|문단)")
SUMMARY = """summary:
  - id: summary
    text:
      ja: |
{ja}
      ko: |
{ko}
  - id: numbers
    figures: [{{value: "data.travellers.people[2025]", label: {{ja: 渡航者, ko: 여행객}}}}]
sections: [growth, routes]
"""


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = Path(shutil.copytree(MINIMAL, tmp_path_factory.mktemp("cover") / "minimal"))
    brief = root / "content" / "briefs" / "minimal.yaml"
    ja, ko = (
        "\n\n".join(f"        {sentence.format(number)}" for number in range(PARAGRAPHS))
        for sentence in (
            "第{0}段落は両政府の協議を述べ、" + "その成果を記す。" * 3,
            "제{0}문단은 양국 정부의 협의를 말하고 " + "그 성과를 적는다. " * 3,
        )
    )
    head, _, _ = brief.read_text("utf-8").partition("summary:")
    text = head.replace("  - ja\n", "  - ja\n  - {id: ko-ja, layout: stacked}\n")
    brief.write_text(text + SUMMARY.format(ja=ja, ko=ko), "utf-8")
    report = Workspace.open(root).build("minimal", cache=False)
    assert report.diagnostics == ()
    return root / "build" / "minimal"


@pytest.mark.parametrize("edition", ["ja", "ko", "ja-ko", "ko-ja"])
def test_a_summary_longer_than_its_page_goes_on_overleaf(built: Path, edition: str) -> None:
    pages = [
        page.extract_text() for page in pypdf.PdfReader(built / f"minimal.{edition}.pdf").pages
    ]
    bare = ["".join(page.split()) for page in pages]
    # In a pair a page holds both languages, one beside the other or below it.
    on_pages = [set(map(int, NUMBERED.findall(page))) for page in bare]
    assert set.union(*on_pages) == set(range(PARAGRAPHS))
    covers = sum(map(bool, on_pages))
    assert covers > 1
    assert [bool(each) for each in on_pages] == [True] * covers + [False] * (len(pages) - covers)
    assert [
        number for number, page in enumerate(bare) if "10만3,500" in page or "10万3,500" in page
    ]
