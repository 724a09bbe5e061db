"""What authors may write between braces, and what becomes of all else."""

import time
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jkreport.diagnostics import Code
from jkreport.templating import evaluate, expand
from jkreport.templating.sandbox import MOST_FAULTS, MOST_OUTPUT, MOST_STEPS
from jkreport.values import Cell, Quantity

Q = Quantity(number=Decimal("12.5"), provenance=Cell(table="t", measure="m", key=("1",)))
SCOPE = {"q": Q, "word": "語"}
HINT = "an expression is written {{ data.table.measure[key] }}; a brace of its own {{ '{{' }}"


HANGING = 30  # seconds; how fast it is stands in the benchmark


def show(value: object, _: int) -> str:
    return str(value.number) if isinstance(value, Quantity) else str(value)


def faults(source: str) -> list[tuple[int, Code, str]]:
    start = time.monotonic()
    _, found = expand(source, SCOPE, show)
    assert time.monotonic() - start < HANGING
    assert found
    return [(each.offset, each.code, each.message) for each in found]


@pytest.mark.parametrize(
    ("source", "filled"),
    [
        ("", ""),
        ("言葉", "言葉"),
        ("100 % { } {a|b} }}", "100 % { } {a|b} }}"),
        ("{{ q }}と{{ word }}", "12.5と語"),
        ("{{ q.round(0) }}", "13"),
        ("{{ '{{' }}{% raw %}{{ x }}{% endraw %}{# nothing #}", "{{{{ x }}"),
        ("{% for a in ['a', 'b'] %}{{ loop.index }}{{ a }}{% endfor %}", "1a2b"),
        ("{% if q %}ja{% else %}nein{% endif %}", "ja"),
        ("{{ 'ja' if q else 'nein' }}{{ 'x' if not q }}", "ja"),
        ("{{ ['b', 'a']|sort|join('、') }}", "a、b"),
        ("{{ ['b', 'a']|first }}{{ ['b', 'a']|last }}{{ 'ab'|length }}", "ba2"),
        ("{{ 1 < 2 }}{{ 1 == 2 or 'a' in 'ab' and not false }}", "TrueTrue"),
        ("a\n{{ word }}\n", "a\n語\n"),
        ("{{ q.range_to(q).low }}{{ q.unit.code }}", "12.5none"),
    ],
)
def test_values_take_the_place_of_expressions(source: str, filled: str) -> None:
    assert expand(source, SCOPE, show) == (filled, ())


@pytest.mark.parametrize(
    "source",
    [
        "{{ ''.__class__ }}", "{{ q.__class__.__mro__ }}", "{{ q['__class__'] }}", "{{ q.number.exp() }}",
        "{{ q._derived }}", "{{ q['_same_unit'] }}", "{{ _x }}", "{{ word.upper() }}", "{{ word['upper'] }}",
        "{{ word.center(1000000000) }}", "{{ '{:>1000000000}'.format(1) }}", "{{ '{0.__class__}'.format(q) }}",
        "{{ 'x'.format_map(q) }}", "{{ 'x'.encode() }}", "{{ q|attr('number') }}", "{{ q|map('x') }}",
        "{{ word|center(1000000000) }}", "{{ 'x'|safe }}", "{{ [1, 2]|random }}", "{{ 'x'|format }}",
        "{{ 1 + 1 }}", "{{ 2 ** 99999999 }}", "{{ 'a' * 1000000000 }}", "{{ 7 // 2 }}", "{{ 7 % 2 }}",
        "{{ 'a' ~ 'b' }}", "{{ {'a': 1} }}", "{{ word[0:1] }}", "{{ word is defined }}",
        "{% set a = 1 %}", "{% macro a() %}{% endmacro %}", "{% include 'x' %}", "{% import 'x' as y %}",
        "{% from 'x' import y %}", "{% extends 'x' %}", "{% block a %}{% endblock %}",
        "{% call q() %}{% endcall %}", "{% filter first %}a{% endfilter %}", "{% with %}{% endwith %}",
        "{% autoescape true %}{% endautoescape %}", "{% for a in 'ab' recursive %}{{ loop('ab') }}{% endfor %}",
        "{% for a in 'ab' %}{{ loop._iterable }}{% endfor %}", "{{ 1e999 }}", "{{ '\\ud800' }}",
        "{{ (q.provenance).__init__ }}", "{{ self.__init__ }}", "{{ q.round.__globals__ }}",
    ],
)  # fmt: skip
def test_what_is_not_for_texts_is_forbidden(source: str) -> None:
    assert {code for _, code, _ in faults(source)} == {Code.TEXT_FORBIDDEN}


@pytest.mark.parametrize(
    "name",
    ["range", "lipsum", "dict", "cycler", "joiner", "namespace", "config", "request", "caller"],
)
def test_nothing_is_there_but_the_scope(name: str) -> None:
    assert faults(f"{{{{ {name} }}}}") == [(0, Code.TEXT_UNDEFINED, f"there is no '{name}' here")]


