"""The form of a record that is kept with content, for histories: a line for each text, number and value.

What several editions print stands once, with those that print it where they aren't all editions in its languages. A
value goes by a name that it keeps whatever else is printed. Places in files are left out.
"""

import hashlib
import json
from collections.abc import Callable, Collection, Mapping, Sequence
from difflib import SequenceMatcher
from typing import Any

KEPT = 1
"""Counts up when the form comes to mean something else; a record in another form has no `kept`."""
_DIGITS = 16
_SHARED = {"texts": ("filled",), "figures": ("numbers",), "events": ()}
"""What editions print, and what of it is left out where it is empty."""
# How many levels of a part have a line for each of their members.
_LEVELS = {"lists": 3, "figures": 3}
Plain = dict[str, Any]


def folded(content: Plain) -> bytes:
    """Give a record, as `provenance.json` has it, in the form that is kept."""
    names = [_name(each) for each in content["values"]]
    editions = [_mapped(each, names.__getitem__) for each in content["editions"]]
    heads = [{key: each[key] for key in each if key not in _SHARED} for each in editions]
    values = dict(zip(names, content["values"], strict=True))
    kept = {
        "kept": KEPT,
        **{key: content[key] for key in content if key not in {"format", "values", "editions"}},
        "editions": heads,
        "values": dict(sorted(values.items(), key=lambda each: _written(each[1]["origin"]))),
        **{part: _merged(editions, part) for part in _SHARED},
    }
    lines = (f'"{key}": {_broken(value, _LEVELS.get(key, 1))}' for key, value in kept.items())
    return ("{\n" + ",\n".join(lines) + "\n}\n").encode("utf-8", "surrogatepass")


def unfolded(kept: Plain) -> Plain:
    """Give a record that was kept as `provenance.json` has it, as plain values.

    Raises:
        AttributeError, KeyError, TypeError: it is damaged.
    """
    numbers = {name: number for number, name in enumerate(kept["values"])}
    heads = kept["editions"]
    return {
        **{key: kept[key] for key in kept if key not in {"kept", "values", *_SHARED}},
        "values": list(kept["values"].values()),
        "editions": [
            _mapped({**head, **_parts(kept, head, heads)}, numbers.__getitem__) for head in heads
        ],
    }


def _parts(kept: Plain, head: Plain, heads: Sequence[Plain]) -> Plain:
    """Give what an edition prints."""
    others = _codes(heads) - set(head["languages"])
    if any(not isinstance(each.get("in", []), list) for part in _SHARED for each in kept[part]):
        raise TypeError(head["id"])
    return {
        part: [
            {"place": "", **{key: [] for key in empty}, **_without(each, others)}
            for each in kept[part]
            if head["id"] in each.get("in", _printing(each, heads))
        ]
        for part, empty in _SHARED.items()
    }


def _merged(editions: Sequence[Plain], part: str) -> list[Plain]:
    """Give what editions print, in an order that holds that of each; one of several languages holds most of others."""
    entries: list[tuple[Plain, list[str]]] = []
    for edition in sorted(editions, key=lambda each: -len(each["languages"])):
        others = _codes(editions) - set(edition["languages"])
        own = [_bare(each, part) for each in edition[part]]
        there = [_key(_without(each, others)) for each, _ in entries]
        found: list[tuple[Plain, list[str]]] = []
        matcher = SequenceMatcher(None, there, [_key(each) for each in own], autojunk=False)
        for tag, start, end, own_start, own_end in matcher.get_opcodes():
            if tag == "equal":
                found += [(each, [*ids, edition["id"]]) for each, ids in entries[start:end]]
            else:
                found += entries[start:end]
                found += [(each, [edition["id"]]) for each in own[own_start:own_end]]
        entries = found
    return [_told(each, ids, editions) for each, ids in entries]


def _told(entry: Plain, ids: Collection[str], editions: Sequence[Plain]) -> Plain:
    """Say which editions print something, where that isn't known by its languages."""
    printing = [each["id"] for each in editions if each["id"] in ids]
    return entry if printing == _printing(entry, editions) else {"in": printing, **entry}


def _printing(entry: Plain, editions: Sequence[Plain]) -> list[str]:
    """Name the editions in the languages of what is printed."""
    codes = {entry["language"]} if "language" in entry else set(_printed(entry))
    return [each["id"] for each in editions if codes & set(each["languages"])]


def _printed(entry: Plain) -> list[str]:
    numbers = entry.get("numbers", ())
    return [code for each in (entry, *numbers) for code in each.get("printed", ())]


def _codes(editions: Sequence[Plain]) -> set[str]:
    return {code for each in editions for code in each["languages"]}


def _bare(entry: Plain, part: str) -> Plain:
    empty = {key for key in _SHARED[part] if not entry[key]} | {"place"}
    return {key: value for key, value in entry.items() if key not in empty}


def _without(entry: Plain, codes: Collection[str]) -> Plain:
    """Leave out what is printed in these languages, and which editions print it."""

    def printed(texts: Mapping[str, str]) -> Mapping[str, str]:
        return {code: text for code, text in texts.items() if code not in codes}

    bare = {key: value for key, value in entry.items() if key != "in"}
    if "printed" in bare:
        bare["printed"] = printed(bare["printed"])
    if "numbers" in bare:
        bare["numbers"] = [
            {**each, "printed": printed(each["printed"])} for each in bare["numbers"]
        ]
    return bare


def _mapped(content: Any, called: Callable[[Any], object]) -> Any:  # noqa: ANN401 - any value of JSON
    """Call values otherwise."""
    if isinstance(content, list):
        return [_mapped(each, called) for each in content]
    if isinstance(content, dict):
        return {
            key: called(each) if key == "value" and each is not None else _mapped(each, called)
            for key, each in content.items()
        }
    return content


def _name(value: Plain) -> str:
    return hashlib.sha256(_key(value).encode("utf-8", "surrogatepass")).hexdigest()[:_DIGITS]


def _key(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, sort_keys=True)


def _written(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)


def _broken(value: Any, levels: int) -> str:  # noqa: ANN401 - as above
    """Write a value with a line for each of its members, as many levels deep."""
    if not levels or not value:
        return _written(value)
    if isinstance(value, list):
        return "[\n" + ",\n".join(_broken(each, levels - 1) for each in value) + "\n]"
    if isinstance(value, dict):
        members = (f"{_written(key)}: {_broken(each, levels - 1)}" for key, each in value.items())
        return "{\n" + ",\n".join(members) + "\n}"
    return _written(value)
