"""Signs of a source on a page: beside their number, and explained under the table."""

import re
import shutil
from pathlib import Path

from jkreport import Workspace
from jkreport.build.composing import context_of
from jkreport.build.loaded import load_workspace
from jkreport.compose import compose
from jkreport.drawing import Compiler

BASE = Path(__file__).parents[1] / "cases" / "base"
SECTION = """title: {ja: 章, ko: 장}
blocks:
  - {id: rows, table: trade, columns: [year, flow, amount], caption: {ja: 表, ko: 표}}
"""


def with_flags(folder: Path) -> Path:
    root = Path(shutil.copytree(BASE, folder / "workspace"))
    data = root / "content/data"
    described = (data / "trade.yaml").read_text("utf-8")
    (data / "trade.yaml").write_text(described + "flags: {p: provisional}\n", "utf-8")
    rows = "year,flow,amount,share\n2024,exports,100.5,1\n2025,exports,p1250,2\n2025,imports,x,-\n"
    (data / "trade.csv").write_text(rows, "utf-8")
    (root / "content/sections/part.yaml").write_text(SECTION, "utf-8")
    return root


def test_a_flag_stands_before_its_number_and_below_the_table(tmp_path: Path) -> None:
    loaded = load_workspace(with_flags(tmp_path))
    brief = loaded.brief("one")
    (edition, _) = brief.editions
    html = compose(context_of(loaded, brief, edition, loaded.style(brief), Compiler())).html
    assert loaded.problems.found == []
    flagged = re.findall(r'<span class="flag">.*?</span>[^<]*<span class="pad">.*?</span>', html)
    assert flagged == ['<span class="flag">p</span>1,250<span class="pad">.0</span>']
    legend = re.search(r'<p class="annotation legend">(.*?)</p>', html)
    assert legend is not None
    assert re.sub(r"<[^>]*>", "", legend[1]).split() == ["x", "秘匿", "p", "速報値"]


def test_a_flag_goes_with_its_value(tmp_path: Path) -> None:
    told = Workspace.open(with_flags(tmp_path)).explain('data.trade.amount[2025, "exports"]')
    assert told["origin"] == {
        "table": "trade",
        "measure": "amount",
        "key": ["2025", "exports"],
        "sources": ["vision"],
        "as_of": "2025-09-18",
        "flag": "provisional",
    }
