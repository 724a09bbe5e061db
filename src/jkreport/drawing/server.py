"""The process that holds the compiler of charts: it draws one after the other until the parent leaves."""

import json
import os
import resource
import socket
from collections.abc import Mapping

import vl_convert

from jkreport.children import Limits, limit, limit_time, tie_to

_VERSION = "6.4"
_MESSAGE_SIZE = 64
_LONGEST_REASON = 240


def serve(control: int, lifeline: int, limits: str, fonts: str) -> None:
    """Serve drawings until the parent closes the socket."""
    tie_to(lifeline)
    memory, processor, wall, output = json.loads(limits)
    allowed = Limits(memory=memory, processor=processor, wall=wall, output=output)
    # The compiler reserves far more addresses than it ever uses.
    limit(allowed, memory=resource.RLIMIT_DATA)
    if fonts:
        vl_convert.register_font_directory(fonts)
    with socket.socket(fileno=control) as parent:
        while True:
            data, files, _, _ = socket.recv_fds(parent, _MESSAGE_SIZE, 2)
            if not data:
                return
            limit_time(allowed)
            parent.send(json.dumps(_draw(*files)).encode())


def _draw(source: int, target: int) -> Mapping[str, str]:
    """Draw what one file holds into another, and say what went wrong."""
    try:
        with open(source, "rb") as stream:
            stream.seek(0)
            job = json.loads(stream.read())
        svg = vl_convert.vegalite_to_svg(
            job["spec"],
            vl_version=_VERSION,
            config={"font": job["family"]},
            allowed_base_urls=[],
            time_format_locale=_TIMES,
        )
        with open(target, "wb", closefd=False) as stream:
            stream.write(str(svg).encode("utf-8", "surrogatepass"))
    except ValueError as error:
        return {"failed": _reason(error)}
    except OSError as error:
        return {"failed": f"the drawing is too large: {error.strerror}"}
    finally:
        os.close(target)
    return {}


def _reason(error: ValueError) -> str:
    """Give what JavaScript said, without its stack."""
    lines = [line.strip() for line in str(error).splitlines()]
    said = [line for line in lines if line and not line.startswith("at ")]
    return " ".join(said[1:] or said)[:_LONGEST_REASON]


# English names of months and days have no place in a chart: numbers say the same in every language.
_TIMES: dict[str, object] = {
    "dateTime": "%Y-%m-%d %H:%M",
    "date": "%Y-%m-%d",
    "time": "%H:%M",
    "periods": ["", ""],
    "days": [str(day) for day in range(7)],
    "shortDays": [str(day) for day in range(7)],
    "months": [str(month) for month in range(1, 13)],
    "shortMonths": [str(month) for month in range(1, 13)],
}
