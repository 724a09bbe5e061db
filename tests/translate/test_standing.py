"""Which of two languages is behind, whichever was edited, wherever the text has gone since."""

from pathlib import Path

import pytest
from tests.translate.conftest import behind, edit, standing

from jkreport import JkreportError, Workspace
from jkreport.cli.standings import changes
from jkreport.translate import Piece

GROWTH = "sections/trade#growth.text"


def acknowledged(root: Path, *names: str) -> int:
    return Workspace.open(root).acknowledge(names, by="Sato", date="2026-02-01", reason="again")


def test_what_nobody_declared_is_unreviewed(office: Path) -> None:
    assert len(behind(office)) == 7
    assert set(map(str, behind(office).values())) == {"{'ja': 'unreviewed', 'ko': 'unreviewed'}"}


def test_what_was_declared_is_in_step(declared: Path) -> None:
    assert behind(declared) == {}


@pytest.mark.parametrize(
    ("old", "new", "states"),
    [
        ("需要が戻った", "円が安くなった", {"ja": "in step", "ko": "stale"}),
        ("수요가 되살아났다", "엔화가 싸졌다", {"ja": "stale", "ko": "in step"}),
    ],
)
def test_editing_one_side_makes_the_other_stale(
    declared: Path, old: str, new: str, states: dict[str, str]
) -> None:
    edit(declared, "sections/trade.yaml", old, new)
    assert behind(declared) == {GROWTH: states}


def test_editing_both_sides_makes_both_stale(declared: Path) -> None:
    edit(declared, "sections/trade.yaml", "来年も", "今年も")
    edit(declared, "sections/trade.yaml", "내년에도", "올해도")
    assert behind(declared) == {"sections/trade#outlook.text": {"ja": "stale", "ko": "stale"}}


def test_taking_an_edit_back_is_in_step_again(declared: Path) -> None:
    edit(declared, "sections/trade.yaml", "来年も", "今年も")
    edit(declared, "sections/trade.yaml", "今年も", "来年も")
    assert behind(declared) == {}


def test_what_has_changed_is_known(declared: Path) -> None:
    edit(declared, "sections/trade.yaml", "**크게** 늘었다", "**조금** 늘었다")
    found = standing(declared, GROWTH)
    assert found.changed == ("ko",)
    assert found.base is not None
    assert found.base.declaration.date == "2026-01-31"
    assert found.base.texts["ko"].startswith("무역액은 **크게** 늘었다.")


def test_rewrapping_and_new_data_make_nothing_stale(declared: Path) -> None:
    edit(declared, "sections/trade.yaml", "伸びた。\n        理由は", "伸びた。理由は")
    edit(declared, "sections/trade.yaml", "늘었다.\n        이유는", "늘었다. 이유는")
    assert behind(declared) == {}


def test_a_wording_that_is_gone_is_missing(declared: Path) -> None:
    edit(declared, "sections/trade.yaml", ", ko: 내년에도 늘 것으로 본다.", "")
    assert behind(declared) == {"sections/trade#outlook.text": {"ja": "in step", "ko": "missing"}}


def test_a_declaration_brings_both_in_step(declared: Path) -> None:
    edit(declared, "sections/trade.yaml", "来年も", "今年も")
    assert acknowledged(declared, "outlook") == 1
    assert behind(declared) == {}


def test_a_block_that_is_renamed_keeps_its_history(declared: Path) -> None:
    edit(declared, "sections/trade.yaml", "id: outlook", "id: next-year")
    assert behind(declared) == {}
    edit(declared, "sections/trade.yaml", "来年も", "今年も")
    assert behind(declared) == {"sections/trade#next-year.text": {"ja": "in step", "ko": "stale"}}


def test_a_file_that_is_renamed_keeps_its_history(declared: Path) -> None:
    folder = declared / "content" / "sections"
    (folder / "trade.yaml").rename(folder / "commerce.yaml")
    edit(declared, "briefs/year.yaml", "[trade,", "[commerce,")
    assert behind(declared) == {}
    edit(declared, "sections/commerce.yaml", "내년에도", "올해도")
    assert behind(declared) == {"sections/commerce#outlook.text": {"ja": "stale", "ko": "in step"}}
    assert acknowledged(declared, "outlook") == 1
    assert behind(declared) == {}
    assert "sections/trade#outlook.text" not in ledger(declared)


def test_a_block_that_is_moved_and_edited_keeps_its_history(declared: Path) -> None:
    line = "  - id: outlook\n    text: {ja: 来年も伸びると見る。, ko: 내년에도 늘 것으로 본다.}\n"
    edit(declared, "sections/trade.yaml", line, "")
    people = declared / "content/sections/people.yaml"
    people.write_text(people.read_text("utf-8") + line.replace("来年も", "今年も"), "utf-8")
    assert behind(declared) == {"sections/people#outlook.text": {"ja": "in step", "ko": "stale"}}


