"""The door to translate-toolkit: XLIFF 1.2 and 2.0, with the marks of a text as inline codes.

What a code holds is the mark itself, so that a tool can show it and reading it back is reading all that stands there.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import count

from lxml import etree
from translate.storage.base import ParseError
from translate.storage.xliff import xlifffile
from translate.storage.xliff2 import Xliff2File

from jkreport.translate.exchange import Exchange, Unit
from jkreport.translate.marks import Mark, Role, marks_of
from jkreport.translate.standing import State

FIRST, SECOND = "1.2", "2.0"
_XLIFF1, _XLIFF2 = (f"urn:oasis:names:tc:xliff:document:{each}" for each in (FIRST, SECOND))
_XML = "{http://www.w3.org/XML/1998/namespace}"
_OURS, _STAMP = "jkreport", "jkreport-stamp"
_SETTLED = {"translated", "signed-off", "final", "reviewed"}
_HALF = "some of its sentences have no translation"
# What XLIFF knows by names of its own; all else begins with x-.
_KINDS = {"bold": "bold", "italic": "italic", "link": "link", "break": "lb"}
_KINDS2 = {"bold": "fmt", "italic": "fmt", "link": "link"}


class NotXliffError(Exception):
    """A file isn't XLIFF of a version that is read, or not as jkreport has written it."""


def write_xliff(exchange: Exchange, version: str = FIRST) -> bytes:
    """Give texts as an XLIFF file of version 1.2 or 2.0."""
    if version == SECOND:
        return _Second().write(exchange)
    return _First().write(exchange)


def read_xliff(data: bytes) -> Exchange:
    """Read an XLIFF file that came back.

    Raises:
        NotXliffError: it is none.
    """
    if b"<!DOCTYPE" in data or b"<!ENTITY" in data:
        raise NotXliffError("it declares a document type, which XLIFF has none of")
    for form in (_First, _Second):
        if form.namespace.encode() in data:
            return _read(form(), data)
    raise NotXliffError("it is neither XLIFF 1.2 nor 2.0")


def _read(form: "_First | _Second", data: bytes) -> Exchange:
    try:
        return form.read(data)
    except NotXliffError:
        raise
    except (ParseError, etree.XMLSyntaxError) as error:
        raise NotXliffError(str(error).partition("\n")[0]) from error
    except Exception as error:
        # What isn't as it was written raises whatever it leads to.
        raise NotXliffError("its elements aren't those that were written") from error


def _ids(source: Sequence[Mark], target: Sequence[Mark]) -> tuple[list[int], list[int]]:
    """Number the codes of both texts: the same mark has the same number in both, a pair has one for both its ends."""
    counted = count(1)
    waiting: dict[str, list[int]] = defaultdict(list)

    def numbered(mark: Mark) -> int:
        number = next(counted)
        waiting[mark.literal].append(number)
        return number

    def known(mark: Mark) -> int:
        return waiting[mark.literal].pop(0) if waiting[mark.literal] else next(counted)

    return _with_ends(source, numbered), _with_ends(target, known)


def _with_ends(text: Iterable[Mark], number: Callable[[Mark], int]) -> list[int]:
    """Give the number of each code, at the end of a pair that of its beginning; what is no code has 0."""
    found, pairs = [], dict[int, int]()
    for each in text:
        if each.role is Role.TEXT:
            found.append(0)
        elif each.role is Role.CLOSES:
            found.append(pairs[each.pair])
        else:
            pairs[each.pair] = number(each)
            found.append(pairs[each.pair])
    return found


def _append(parent: etree._Element, text: str) -> None:
    """Add text behind all that an element holds so far."""
    if len(parent):
        parent[-1].tail = (parent[-1].tail or "") + text
    else:
        parent.text = (parent.text or "") + text