@pytest.mark.parametrize(
    "source",
    [
        "{% for a in '0123456789' %}" * 5 + "x" + "{% endfor %}" * 5,
        "{% for a in '0123456789' %}" * 5 + "{% endfor %}" * 5,
        "{% for a in '0123456789' %}" * 3 + "x" * 300 + "{% endfor %}" * 3,
        "{% for a in '0123456789' %}" * 3 + "{{ '" + "x" * 300 + "' }}" + "{% endfor %}" * 3,
        "{{ ['" + "x" * 1000 + "', '" + "x" * 1000 + "']|join('" + "y" * 200_000 + "') }}",
        "{{ '" + "x" * 30_000 + "'|list|join('" + "y" * 30_000 + "') }}",
        "{{ '" + "x" * (MOST_OUTPUT + 1) + "' }}",
    ],
)
def test_nothing_goes_on_without_end(source: str) -> None:
    (fault,) = faults(source)
    assert fault[1:] in (
        (Code.TEXT_ENDLESS, f"the text takes more than {MOST_STEPS} steps"),
        (Code.TEXT_ENDLESS, f"the text prints more than {MOST_OUTPUT} characters"),
    )


@pytest.mark.parametrize(
    "source",
    [
        "{{ " + "(" * 3000 + "1" + ")" * 3000 + " }}",
        "{{ " + "[" * 3000 + "]" * 3000 + " }}",
        "{{ q" + ".a" * 5000 + " }}",
        "{{ q" + "|first" * 5000 + " }}",
        "{{ " + "not " * 5000 + "1 }}",
        "{{ 1" + " or 1" * 5000 + " }}",
        "{% if 1 %}" * 3000 + "{% endif %}" * 3000,
        "{% for a in 'a' %}" * 30 + "{% endfor %}" * 30,
    ],
)
def test_nothing_is_nested_without_end(source: str) -> None:
    assert faults(source) == [(0, Code.TEXT_SYNTAX, "the expression is nested too deeply")]


@pytest.mark.parametrize(
    ("source", "offset", "message"),
    [
        ("語{{ }}", 1, "Expected an expression, got 'end of print statement'"),
        ("{{ q }} {{ q. }}", 8, "expected name or number"),
        ("語\n語 {{ 'a }}", 4, 'unexpected char "\'" at 7'),
        ("{{ q }}\n{{ q", 8, "unexpected end of template, expected 'end of print statement'."),
        ("a\nb {% endfor %}", 4, "Encountered unknown tag 'endfor'."),
        ("a {{ " + "9" * 5000 + " }}", 2, "this number is too long"),
    ],
)
def test_what_cannot_be_read_is_told_with_its_place(source: str, offset: int, message: str) -> None:
    assert faults(source) == [(offset, Code.TEXT_SYNTAX, message)]


def test_every_expression_that_fails_is_told_with_its_place() -> None:
    source = "{{ one }}語{{ q }}\n {{ q.two }}{% raw %}{{ x }}{% endraw %}{{- q.plus(3) }}{{ q.round('a') }}"
    filled, found = expand(source, SCOPE, show)
    assert filled == "語12.5\n {{ x }}"
    assert [(source[each.offset :].partition("}}")[0], each.code) for each in found] == [
        ("{{ one ", Code.TEXT_UNDEFINED),
        ("{{ q.two ", Code.TEXT_UNDEFINED),
        ("{{- q.plus(3) ", Code.UNITS_DIFFER),
        ("{{ q.round('a') ", Code.TEXT_UNDEFINED),
    ]


def test_forbidden_expressions_are_each_told_with_their_places() -> None:
    source = "{{ q }} {{ 1 + 1 }}\n語{{ q|attr('x') }}{% set a = 1 %}"
    assert [source[offset : offset + 6] for offset, _, _ in faults(source)] == [
        "{{ 1 +", "{{ q|a", "{% set",
    ]  # fmt: skip


def test_faults_beyond_counting_are_not_counted() -> None:
    assert len(faults("{{ nothing }}" * 5000)) == MOST_FAULTS


def test_what_fails_in_a_statement_is_told_where_it_can_be() -> None:
    assert [code for _, code, _ in faults("語{% if nothing.at %}a{% endif %}")] == [
        Code.TEXT_UNDEFINED
    ]
    assert faults("{% for a in q %}{% endfor %}") == [
        (0, Code.TEXT_UNDEFINED, "this can't be worked out: 'Quantity' object is not iterable")
    ]


def test_the_nearest_name_is_offered() -> None:
    found = [expand(source, SCOPE, show)[1][0].hint for source in ("{{ wrd }}", "{{ q.roud }}")]
    assert found == ["known: 'q', 'word'", "did you mean 'round'?"]


def test_an_expression_has_a_value() -> None:
    assert evaluate("q.round(0)", SCOPE) == (Q.round(0), ())
    assert evaluate("  word ", SCOPE) == ("語", ())


@pytest.mark.parametrize(
    ("expression", "offset", "code"),
    [
        ("nothing", 0, Code.TEXT_UNDEFINED),
        ("1 +", 0, Code.TEXT_SYNTAX),
        ("", 0, Code.TEXT_SYNTAX),
        ("1 }} {{ 2", 0, Code.TEXT_SYNTAX),
        ("1 }} 語", 0, Code.TEXT_SYNTAX),
        ("1 + 1", 0, Code.TEXT_FORBIDDEN),
        ("q }}{{ nothing", 4, Code.TEXT_UNDEFINED),
    ],
)
def test_what_is_no_expression_has_none(expression: str, offset: int, code: Code) -> None:
    value, found = evaluate(expression, SCOPE)
    assert (value, [(each.offset, each.code) for each in found]) == (None, [(offset, code)])


@given(st.text("{}%#abq.()[]|'\"1+ \n_-語~:,=", max_size=40))
def test_any_text_is_filled_or_told_of(source: str) -> None:
    filled, found = expand(source, SCOPE, show)
    assert filled or found or not source.strip() or "{" in source
    assert all(0 <= each.offset <= len(source) for each in found)
