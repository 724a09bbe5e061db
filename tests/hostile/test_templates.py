"""S4 and S3: a style's template is a stranger's program; it reaches nothing, hides nothing and comes to an end."""

# ruff: noqa: E501 - a template is easier to read on one line

from collections.abc import Mapping

import pytest

from jkreport.compose.writer import Side
from jkreport.diagnostics import Code, ContentError
from jkreport.templating import Html, PageTemplates

pytestmark = pytest.mark.usefixtures("ended_by_an_alarm")
ESCAPED = "&lt;script&gt;alert(&#34;1&#34;)&lt;/script&gt;"


WORD = Html("<b>語</b>")
VALUES: Mapping[str, object] = {
    "side": Side(lang="ja", html=WORD),
    "sides": (Side(lang="ja", html=WORD), Side(lang="ko", html=WORD)),
    "text": '<script>alert("1")</script>',
    "html": WORD,
    "number": 7,
    "facts": {"own": True, "values": ["a", "b"]},
}


def filled(template: str, name: str = "a.html.j2", **others: str) -> str:
    replaced = {name: template, **{f"{key}.html.j2": text for key, text in others.items()}}
    return str(PageTemplates(replaced, "styles/own").fill(name, VALUES))


def fault(template: str, **others: str) -> str:
    with pytest.raises(ContentError) as raised:
        filled(template, **others)
    found = raised.value.diagnostic
    assert found.code is Code.STYLE
    assert found.place.file.startswith("styles/own/templates/")
    assert found.place.line
    return found.message


@pytest.mark.parametrize(
    ("template", "expected"),
    [
        ("{{ side.lang }}{{ side.html }}", "ja<b>語</b>"),
        ("{% for each in sides %}{{ loop.index }}{{ each.lang }}{{ ',' if not loop.last }}{% endfor %}", "1ja,2ko"),
        ("{% macro m(a) %}<i>{{ a }}</i>{% endmacro %}{{ m(text) }}", f"<i>{ESCAPED}</i>"),
        ("{{ facts.own }}{{ facts['values']|join('、') }}", "Truea、b"),
        ("{{ html ~ text }}", f"<b>語</b>{ESCAPED}"),
        ("{{ 'a' ~ number }}{{ number + 1 }}{{ -number }}{{ number % 2 }}{{ 2 ** 3 }}", "a78-718"),
        ("{% for row in sides|batch(3, none) %}{{ row|length }}{% endfor %}", "2"),
        ("{% for row in 'abcde'|list|batch(2, '-') %}[{{ row|join }}]{% endfor %}", "[ab][cd][e-]"),
        ("{{ [1, 'a']|join('&') }}{{ sides|first is defined }}", "1&amp;aTrue"),
        ("{{ text + html }}", f"{ESCAPED}<b>語</b>"),
        ("{% if 'a' in facts['values'] and number > 3 %}ja{% endif %}", "ja"),
        ("{{ nothing|default('-') }}{{ ''|d('x', true) }}{{ ' A '|trim|lower|upper }}", "-xA"),
        ("{% set n = namespace(i=0) %}{% for e in sides %}{% set n.i = n.i + 1 %}{% endfor %}{{ n.i }}", "2"),
        ("{% for i in range(3) %}{{ i }}{% endfor %}{{ sides|last is none }}", "012False"),
    ],
)  # fmt: skip
def test_a_page_is_filled(template: str, expected: str) -> None:
    assert filled(template) == expected


def test_templates_take_each_other_in() -> None:
    inner = "{% macro each(s) %}<i>{{ s.lang }}</i>{% endmacro %}{% block b %}1{% endblock %}"
    assert filled("{% import 'm.html.j2' as m %}{{ m.each(side) }}", m=inner) == "<i>ja</i>"
    assert filled("{% from 'm.html.j2' import each %}{{ each(side) }}", m=inner) == "<i>ja</i>"
    assert (
        filled("{% extends 'm.html.j2' %}{% block b %}{{ super() }}2{% endblock %}", m=inner)
        == "12"
    )
    assert filled("{% include 'm.html.j2' %}", m="{{ text }}") == ESCAPED
    macro = "{% macro m() %}({{ caller() }}){% endmacro %}"
    assert filled(macro + "{% call m() %}{{ text }}{% endcall %}") == f"({ESCAPED})"


