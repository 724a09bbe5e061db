"""Works cited, each in its own language, by the names of CSL."""

from jkreport.languages import LANGUAGES, Language
from jkreport.model.store import Source
from jkreport.templating import Html

_WHOLE_WORKS = ("book", "report", "dataset", "legislation", "treaty", "speech")


def entry(source: Source, reader: Language) -> Html:
    """Give the entry of a bibliography: author, title, what contains it, publisher, date and address.

    It is written in the language of the source; a translated title follows for a reader of another language.
    """
    language = LANGUAGES[source.language]
    parts = [part for part in _parts(source, language) if part]
    text = Html(language.entry_mark).join(parts)
    translated = source.translated
    if translated is not None and reader.code in translated and reader.code != source.language:
        text += Html(' <span lang="{}">[{}]</span>').format(
            reader.code, translated[reader.code].value
        )
    return text + _address(source, language)


def name_of(source: Source) -> str:
    """Give what a work is called in short: by its authors, else its publisher, else its title."""
    return _authors(source) or source.publisher or source.title


def _authors(source: Source) -> str:
    names = tuple((each.literal or each.family, each.given) for each in source.authors)
    return LANGUAGES[source.language].names(names)


def _parts(source: Source, language: Language) -> list[Html]:
    kind = "book" if source.type in _WHOLE_WORKS else "article"
    return [
        Html.escape(_authors(source)),
        _title(language.title(source.title, kind)),
        _title(language.title(source.container, "book")) if source.container else Html(""),
        Html.escape(source.publisher),
        Html.escape(language.date(source.issued)) if source.issued is not None else Html(""),
        Html.escape(source.note),
    ]


def _title(written: str) -> Html:
    """Turn a language's marks of italics into mark-up."""
    inner = written.removeprefix("*").removesuffix("*")
    if len(inner) == len(written) - 2:
        return Html("<cite>{}</cite>").format(inner)
    return Html.escape(written)


def _address(source: Source, language: Language) -> Html:
    address = Html("")
    if source.url:
        address += Html(' <a class="address" href="{0}">{0}</a>').format(source.url)
    if source.accessed is not None:
        address += Html(" ({})").format(language.label("accessed", language.date(source.accessed)))
    return address
