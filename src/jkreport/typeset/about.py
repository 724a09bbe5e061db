"""What the typesetting process is made of: versions, and the libraries that it loaded."""

import ctypes
import platform
from contextlib import suppress
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

_PACKAGES = (
    "weasyprint",
    "pydyf",
    "uharfbuzz",
    "fonttools",
    "tinycss2",
    "tinyhtml5",
    "cssselect2",
    "pillow",
)
_LIBRARIES = ("libpango", "libharfbuzz", "libfontconfig", "libfreetype", "libfribidi", "libglib")


def versions() -> dict[str, str]:
    """Give the version of each part that shapes the bytes of a PDF, by name."""
    found = {"python": platform.python_version()}
    for name in _PACKAGES:
        with suppress(PackageNotFoundError):
            found[name] = version(name)
    pango = ctypes.CDLL("libpango-1.0.so.0").pango_version()
    found["pango"] = f"{pango // 10000}.{pango // 100 % 100}.{pango % 100}"
    fontconfig = ctypes.CDLL("libfontconfig.so.1").FcGetVersion()
    found["fontconfig"] = f"{fontconfig // 10000}.{fontconfig // 100 % 100}.{fontconfig % 100}"
    harfbuzz = ctypes.CDLL("libharfbuzz.so.0").hb_version_string
    harfbuzz.restype = ctypes.c_char_p
    found["harfbuzz"] = harfbuzz().decode()
    return found


def libraries() -> tuple[str, ...]:
    """Give the paths of the shared libraries of the text engine that this process has loaded."""
    with suppress(OSError):
        lines = Path("/proc/self/maps").read_text("utf-8").splitlines()
        paths = {line.split(maxsplit=5)[5] for line in lines if ".so" in line}
        return tuple(sorted(each for each in paths if Path(each).name.startswith(_LIBRARIES)))
    return ()
