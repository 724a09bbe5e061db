"""A spoilt file that comes back from a translator: told of, or taken, and never a wording of the source touched."""

import shutil
import warnings
import zipfile
from collections.abc import Callable, Mapping
from functools import cache
from io import BytesIO
from pathlib import Path
from random import Random

from tests.mutants.watch import Trial, look_at_words, watched

from jkreport import Workspace
from jkreport.translate import Form

WORKSPACES = Path(__file__).parents[1] / "workspaces"
BRIEF, SOURCE, TARGET = "minimal", "ja", "ko"
PIECES = (
    b"<", b">", b"</", b"/>", b'"', b"&", b"&amp;", b"&#0;", b"&#x110000;", b"]]>", b"<!--", b"<?x ?>", b"<!-- x -->",
    b"\x00", b"\x1b", b"\xff", b"\xed\xa0\x80", b"\xef\xbb\xbf", b"\xe2\x80\xa8", b"\r\n", b"\r", b"\n\n", b"\\", b"'",
    b' id=""', b' xmlns=""', b' state="final"', b' approved="yes"', b' xml:space="default"', b"<target/>", b"<pc>", b"<ph/>",
    b"<mrk>", b"<note/>", b"<!DOCTYPE a>", b'<!DOCTYPE a [<!ENTITY b "c">]>', b"{{ x }}", b"[#x]", b"^[", b"# ", b": ",
    b"msgid ", b'msgstr "x"\n', b'msgctxt "x"\n', b"#, fuzzy\n", b"#~ ", b"#| ", b'msgid_plural "x"\n', b"msgstr[0] ",
    b"<w:p/>", b"<w:tc/>", b"<w:tr/>", b"<w:tbl/>", b"<w:t>x</w:t>", b"<w:del>", b'<w:gridSpan w:val="2000000000"/>',
    b"<w:vMerge/>", b'w:val="-1"', b'Target="../x"', b'TargetMode="External"', b"9" * 30,
)  # fmt: skip
# Where most of a document hangs together.
PARTS = ("word/document.xml", "docProps/core.xml", "[Content_Types].xml", "_rels/.rels", "word/_rels/document.xml.rels")  # fmt: skip
Spoiler = Callable[[Random, bytes], bytes]


def lay(folder: Path) -> Path:
    """Make the workspace that files come back to, all of whose texts are in step."""
    root = Path(shutil.copytree(WORKSPACES / "minimal", folder / "minimal"))
    Workspace.open(root).acknowledge(by="Kim", date="2026-01-31", reason="read", briefs=[BRIEF])
    return root


def try_returned(seed: int, root: Path, *, keep: bool = False) -> Trial:
    """Spoil a file, take it back, and put all that it changed in its place again unless it is to be kept."""
    random = Random(seed)
    form = random.choice(list(Form))
    data, done = _spoilt(random, _sent(root)[form], form)
    trial = Trial(name=f"returned-{seed}", done=f"{form.value}: {done}")
    path, before = root / f"back{form.suffix}", _files(root)
    path.write_bytes(data)
    with watched(trial):
        wordings = _wordings(root)
        found = Workspace.open(root).import_texts(path, by="Lee", date="2026-02-01", reason="back")
        trial.passed = not found.diagnostics
        look_at_words(trial, found.diagnostics)
        if _wordings(root) != wordings:
            trial.wrong.append("a wording of the source is another one")
    if not keep:
        _restore(root, before)
    return trial


@cache
def _sent(root: Path) -> Mapping[Form, bytes]:
    workspace = Workspace.open(root)
    return {
        form: workspace.export_texts(BRIEF, SOURCE, TARGET, form=form.value)[0] for form in Form
    }


def _wordings(root: Path) -> Mapping[str, str]:
    """Give the wordings of the source by key; raise where the content can't be read any more."""
    found = Workspace.open(root).translations()
    if found.faults:
        raise AssertionError(found.faults)
    (brief,) = (each for each in found.briefs if each.brief.id == BRIEF)
    return {each.passage.key: each.passage.text[SOURCE].value for each in brief.texts}


