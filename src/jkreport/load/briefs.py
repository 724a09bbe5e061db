"""Briefs and their sections."""

from dataclasses import dataclass, replace

from jkreport.diagnostics import Code, ContentError, Place, Problems, nearest
from jkreport.files import Files
from jkreport.languages import LANGUAGES
from jkreport.load.blocks import read_block
from jkreport.load.blocks.base import Head, read_head
from jkreport.load.entry import KEBAB, Entry
from jkreport.load.silences import read_silence
from jkreport.load.yaml import Node, Pairs, Scalar, parse
from jkreport.model.blocks import Block, Stale
from jkreport.model.brief import (
    Brief,
    Byline,
    Citations,
    EditionSpec,
    Layout,
    NamePolicy,
    Naming,
    Section,
)
from jkreport.model.names import Name
from jkreport.model.store import Settings, Store
from jkreport.model.text import Text
from jkreport.values import Moment

MOST_DEPTH = 4
_PAIR = 2


def read_file(path: str, files: Files, problems: Problems, place: Place) -> Entry:
    """Read a YAML file whose root is a mapping.

    Raises:
        ContentError: it can't be read or isn't one.
    """
    node = parse(path, files.read(path, place), problems)
    if not isinstance(node, Pairs):
        raise ContentError(Code.WRONG_TYPE, node.place, "a mapping is expected")
    return Entry(pairs=node, problems=problems)


def read_brief(brief_id: str, files: Files, settings: Settings, problems: Problems) -> Brief:
    """Read a brief with all its sections.

    Raises:
        ContentError: its own file can't be read.
    """
    path = f"content/briefs/{brief_id}.yaml"
    file = read_file(path, files, problems, Place(file=path))
    reader = _Sections(files=files, problems=problems)
    brief = Brief(
        id=brief_id,
        title=file.localized("title"),
        subtitle=file.maybe_localized("subtitle"),
        series=file.maybe_localized("series"),
        number=file.string("number"),
        as_of=file.moment("as_of", required=True) or Moment(1),
        authors=tuple(_byline(each) for each in file.entries("authors")),
        style=file.name("style") or settings.style,
        citations=file.choice("citations", Citations.LIST),
        editions=_editions(file, settings),
        summary=read_blocks(file, "summary"),
        imprint=file.maybe_localized("imprint"),
        sections=reader.read(file, "sections", ()),
        place=file.place,
        names=_names(file),
        silence=read_silence(file),
        stale=file.maybe_choice("stale", Stale),
    )
    if not file.has("sections"):
        problems.add(Code.MISSING_KEY, file.place, "the key 'sections' is missing")
    file.finish()
    _refuse_twice(brief, problems)
    return brief


def read_blocks(entry: Entry, key: str) -> tuple[Block, ...]:
    """Read a list of blocks."""
    blocks = (read_block(each) for each in entry.entries(key))
    return tuple(block for block in blocks if block is not None)


def _byline(entry: Entry) -> Byline:
    byline = Byline(name=entry.localized("name"), affiliation=entry.maybe_localized("affiliation"))
    entry.finish()
    return byline


def _editions(file: Entry, settings: Settings) -> tuple[EditionSpec, ...]:
    nodes = file.nodes("editions", required=True)
    # One whose languages aren't known was told of and is left out.
    editions = tuple(each for each in (_edition(file, node) for node in nodes) if each.languages)
    seen: set[str] = set()
    for each in editions:
        if each.id in seen:
            file.problems.add(
                Code.DUPLICATE_ID, each.place, f"the edition '{each.id}' stands here a second time"
            )
        seen.add(each.id)
        for code in each.languages:
            if code not in settings.languages:
                file.problems.add(
                    Code.LANGUAGE_UNKNOWN,
                    each.place,
                    f"'{code}' is not a language of this workspace",
                    nearest(code, settings.languages),
                )
    return editions


def _edition(file: Entry, node: Node) -> EditionSpec:
    if isinstance(node, Scalar):
        return _edition_of(file, Name(node.text.value, node.place), Layout.PARALLEL)
    entry = file.entry_of(node)
    if entry is None:
        return EditionSpec(id="", languages=(), layout=Layout.PARALLEL, place=node.place)
    edition = _edition_of(file, entry.needed_name("id"), entry.choice("layout", Layout.PARALLEL))
    edition = replace(edition, names=_names(entry))
    entry.finish()
    return edition


def refuse_unknown_names(brief: Brief, store: Store, problems: Problems) -> None:
    """Tell of policies for names of terms that don't exist."""
    for each in (*brief.names, *(found for edition in brief.editions for found in edition.names)):
        if each.term.value not in store.terms:
            message = f"there is no term '{each.term}'"
            hint = nearest(each.term.value, store.terms)
            problems.add(Code.NO_SUCH_TERM, each.term.place, message, hint)


