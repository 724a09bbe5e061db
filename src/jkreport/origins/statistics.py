"""SDMX, as the OECD, the IMF and the statistics offices speak it: addresses and answers, by sdmx1.

What it says is fetched by our own means; the library names the services that it knows, and reads what they answer.
"""

import logging
from collections.abc import Iterator, Mapping
from io import BytesIO
from urllib.parse import quote, urlencode

from jkreport.diagnostics import Code, nearest
from jkreport.origins.cells import Grid, grid_of
from jkreport.origins.libraries import missing
from jkreport.values import ValueFault

ACCEPTED = (
    "application/vnd.sdmx.structurespecificdata+xml;version=2.1,"
    "application/vnd.sdmx.genericdata+xml;version=2.1;q=0.9,"
    "application/vnd.sdmx.data+csv;q=0.5,*/*;q=0.1"
)
VALUE = "OBS_VALUE"
# Variables stand in them, which are put in later.
_BRACES = "{}"


def address_of(service: str, flow: str, key: str, parameters: Mapping[str, str]) -> str:
    """Give the address of data by the rules of SDMX-REST 2.1.

    Raises:
        ValueFault: the service has a name that the library doesn't know.
    """
    base = service if "://" in service else _known(service)
    path = "/".join(quote(each, safe=",.+:*@") for each in ("data", flow, key) if each)
    asked = f"?{urlencode(parameters, safe=_BRACES)}" if parameters else ""
    return f"{base.rstrip('/')}/{path}{asked}"


def _known(service: str) -> str:
    try:
        import sdmx  # noqa: PLC0415 - slow, and seldom asked for
    except ImportError:
        raise missing("sdmx1") from None
    known = sdmx.list_sources()
    if service not in known:  # the library would take one that is called alike
        message = f"no service of SDMX is known as '{service}'"
        hint = f"{nearest(service, known)}; or write its address"
        raise ValueFault(Code.UNKNOWN_NAME, message, hint)
    return str(sdmx.get_source(service).url)


def grid_from_message(data: bytes) -> Grid:
    """Read a message of SDMX-ML or SDMX-JSON: a row for each observation, its dimensions, value and attributes.

    Raises:
        ValueFault: it is no message with data.
    """
    try:
        import sdmx  # noqa: PLC0415 - as above
    except ImportError:
        raise missing("sdmx1") from None
    # It warns of a structure that it can do without.
    logging.getLogger("sdmx").setLevel(logging.CRITICAL)
    try:
        message = sdmx.read_sdmx(BytesIO(data))
        records = [record for each in message.data for record in _records(each)]  # type: ignore[attr-defined]
    except ValueFault:
        raise
    except Exception:  # noqa: BLE001 - a broken message raises whatever its bytes lead to
        raise ValueFault(
            Code.SOURCE_REFUSED, "the answer is no message of SDMX with data"
        ) from None
    return grid_of(records)


def _records(dataset: object) -> Iterator[Mapping[str, object]]:
    for each in getattr(dataset, "obs", ()):
        dimensions = {name: str(value.value) for name, value in each.key.values.items()}
        attributes = {
            name: str(getattr(value, "value", value)) for name, value in each.attrib.items()
        }
        value = "" if each.value is None or str(each.value) == "NaN" else each.value
        yield {**dimensions, VALUE: value, **attributes}
