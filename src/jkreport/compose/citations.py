"""Works cited, each in its own language, by the names of CSL."""

from jkreport.languages import LANGUAGES, Language
from jkreport.model.store import Source
from jkreport.model.text import Localized
from jkreport.templating import Html

_WHOLE_WORKS = ("book", "report", "dataset", "legislation", "treaty", "speech")


def entry(source: Source, reader: Language) -> Html:
    """Give the entry of a bibliography: author, title, what contains it, publisher, date and address.

    It is written in the language of the source; for a reader of another language a translated title follows, and
    the note stands in the reader's language where it has one.
    """
    language = LANGUAGES[source.language]
    theirs = _for(reader, source, source.note)
    own = Html("") if theirs else _written(source.note, language)
    parts = [part for part in (*_parts(source, language), own) if part]
    text = Html(language.entry_mark).join(parts)
    if title := _for(reader, source, source.translated):
        text += Html(' <span lang="{}">[{}]</span>').format(reader.code, title)
    if theirs:
        text += Html(' <span lang="{}">{}</span>').format(reader.code, theirs)
    return text + _address(source, language)


def _for(reader: Language, source: Source, text: Localized | None) -> Html:
    """Give what is said of a work to readers of another language than its own."""
    return _written(text, reader) if reader.code != source.language else Html("")


def _written(text: Localized | None, language: Language) -> Html:
    return (
        Html.escape(text[language.code].value)
        if text is not None and language.code in text
        else Html("")
    )


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
