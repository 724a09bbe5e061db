"""Pictures are checked before they go in."""

import os
import struct
import sys
import zlib
from io import BytesIO

import pytest
from PIL import Image

from jkreport.diagnostics import Code, ContentError, Place
from jkreport.images import MOST_BYTES, checked_image
from jkreport.model.resources import Resource

PLACE = Place(file="sections/a.yaml", line=3, column=5)
SVG = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink">{}</svg>'


def raster(kind: str, size: tuple[int, int] = (60, 40)) -> bytes:
    stream = BytesIO()
    noise = os.urandom(size[0] * size[1] * 3)
    Image.frombytes("RGB", size, noise).save(stream, kind)
    return stream.getvalue()


def bare_png(width: int, height: int) -> bytes:
    """Give a PNG whose head promises a size that its body doesn't hold."""

    def chunk(tag: bytes, data: bytes) -> bytes:
        return struct.pack("!I", len(data)) + tag + data + struct.pack("!I", zlib.crc32(tag + data))

    head = struct.pack("!IIBBBBB", width, height, 1, 0, 0, 0, 0)
    body = chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(b"\0")) + chunk(b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + body


def fault(data: bytes) -> tuple[Code, str]:
    with pytest.raises(ContentError) as caught:
        checked_image(data, "a.png", PLACE)
    diagnostic = caught.value.diagnostic
    assert diagnostic.place == PLACE
    return diagnostic.code, diagnostic.message


@pytest.mark.parametrize(
    ("data", "media_type"),
    [
        (raster("PNG"), "image/png"),
        (raster("JPEG"), "image/jpeg"),
        (SVG.format('<rect width="1" height="1"/>').encode(), "image/svg+xml"),
        (b"\xef\xbb\xbf" + SVG.format("").encode(), "image/svg+xml"),
    ],
    ids=["png", "jpeg", "svg", "svg-with-mark"],
)
def test_a_picture_is_known_by_its_content(data: bytes, media_type: str) -> None:
    expected = Resource(name="a.gif", media_type=media_type, data=data)
    assert checked_image(data, "a.gif", PLACE) == expected


@pytest.mark.parametrize("kind", ["PNG", "JPEG"])
@pytest.mark.parametrize("part", [0.1, 0.5, 0.9])
def test_a_picture_cut_short_is_broken(kind: str, part: float) -> None:
    data = raster(kind, (300, 300))
    assert fault(data[: int(len(data) * part)])[0] is Code.IMAGE_BROKEN


def test_a_picture_cut_short_is_broken_where_the_engine_allows_it() -> None:
    from PIL import ImageFile  # noqa: PLC0415 - its switch is thrown below

    before, ImageFile.LOAD_TRUNCATED_IMAGES = ImageFile.LOAD_TRUNCATED_IMAGES, True
    try:
        assert fault(raster("PNG", (300, 300))[:50_000])[0] is Code.IMAGE_BROKEN
        assert ImageFile.LOAD_TRUNCATED_IMAGES is True
    finally:
        ImageFile.LOAD_TRUNCATED_IMAGES = before


def test_a_picture_of_too_many_pixels_is_not_even_decoded() -> None:
    message = "'a.png' is too large: 30000 × 30000 pixels, at most 25,000,000 in all are allowed"
    assert fault(bare_png(30_000, 30_000)) == (
        Code.IMAGE_TOO_LARGE,  # for Pillow a bomb, whose size it keeps to itself
        "'a.png' is too large: at most 25,000,000 pixels in all are allowed",
    )
    assert fault(bare_png(6_000, 5_000)) == (
        Code.IMAGE_TOO_LARGE,
        message.replace("30000 × 30000", "6000 × 5000"),
    )


def test_a_file_of_too_many_bytes_is_not_even_opened() -> None:
    message = "'a.png' is too large: 20 MiB, at most 20 MiB are allowed"
    assert fault(b"\x89PNG\r\n\x1a\n" + bytes(MOST_BYTES)) == (Code.IMAGE_TOO_LARGE, message)


@pytest.mark.parametrize("data", [b"", b"GIF89a", b"%!PS-Adobe-3.0 EPSF-3.0", b"RIFF....WEBP"])
def test_other_formats_are_refused(data: bytes) -> None:
    assert fault(data) == (Code.IMAGE_BROKEN, "'a.png' is not PNG, JPEG or SVG")


BOMB = "".join(f'<!ENTITY a{i} "{f"&a{i - 1};" * 10}">' for i in range(1, 9))


@pytest.mark.parametrize(
    ("svg", "reason"),
    [
        ("<svg", "unclosed token: line 1, column 0"),
        ("<html/>", "its outermost element is not <svg>"),
        ("<svg/>", "its outermost element is not <svg>"),
        (
            f'<!DOCTYPE l [<!ENTITY a0 "a">{BOMB}]>' + SVG.format("<text>&a8;</text>"),
            "declarations of entities are not allowed in it",
        ),
        (
            '<!DOCTYPE l [<!ENTITY x SYSTEM "file:///etc/passwd">]>' + SVG.format("&x;"),
            "declarations of entities are not allowed in it",
        ),
        (
            SVG.format('<image href="https://example.org/a.png"/>'),
            "it refers to 'https://example.org/a.png' outside itself",
        ),
        (
            SVG.format('<use xlink:href="other.svg#a"/>'),
            "it refers to 'other.svg#a' outside itself",
        ),
        (
            SVG.format("<rect style=\"fill:url( 'http://a.b/c')\"/>"),
            "it refers to 'fill:url( 'http://a.b/c')' outside itself",
        ),
        (
            SVG.format("<style>@import url(a.css);</style>"),
            "its style refers to a file outside itself",
        ),
        (
            SVG.format("<style>text{font-family:a}@font-face{src:url(x.otf)}</style>"),
            "its style refers to a file outside itself",
        ),
        ("<svg xmlns='http://www.w3.org/2000/svg'>" * 65, "its elements are nested deeper than 64"),
    ],
)
def test_an_svg_stays_within_itself(svg: str, reason: str) -> None:
    assert fault(svg.encode()) == (Code.IMAGE_BROKEN, f"'a.png' cannot be used: {reason}")


@pytest.mark.parametrize(
    "inside",
    [
        '<use href="#a"/><rect fill="url(#b)" style="clip-path: url( \'#c\' )"/>',
        '<image href="data:image/png;base64,AAAA"/>',
        '<a href="https://example.org/"><text>a</text></a>',
        "<style>rect{fill:url(#b)}</style>",
    ],
)
def test_an_svg_may_refer_to_itself(inside: str) -> None:
    doctype = '<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://www.w3.org/svg11.dtd">'
    data = (doctype + SVG.format(inside)).encode()
    assert checked_image(data, "a.svg", PLACE).media_type == "image/svg+xml"


def test_checking_an_svg_needs_no_image_library() -> None:
    import subprocess  # noqa: PLC0415 - a fresh interpreter, to see what it loads

    program = (
        "import sys; from jkreport.diagnostics import Place;"
        "from jkreport.images import checked_image;"
        f"checked_image({SVG.format('').encode()!r}, 'a.svg', Place(file='a'));"
        "print([each for each in ('PIL', 'weasyprint', 'pikepdf', 'pandas', 'fontTools')"
        " if each in sys.modules])"
    )
    said = subprocess.run([sys.executable, "-c", program], capture_output=True, check=True)
    assert said.stdout == b"[]\n"