class _First:
    """XLIFF 1.2."""

    namespace = _XLIFF1

    def write(self, exchange: Exchange) -> bytes:
        store = xlifffile.parsestring(
            f'<?xml version="1.0" encoding="utf-8"?><xliff version="1.2" xmlns="{_XLIFF1}">'
            f'<file original="{exchange.brief}" source-language="{exchange.source}"'
            f' target-language="{exchange.target}" datatype="plaintext"><body/></file></xliff>'.encode()
        )
        for each in exchange.units:
            store.body.append(self._unit(each))
        return bytes(store)

    def _unit(self, unit: Unit) -> etree._Element:
        done = unit.state is State.IN_STEP
        element = etree.Element(f"{{{_XLIFF1}}}trans-unit", nsmap={None: _XLIFF1})
        element.set("id", unit.id)
        element.set("approved", "yes" if done else "no")
        element.set(f"{_XML}space", "preserve")
        if unit.limit:
            element.set("maxwidth", str(unit.limit))
            element.set("size-unit", "char")
        source, target = marks_of(unit.source), marks_of(unit.target)
        first, second = _ids(source, target)
        self._fill(self._below(element, "source"), source, first)
        if unit.target:
            node = self._below(element, "target")
            node.set("state", "final" if done else "needs-review-translation")
            self._fill(node, target, second)
        for note in unit.notes:
            self._note(element, note, _OURS)
        self._note(element, unit.stamp, _STAMP)
        if unit.previous:
            before = self._below(element, "alt-trans")
            before.set("alttranstype", "previous-version")
            self._below(before, "source").text = unit.previous
            self._below(before, "target").text = unit.target
        return element

    def _note(self, element: etree._Element, text: str, origin: str) -> None:
        note = self._below(element, "note")
        note.text = text
        note.set("from", origin)

    @staticmethod
    def _below(parent: etree._Element, name: str) -> etree._Element:
        return etree.SubElement(parent, f"{{{_XLIFF1}}}{name}")

    def _fill(self, node: etree._Element, marks: Sequence[Mark], ids: Sequence[int]) -> None:
        names = {Role.LOCKED: "ph", Role.OPENS: "bpt", Role.CLOSES: "ept"}
        for mark, number in zip(marks, ids, strict=True):
            if mark.role is Role.TEXT:
                _append(node, mark.literal)
                continue
            code = self._below(node, names[mark.role])
            code.set("id", str(number))
            code.text = mark.literal
            if mark.role is not Role.CLOSES:
                code.set("ctype", _KINDS.get(mark.kind, f"x-{mark.kind}"))

    def read(self, data: bytes) -> Exchange:
        store = xlifffile.parsestring(data)
        file = store.document.getroot().find(f"{{{_XLIFF1}}}file")
        if file is None:
            raise NotXliffError("it has no file")
        return Exchange(
            brief=file.get("original", ""),
            source=file.get("source-language", ""),
            target=file.get("target-language", ""),
            units=tuple(self._read(each.xmlelement) for each in store.units),
        )

    def _read(self, element: etree._Element) -> Unit:
        target = element.find(f"{{{_XLIFF1}}}target")
        state = target.get("state") if target is not None else None
        settled = (
            state in _SETTLED if state is not None else element.get("approved") == "yes" or None
        )
        notes = element.findall(f"{{{_XLIFF1}}}note")
        stamps = [each.text or "" for each in notes if each.get("from") == _STAMP]
        return Unit(
            id=element.get("id", ""),
            source=self._text(element.find(f"{{{_XLIFF1}}}source")),
            target=self._text(target),
            stamp=next(iter(stamps), ""),
            settled=settled,
        )

    @staticmethod
    def _text(node: etree._Element | None) -> str:
        """Give a text as it is written: what codes hold is part of it."""
        return "".join(str(each) for each in node.itertext()) if node is not None else ""


