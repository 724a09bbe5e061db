"""Two offices and a translator at work on the same texts, and what must hold after each step.

Beside the workspace goes a model of it: each wording as it must stand, and each pair that somebody declared in step.
"""

import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import polib
from hypothesis import strategies as st
from hypothesis.stateful import Bundle, RuleBasedStateMachine, consumes, invariant, rule
from tests.translate.test_exchange import translated

from jkreport import Workspace
from jkreport.diagnostics import Problems
from jkreport.languages import LANGUAGES
from jkreport.load.yaml import Items, Node, Pairs, Scalar, parse
from jkreport.translate import Form
from jkreport.translate.forms import fingerprint

CODES = ("ja", "ko")
NAMES = ("one", "two", "three")
WORDS = {"ja": "春夏秋冬山川海", "ko": "봄여름가을겨산강"}
MARK = "[#one]"
Wording = st.tuples(
    st.text("0123456", min_size=1, max_size=4),
    st.integers(1, 3),
    st.sampled_from(["", ": ", " #", "'", '"', ", ", "**"]),
)
FORMS = st.sampled_from([Form.XLIFF, Form.XLIFF2, Form.PO, Form.DOCX])


def wording(code: str, made: tuple[str, int, str], *, marked: bool) -> str:
    """Make a wording of a language, of one to three paragraphs, with what YAML has to quote."""
    words, lines, quote = made
    own = "".join(WORDS[code][int(each)] for each in words)
    other = quote + own + (quote if quote == "**" else "")
    paragraphs = [own, *(f"{own}{number}{other}" for number in range(1, lines))]
    return "\n\n".join(paragraphs) + (MARK if marked else "")


@dataclass(frozen=True, slots=True)
class Out:
    """A file that is out, the wordings when it went, and what the translator has written into it."""

    data: bytes
    form: Form
    source: str
    target: str
    sent: Mapping[str, Mapping[str, str]]
    written: Mapping[str, str]


