"""A brief is composed: what its editions need for that, and what is found wrong with them."""

from collections.abc import Iterator
from pathlib import Path

from jkreport.build.disagreeing import check_statements
from jkreport.build.editions import earlier_of
from jkreport.build.loaded import Loaded, load_workspace
from jkreport.build.report import Report
from jkreport.build.translated import behind_of, printed_in
from jkreport.cache import Cache
from jkreport.charts import Look
from jkreport.compose import Context, compose, faces_of, families, fields_of, number
from jkreport.diagnostics import Problems
from jkreport.drawing import Compiler, Proof
from jkreport.files import Files
from jkreport.languages import LANGUAGES
from jkreport.model.blocks import DataSources
from jkreport.model.brief import Brief, EditionSpec, Layout
from jkreport.model.style import Style
from jkreport.parity import find_disparities
from jkreport.resolve import scope_of


def check_brief(root: Path, brief_id: str, cache: Cache, stamp: str) -> tuple[Report, Files | None]:
    """Compose all editions of a brief, compare its languages, and report what is wrong.

    The files that were read come with it, unless the workspace can't be read. `stamp` is all that a drawing depends on
    besides its specification.
    """
    problems, values, files = Problems(), 0, None
    with problems.gathered():
        loaded = load_workspace(root)
        problems, files = loaded.problems, loaded.files
        with problems.gathered():
            brief = loaded.brief(brief_id)
            style = loaded.style(brief)
            with Proof(cache=cache, stamp=stamp) as compiler:
                composed = [
                    compose(context_of(loaded, brief, edition, style, compiler))
                    for edition in brief.editions
                ]
            values = sum(each.values for each in composed)
            check_statements(loaded, brief, [each.record for each in composed], idle=True)
            find_disparities(brief, loaded.store, problems)
    return Report(brief=brief_id, diagnostics=problems.sorted(), values=values), files


def declared_families(loaded: Loaded, brief: Brief, style: Style) -> tuple[str, ...]:
    """Give the font families that a brief may be set in: those of its languages, and of what it cites."""
    cited = (source.language for source in loaded.store.sources.values())
    codes = dict.fromkeys((*brief.languages, *cited))
    return families(style, tuple(LANGUAGES[code] for code in codes))


def context_of(
    loaded: Loaded, brief: Brief, edition: EditionSpec, style: Style, compiler: Compiler
) -> Context:
    """Bring together what the composition of an edition needs."""
    printed = printed_in(loaded, brief, edition)
    languages = tuple(LANGUAGES[code] for code in edition.languages)
    faces = {each.code: faces_of(style, each).sans for each in languages}
    return Context(
        brief=printed.brief,
        edition=edition,
        languages=languages,
        settings=loaded.settings,
        store=loaded.store,
        tables=loaded.tables,
        scope=scope_of(loaded.store, loaded.tables, brief.as_of, brief, edition),
        style=style,
        numbering=number(printed.brief, edition.languages, style.numbering),
        look=Look(
            palette=style.palette,
            faces=faces,
            width=style.chart_width_pair if _beside(edition) else style.chart_width,
            size=style.chart_size,
            compiler=compiler,
        ),
        problems=loaded.problems,
        behind=behind_of(printed),
        fields=fields_of(brief),
        earlier=earlier_of(loaded, brief),
        annexes=tuple(_annexes(printed.brief)),
    )


def _annexes(brief: Brief) -> Iterator[DataSources]:
    for section in brief.all_sections():
        yield from (each for each in section.blocks if isinstance(each, DataSources))


def _beside(edition: EditionSpec) -> bool:
    """Whether a figure stands once across two columns."""
    return len(edition.languages) > 1 and edition.layout is Layout.PARALLEL
