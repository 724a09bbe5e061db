"""Pictures are opened and read to their end before they go into a document."""

import io
import re
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from typing import NoReturn
from xml.parsers import expat

from jkreport.diagnostics import Code, ContentError, Place
from jkreport.model.resources import Resource
from jkreport.shapes import Shapes, UnfitError

MOST_BYTES = 20 << 20
MOST_PIXELS = 25_000_000
# Programs may write something of their own behind a picture.
_TAIL = 64 << 10
_MOST_DEPTH = 64

IMAGE_TYPES = ("image/png", "image/jpeg", "image/svg+xml")
"""The kinds of picture that a document may hold."""

_SVG = "http://www.w3.org/2000/svg"
_XLINK = "http://www.w3.org/1999/xlink"
_HREFS = frozenset({"href", f"{_XLINK} href", "src"})
_INSIDE = ("#", "data:image/")
_URL = re.compile(r"""url\(\s*["']?\s*([^"')\s]*)|@import""", re.IGNORECASE)


def checked_image(data: bytes, name: str, place: Place) -> Resource:
    """Give a picture that is whole and not too large, under the name that pages call it by.

    Its kind is told by its content, never by its name. Raises `ContentError` at `place`.
    """
    if len(data) > MOST_BYTES:
        size = f"{len(data) >> 20} MiB, at most {MOST_BYTES >> 20} MiB are allowed"
        raise ContentError(Code.IMAGE_TOO_LARGE, place, f"'{name}' is too large: {size}")
    if data.startswith(b"\x89PNG\r\n\x1a\n"):
        media_type = "image/png"
        _check_raster(data, "PNG", name, place)
    elif data.startswith(b"\xff\xd8\xff"):
        media_type = "image/jpeg"
        _check_raster(data, "JPEG", name, place)
    elif data.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<"):
        media_type = "image/svg+xml"
        _check_svg(data, name, place)
    else:
        hint = "save it as one of these"
        raise ContentError(Code.IMAGE_BROKEN, place, f"'{name}' is not PNG, JPEG or SVG", hint)
    return Resource(name=name, media_type=media_type, data=data)


def load_formats() -> None:
    """Load the readers of pictures, ahead of the first one."""
    from PIL import Image  # noqa: PLC0415 - as below

    Image.preinit()


def _broken(name: str, place: Place, reason: object, hint: str = "") -> NoReturn:
    raise ContentError(Code.IMAGE_BROKEN, place, f"'{name}' cannot be used: {reason}", hint)


def _check_raster(data: bytes, kind: str, name: str, place: Place) -> None:
    from PIL import Image  # noqa: PLC0415 - a brief without pictures does not need it

    with _strictly(), warnings.catch_warnings():
        warnings.simplefilter("ignore")  # our limit is below the one that Pillow warns of
        try:
            with Image.open(io.BytesIO(data), formats=(kind,)) as image:
                width, height = image.size
                if width * height <= MOST_PIXELS:
                    image.load()
        except Image.DecompressionBombError:
            size = f"at most {MOST_PIXELS:,} pixels in all are allowed"
            raise ContentError(
                Code.IMAGE_TOO_LARGE, place, f"'{name}' is too large: {size}"
            ) from None
        except (OSError, SyntaxError, ValueError, EOFError) as error:
            # Pillow names an object in memory where it knows no more.
            reason = "no picture is found in it" if "BytesIO" in str(error) else error
            _broken(name, place, reason, "it may have been cut short; export it anew")
    if not _has_end(data, kind):
        _broken(name, place, "its last bytes are missing", "export it anew")
    if width * height > MOST_PIXELS:
        size = f"{width} × {height} pixels, at most {MOST_PIXELS:,} in all are allowed"
        raise ContentError(Code.IMAGE_TOO_LARGE, place, f"'{name}' is too large: {size}")


def _has_end(data: bytes, kind: str) -> bool:
    """Whether the mark stands there that ends a picture; Pillow can do without it."""
    if kind == "PNG":
        return b"IEND" in data[-_TAIL:]
    # Pictures inside it, such as a thumbnail, end before its own scan begins.
    return data.rfind(b"\xff\xd9") > data.rfind(b"\xff\xda")


@contextmanager
def _strictly() -> Iterator[None]:
    """Make a picture that was cut short an error, which the engine switches off for all."""
    from PIL import ImageFile  # noqa: PLC0415 - as above

    before = ImageFile.LOAD_TRUNCATED_IMAGES
    ImageFile.LOAD_TRUNCATED_IMAGES = False
    try:
        yield
    finally:
        ImageFile.LOAD_TRUNCATED_IMAGES = before


def _check_svg(data: bytes, name: str, place: Place) -> None:
    try:
        _SvgReader().read(data)
    except (expat.ExpatError, UnfitError) as error:
        _broken(name, place, error)


class _SvgReader:
    """Walk through an SVG: no entities, no way out of the file, no endless depth."""

    def __init__(self) -> None:
        self._parser = expat.ParserCreate(namespace_separator=" ")
        self._parser.buffer_text = True
        self._parser.StartDoctypeDeclHandler = self._doctype
        self._parser.StartElementHandler = self._start
        self._parser.EndElementHandler = self._end
        self._parser.CharacterDataHandler = self._text
        self._path: list[str] = []
        self._shapes = Shapes()

    def read(self, data: bytes) -> None:
        """Read to the end."""
        self._parser.Parse(data, True)  # noqa: FBT003 - the parser takes no keywords
        self._shapes.check()

    def _doctype(self, _: str, __: str | None, ___: str | None, declares: int) -> None:
        # Drawing programs name the type of the document; what it may not do is declare entities.
        if declares:
            raise UnfitError("declarations of entities are not allowed in it")

    def _start(self, tag: str, attributes: dict[str, str]) -> None:
        if not self._path and tag != f"{_SVG} svg":
            raise UnfitError("its outermost element is not <svg>")
        self._path.append(tag)
        if len(self._path) > _MOST_DEPTH:
            raise UnfitError(f"its elements are nested deeper than {_MOST_DEPTH}")
        self._shapes.begin(attributes)
        for key, value in attributes.items():
            # A link in a chart leads somewhere when clicked; nothing is fetched for it.
            link = key in _HREFS and tag != f"{_SVG} a"
            if key == "style":
                _refuse_disguise(value)
            if (link and not _within(value)) or _calls_outside(value):
                raise UnfitError(f"it refers to '{value[:80]}' outside itself")

    def _end(self, _: str) -> None:
        self._path.pop()
        self._shapes.end()

    def _text(self, text: str) -> None:
        if self._path[-1] != f"{_SVG} style":
            return
        _refuse_disguise(text)
        self._shapes.style(text)
        if _calls_outside(text):
            raise UnfitError("its style refers to a file outside itself")


def _refuse_disguise(style: str) -> None:
    r"""Refuse a backslash, by which `\75rl(` is read as `url(`."""
    if "\\" in style:
        raise UnfitError("its style holds a backslash")


def _within(address: str) -> bool:
    return address.strip().startswith(_INSIDE)


def _calls_outside(style: str) -> bool:
    """Whether a style fetches something."""
    return any(not _within(found[1] or "") for found in _URL.finditer(style))