def _names(entry: Entry) -> tuple[NamePolicy, ...]:
    """Read `names: {takeshima: both}`."""
    known = {each.value: each for each in Naming}
    found = []
    for key, node in entry.named("names"):
        naming = known.get(node.text.value) if isinstance(node, Scalar) else None
        if naming is None:
            hint = (
                "own: the reader's name alone; first: with the other one at first; both: each time"
            )
            entry.problems.add(Code.BAD_VALUE, node.place, "this is no way to print a name", hint)
        else:
            found.append(NamePolicy(term=Name(key.value, key.place), naming=naming))
    return tuple(found)


def _edition_of(file: Entry, name: Name, layout: Layout) -> EditionSpec:
    codes = tuple(name.value.split("-"))
    if (
        len(codes) > _PAIR
        or len(set(codes)) != len(codes)
        or not all(code in LANGUAGES for code in codes)
    ):
        file.problems.add(
            Code.LANGUAGE_UNKNOWN,
            name.place,
            f"'{name}' is neither a language nor a pair of two",
            "languages: " + ", ".join(LANGUAGES),
        )
        codes = ()
    return EditionSpec(id=name.value, languages=codes, layout=layout, place=name.place)


@dataclass(frozen=True, kw_only=True, slots=True)
class _Sections:
    files: Files
    problems: Problems

    def read(self, entry: Entry, key: str, above: tuple[str, ...]) -> tuple[Section, ...]:
        """Read sections: paths, or sections written in place; `above` names those that contain them."""
        found = (self._section(entry, node, above) for node in entry.nodes(key))
        return tuple(each for each in found if each is not None)

    def _section(self, entry: Entry, node: Node, above: tuple[str, ...]) -> Section | None:
        if len(above) >= MOST_DEPTH:
            self.problems.add(Code.TOO_DEEP, node.place, f"sections nest at most {MOST_DEPTH} deep")
            return None
        if isinstance(node, Scalar):
            with self.problems.gathered():
                return self._from_file(node, above)
            # What is referred to may stand there.
            self.problems.excuse(Code.NO_SUCH_REFERENCE)
            return None
        inner = entry.entry_of(node)
        if inner is None:
            return None
        return self._of(inner, read_head(inner), (*above, ""))

    def _from_file(self, node: Scalar, above: tuple[str, ...]) -> Section:
        name = node.text.value
        if name in above:
            raise ContentError(
                Code.SECTION_CYCLE,
                node.place,
                f"the section '{name}' contains itself",
                " → ".join(each for each in (*above, name) if each),
            )
        path = f"content/sections/{name}.yaml"
        file = read_file(path, self.files, self.problems, node.place)
        identifier = name.rpartition("/")[2]
        file.check_id(node.text if "/" not in name else _last(node), KEBAB)
        head = Head(id=identifier, place=file.place, only=(), silence=read_silence(file))
        return self._of(file, head, (*above, name))

    def _of(self, entry: Entry, head: Head, above: tuple[str, ...]) -> Section:
        section = Section(
            id=head["id"],
            title=entry.localized("title"),
            short=entry.maybe_localized("short"),
            lead=entry.maybe_localized("lead"),
            numbered=entry.boolean("numbered", default=True),
            blocks=read_blocks(entry, "blocks"),
            sections=self.read(entry, "sections", above),
            place=head["place"],
            silence=head["silence"],
            columns=entry.integer("columns", least=1, most=2) or 1,
        )
        entry.finish()
        return section


def _last(node: Scalar) -> Text:
    return Text(value=node.text.value.rpartition("/")[2], place=node.place)


def _refuse_twice(brief: Brief, problems: Problems) -> None:
    seen: dict[str, Place] = {}
    for name, place in (*((each.id, each.place) for each in brief.summary), *_ids(brief.sections)):
        if name and seen.get(name) == place:
            # What such a section contains stands twice as well, at the same places.
            problems.add(Code.DUPLICATE_ID, place, f"'{name}' is taken into the brief twice")
        elif name and name in seen:
            problems.add(
                Code.DUPLICATE_ID,
                place,
                f"the id '{name}' stands here a second time",
                f"the first is at {seen[name]}",
            )
        seen.setdefault(name, place)


def _ids(sections: tuple[Section, ...]) -> list[tuple[str, Place]]:
    found: list[tuple[str, Place]] = []
    for section in sections:
        found.append((section.id, section.place))
        found.extend((block.id, block.place) for block in section.blocks)
        found.extend(_ids(section.sections))
    return found
