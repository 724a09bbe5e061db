"""One brief is made: its editions are composed, typeset as soon as they are, looked at and written."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, time
from pathlib import Path

from jkreport.build.again import compare_again
from jkreport.build.attaching import attachments_of
from jkreport.build.blame import blame, tell_unknown_faces
from jkreport.build.composing import context_of, declared_families
from jkreport.build.disagreeing import check_statements
from jkreport.build.fonts import font_setup, fonts_of
from jkreport.build.loaded import Loaded, load_workspace
from jkreport.build.order import Order
from jkreport.build.pins import check_pins
from jkreport.build.places import PACKAGE
from jkreport.build.press import Press
from jkreport.build.report import Report
from jkreport.build.state import PACKAGES, code_files, installed_versions
from jkreport.build.states import state_since
from jkreport.build.tracing import record_of_editions
from jkreport.build.translated import check_release
from jkreport.build.writing import Made, write, write_marked
from jkreport.cache import Cache, key_of, open_cache
from jkreport.compose import Composed, compose, revised
from jkreport.diagnostics import Code, ContentError, nearest
from jkreport.drawing import Compiler
from jkreport.languages import LANGUAGES, Language
from jkreport.model.brief import Brief, EditionSpec
from jkreport.model.style import Style
from jkreport.parity import find_disparities
from jkreport.provenance import Record
from jkreport.typeset import FontSetup, Job, LineRules, Typeset, checked_pdf


@dataclass(frozen=True, kw_only=True, slots=True)
class Task:
    """A brief to be made, and what it needs."""

    loaded: Loaded
    brief: Brief
    style: Style
    editions: tuple[EditionSpec, ...]
    folder: Path
    order: Order
    since: Record | None = None


def make_brief(root: Path, folder: Path, order: Order) -> Report:
    """Read a brief and make the editions that are asked for.

    Raises:
        ContentError: the workspace's settings can't be read; every other fault is in the report.
    """
    order.say("reading")
    loaded = load_workspace(root)
    with loaded.problems.gathered():
        brief = loaded.brief(order.brief)
        if order.release:
            check_release(loaded, brief)
            find_disparities(brief, loaded.store, loaded.problems)
        task = Task(
            loaded=loaded,
            brief=brief,
            style=loaded.style(brief),
            editions=_wanted(brief, order.editions),
            folder=folder,
            order=order,
            since=state_since(root, order.brief, order.marks) if order.marks else None,
        )
        return make(task)
    return Report(brief=order.brief, diagnostics=loaded.problems.sorted())


def _wanted(brief: Brief, names: tuple[str, ...]) -> tuple[EditionSpec, ...]:
    known = {each.id: each for each in brief.editions}
    for name in names:
        if name not in known:
            raise ContentError(
                Code.UNKNOWN_NAME,
                brief.place,
                f"the brief '{brief.id}' has no edition '{name}'",
                nearest(name, known),
            )
    return tuple(known[name] for name in names) or brief.editions


def make(task: Task) -> Report:
    """Make the editions of a brief, and write them if nothing is wrong.

    Raises:
        ContentError: an output can't be written, or a second build failed.
    """
    problems = task.loaded.problems
    cache = open_cache(wanted=task.order.cache and not task.order.check)
    fonts = _fonts(task)
    stamp = _stamp(fonts) if cache.folder is not None else ""
    with _compiler(fonts, cache, stamp) as compiler:
        if fonts is None or problems.errors:
            _compose_only(task, compiler)
            return Report(brief=task.brief.id, diagnostics=problems.sorted())
        begun = _content_key(task, stamp)
        # An engine that is probably needed is imported while the content is composed.
        eager = cache.get(begun) is None
        with Press(fonts, jobs=task.order.jobs, cache=cache, stamp=stamp, eager=eager) as press:
            made = tuple(_typeset(task, press, compiler))
            _check_again(task, made)
            if len(made) == len(task.editions) and not problems.errors:
                task.order.say("writing")
                if task.since is not None:
                    return write_marked(task.folder, task.brief, task.loaded, made)
                report = write(task.folder, task.brief, task.loaded, made, press.machine(), fonts)
                cache.put(begun, b"")
                cache.trim()
                return report
    return Report(brief=task.brief.id, diagnostics=problems.sorted())


def _check_again(task: Task, made: Sequence[Made]) -> None:
    """Build a second time, where that is asked for and the first came out well."""
    problems = task.loaded.problems
    if task.order.check and not problems.errors:
        task.order.say("building again")
        first = {each.edition: each.files(task.brief.id) for each in made}
        compare_again(task.loaded.files.root, task.order, task.folder, first, problems)


def _stamp(fonts: FontSetup | None) -> str:
    """Give a digest of all that shapes results besides content and the system: our code, packages, fonts."""
    files = sorted(code_files(PACKAGE))
    code = key_of(*(each.read_bytes() for each in files), *(each.name for each in files))
    packages = (f"{name} {version}" for name, version in installed_versions(PACKAGES).items())
    return key_of(code, *packages, *(each.sha256 for each in (fonts.files if fonts else ())))


def _content_key(task: Task, stamp: str) -> str:
    """Give the key of a brief's content as far as it has been read before its editions are composed."""
    inputs = (f"{path} {sha256}" for path, sha256 in sorted(task.loaded.files.digests.items()))
    return key_of("content", stamp, *(each.id for each in task.editions), *inputs)


