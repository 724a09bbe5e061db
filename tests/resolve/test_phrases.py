"""Words that numbers choose."""

from pathlib import Path

import pytest
from tests.provenance._site import laid

from jkreport import JkreportError, Workspace

PHRASES = """\
trend:
  rule: 1％未満は横ばい
  steps:
    - {least: 1, text: {ja: 増加した, ko: 증가했다}, forms: {noun: {ja: 増加, ko: 증가}}}
    - {least: -1, text: {ja: 横ばいだった, ko: 보합이었다}, forms: {noun: {ja: 横ばい, ko: 보합}}}
    - {text: {ja: 減少した, ko: 감소했다}, forms: {noun: {ja: 減少, ko: 감소}}}
size:
  of: value
  rule: 300ドル
  steps:
    - {least: 300, text: {ja: 多い, ko: 많다}}
    - {text: {ja: 少ない, ko: 적다}}
"""
IMPORTS = 'data.trade.amount.where(2024)["imports"], data.trade.amount[2025, "imports"]'


def said(root: Path, expression: str) -> tuple[object, object]:
    facts = Workspace.open(root).explain(expression)
    return facts["ja"], facts["ko"]


@pytest.fixture
def site(tmp_path: Path) -> Path:
    rows = ("year,flow,amount,share", "2024,exports,1000,1", "2024,imports,250,1")
    steady = "\n".join((*rows, "2025,exports,990.1,1", "2025,imports,400,1", ""))
    files = {"content/phrases.yaml": PHRASES, "content/data/trade.csv": steady}
    return laid(tmp_path / "site", files=files)


@pytest.mark.parametrize(
    ("expression", "words"),
    [
        (f"trend({IMPORTS})", ("増加した", "증가했다")),
        (f"trend({IMPORTS}).noun", ("増加", "증가")),
        (
            'trend(data.trade.amount[2025, "imports"], data.trade.amount[2024, "imports"])',
            ("減少した", "감소했다"),
        ),
        (
            'trend(data.trade.amount[2024, "exports"], data.trade.amount[2025, "exports"])',
            ("横ばいだった", "보합이었다"),
        ),
        (
            'trend(data.trade.amount.where(2024), "exports", "imports")',
            ("減少した", "감소했다"),
        ),
        (
            'trend(data.trade.amount[2025, "imports"].change_from(data.trade.amount[2024, "imports"]))',
            ("増加した", "증가했다"),
        ),
        ('size(data.trade.amount[2025, "imports"])', ("多い", "많다")),
        ('size(data.trade.amount[2024, "imports"])', ("少ない", "적다")),
    ],
)
def test_a_number_chooses_the_words(site: Path, expression: str, words: tuple[str, str]) -> None:
    assert said(site, expression) == words


@pytest.mark.parametrize(
    ("expression", "message"),
    [
        ("trend(data.trade.amount)", "'trend' is given a measure and two keys, or two values"),
        ("trend(1, 2)", "'trend' is given a measure and two keys, or two values"),
        (f"size({IMPORTS})", "'size' is given one value"),
        (f"trend({IMPORTS}).verb", "the phrase 'trend' has no form 'verb' here"),
        ("trnd(1, 2)", "there is no 'trnd' here"),
    ],
)
def test_what_is_no_number_chooses_nothing(site: Path, expression: str, message: str) -> None:
    with pytest.raises(JkreportError) as refused:
        Workspace.open(site).value(expression)
    assert [each.message for each in refused.value.diagnostics] == [message]


def test_the_number_behind_the_words_is_known(site: Path) -> None:
    blocks = (
        "blocks:\n  - id: words\n    text: {ja: '輸入は{{ TREND }}。', ko: '수입은 {{ TREND }}.'}\n"
    )
    part = "title: {ja: 章, ko: 장}\n" + blocks.replace("TREND", f"trend({IMPORTS})")
    (site / "content/sections/part.yaml").write_text(part, encoding="utf-8")
    workspace = Workspace.open(site)
    places = workspace.uses('data.trade.amount[2024, "imports"]')["one"]
    assert [(each.block, each.printed, each.value.number) for each in places] == [
        ("words", "増加した", "60"),
        ("words", "증가했다", "60"),
    ]