ESCAPES = [
    "{{ ''.__class__ }}", "{{ side.__class__.__mro__[1].__subclasses__() }}", "{{ side['__class__'] }}",
    "{{ side.__init__.__globals__ }}", "{{ self.__init__ }}", "{{ self._TemplateReference__context }}",
    "{{ side|attr('__class__') }}", "{{ [side]|map(attribute='__class__')|list }}", "{{ text.format(side) }}",
    "{{ '{0.__class__}'.format(side) }}", "{{ '{0.__class__}'.format_map(facts) }}", "{{ html.format(side) }}",
    "{{ html.__html_format__('') }}", "{{ html.unescape() }}", "{{ text.encode() }}", "{{ facts.items() }}",
    "{{ facts.__getitem__ }}", "{{ facts.pop('own') }}", "{{ facts.update(a=1) }}", "{{ facts['values'].append(1) }}",
    "{{ range.__self__ }}", "{{ range.__init__ }}", "{{ lipsum() }}", "{{ lipsum.__globals__ }}", "{{ cycler('a') }}",
    "{{ joiner() }}", "{{ dict(a=1) }}", "{{ namespace.__init__ }}", "{{ config }}", "{{ request }}",
    "{{ loop }}{% for a in sides %}{{ loop._iterable }}{% endfor %}", "{% for a in sides %}{{ loop.__class__ }}{% endfor %}",
    "{{ caller.__code__ }}", "{% macro m() %}{{ varargs }}{% endmacro %}{{ m(1) }}",
    "{% macro m() %}{{ kwargs }}{% endmacro %}{{ m(a=1) }}", "{% macro m() %}{% endmacro %}{{ m.__call__ }}",
    "{% macro m() %}{% endmacro %}{{ m._func }}", "{% import 'm.html.j2' as m %}{{ m.__dict__ }}",
    "{% include '../../../etc/passwd' %}", "{% include '/etc/passwd' %}", "{% include 'm.html.j2\\0' %}",
    "{% import '../style.yaml' as m %}", "{% extends '..\\\\style.yaml' %}", "{{ environment }}", "{{ _shown }}",
    "{{ side.html.striptags() }}", "{{ text|pprint }}", "{{ text|tojson }}", "{{ text|xmlattr }}", "{{ text|urlize }}",
    "{{ 1.__class__ }}", "{{ number.real }}", "{{ number.to_bytes(9) }}", "{{ number.__add__(1) }}",
    "{% do facts.clear() %}", "{% debug %}", "{% set _ = 1 %}{{ _ }}",
]  # fmt: skip


@pytest.mark.parametrize("template", ESCAPES)
def test_nothing_hidden_is_reached(template: str) -> None:
    fault(template, m="{% macro each() %}{% endmacro %}")


BARE = [
    "{{ text|safe }}", "{{ text|forceescape|safe }}", "{% autoescape false %}{{ text }}{% endautoescape %}",
    "{% autoescape number %}{{ text }}{% endautoescape %}", "{% filter safe %}{{ text }}{% endfilter %}",
    "{{ text|replace('a', 'b')|safe }}", "{{ text|string|safe }}", "{{ text|format|safe }}", "{{ html.join([text]) }}",
    "{{ html + text|safe }}", "{{ [text]|join|safe }}", "{{ Markup(text) }}", "{{ text.__html__() }}",
    "{{ html % text }}", "{{ html * 2 }}",
]  # fmt: skip


@pytest.mark.parametrize("template", BARE)
def test_nothing_makes_a_text_html(template: str) -> None:
    fault(template)


WAYS = [
    "{{ text }}", "{{ text ~ '' }}", "{{ '' ~ text }}", "{{ html ~ text }}", "{{ html + text }}", "{{ text + html }}",
    "{{ text|default('x') }}", "{{ nothing|default(text) }}", "{{ text|trim }}", "{{ text|lower }}", "{{ text|e }}",
    "{{ text|escape }}", "{{ [1, 2]|join(text) }}", "{{ text|list|join }}", "{{ text|list|reverse|list|reverse|join }}",
    "{% set a = text %}{{ a }}", "{% set a %}{{ text }}{% endset %}{{ a }}", "{{ text if number else '' }}",
    "{% macro m(a) %}{{ a }}{% endmacro %}{{ m(text) }}", "{% macro m(a=text) %}{{ a }}{% endmacro %}{{ m() }}",
    "{% for a in (text|list) %}{{ a }}{% endfor %}", "{% filter lower %}{{ text }}{% endfilter %}",
    "{% with a = text %}{{ a }}{% endwith %}", "{% set n = namespace(a=text) %}{{ n.a }}",
    '<p title="{{ text }}">', "<p title='{{ text }}'>", '<a href="{{ text }}">', "<style>{{ text }}</style>",
    "<title>{{ text }}</title>", "<!-- {{ text }} -->", "{% for a in facts['values'] %}{{ text }}{% endfor %}",
    "{% include 't.html.j2' %}", "{% call(a) m() %}{{ a }}{% endcall %}",
]  # fmt: skip
NAMES = ["a.html.j2", "a.svg", "a.css", "a.txt", "a", "a.j2", "a.xml.j2", "a.md"]


@pytest.mark.parametrize("name", NAMES)
def test_every_template_escapes_whatever_it_is_called(name: str) -> None:
    for way in WAYS:
        macro = "{% macro m() %}{{ caller(text) }}{% endmacro %}" if "call(a)" in way else ""
        made = filled(macro + way, name, t="{{ text }}").lower()
        assert "<script" not in made
        assert "alert(" in made.replace("&#34;", '"') or "alert" in made


