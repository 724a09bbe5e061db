"""Markdown as authors of Japanese and Korean write it, and our own marks."""

from collections.abc import Collection
from dataclasses import dataclass, field

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from jkreport.compose import markdown
from jkreport.languages import LANGUAGES, Language


@dataclass
class Noted:
    """Marks told back in brackets, and every fault that was taken."""

    language: Language
    faults: list[tuple[str, str]] = field(default_factory=list)
    addresses: list[str] = field(default_factory=list)
    elements: Collection[str] = ()

    def reference(self, literal: str, name: str, *, paged: bool) -> str:
        del literal
        return f"(→{name} on its page)" if paged else f"(→{name})"

    def citation(self, literal: str, cited: str) -> str:
        del literal
        return f"(cited: {cited})"

    def footnote(self, html: str, number: int) -> str:
        del number
        return f"(note: {html})"

    def fault(self, literal: str, message: str) -> None:
        self.faults.append((literal, message))

    def reading(self, literal: str, message: str) -> None:
        self.faults.append((literal, message))

    def address(self, address: str) -> None:
        self.addresses.append(address)

    def picture(self, address: str) -> None:
        self.faults.append((address, "picture"))

    def heading(self, literal: str, marker: str) -> None:
        self.faults.append((literal, f"heading {marker}"))

    def empty_header(self, literal: str) -> None:
        self.faults.append((literal, "empty header"))

    def markup(self, literals: Collection[str]) -> None:
        self.faults += [(each, "markup") for each in sorted(literals)]

    def endless(self, message: str) -> None:
        self.faults.append(("", message))

    def unbalanced(self, literal: str, before: int) -> None:
        self.faults.append((literal, f"unbalanced after {before}" if before else "unbalanced"))


def prose(text: str, code: str = "ja") -> list[str]:
    noted = Noted(LANGUAGES[code])
    html = markdown.prose(text, noted)
    assert noted.faults == []
    return html


def faults(text: str, code: str = "ja") -> list[tuple[str, str]]:
    noted = Noted(LANGUAGES[code])
    markdown.prose(text, noted)
    return noted.faults


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("これは**「重要」**です", "これは<strong>「重要」</strong>です"),
        ("**「重要」**です", "<strong>「重要」</strong>です"),
        ("これは*（強調）*。", "これは<em>（強調）</em>。"),
        ("**重要。**です", "<strong>重要。</strong>です"),
        ("**(가)**을", "<strong>(가)</strong>을"),
        ("**일본(日本)**은", "<strong>일본(日本)</strong>은"),
        ("그는 **“말”**이라고", "그는 <strong>“말”</strong>이라고"),
        ("**100%**를 **3.5%p**로", "<strong>100%</strong>를 <strong>3.5%p</strong>로"),
        ("**太字***斜体*", "<strong>太字</strong><em>斜体</em>"),
        ("***両方***だ", "<em><strong>両方</strong></em>だ"),
        ("**a**と*b*", "<strong>a</strong>と<em>b</em>"),
        ("2 * 3 * 4", "2 * 3 * 4"),
        ("snake_case_name と_x_", "snake_case_name と_x_"),
        (r"\*そのまま\*", "*そのまま*"),
        (r"\[^1\]と[a\](b)", "[^1]と[a](b)"),
        ("`**コード**`", "<code>**コード**</code>"),
        ('a < b & c > d "e"', "a &lt; b &amp; c &gt; d &quot;e&quot;"),
        (
            "{石破|いしば}氏",
            '<ruby style="--ruby-base:2;--ruby-width:2">石破<rp>（</rp><rt>いしば</rt><rp>）</rp></ruby>氏',
        ),
        (
            "{a<b|c&d}",
            '<ruby style="--ruby-base:1.5;--ruby-width:1.5">a&lt;b<rp>（</rp><rt>c&amp;d</rt><rp>）</rp></ruby>',
        ),
        (
            "{岩屋|いわ|や}",
            (
                '<ruby style="--ruby-base:1;--ruby-width:1">岩<rp>（</rp><rt>いわ</rt><rp>）</rp></ruby>'
                '<ruby style="--ruby-base:1;--ruby-width:1">屋<rp>（</rp><rt>や</rt><rp>）</rp></ruby>'
            ),
        ),
        (
            "{詔|みことのり}",
            '<ruby style="--ruby-base:1;--ruby-width:2.4">詔<rp>（</rp><rt>みことのり</rt><rp>）</rp></ruby>',
        ),
        ("{要点|・}だ", '<em class="dots"><b>要</b><b>点</b></em>だ'),
        ("{石破いしば} {|} {a|}", "{石破いしば} {|} {a|}"),
        ("[#minerals]と[#a_b]", "(→minerals)と(→a_b)"),
        ("[@kita, p. 3; @b]", "(cited: @kita, p. 3; @b)"),
        ("**[#a]**が", "<strong>(→a)</strong>が"),
        ("文^[注*a*[@kita]]。", "文(note: 注<em>a</em>(cited: @kita))。"),
        ("[頁](https://example.org/)", '<a href="https://example.org/">頁</a>'),
        ("<https://example.org/>", '<a href="https://example.org/">https://example.org/</a>'),
        (r"\# 見出し", "# 見出し"),
        ("&copy; &#44032;", "© 가"),
    ],
)
def test_marks_within_a_line(text: str, html: str) -> None:
    assert prose(text) == [f"<p>{html}</p>"]