class Offices(RuleBasedStateMachine):
    """Edits, declarations, exports, translations and imports in any order."""

    out = Bundle("out")

    def __init__(self) -> None:
        super().__init__()
        self.folder = tempfile.TemporaryDirectory()
        self.root = Path(self.folder.name)
        content = self.root / "content"
        (content / "sections").mkdir(parents=True)
        (content / "briefs").mkdir()
        (content / "workspace.yaml").write_text("title: x\nlanguages: [ja, ko]\n")
        (content / "briefs/b.yaml").write_text(
            "title: x\nas_of: 2026-01-31\neditions: [ja, ko]\nsections: [s]\n"
        )
        self.path = content / "sections/s.yaml"
        self.texts = {
            name: {code: wording(code, ("0", 1, ""), marked=name == "two") for code in CODES}
            for name in NAMES
        }
        self.pairs: dict[str, set[tuple[str, str]]] = {name: set() for name in NAMES}
        self.path.write_text(self.rendered(), "utf-8")

    def teardown(self) -> None:
        self.folder.cleanup()

    def rendered(self) -> str:
        """Give the file as an office writes it, each text in another style."""
        one, two, three = (self.texts[name] for name in NAMES)
        flow = ", ".join(f"{code}: {_quoted(one[code])}" for code in CODES)
        return (
            f"# kept\ntitle: x\nblocks:\n  - id: one   # first\n    text: {{{flow}}}  # braces\n"
            f"  - id: two\n    text:\n{_literal(two)}  # between\n  - id: three\n    text:\n"
            + "".join(f"      {code}: {_double(three[code])}  # {code}\n" for code in CODES)
        )

    @property
    def workspace(self) -> Workspace:
        return Workspace.open(self.root)

    @rule(name=st.sampled_from(NAMES), code=st.sampled_from(CODES), made=Wording)
    def an_office_edits(self, name: str, code: str, made: tuple[str, int, str]) -> None:
        self.texts[name][code] = wording(code, made, marked=name == "two")
        self.path.write_text(self.rendered(), "utf-8")

    @rule(name=st.sampled_from(NAMES))
    def somebody_declares(self, name: str) -> None:
        self.workspace.acknowledge([name], by="Kim", date="2026-01-31", reason="read")
        self.declared(name)

    def declared(self, name: str) -> None:
        others = {self.hashes(each) for each in NAMES if each != name}
        self.pairs[name] = {self.hashes(name)} | (self.pairs[name] & others)

    def hashes(self, name: str) -> tuple[str, str]:
        texts = self.texts[name]
        return fingerprint(texts["ja"], LANGUAGES["ja"]), fingerprint(texts["ko"], LANGUAGES["ko"])

    @rule(target=out, form=FORMS, turned=st.booleans())
    def texts_go_out(self, form: Form, turned: bool) -> Out:  # noqa: FBT001 - drawn
        source, target = reversed(CODES) if turned else CODES
        data, count = self.workspace.export_texts("b", source, target, form=form.value)
        assert count == len(NAMES)
        sent = {name: dict(texts) for name, texts in self.texts.items()}
        return Out(data, form, source, target, sent, {})

    @rule(target=out, file=consumes(out), name=st.sampled_from(NAMES), made=Wording, keeps=st.booleans())  # fmt: skip
    def the_translator_writes(
        self,
        file: Out,
        name: str,
        made: tuple[str, int, str],
        keeps: bool,  # noqa: FBT001 - drawn
    ) -> Out:
        new = wording(file.target, made, marked=keeps and name == "two")
        data = _translated(file, f"sections/s#{name}.text", new)
        written = {**file.written, name: new}
        return Out(data, file.form, file.source, file.target, file.sent, written)

    @rule(file=out)
    def a_file_comes_back(self, file: Out) -> None:
        path = self.root / f"back.{file.form.value}"
        path.write_bytes(file.data)
        found = self.workspace.import_texts(path, by="Lee", date="2026-02-01", reason="translated")
        refused = 0
        for name, new in file.written.items():
            refused += self.taken(file, name, new)
        assert len(found.diagnostics) == refused, found.diagnostics

    def taken(self, file: Out, name: str, new: str) -> int:
        """Follow what must come of a unit; give how many refusals are told of it."""
        now, sent = self.texts[name], file.sent[name]
        edited = not _alike(new, sent[file.target], file.target)
        # A document has no place to say that a wording is done: what comes back as it went says nothing.
        done = edited or file.form is not Form.DOCX
        if now[file.target] == new:
            if done and self._same(now, sent, file.source) and not self.in_step(name):
                self.declared(name)
            return 0
        moved = [code for code in (file.source, file.target) if not self._same(now, sent, code)]
        if not edited and file.target in moved:
            return 0
        if moved:
            return len(moved)
        if name == "two" and MARK not in new:
            return 1
        now[file.target] = new
        if done:
            self.declared(name)
        return 0

    @staticmethod
    def _same(now: Mapping[str, str], sent: Mapping[str, str], code: str) -> bool:
        return _alike(now[code], sent[code], code)

    @invariant()
    def nothing_is_lost(self) -> None:
        text = self.path.read_text("utf-8")
        comments = ("# kept", "# first", "# braces", "# between", "# ja", "# ko")
        assert [text.count(f"{each}\n") for each in comments] == [1] * len(comments)
        problems = Problems()
        node = parse("s.yaml", text.encode(), problems)
        assert problems.found == []
        assert _wordings(node) == self.texts

    @invariant()
    def the_ledger_is_true(self) -> None:
        (brief,) = self.workspace.translations().briefs
        found = {each.passage.block: each.well for each in brief.texts}
        assert found == {name: self.in_step(name) for name in NAMES}

    def in_step(self, name: str) -> bool:
        """Whether somebody has declared these very wordings, of this text or of another one."""
        return any(self.hashes(name) in pairs for pairs in self.pairs.values())


def _alike(one: str, other: str, code: str) -> bool:
    return fingerprint(one, LANGUAGES[code]) == fingerprint(other, LANGUAGES[code])


def _translated(file: Out, key: str, new: str) -> bytes:
    if file.form is Form.PO:
        po = polib.pofile(file.data.decode("utf-8"))
        (entry,) = (each for each in po if each.msgctxt == key)
        entry.msgstr, entry.flags = new, []
        return str(po).encode("utf-8")
    return translated(file.data, file.form.value, key, new)


def _quoted(text: str) -> str:
    return _double(text) if "\n" in text else "'" + text.replace("'", "''") + "'"


def _double(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
    return f'"{escaped}"'


def _literal(texts: Mapping[str, str]) -> str:
    parts = []
    for code in CODES:
        lines = (f"        {line}\n" if line else "\n" for line in texts[code].split("\n"))
        parts.append(f"      {code}: |\n" + "".join(lines))
    return "".join(parts)


def _wordings(node: Node) -> dict[str, dict[str, str]]:
    assert isinstance(node, Pairs)
    found = {}
    (blocks,) = (value for key, value in node.pairs if key.value == "blocks")
    assert isinstance(blocks, Items)
    for block in blocks.items:
        assert isinstance(block, Pairs)
        parts = {key.value: value for key, value in block.pairs}
        name, text = parts["id"], parts["text"]
        assert isinstance(name, Scalar)
        assert isinstance(text, Pairs)
        found[name.text.value] = {
            key.value: each.text.value.strip()
            for key, each in text.pairs
            if isinstance(each, Scalar)
        }
    return found