def _compiler(fonts: FontSetup | None, cache: Cache, stamp: str) -> Compiler:
    folder = str(fonts.configuration.parent / "fonts") if fonts is not None else ""
    return Compiler(folder, cache=cache, stamp=stamp)


def _compose_only(task: Task, compiler: Compiler) -> None:
    """Find what else is wrong."""
    for edition in task.editions:
        compose(context_of(task.loaded, task.brief, edition, task.style, compiler))


def _fonts(task: Task) -> FontSetup | None:
    """Set up the fonts that the brief's languages declare; None, with the fault told, when one is missing."""
    declared = declared_families(task.loaded, task.brief, task.style)
    found = fonts_of(declared, task.loaded.problems, task.brief.style.place)
    tell_unknown_faces(task.style, declared, task.loaded.problems)
    check_pins(found, task.loaded.settings.fonts, task.loaded.problems)
    if task.loaded.problems.errors:
        return None
    return font_setup(found, declared)


def _typeset(task: Task, press: Press, compiler: Compiler) -> Iterator[Made]:
    """Compose and typeset; an edition is being typeset while the next one is composed.

    Editions of several languages go first: the longest job that starts last is waited for alone.
    """
    on_the_way: dict[str, tuple[Composed, Job, Callable[[], Typeset]]] = {}
    problems = task.loaded.problems
    for edition in sorted(task.editions, key=lambda each: -len(each.languages)):
        task.order.say(f"composing {edition.id}")
        composed = _composed(task, edition, compiler)
        if not problems.errors:
            job = _job(task, edition, composed)
            on_the_way[edition.id] = composed, job, press.submit(job)
    records = [on_the_way[each.id][0].record for each in task.editions if each.id in on_the_way]
    check_statements(task.loaded, task.brief, records, idle=False)
    if problems.errors:
        return
    for edition in task.editions:
        task.order.say(f"typesetting {edition.id}")
        composed, job, result_of = on_the_way[edition.id]
        result = result_of()
        blame(result, task.loaded, task.brief, task.style)
        if result.good:
            with problems.gathered():
                checked_pdf(result.pdf, task.brief.place)
                press.keep(job, result)
                name = edition.id if task.since is None else f"{edition.id}.marks"
                yield Made(edition=name, composed=composed, typeset=result)


def _composed(task: Task, edition: EditionSpec, compiler: Compiler) -> Composed:
    """Compose an edition, with change bars if it is compared with an earlier state."""
    context = context_of(task.loaded, task.brief, edition, task.style, compiler)
    composed = compose(context)
    if task.since is None or task.loaded.problems.errors:
        return composed
    now = record_of_editions(task.loaded, task.brief, [composed.record])
    html, printed = (
        revised(context, each, task.since, now) for each in (composed.html, composed.printed)
    )
    return replace(composed, html=html, printed=printed)


def _job(task: Task, edition: EditionSpec, composed: Composed) -> Job:
    midnight = datetime.combine(task.brief.as_of.start, time(), UTC)
    return Job(
        name=edition.id,
        html=composed.printed,
        rules={
            language.code: line_rules(language, part_words=task.style.part_words)
            for language in LANGUAGES.values()
            if language.code in task.brief.languages
        },
        attachments=attachments_of(task.loaded, task.brief, composed.record),
        epoch=int(midnight.timestamp()),
    )


def line_rules(language: Language, *, part_words: bool = False) -> LineRules:
    """Give what the lines of a language follow; with `part_words` long words may part where they hurt least."""
    return LineRules(
        justify_cjk=language.spread,
        keep_words=language.keep_words,
        latin_gap=language.latin_gap,
        trim_marks=language.trim_marks,
        half_marks=language.half_marks,
        kept=language.kept,
        kept_in_text=language.kept_in_text,
        parted=language.parted if part_words else "",
        never_first=language.never_first,
        never_last=language.never_last,
    )