class _Second:
    """XLIFF 2.0."""

    namespace = _XLIFF2
    PAIR, SINGLE = f"{{{_XLIFF2}}}pc", f"{{{_XLIFF2}}}ph"
    SEGMENT, BETWEEN = f"{{{_XLIFF2}}}segment", f"{{{_XLIFF2}}}ignorable"

    def write(self, exchange: Exchange) -> bytes:
        store = Xliff2File.parsestring(
            f'<?xml version="1.0" encoding="utf-8"?><xliff version="2.0" xmlns="{_XLIFF2}" srcLang="{exchange.source}"'
            f' trgLang="{exchange.target}"><file id="{exchange.brief}"/></xliff>'.encode()
        )
        for number, each in enumerate(exchange.units, 1):
            store.body.append(self._unit(each, number))
        return bytes(store)

    def _unit(self, unit: Unit, number: int) -> etree._Element:
        # An id may hold no #, so the key is the unit's name.
        element = etree.Element(f"{{{_XLIFF2}}}unit", nsmap={None: _XLIFF2})
        element.set("id", f"u{number}")
        element.set("name", unit.id)
        notes = self._below(element, "notes")
        for category, text in (
            *((_OURS, each) for each in unit.notes),
            *((("previous", unit.previous),) if unit.previous else ()),
            (_STAMP, unit.stamp),
        ):
            note = self._below(notes, "note")
            note.set("category", category)
            note.text = text
        self._segment(element, unit)
        return element

    def _segment(self, element: etree._Element, unit: Unit) -> None:
        source, target = marks_of(unit.source), marks_of(unit.target)
        first, second = _ids(source, target)
        kept: dict[str, str] = {}
        segment = etree.Element(f"{{{_XLIFF2}}}segment")
        done = unit.state is State.IN_STEP
        segment.set("state", "final" if done else "initial")
        self._fill(self._spaced(segment, "source"), source, first, kept)
        if unit.target:
            self._fill(self._spaced(segment, "target"), target, second, kept)
        if kept:
            data = self._below(element, "originalData")
            for literal, name in kept.items():
                held = self._below(data, "data")
                held.set("id", name)
                held.text = literal
        element.append(segment)

    def _spaced(self, segment: etree._Element, name: str) -> etree._Element:
        node = self._below(segment, name)
        node.set(f"{_XML}space", "preserve")
        return node

    @staticmethod
    def _below(parent: etree._Element, name: str) -> etree._Element:
        return etree.SubElement(parent, f"{{{_XLIFF2}}}{name}")

    def _fill(
        self,
        node: etree._Element,
        marks: Sequence[Mark],
        ids: Sequence[int],
        kept: dict[str, str],
    ) -> None:
        inside = [node]
        for mark, number in zip(marks, ids, strict=True):
            if mark.role is Role.TEXT:
                _append(inside[-1], mark.literal)
                continue
            name = kept.setdefault(mark.literal, f"d{len(kept) + 1}")
            if mark.role is Role.CLOSES:
                inside.pop().set("dataRefEnd", name)
                continue
            opens = mark.role is Role.OPENS
            code = self._below(inside[-1], "pc" if opens else "ph")
            code.set("id", str(number))
            if mark.kind in _KINDS2:
                code.set("type", _KINDS2[mark.kind])
            code.set("dataRefStart" if opens else "dataRef", name)
            if opens:
                inside.append(code)

    def read(self, data: bytes) -> Exchange:
        store = Xliff2File.parsestring(data)
        root = store.document.getroot()
        file = root.find(f"{{{_XLIFF2}}}file")
        if file is None:
            raise NotXliffError("it has no file")
        return Exchange(
            brief=file.get("id", ""),
            source=root.get("srcLang", ""),
            target=root.get("trgLang", ""),
            units=tuple(self._read(each) for each in file.iter(f"{{{_XLIFF2}}}unit")),
        )

    def _read(self, element: etree._Element) -> Unit:
        data = {each.get("id"): each.text or "" for each in element.iter(f"{{{_XLIFF2}}}data")}
        parts = [_Part.of(each, data) for each in element.iter(self.SEGMENT, self.BETWEEN)]
        states = [each.state for each in parts if not each.between]
        notes = element.iter(f"{{{_XLIFF2}}}note")
        stamps = [each.text or "" for each in notes if each.get("category") == _STAMP]
        begun = any(each.target.strip() for each in parts if not each.between)
        return Unit(
            id=element.get("name", ""),
            source="".join(each.source for each in parts),
            target="".join(each.said for each in parts) if begun else "",
            stamp=next(iter(stamps), ""),
            settled=all(state in _SETTLED for state in states) if any(states) else None,
            fault=_HALF if begun and any(each.waits for each in parts) else "",
        )


@dataclass(frozen=True, kw_only=True, slots=True)
class _Part:
    """A sentence that a tool has cut a text into, or what stands `between` two of them."""

    source: str
    target: str
    state: str | None
    between: bool

    @classmethod
    def of(cls, element: etree._Element, data: Mapping[str | None, str]) -> "_Part":
        nodes = (element.find(f"{{{_XLIFF2}}}{name}") for name in ("source", "target"))
        source, target = (
            "".join(_pieces(each, data)) if each is not None else "" for each in nodes
        )
        between = element.tag == _Second.BETWEEN
        return cls(source=source, target=target, state=element.get("state"), between=between)

    @property
    def said(self) -> str:
        """What it is in the translation: the space between two sentences needs none of its own."""
        return self.target or (self.source if self.between else "")

    @property
    def waits(self) -> bool:
        """Whether its translation is still to come; two sentences may have become one."""
        done = self.between or self.target.strip() or self.state in _SETTLED
        return not done and bool(self.source.strip())


def _pieces(node: etree._Element, data: Mapping[str | None, str]) -> Iterator[str]:
    """Give a text as it is written; of a code that names nothing, nothing: that it lacks is told of its unit."""
    yield node.text or ""
    for each in node:
        match each.tag:
            case _Second.PAIR:
                yield data.get(each.get("dataRefStart"), "")
                yield from _pieces(each, data)
                yield data.get(each.get("dataRefEnd"), "")
            case _Second.SINGLE:
                yield data.get(each.get("dataRef"), "")
            case str():
                yield from _pieces(each, data)
            case _:
                pass  # a comment, or an instruction
        yield each.tail or ""
