"""The annex of data sources: what it says of a table that was retrieved, a result, a list, a fact, and a dispute."""

import hashlib
import re
import sqlite3
import threading
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from lxml import html
from tests.provenance._site import BASE, laid

from jkreport import Workspace
from jkreport.build.composing import context_of
from jkreport.build.loaded import load_workspace
from jkreport.compose import compose
from jkreport.compose.blocks.annex import public_address
from jkreport.drawing import Blank

DAY = "2026-01-20T08:30:00Z"
NOW, BEFORE = (f'data.trade.amount[{year}, "imports"]' for year in (2025, 2024))
PART = """\
title: {ja: 章, ko: 장}
blocks:
  - id: words
    text:
      ja: |
        輸入は{{ NOW.change_from(BEFORE) }}増え、{{ NOW.change_rate_from(BEFORE) }}の伸びである。
        会談は{{ events.summits.count }}で、出席は{{ statements.guests.paper }}、旅客は{{ data.ferries.people[2025] }}。
      ko: |
        수입은 {{ NOW.change_from(BEFORE) }} 늘어 증가율은 {{ NOW.change_rate_from(BEFORE) }}이다.
        회담은 {{ events.summits.count }}, 참석은 {{ statements.guests.paper }}.
        여객은 {{ data.ferries.people[2025] }}이다.
    prefer:
      imports: {statement: ours, reason: the other is preliminary}
  - id: goods
    table: trade
    caption: {ja: 輸入, ko: 수입}
    columns: [year, flow, amount]
    rows: {where: {flow: [imports]}}
  - {id: annex, data_sources: {}}
""".replace("NOW", NOW).replace("BEFORE", BEFORE)
FACTS = f"""\
guests:
  about: {{ja: 出席した人, ko: 참석한 사람}}
  statements:
    paper: {{number: 12, unit: person, sources: [paper], locator: {{ja: 3頁, ko: 3쪽}}}}
    minutes: {{number: 12, unit: person, sources: [vision]}}
imports:
  about: {{ja: 2025年の輸入額, ko: 2025년 수입액}}
  statements:
    ours: {{value: '{NOW}'}}
    theirs: {{number: 410, unit: USD, sources: [paper]}}
"""
PAPER = "paper: {type: report, language: ko, title: 논문, issued: 2025-12-01}\n"
FERRIES = """\
title: {ja: 航路, ko: 항로}
origin: {sql: "select year, people from ferries", connection: JKREPORT_DB}
keys:
  year: {type: year, label: {ja: 年, ko: 연도}}
measures:
  people: {type: integer, unit: person, label: {ja: 旅客, ko: 여객}}
sources: [vision]
locator: {ja: 表1, ko: 표 1}
as_of: 2025-09-18
"""


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the library's own name
        """Say nothing."""


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Serve the table of trade on the loopback."""
    folder = tmp_path_factory.mktemp("web")
    (folder / "trade.csv").write_bytes((BASE / "content/data/trade.csv").read_bytes())
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(_Quiet, directory=str(folder))) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}/trade.csv"
        server.shutdown()
        thread.join()


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory, address: str) -> Path:
    """Retrieve one table from the web and one from a database."""
    described = (BASE / "content/data/trade.yaml").read_text(encoding="utf-8")
    brief = (BASE / "content/briefs/one.yaml").read_text(encoding="utf-8")
    sources = (BASE / "content/sources.yaml").read_text(encoding="utf-8")
    files = {
        "content/statements.yaml": FACTS,
        "content/sources.yaml": sources + PAPER,
        "content/briefs/one.yaml": brief.replace("[ja, ko]", "[ja, ko, ja-ko]"),
        "content/data/trade.yaml": f"{described}\norigin: {{url: '{address}?key=canary'}}\n",
        "content/data/ferries.yaml": FERRIES,
    }
    root = laid(tmp_path_factory.mktemp("annex") / "site", PART, files)
    with sqlite3.connect(root / "ferries.sqlite") as database:
        database.execute("create table ferries (year int, people int)")
        database.execute("insert into ferries values (2024, 700), (2025, 800)")
    database.close()
    environment = {"JKREPORT_DB": f"sqlite:///{root}/ferries.sqlite"}
    assert Workspace.open(root).refresh(environment=environment).diagnostics == ()
    lock = root / "content/data/data.lock"
    text = re.sub(r'retrieved: "[^"]*"', f'retrieved: "{DAY}"', lock.read_text(encoding="utf-8"))
    lock.write_text(text, encoding="utf-8")
    return root


def page(root: Path, edition: str) -> html.HtmlElement:
    """Compose an edition."""
    loaded = load_workspace(root)
    brief = loaded.brief("one")
    (spec,) = (each for each in brief.editions if each.id == edition)
    composed = compose(context_of(loaded, brief, spec, loaded.style(brief), Blank()))
    assert loaded.problems.found == []
    return html.document_fromstring(composed.html)


def said(root: Path, edition: str) -> list[str]:
    """Give each line of the annex with its language and its name, if it has one."""
    annex = page(root, edition).get_element_by_id("annex")
    lines = []
    for side in annex.find_class("side"):
        for line in side.iter("p"):
            name = f" #{line.get('id')}" if line.get("id") else ""
            lines.append(f"{side.get('lang')}{name}: {' '.join(line.text_content().split())}")
    return lines


JAPANESE = [
    "ja: 各項に指標、使用箇所、計算式、データファイルの名とその sha256 の先頭8桁を記す。",
    "ja: ビジョン 2025年9月18日現在",
    (
        "ja #data.trade: 貿易 金額 使用：1 計算：+150ドル = 400ドル − 250ドル；+60.0％ = (400ドル − 250ドル) ÷ 250ドル"
        " FILE 2026年1月20日取得 ADDRESS"
    ),
    "ja #data.ferries: 航路 旅客 使用：1 出所：表1 OTHER 2026年1月20日取得 SQL",
    "ja #events.summits: 首脳会談 ビジョン 使用：1",
    "ja #facts.guests: 出席した人 논문 3頁 使用：1",
    "ja #facts.imports: 2025年の輸入額 논문 使用：1",
    "ja: 2025年の輸入額（出所により異なる）",
    "ja: 400ドル ビジョン",
    "ja: 410ドル 논문",
]
KOREAN = [
    "ko: 항목마다 지표, 쓰인 곳, 계산식, 데이터 파일 이름과 그 sha256의 앞 8자리를 적었다.",
    "ko: ビジョン 2025년 9월 18일 기준",
    (
        "ko #data.trade: 무역 금액 쓰인 곳: 1 계산: +150달러 = 400달러 − 250달러; +60.0% = (400달러 − 250달러) ÷"
        " 250달러 FILE 2026년 1월 20일 수집 ADDRESS"
    ),
    "ko #data.ferries: 항로 여객 쓰인 곳: 1 출처: 표 1 OTHER 2026년 1월 20일 수집 SQL",
    "ko #events.summits: 정상회담 ビジョン 쓰인 곳: 1",
    "ko #facts.guests: 참석한 사람 논문 3쪽 쓰인 곳: 1",
    "ko #facts.imports: 2025년 수입액 논문 쓰인 곳: 1",
    "ko: 2025년 수입액(출처에 따라 다름)",
    "ko: 400달러 ビジョン",
    "ko: 410달러 논문",
]
# What of an entry stands beside each other: works and claims, by how many lines each has in a language.
ROWS = (3, 1, 1, 1, 1, 3)


def expected(root: Path, address: str, lines: list[str]) -> list[str]:
    """Put into lines what is known only when the tables have been retrieved."""
    known = {"ADDRESS": address}
    for name, file in (("FILE", "trade.csv"), ("OTHER", "ferries.csv")):
        data = (root / "content/data" / file).read_bytes()
        known[name] = f"{file} {hashlib.sha256(data).hexdigest()[:8]}"
    for name, value in known.items():
        lines = [line.replace(name, value) for line in lines]
    return lines


@pytest.mark.parametrize(("edition", "lines"), [("ja", JAPANESE), ("ko", KOREAN)])
def test_an_annex_says_where_everything_comes_from(
    site: Path, address: str, edition: str, lines: list[str]
) -> None:
    assert said(site, edition) == expected(site, address, lines)


def test_the_annex_of_a_pair_says_it_in_both_languages_beside_each_other(
    site: Path, address: str
) -> None:
    lines, at = [], 0
    for count in ROWS:
        lines += JAPANESE[at : at + count]
        # Links lead to the first language.
        lines += [re.sub(r" #[a-z.]+", "", line) for line in KOREAN[at : at + count]]
        at += count
    assert at == len(JAPANESE) == len(KOREAN)
    assert said(site, "ja-ko") == expected(site, address, lines)


@pytest.mark.parametrize("edition", ["ja", "ko", "ja-ko"])
def test_each_number_of_a_table_leads_to_its_entry(site: Path, edition: str) -> None:
    root = page(site, edition)
    table = root.get_element_by_id("goods")
    links = [(each.text_content().strip(), each.get("href")) for each in table.iter("a")]
    assert [each for each in links if each[0].isdigit()] == [
        ("250", "#data.trade"),
        ("400", "#data.trade"),
    ]
    ids = {each.get("id") for each in root.iter() if each.get("id")}
    assert {href.removeprefix("#") for _, href in links if href} <= ids


def test_nothing_secret_of_an_address_is_printed(site: Path) -> None:
    assert "canary" in (site / "content/data/data.lock").read_text(encoding="utf-8")
    for edition in ("ja", "ja-ko"):
        assert "canary" not in html.tostring(page(site, edition), encoding="unicode")


@pytest.mark.parametrize(
    ("address", "said"),
    [
        ("https://data.example/trade.csv", "https://data.example/trade.csv"),
        (
            "https://user:word@data.example:8443/a/b.csv?key=1#x",
            "https://data.example:8443/a/b.csv",
        ),
        ("http://[::1]:8080/trade.csv?token=1", "http://[::1]:8080/trade.csv"),
        ("http://[::1/trade.csv", ""),
    ],
)
def test_an_address_is_printed_without_what_lets_somebody_in(address: str, said: str) -> None:
    assert public_address(address) == said
