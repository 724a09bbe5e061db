"""A small workspace in which sources differ."""

from pathlib import Path

from tests.provenance._site import laid

FACTS = """\
meeting:
  about: {ja: 会談の日, ko: 회담 날짜}
  statements:
    list: {value: 'events.summits["tokyo"].date'}
    paper: {date: 2023-03-17, sources: [vision], locator: {ja: 第1章, ko: 제1장}}
  prefer: {statement: list, reason: the minutes}
imports:
  about: {ja: 輸入額, ko: 수입액}
  within: 1
  statements:
    ours: {value: data.trade.amount}
    theirs: {value: data.customs.amount}
by:
  about: {ja: 述べた人, ko: 말한 사람}
  statements:
    one: {text: {ja: 首相, ko: 총리}, sources: [vision]}
    other: {text: {ja: 外相, ko: 외상}, sources: [vision]}
"""
CUSTOMS = """\
title: {ja: 税関, ko: 세관}
keys:
  year: {type: year, label: {ja: 年, ko: 연도}}
  flow: {type: category, label: {ja: 区分, ko: 구분}, values: {imports: {ja: 輸入, ko: 수입}}}
measures:
  amount: {type: decimal, unit: USD, label: {ja: 金額, ko: 금액}}
sources: [vision]
"""
NOW = 'data.trade.amount[2025, "imports"]'
PART = f"""\
title: {{ja: 章, ko: 장}}
blocks:
  - id: words
    text:
      ja: '会談は{{{{ events.summits["tokyo"].date }}}}、輸入は{{{{ {NOW} }}}}。{{{{ statements.by.one }}}}談'
      ko: '회담은 {{{{ events.summits["tokyo"].date }}}}, 수입은 {{{{ {NOW} }}}}. {{{{ statements.by.one }}}} 담화'
    prefer:
      imports: {{statement: ours, reason: x}}
      by: {{statement: one, reason: y}}
"""
ANNEX = "  - {id: annex, data_sources: {}}\n"
FILES = {
    "content/statements.yaml": FACTS,
    "content/data/customs.yaml": CUSTOMS,
    "content/data/customs.csv": "year,flow,amount\n2024,imports,251\n2025,imports,410\n",
}


def site(folder: Path, part: str = PART) -> Path:
    """Lay it, with a section in place of its own."""
    return laid(folder / "site", part, FILES)
