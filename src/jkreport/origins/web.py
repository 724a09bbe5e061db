"""Files of the web, by urllib3: within limits of time and size, from the host that was named, and from no other.

A name is looked up once, and the connection goes to the very address that was looked at: a name that means another
machine a moment later leads nowhere else. Who has a proxy leaves the looking up to it.
"""

import ipaddress
import socket
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from importlib.util import find_spec
from typing import TYPE_CHECKING
from urllib.parse import SplitResult, urljoin, urlsplit
from urllib.request import getproxies, proxy_bypass

from jkreport.diagnostics import Code
from jkreport.origins.libraries import missing
from jkreport.values import ValueFault

if TYPE_CHECKING:
    from urllib3 import BaseHTTPResponse, HTTPConnectionPool
    from urllib3.poolmanager import ProxyManager

_CHUNK = 1 << 16
_READ = 20.0
_MOST_REDIRECTS = 5
_MOST_PAUSE = 30.0
_FIRST_PAUSE = 0.5
_AGAIN = frozenset({408, 425, 429, 500, 502, 503, 504})
_MOVED = frozenset({301, 302, 303, 307, 308})
_UNCHANGED, _GOOD = 304, 200
_PORTS = {"http": 80, "https": 443}


@dataclass(frozen=True, kw_only=True, slots=True)
class Asked:
    """What is asked for: an address, and how long, how often and how much of it; times in seconds."""

    address: str
    headers: Mapping[str, str] = field(default_factory=dict)
    redirects: tuple[str, ...] = ()
    timeout: int = 60
    retries: int = 3
    most_bytes: int = 100_000_000


@dataclass(frozen=True, kw_only=True, slots=True)
class Answer:
    """What came: nothing but `unchanged` when the answer was that what one has is still right."""

    data: bytes = b""
    type: str = ""
    etag: str = ""
    modified: str = ""
    unchanged: bool = False


class _Passing(Exception):  # noqa: N818 - perhaps it works the next time
    def __init__(self, message: str, pause: float = 0.0) -> None:
        super().__init__(message)
        self.message, self.pause = message, pause


def get(asked: Asked) -> Answer:
    """Ask for a file; what may pass is tried again, after a pause that doubles.

    Raises:
        ValueFault: it can't be had in time, is too large, or leads elsewhere.
    """
    if find_spec("urllib3") is None:
        raise missing("urllib3")
    deadline = time.monotonic() + asked.timeout
    pause = _FIRST_PAUSE
    for left in range(asked.retries, -1, -1):
        try:
            return _follow(asked, deadline)
        except _Passing as fault:
            wait = max(pause, min(fault.pause, _MOST_PAUSE))
            if not left or time.monotonic() + wait > deadline:
                tried = asked.retries - left + 1
                message = f"{fault.message} ({tried} {'try' if tried == 1 else 'tries'})"
                raise ValueFault(Code.SOURCE_UNREACHABLE, message) from None
            time.sleep(wait)
            pause *= 2
    raise AssertionError("the last try ends the loop")  # pragma: no cover


def _follow(asked: Asked, deadline: float) -> Answer:
    """Ask, and go where the answer leads as long as that is allowed."""
    here, headers = urlsplit(asked.address), dict(asked.headers)
    private = _is_private(_host(here))
    for _ in range(_MOST_REDIRECTS + 1):
        with _response(here, headers, deadline, private=private) as response:
            if response.status not in _MOVED:
                return _answer(response, asked, deadline)
            there = urlsplit(urljoin(here.geturl(), response.headers.get("Location", "")))
        _may_lead(here, there, asked.redirects)
        if _authority(there) != _authority(here):
            headers = {}  # they are for the host that was named
        here = there
    raise ValueFault(Code.SOURCE_REFUSED, f"it leads on more than {_MOST_REDIRECTS} times")


def _may_lead(here: SplitResult, there: SplitResult, allowed: tuple[str, ...]) -> None:
    if there.scheme != here.scheme:
        message = f"it leads from {here.scheme} to {there.scheme or 'nowhere'}"
        raise ValueFault(Code.SOURCE_REFUSED, message, "write the address that it leads to")
    if _authority(there) != _authority(here) and _host(there) not in allowed:
        message = f"it leads to another host, {_host(there)}"
        hint = f"if that is right: redirects: [{_host(there)}]"
        raise ValueFault(Code.SOURCE_REFUSED, message, hint)


def _host(address: SplitResult) -> str:
    return (address.hostname or "").lower()


def _authority(address: SplitResult) -> tuple[str, int]:
    return _host(address), _port(address)


def _port(address: SplitResult) -> int:
    try:
        return address.port or _PORTS.get(address.scheme, 0)
    except ValueError:
        raise ValueFault(Code.SOURCE_REFUSED, "the address has no such port") from None