def _files(root: Path) -> Mapping[Path, bytes]:
    return {path: path.read_bytes() for path in root.rglob("*") if path.is_file()}


def _restore(root: Path, before: Mapping[Path, bytes]) -> None:
    for path, data in _files(root).items():
        if path not in before:
            path.unlink()
        elif data != before[path]:
            path.write_bytes(before[path])


def _spoilt(random: Random, data: bytes, form: Form) -> tuple[bytes, str]:
    """Spoil a file in one to three ways; give it with the names of the ways."""
    many = random.randint(1, 3)
    # First the members of a package, as long as it can be opened.
    inside = random.randint(0, many) if form is Form.DOCX else 0
    spoilers = [*random.choices(MEMBERS, k=inside), *random.choices(BYTES, k=many - inside)]
    for each in spoilers:
        data = each(random, data)
    return data, ", ".join(each.__name__ for each in spoilers)


def flipped(random: Random, data: bytes) -> bytes:
    """Write another byte somewhere."""
    at = random.randrange(len(data) + 1)
    return data[:at] + bytes([random.randrange(256)]) + data[at + 1 :]


def cut_short(random: Random, data: bytes) -> bytes:
    """Leave out the end."""
    return data[: random.randrange(len(data) + 1)]


def left_out(random: Random, data: bytes) -> bytes:
    """Leave out a stretch."""
    at = random.randrange(len(data) + 1)
    return data[:at] + data[at + random.randint(1, 80) :]


def put_in(random: Random, data: bytes) -> bytes:
    """Put in what means something to a format, or takes the place of some of it."""
    at = random.randrange(len(data) + 1)
    return data[:at] + random.choice(PIECES) + data[at + random.choice((0, 0, random.randint(1, 12))) :]  # fmt: skip


def moved(random: Random, data: bytes) -> bytes:
    """Put a copy of a stretch elsewhere."""
    at, start = random.randrange(len(data) + 1), random.randrange(len(data) + 1)
    return data[:at] + data[start : start + random.randint(1, 400)] + data[at:]


def other_tag(random: Random, data: bytes) -> bytes:
    """Leave out a tag, write it twice, or another one in its place."""
    pieces = data.split(b"<")
    one, other = random.randrange(len(pieces)), random.randrange(len(pieces))
    pieces[one : one + 1] = random.choice(([], [pieces[one]] * 2, [pieces[other]]))
    return b"<".join(pieces)


def member_spoilt(random: Random, data: bytes) -> bytes:
    """Spoil a member of a package."""
    members = _members(data)
    name = random.choice([*members, *(each for each in PARTS if each in members)])
    return _packed({**members, name: random.choice(BYTES)(random, members[name])})


def members_swapped(random: Random, data: bytes) -> bytes:
    """Write a member of a package in place of another."""
    members = _members(data)
    one, other = random.choice(list(members)), random.choice(list(members))
    return _packed({**members, one: members[other], other: members[one]})


def member_gone(random: Random, data: bytes) -> bytes:
    """Leave out a member of a package."""
    members = _members(data)
    members.pop(random.choice(list(members)))
    return _packed(members)


def member_twice(random: Random, data: bytes) -> bytes:
    """Write two members of one name."""
    members = _members(data)
    name = random.choice(list(members))
    return _packed(members, (name, random.choice(BYTES)(random, members[name])))


def _members(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(BytesIO(data)) as packed:
        return {name: packed.read(name) for name in packed.namelist()}


def _packed(members: Mapping[str, bytes], *more: tuple[str, bytes]) -> bytes:
    written = BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as packed, warnings.catch_warnings():
        warnings.simplefilter("ignore")  # that a name stands there twice is meant
        for name, data in (*members.items(), *more):
            packed.writestr(name, data)
    return written.getvalue()


BYTES: tuple[Spoiler, ...] = (flipped, cut_short, left_out, put_in, put_in, moved, other_tag)
MEMBERS: tuple[Spoiler, ...] = (member_spoilt, member_spoilt, member_spoilt, members_swapped, member_gone, member_twice)  # fmt: skip
