"""Credentials: content names them, the environment holds them, and nothing that is printed or written shows them."""

import re
from collections.abc import Iterator, Mapping
from urllib.parse import quote, quote_plus, unquote, urlsplit

from jkreport.diagnostics import Code
from jkreport.values import ValueFault

_NAMED = re.compile(r"\{([A-Z][A-Z0-9_]*)\}")
_OURS = "JKREPORT_"
_HIDDEN = "***"


class Secrets:
    """The variables that origins name; each one that was used is known, so that it can be hidden."""

    def __init__(self, environment: Mapping[str, str]) -> None:
        self._environment = environment
        self._used: set[str] = set()

    def value(self, name: str) -> str:
        """Give the value of a variable.

        Raises:
            ValueFault: its name doesn't begin with JKREPORT_, or it isn't set.
        """
        if not name.startswith(_OURS):
            message = f"the variable '{name}' may not be named here"
            raise ValueFault(Code.CREDENTIAL, message, f"its name begins with {_OURS}")
        value = self._environment.get(name, "")
        if not value:
            raise ValueFault(
                Code.CREDENTIAL, f"the variable '{name}' isn't set", f"export {name}=…"
            )
        self._used.update(_forms(value))
        return value

    def filled(self, text: str, *, quoted: bool = False) -> str:
        """Put values in place of the variables in braces, `quoted` as parts of an address.

        Raises:
            ValueFault: one of them can't be had.
        """
        return _NAMED.sub(lambda match: self._put(match[1], quoted=quoted), text)

    def _put(self, name: str, *, quoted: bool) -> str:
        value = self.value(name)
        return quote(value, safe="") if quoted else value

    def hidden(self, text: str) -> str:
        """Give a text without any value that was used, in whatever way it is written in it."""
        for value in sorted(self._used, key=len, reverse=True):
            text = text.replace(value, _HIDDEN)
        return text


def _forms(value: str) -> Iterator[str]:
    """Give a value as it may come back: as it is, quoted for an address, the parts of an address by themselves."""
    parts = {value, *value.split()}
    if "://" in value:
        address = urlsplit(value)
        user, _, password = address.netloc.rpartition("@")[0].partition(":")
        options = (each.partition("=")[2] for each in address.query.split("&"))
        said = (user, password, address.path.strip("/"), *options)
        parts |= {unquote(each) for each in said} | set(said)
    for each in filter(None, parts):
        yield from (each, quote(each), quote(each, safe=""), quote_plus(each), repr(each)[1:-1])
