"""The board's server: on loopback, with the page opened by itself, until Ctrl-C."""

from __future__ import annotations

import os
import socket
import threading
import webbrowser
from typing import TYPE_CHECKING

import uvicorn

from models.domain.bilingual import bilingual
from models.domain.errors import Fault, FaultyInput

if TYPE_CHECKING:
    from collections.abc import Callable

    from planner.board.app import BoardApp

END_SECONDS = 2
"""How long pages that are open may hold up the end."""


def listening(port: int, *, shared: bool) -> socket.socket:
    """Return a socket that listens; port 0: any free one.

    Raises
    ------
    FaultyInput
        When the port is taken.
    """
    listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    if os.name != "nt":  # there it would let two programs have one port
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind(("0.0.0.0" if shared else "127.0.0.1", port))  # shared: asked for with --share alone
        listener.listen()
    except OSError:
        listener.close()
        what = bilingual(f"端口 {port} 已被占用", f"port {port} is taken")
        maybe = bilingual("换一个，或不写 --port", "take another, or leave --port out")
        raise FaultyInput([Fault("--port", "", what, maybe)]) from None
    return listener


def addresses(listener: socket.socket, app: BoardApp, *, shared: bool) -> list[str]:
    """Return where the page is: for this machine first, then for others in the office."""
    port = listener.getsockname()[1]
    found = ["127.0.0.1"]
    if shared:
        found += sorted(set(_own_addresses()) - {"127.0.0.1", "127.0.1.1"})
    return [f"http://{host}:{port}/{app.token}/" for host in found]


def _own_addresses() -> list[str]:
    try:
        found = socket.getaddrinfo(socket.gethostname(), None, socket.AF_INET)
    except OSError:
        return []
    return [str(address[0]) for *_, address in found]


def serve(app: BoardApp, listener: socket.socket, began: Callable[[], None]) -> None:
    """Serve until Ctrl-C.

    Parameters
    ----------
    began : callable
        Called once pages can be opened.
    """
    config = uvicorn.Config(
        app.asgi,
        log_config=None,
        access_log=False,
        lifespan="off",
        server_header=False,
        timeout_graceful_shutdown=END_SECONDS,
    )
    server = _BoardServer(config, began)
    server.run(sockets=[listener])


class _BoardServer(uvicorn.Server):
    """A server that tells when it has begun."""

    def __init__(self, config: uvicorn.Config, began: Callable[[], None]) -> None:
        super().__init__(config)
        self.began = began

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Start, then tell."""
        await super().startup(sockets)
        threading.Thread(target=self.began, daemon=True).start()


def open_page(address: str) -> None:
    """Open the page in the user's browser."""
    webbrowser.open(address)
