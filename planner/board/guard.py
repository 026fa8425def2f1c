"""Who may ask the board anything: only the page that this program opened itself.

A token that nobody can guess stands first in every path; host and origin must be the board's own, so that no page of
another server reaches it through the browser (DNS rebinding, forged requests). Bodies are bounded, and answers forbid
scripts, styles and connections of anybody else.
"""

from __future__ import annotations

import ipaddress
import json
import secrets
from typing import TYPE_CHECKING, Any

from starlette.responses import JSONResponse, PlainTextResponse

if TYPE_CHECKING:
    from collections.abc import MutableMapping

    from starlette.requests import Request
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

MAX_BODY_BYTES = 200_000
"""Of a request; the longest one names the slots of a day."""
MAX_HANDED_IN_BYTES = 60_000_000
"""Of the one request that hands a workbook in, as text."""
FILE_PATH = "/api/copy/hand-in"
HEADERS = {
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; "
        "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
    ),
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cache-Control": "no-store",
}
LOOPBACK = ("127.0.0.1", "localhost", "[::1]")


class TooLarge(ValueError):
    """A request whose body is larger than any of the page's."""


def new_token() -> str:
    """Return a token that nobody can guess."""
    return secrets.token_urlsafe(24)


class BoardGuard:
    """Lets nothing through that is not the board's own page.

    Parameters
    ----------
    shared : bool
        Whether other machines may open the page: then by this machine's address in numbers, never by a name that
        somebody could point elsewhere.
    """

    def __init__(self, app: ASGIApp, token: str, *, shared: bool = False) -> None:
        self.app, self.token, self.shared = app, token, shared

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request, or refuse it."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        refused = self._refused(scope)
        if refused is not None:
            await refused(scope, receive, _with_headers(send))
            return
        await self.app(scope, receive, _with_headers(send))

    def _refused(self, scope: Scope) -> PlainTextResponse | None:
        headers = {name.decode("latin-1"): value.decode("latin-1") for name, value in scope["headers"]}
        host = headers.get("host", "")
        if not self._is_own(host):
            return PlainTextResponse("host", 421)
        given = scope["path"].split("/")[1] if "/" in scope["path"] else ""
        if not secrets.compare_digest(given.encode(), self.token.encode()):
            return PlainTextResponse("not found", 404)
        origin = headers.get("origin")
        if origin is not None and origin not in (f"http://{host}", f"https://{host}"):
            return PlainTextResponse("origin", 403)
        if scope["method"] not in ("GET", "HEAD"):
            if headers.get("sec-fetch-site", "same-origin") != "same-origin":
                return PlainTextResponse("origin", 403)
            if headers.get("content-type", "").partition(";")[0].strip() != "application/json":
                return PlainTextResponse("content type", 415)
            length = headers.get("content-length", "0")
            if not length.isdecimal() or int(length) > most_bytes(scope["path"]):
                return PlainTextResponse("too large", 413)
        return None

    def _is_own(self, host: str) -> bool:
        name = host.rpartition(":")[0] if host.rpartition(":")[2].isdecimal() and ":" in host else host
        if name in LOOPBACK:
            return True
        if not self.shared:
            return False
        try:
            ipaddress.ip_address(name.strip("[]"))
        except ValueError:
            return False
        return True


def most_bytes(path: str) -> int:
    """Return how large the body of a request to a path may be."""
    return MAX_HANDED_IN_BYTES if path.endswith(FILE_PATH) else MAX_BODY_BYTES


def _with_headers(send: Send) -> Send:
    async def guarded(message: Message) -> None:
        if message["type"] == "http.response.start":
            _add(message)
        await send(message)

    return guarded


def _add(message: MutableMapping[str, Any]) -> None:
    known = {name.lower() for name, _ in message["headers"]}
    more = [(name.lower().encode(), value.encode()) for name, value in HEADERS.items()]
    message["headers"] = [*message["headers"], *(pair for pair in more if pair[0] not in known)]


async def body_of(request: Request) -> dict[str, Any]:
    """Return the JSON of a request.

    Raises
    ------
    TooLarge
    ValueError
        When it is no JSON table.
    """
    content, most = bytearray(), most_bytes(request.url.path)
    async for part in request.stream():
        content += part
        if len(content) > most:
            raise TooLarge("body")
    data = json.loads(content or b"{}")
    if not isinstance(data, dict):
        raise ValueError("no table")
    return data


def refused(text: str, status: int = 409, **more: Any) -> JSONResponse:
    """Return the answer that something cannot be done, with why."""
    return JSONResponse({"refused": text, **more}, status)