@pytest.mark.parametrize(
    ("code", "html"),
    [("ja", "一行目二行目 a b"), ("ko", "一行目 二行目 a b"), ("en", "一行目 二行目 a b")],
)
def test_a_line_break_is_what_the_language_makes_of_it(code: str, html: str) -> None:
    assert prose("一行目\n二行目 a\nb", code) == [f"<p>{html}</p>"]


def test_paragraphs_lists_and_tables_stand_by_themselves() -> None:
    text = "一\n\n- 甲\n- 乙\n  - 丙\n\n1. 子\n\n| a | b |\n|---|--:|\n| 1 | **2** |\n\n> 引用\n\n---\n"
    assert prose(text) == [
        "<p>一</p>",
        "<ul>\n<li>甲</li>\n<li>乙\n<ul>\n<li>丙</li>\n</ul>\n</li>\n</ul>",
        "<ol>\n<li>子</li>\n</ol>",
        (
            "<table>\n<thead>\n<tr>\n<th>a</th>\n"
            '<th style="text-align:right">b</th>\n</tr>\n</thead>\n<tbody>\n<tr>\n<td>1</td>\n'
            '<td style="text-align:right"><strong>2</strong></td>\n</tr>\n</tbody>\n</table>'
        ),
        "<blockquote>\n<p>引用</p>\n</blockquote>",
        "<hr />",
    ]


def test_footnotes_stand_where_they_are_called() -> None:
    text = "本文[^1]と[^x]、また[^1]。\n\n[^1]: 注*一*[^x]\n[^x]: 注二\n"
    one, two = "(note: 注<em>一</em>(note: 注二))", "(note: 注二)"
    assert prose(text) == [f"<p>本文{one}と{two}、また{one}。</p>"]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("本文[^1]", [("[^1]", "the footnote [^1] has no text")]),
        ("本文[^1]\n\n[^1]: 注[^1]", [("[^1]", "the footnote [^1] calls itself")]),
        (
            "[^a]\n\n[^a]: x[^b]\n[^b]: y[^a]",
            [("[^a]", "the footnote [^a] calls itself")],
        ),
        ("![絵](a.png)", [("a.png", "picture")]),
        (
            "{石破茂|いし|ば}",
            [("{石破茂|いし|ば}", "there are 2 readings for 3 letters")],
        ),
        ("- x[^1]", [("[^1]", "the footnote [^1] has no text")]),
    ],
)
def test_what_is_wrong_is_told_with_its_letters(text: str, found: list[tuple[str, str]]) -> None:
    assert faults(text) == found


@pytest.mark.parametrize(
    ("text", "addresses"),
    [
        ("[a](b.html) [c](#d) <https://e.org/>", ["b.html", "#d", "https://e.org/"]),
        ("[a](javascript:alert(1)) [b](file:///etc)", ["javascript:alert", "file:///etc"]),
        ("<file:///etc> [a]: x\n\n[b]: javascript:x", ["file:///etc", "javascript:x"]),
        ("x^[[a](b)]\n\ny[^1]\n\n[^1]: [c](d)", ["b", "d"]),
    ],
)
def test_every_address_is_looked_at(text: str, addresses: list[str]) -> None:
    noted = Noted(LANGUAGES["ja"])
    markdown.prose(text, noted)
    assert noted.addresses == addresses


def test_a_heading_in_a_text_is_a_fault() -> None:
    assert faults("一\n\n## 課題 ##\n二\n\n> # 三") == [
        ("## 課題 ##", "heading ##"),
        ("> # 三", "heading #"),
    ]
    noted = Noted(LANGUAGES["ja"])
    assert markdown.phrase("# 題", noted) == ""
    assert noted.faults == [("# 題", "heading #")]


def test_an_empty_header_cell_is_a_fault() -> None:
    text = "一\n\n|  | a |\n|---|---|\n| b |  |\n\n| a |\n|---|\n"
    assert faults(text) == [("|  | a |", "empty header")]


@pytest.mark.parametrize("text", ["一\n\n二", "- 項", "| a |\n|---|\n| b |", "> 引用", "***"])
def test_a_phrase_is_one_paragraph(text: str) -> None:
    noted = Noted(LANGUAGES["ja"])
    assert markdown.phrase(text, noted) == ""
    assert noted.faults == [("", "one short paragraph is expected here")]