def test_a_block_that_is_split_keeps_its_history(declared: Path) -> None:
    for second in ("        第一に", "        첫째,"):
        edit(declared, "sections/trade.yaml", f"\n\n{second}", f"\n@{second}")
    path = declared / "content/sections/trade.yaml"
    text = path.read_text("utf-8")
    reasons = [line[9:] for line in text.split("\n") if line.startswith("@")]
    text = "\n".join(line for line in text.split("\n") if not line.startswith("@"))
    split = f"  - id: reason\n    text:\n      ja: {reasons[0]}\n      ko: {reasons[1]}\n"
    path.write_text(text + split, "utf-8")
    assert behind(declared) == {}
    edit(declared, "sections/trade.yaml", "需要が戻った", "円が安くなった")
    assert behind(declared) == {"sections/trade#reason.text": {"ja": "in step", "ko": "stale"}}
    base = standing(declared, "sections/trade#reason.text").base
    assert base is not None
    assert dict(base.texts) == {
        "ja": "第一に、需要が戻ったことである。",
        "ko": "첫째, 수요가 되살아났다는 점이다.",
    }


def test_a_third_language_is_unreviewed_until_it_is_declared(declared: Path) -> None:
    edit(declared, "briefs/year.yaml", "editions: [ja,", "editions: [en, ja,")
    edit(declared, "workspace.yaml", "[ja, ko]", "[ja, ko, en]")
    edit(
        declared,
        "sections/trade.yaml",
        "来年も伸びると見る。,",
        "来年も伸びると見る。, en: It grows.,",
    )
    states = behind(declared)["sections/trade#outlook.text"]
    assert states == {"en": "unreviewed", "ja": "in step", "ko": "in step"}
    acknowledged(declared, "outlook")
    assert "sections/trade#outlook.text" not in behind(declared)


def test_what_is_declared_already_is_left_as_it_is(declared: Path) -> None:
    before = ledger(declared)
    assert acknowledged(declared) == 7
    assert ledger(declared) == before


def test_declaring_all_takes_out_what_stands_nowhere(declared: Path) -> None:
    edit(declared, "briefs/year.yaml", "[trade, people]", "[people]")
    edit(declared, "sections/people.yaml", "[#growth]とともに", "")
    edit(declared, "sections/people.yaml", "[#growth]과 함께 ", "")
    (declared / "content/sections/trade.yaml").unlink()
    acknowledged(declared)
    assert {line.partition("#")[0] for line in ledger(declared).splitlines()[1:]} == {
        "briefs/year",
        "sections/people",
    }
    kept = [each.name for each in (declared / "content/translations").rglob("*.txt")]
    assert sorted(kept) == ["people.txt", "year.txt"]


def test_nothing_is_declared_where_a_wording_is_missing(declared: Path) -> None:
    edit(declared, "sections/trade.yaml", ", ko: 내년에도 늘 것으로 본다.", "")
    edit(declared, "sections/trade.yaml", "需要が戻った", "円が安くなった")
    before = ledger(declared)
    with pytest.raises(JkreportError) as raised:
        acknowledged(declared, "trade")
    assert [each.code.value for each in raised.value.diagnostics] == ["JK704"]
    assert ledger(declared) == before


def ledger(root: Path) -> str:
    return (root / "content/translations.lock").read_text("utf-8")


def test_a_change_of_words_is_told_word_by_word(declared: Path) -> None:
    edit(declared, "sections/trade.yaml", "내년에도", "올해도")
    (brief,) = Workspace.open(declared).translations().briefs
    (stale,) = (each for each in brief.texts if not each.well)
    same = " 늘 것으로 본다."
    assert changes(stale) == {"ko": (Piece("내년에도", "올해도"), Piece(same, same))}


def test_a_copy_stays_in_step_when_what_it_was_copied_from_is_declared_anew(
    declared: Path,
) -> None:
    copy = "  - id: again\n    text: {ja: 来年も伸びると見る。, ko: 내년에도 늘 것으로 본다.}\n"
    people = declared / "content/sections/people.yaml"
    people.write_text(people.read_text("utf-8") + copy, "utf-8")
    assert behind(declared) == {}
    edit(declared, "sections/trade.yaml", "来年も", "今年も")
    edit(declared, "sections/trade.yaml", "내년에도", "올해도")
    acknowledged(declared, "outlook")
    assert behind(declared) == {}
