"""The only door by which the engine gets a file: those of the job, and pictures in addresses."""

from base64 import b64decode
from binascii import Error as Base64Error
from collections.abc import Iterable
from typing import NoReturn
from urllib.parse import unquote, unquote_to_bytes, urlsplit

from weasyprint.urls import URLFetcher, URLFetcherResponse

from jkreport.diagnostics import ContentError, Place
from jkreport.images import IMAGE_TYPES, checked_image
from jkreport.model.resources import Resource
from jkreport.typeset.jobs import Message, MessageKind

BASE = "https://brief.invalid/"
"""What relative addresses are relative to: no path of a machine, and nothing resolves it."""

_SHOWN = 120


class Fetcher(URLFetcher):  # type: ignore[misc] # the engine ships no types
    """Serve a job's resources from memory; refuse and remember every other address.

    A refusal inside an SVG is swallowed by the engine, so `refused` is what counts, not what is
    raised.
    """

    def __init__(self, resources: Iterable[Resource]) -> None:
        super().__init__(allowed_protocols=frozenset(), allow_redirects=False)
        self._resources = {each.name: each for each in resources}
        self.refused: list[Message] = []

    def fetch(
        self,
        url: str,
        headers: object = None,  # noqa: ARG002 - the engine's signature
    ) -> URLFetcherResponse:
        """Give the file at an address, or raise ValueError."""
        if url.startswith("data:"):
            media_type, data = self._inside(url)
        else:
            found = self._brought(url)
            media_type, data = found.media_type, found.data
        return URLFetcherResponse(url, data, {"Content-Type": media_type})

    def _brought(self, url: str) -> Resource:
        if not url.startswith(BASE):
            self._refuse(url, "only files of the workspace may be used")
        found = self._resources.get(unquote(urlsplit(url).path.removeprefix("/")))
        if found is None:
            self._refuse(url, "there is no such file in this document")
        return found

    def _inside(self, url: str) -> tuple[str, bytes]:
        head, _, body = url.partition(",")
        media_type, *parameters = head.removeprefix("data:").split(";")
        if media_type not in IMAGE_TYPES:
            self._refuse(url, "only pictures may be written into an address")
        try:
            data = unquote_to_bytes(body)
            data = b64decode(data, validate=True) if "base64" in parameters else data
            return media_type, checked_image(data, "data:", Place(file="data:")).data
        except (ContentError, Base64Error) as error:
            self._refuse(url, str(error))

    def _refuse(self, url: str, reason: str) -> NoReturn:
        shown = url if len(url) <= _SHOWN else url[:_SHOWN] + "…"
        shown = shown.removeprefix(BASE)
        message = Message(kind=MessageKind.ADDRESS, detail=f"'{shown}': {reason}", subject=shown)
        if message not in self.refused:
            self.refused.append(message)
        raise ValueError(f"refused: {reason}")