@contextmanager
def _response(
    address: SplitResult, headers: Mapping[str, str], deadline: float, *, private: bool
) -> "Iterator[BaseHTTPResponse]":
    import urllib3  # noqa: PLC0415 - only who retrieves has need of it

    plain = {"User-Agent": "jkreport", "Accept-Encoding": "identity"}
    path = (address.path or "/") + (f"?{address.query}" if address.query else "")
    pool = _pool(address, private=private)
    with pool:
        try:
            # Through a proxy it is asked for by its whole address.
            response = pool.urlopen(
                "GET",
                address._replace(fragment="").geturl() if _proxy(address) else path,
                headers={**plain, "Host": address.netloc.rpartition("@")[2], **headers},
                redirect=False,
                retries=False,
                preload_content=False,
                timeout=urllib3.Timeout(connect=_left(deadline), read=_left(deadline)),
            )
        except (urllib3.exceptions.HTTPError, OSError) as error:
            raise _passing(error) from None
        try:
            yield response
        finally:
            response.close()


def _left(deadline: float) -> float:
    return max(0.1, min(_READ, deadline - time.monotonic()))


def _passing(error: Exception) -> _Passing:
    """Word what went wrong without the address, which may hold a secret."""
    import urllib3  # noqa: PLC0415 - as above

    match error:
        case urllib3.exceptions.SSLError():
            return _Passing("the certificate of the server isn't right")
        case urllib3.exceptions.NewConnectionError():  # one of those that time out, to the library
            return _Passing("the server can't be reached")
        case urllib3.exceptions.TimeoutError():
            return _Passing("it doesn't answer in time")
        case urllib3.exceptions.IncompleteRead() | urllib3.exceptions.ProtocolError():
            return _Passing("the answer is cut off")
        case _:
            return _Passing(f"the server can't be asked ({type(error).__name__})")


def _proxy(address: SplitResult) -> str:
    host = _host(address)
    return "" if proxy_bypass(host) else getproxies().get(address.scheme, "")


def _pool(address: SplitResult, *, private: bool) -> "HTTPConnectionPool | ProxyManager":
    import urllib3  # noqa: PLC0415 - as above

    if proxy := _proxy(address):
        return urllib3.ProxyManager(proxy)
    host = _host(address)
    number = _looked_up(host, _port(address), private=private)
    if address.scheme == "https":
        return urllib3.HTTPSConnectionPool(
            number, _port(address), server_hostname=host, assert_hostname=host
        )
    return urllib3.HTTPConnectionPool(number, _port(address))


def _looked_up(host: str, port: int, *, private: bool) -> str:
    """Give the number of a host; one of the own network is for who wrote it as such into the address."""
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError):
        raise _Passing(f"there is no host '{host}'") from None
    numbers = [str(each[4][0]) for each in found]
    if not private and any(_is_private(each) for each in numbers):
        message = f"'{host}' is a machine of this network"
        hint = "an address of the own network is written with its number, or as localhost"
        raise ValueFault(Code.SOURCE_REFUSED, message, hint)
    return numbers[0]


def _is_private(host: str) -> bool:
    """Whether a host is written as one of the own network."""
    if host == "localhost":
        return True
    with suppress(ValueError):
        number = ipaddress.ip_address(host.partition("%")[0])
        mapped = getattr(number, "ipv4_mapped", None)
        return not (mapped or number).is_global
    return False


def _answer(response: "BaseHTTPResponse", asked: Asked, deadline: float) -> Answer:
    etag, modified = (response.headers.get(name, "") for name in ("ETag", "Last-Modified"))
    if response.status == _UNCHANGED:
        return Answer(unchanged=True, etag=etag, modified=modified)
    if response.status in _AGAIN:
        raise _Passing(f"the server answers with status {response.status}", _pause(response))
    if response.status != _GOOD:
        message = f"the server answers with status {response.status}"
        raise ValueFault(Code.SOURCE_UNREACHABLE, message)
    if response.headers.get("Content-Encoding", "identity") != "identity":
        raise ValueFault(Code.SOURCE_REFUSED, "the answer is packed, and that wasn't asked for")
    type_ = response.headers.get("Content-Type", "").partition(";")[0].strip().lower()
    return Answer(
        data=_body(response, asked.most_bytes, deadline), type=type_, etag=etag, modified=modified
    )


def _pause(response: "BaseHTTPResponse") -> float:
    text = response.headers.get("Retry-After", "")
    return float(text) if text.isascii() and text.isdigit() else 0.0


def _body(response: "BaseHTTPResponse", most: int, deadline: float) -> bytes:
    import urllib3  # noqa: PLC0415 - as above

    length = response.headers.get("Content-Length", "")
    if length.isascii() and length.isdigit() and int(length) > most:
        raise _too_large(most)
    data = bytearray()
    try:
        # One receipt at a time: what comes a letter a second would never fill a larger piece.
        while piece := response.read1(_CHUNK):
            data += piece
            if len(data) > most:
                raise _too_large(most)
            if time.monotonic() > deadline:
                raise _Passing("the answer doesn't end in time")
    except (urllib3.exceptions.HTTPError, OSError) as error:
        raise _passing(error) from None
    return bytes(data)


def _too_large(most: int) -> ValueFault:
    message = f"the answer is larger than {most:,} bytes"
    return ValueFault(Code.SOURCE_REFUSED, message, "max_bytes says how much is taken")