def test_a_phrase_has_no_paragraph_around_it() -> None:
    noted = Noted(LANGUAGES["ja"])
    assert markdown.phrase("**太字**だ", noted) == "<strong>太字</strong>だ"
    assert markdown.phrase(" \n", noted) == ""
    assert noted.faults == []


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("H<sub>2</sub>O", "H<sub>2</sub>O"),
        ("一<br>二<br/>三<br />四", "一<br>二<br>三<br>四"),
        ("**a<sup>*b*</sup>**", "<strong>a<sup><em>b</em></sup></strong>"),
        ('<abbr title="a &amp; b">x</abbr>', '<abbr title="a &amp; b">x</abbr>'),
        ("`<sub>`", "<code>&lt;sub&gt;</code>"),
        (r"\<sub>", "&lt;sub&gt;"),
        ("[a<sub>1</sub>](https://e.org/)", '<a href="https://e.org/">a<sub>1</sub></a>'),
    ],
)
def test_elements_that_are_allowed_are_set(text: str, html: str) -> None:
    noted = Noted(LANGUAGES["ja"], elements=("abbr", "br", "sub", "sup"))
    assert markdown.prose(text, noted) == [f"<p>{html}</p>"]
    assert noted.faults == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("<kbd>a</kbd>", [("</kbd>", "markup"), ("<kbd>", "markup")]),
        ('<sub onclick="x">a</sub>', [('<sub onclick="x">', "markup"), ("</sub>", "unbalanced")]),
        ("<sub style='x'>a", [("<sub style='x'>", "markup")]),
        ("<SUB>a", [("<SUB>", "markup")]),
        ("<sub/onclick=x>a", [("<sub/onclick=x>", "markup")]),
        ('<abbr title="a" id="b">x', [('<abbr title="a" id="b">', "markup")]),
        ("<sub>a", [("<sub>", "unbalanced")]),
        ("a</sub>", [("</sub>", "unbalanced")]),
        ("<sub><sup>a</sub></sup>", [("<sup>", "unbalanced"), ("</sup>", "unbalanced")]),
        ("*a<sub>b*c</sub>", [("<sub>", "unbalanced"), ("</sub>", "unbalanced")]),
        ("<sub>a</sub>b</sub>", [("</sub>", "unbalanced after 1")]),
        ("</br>", [("</br>", "markup")]),
        (
            "<!-- a --> <?b?> <!DOCTYPE c> <![CDATA[d",
            [(each, "markup") for each in ("<!--", "<!DOCTYPE", "<![CDATA[", "<?b")],
        ),
    ],
)
def test_elements_that_are_not_allowed_or_not_whole_are_told(
    text: str, found: list[tuple[str, str]]
) -> None:
    noted = Noted(LANGUAGES["ja"], elements=("abbr", "br", "sub", "sup"))
    markdown.prose(text, noted)
    assert noted.faults == found


@pytest.mark.parametrize(
    "text",
    [
        "\n".join(f"[^{i}]: x[^{i + 1}]" for i in range(400)) + "\n\n[^0]",
        "\n".join(f"[^{i}]: x[^{i + 1}][^{i + 1}]" for i in range(40)) + "\n\n[^0]",
        "[a]: https://e.org/" + "x" * 10_000 + "\n\n" + "[a]" * 20_000,
        "\n".join(f"[^{i}]: " + f"[^{i + 1}]" * 50 for i in range(7)) + "\n[^7]: x\n\n[^0]",
    ],
)
def test_a_text_comes_to_an_end(text: str) -> None:
    assert [said.partition(" more ")[0] for _, said in faults(text)][-1] in {
        "notes call notes",
        "the text prints",
    }


INSIDE = st.text("一가あx1「」『』（）()“”%、。・：—…!?.,", min_size=1, max_size=8)
AROUND = st.text("一가あ은는이가을를の「」（）、。", max_size=5)


@given(AROUND, INSIDE, AROUND, st.sampled_from(["ja", "ko"]))
@example("これは", "「重要」", "です", "ja")
@example("", "(가)", "을", "ko")
def test_no_asterisks_are_left_beside_wide_letters(
    before: str, inside: str, after: str, code: str
) -> None:
    for mark, tag in (("**", "strong"), ("*", "em")):
        (html,) = prose(f"{before}{mark}{inside}{mark}{after}", code)
        assert "*" not in html
        assert html.count(f"<{tag}>") == 1


@given(st.text("ab一가*_`~[]()<>{}|#^!&\\-+1. \n", max_size=40))
@example("[^1]")
@example("[a](b)")
def test_an_escaped_text_is_printed_as_it_is(text: str) -> None:
    line = " ".join(text.split())
    html = "".join(prose(markdown.escape("x" + line)))
    plain = html.removeprefix("<p>").removesuffix("</p>")
    for entity, sign in (("&lt;", "<"), ("&gt;", ">"), ("&quot;", '"'), ("&amp;", "&")):
        plain = plain.replace(entity, sign)
    assert plain == "x" + line


@given(st.text("a一가*_`[]()<>{}|#^!@\\->1. \n:", max_size=60), st.sampled_from(["ja", "ko", "en"]))
def test_any_text_is_set(text: str, code: str) -> None:
    noted = Noted(LANGUAGES[code])
    assert all(isinstance(each, str) for each in markdown.prose(text, noted))
