"""The lock as a file: a fact on each line, read back as it was written, and TOML to everybody else."""

import tomllib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jkreport.build.lockfile import Lock, read_lock
from jkreport.diagnostics import ContentError, Place

WRITTEN = """\
# What the briefs here are made of and with. `jkreport lock` writes it, `jkreport lock --check` compares.
format = "1"

[inputs]
"content/data/무역.csv" = "sha256:1"
"content/sources.yaml" = "sha256:2"

[distributions]
pandas = "3.1.1 sha256:4"
pillow = "13.0.0 sha256:3"

[wheels]
pillow = [
  "sha256:a",
  "sha256:b",
]
"""
LOCK = Lock(
    facts={
        "inputs": {"content/sources.yaml": "sha256:2", "content/data/무역.csv": "sha256:1"},
        "distributions": {"pillow": "13.0.0 sha256:3", "pandas": "3.1.1 sha256:4"},
    },
    wheels={"pillow": ("sha256:b", "sha256:a")},
)


def test_a_lock_has_one_form_sorted_within_its_sections() -> None:
    assert LOCK.text() == WRITTEN


def test_a_lock_knows_the_line_of_each_fact() -> None:
    lock = read_lock(WRITTEN)
    places = {
        ("inputs", "content/sources.yaml"): 6,
        ("inputs", "content/data/new.csv"): 4,
        ("fonts", "a.ttc"): 1,
        ("wheels", "pillow"): 13,
    }
    assert {key: lock.place(*key) for key in places} == {
        key: Place(file="jkreport.lock", line=line, column=1) for key, line in places.items()
    }


names = st.text(st.characters(codec="utf-8"), min_size=1, max_size=12)
facts = st.dictionaries(names, names, max_size=4)


@given(
    st.fixed_dictionaries({"inputs": facts, "fonts": facts, "distributions": facts}),
    st.dictionaries(names, st.lists(names, max_size=3, unique=True), max_size=2),
)
def test_whatever_is_locked_is_read_back_and_is_toml(
    found: dict[str, dict[str, str]], wheels: dict[str, list[str]]
) -> None:
    lock = Lock(facts=found, wheels={name: tuple(sorted(each)) for name, each in wheels.items()})
    assert read_lock(lock.text()) == lock
    as_others_read = tomllib.loads(lock.text())
    assert as_others_read.pop("format") == "1"
    lists = {"wheels": {name: sorted(each) for name, each in wheels.items()}} if wheels else {}
    assert as_others_read == {**found, **lists}


@pytest.mark.parametrize(
    ("text", "place", "message"),
    [
        (WRITTEN.replace("[dist", "<<<<<<< ours\n[dist"), 8, "this is no line of a lock"),
        (WRITTEN.replace('"sha256:2"', "sha256:2"), 6, "this is no line of a lock"),
        (WRITTEN.replace('format = "1"', 'format = "2"'), 1, "this is no lock of format 1"),
        ("", 1, "this is no lock of format 1"),
        (WRITTEN + '[fonts]\n"a.ttc" = [\n', 18, "this is no line of a lock"),
        (WRITTEN.replace("pillow = [", 'pillow = "sha256:a"'), 13, "this is no line of a lock"),
        (WRITTEN.replace('pillow = "', 'pandas = "'), 10, "'pandas' stands here a second time"),
    ],
    ids=["conflict", "unquoted", "format", "empty", "list", "no list", "twice"],
)
def test_a_line_that_is_none_is_told(text: str, place: int, message: str) -> None:
    with pytest.raises(ContentError) as raised:
        read_lock(text)
    assert raised.value.diagnostic.place == Place(file="jkreport.lock", line=place, column=1)
    assert raised.value.diagnostic.message == message


def test_requirements_demand_every_known_hash_and_name_what_lacks_one() -> None:
    lock = Lock(
        facts={"distributions": {**LOCK.facts["distributions"], "jkreport": "0.1.0 sha256:5"}},
        wheels=LOCK.wheels,
    )
    wanted = "pillow==13.0.0 \\\n    --hash=sha256:a \\\n    --hash=sha256:b\n"
    assert lock.requirements() == (wanted, ("pandas",))