BOMBS = [
    "{% for a in range(99999) %}{% for b in range(99999) %}{% endfor %}{% endfor %}",
    "{% for a in range(99999) %}" + "x" * 10_000 + "{% endfor %}",
    "{% for a in range(10 ** 9) %}{% endfor %}",
    "{{ 10 ** 10 ** 10 }}", "{{ 9 ** 99999999 }}", "{{ 2 ** 10000 }}", "{{ 'a' * 10 ** 9 }}", "{{ 10 ** 9 * 'a' }}",
    "{{ [1] * 10 ** 9 }}", "{{ (1, 2) * 10 ** 9 }}", "{{ '%1000000000d' % 1 }}", "{{ '%0*d' % (1000000000, 1) }}",
    "{{ 'a'.center(10 ** 9) }}", "{{ 'a'.ljust(10 ** 9) }}", "{{ 'a'.zfill(10 ** 9) }}", "{{ 'a'|center(10 ** 9) }}",
    "{{ '{:>1000000000}'.format(1) }}", "{{ 'a'|indent(10 ** 9) }}", "{{ 'a'|replace('', 'b' * 9) }}",
    "{{ 'a\\ta'.expandtabs(10 ** 9) }}", "{{ sides|batch(10 ** 9, 'x')|list|length }}", "{{ sides|slice(10 ** 9)|list }}",
    "{{ 'a'|wordwrap(0) }}", "{{ 'a'|format(1) }}", "{{ 'a'|truncate(10 ** 9) }}", "{{ 1|round(10 ** 9) }}",
    "{{ 1000000000000 * 1000000000000 * 1000000000000 }}", "{{ 1e308 * 1e308 ** 8 }}",
    "{% set n = namespace(x='aaaaaaaa') %}{% for i in range(60) %}{% set n.x = n.x ~ n.x %}{% endfor %}{{ n.x|length }}",
    "{% set n = namespace(x='aaaaaaaa') %}{% for i in range(60) %}{% set n.x = n.x + n.x %}{% endfor %}",
    "{% set n = namespace(x=[1]) %}{% for i in range(60) %}{% set n.x = n.x + n.x %}{% endfor %}",
    "{% set n = namespace(x=3) %}{% for i in range(60) %}{% set n.x = n.x * n.x %}{% endfor %}",
    "{% set n = namespace(x='aa') %}{% for i in range(60) %}{% set x %}{{ n.x }}{{ n.x }}{% endset %}{% set n.x = x %}{% endfor %}",
    "{% set n = namespace(x='aa') %}{% for i in range(60) %}{% set n.x = [1, 2]|join(n.x ~ n.x) %}{% endfor %}",
    "{% set n = namespace(x=[1]) %}{% for i in range(60) %}{% set n.x = (n.x + n.x)|batch(2)|list %}{% endfor %}{{ n.x }}",
    "{% set n = namespace(x=[1], y=[1]) %}{% for i in range(60) %}{% set n.x = [n.x, n.x] %}{% endfor %}{{ n.x == n.y }}",
    "{% set n = namespace(x=1) %}{% for i in range(60) %}{% set n.x = (n.x, n.x) %}{% endfor %}{{ n.x }}",
    "{% macro m(n) %}{{ m(n) }}{% endmacro %}{{ m(1) }}",
    "{% macro m(n) %}{% if n %}{{ m(n - 1) }}{{ m(n - 1) }}{% endif %}{% endmacro %}{{ m(60) }}",
    "{% include 'a.html.j2' %}", "{% include 'm.html.j2' %}{% include 'm.html.j2' %}", "{% extends 'a.html.j2' %}",
    "{% for a in sides recursive %}{{ loop(sides) }}{{ loop(sides) }}{% endfor %}",
    "{% set x = range(99999)|list|join('a') %}{% for i in range(99999) %}{% if 'b' in x %}{% endif %}{% endfor %}",
    "{% set x = range(99999)|list %}{% for i in range(99999) %}{% set y = x|reverse %}{% endfor %}",
    "{{ " + "(" * 3000 + "1" + ")" * 3000 + " }}", "{{ " + "9" * 5000 + " }}", "{% if 1 %}" * 3000 + "{% endif %}" * 3000,
    "{{ 1" + " + 1" * 20_000 + " }}", "{{ side" + ".html" * 20_000 + " }}",
]  # fmt: skip


@pytest.mark.parametrize("template", BOMBS, ids=range(len(BOMBS)))
def test_every_template_comes_to_an_end(template: str) -> None:
    fault(
        template,
        m="{% include 'n.html.j2' %}{% include 'n.html.j2' %}",
        n="{% include 'm.html.j2' %}",
    )


def test_a_budget_is_one_fillings_own() -> None:
    templates = PageTemplates(
        {"a.html.j2": "{% for a in range(99999) %}{% endfor %}"}, "styles/own"
    )
    for _ in range(6):
        assert templates.fill("a.html.j2", {}) == ""
