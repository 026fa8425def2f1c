"""News for open pages as server-sent events: changes, who is there, progress of the search."""

from __future__ import annotations

import asyncio
import json
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

KEEP_ALIVE_SECONDS = 15.0
"""After so long without news a comment is sent: a page that is gone is noticed."""
MOST_WAITING = 200
"""News that wait for a page; one that takes none any more loses the oldest, and draws again."""


@dataclass(eq=False)
class Reader:
    """An open page."""

    name: str
    on: str = ""
    waiting: asyncio.Queue[dict[str, Any]] = field(default_factory=lambda: asyncio.Queue(MOST_WAITING))


class NewsDesk:
    """Tells every open page what is new; ``tell`` may be called from any thread."""

    def __init__(self) -> None:
        self.readers: dict[str, Reader] = {}
        self._loop: asyncio.AbstractEventLoop | None = None

    def tell(self, news: dict[str, Any]) -> None:
        """Tell all pages."""
        if self._loop is not None:
            self._loop.call_soon_threadsafe(self._put, news)

    def _put(self, news: dict[str, Any]) -> None:
        for reader in self.readers.values():
            if reader.waiting.full():
                reader.waiting.get_nowait()
            reader.waiting.put_nowait(news)

    def present(self) -> list[dict[str, str]]:
        """Return who is there, and on which row."""
        return [{"page": page, "name": reader.name, "on": reader.on} for page, reader in self.readers.items()]

    def look_at(self, page: str, name: str, on: str) -> None:
        """Note where somebody is."""
        if page in self.readers:
            self.readers[page].name, self.readers[page].on = name, on
            self.tell({"kind": "present", "who": self.present()})

    async def news(self, page: str, name: str) -> AsyncIterator[str]:
        """Yield the news for a page as server-sent events, until it is gone."""
        self._loop = asyncio.get_running_loop()
        reader = self.readers[page] = Reader(name)
        self.tell({"kind": "present", "who": self.present()})
        try:
            yield event_text({"kind": "hello"})
            while True:
                try:
                    yield event_text(await asyncio.wait_for(reader.waiting.get(), KEEP_ALIVE_SECONDS))
                except TimeoutError:
                    yield ": still here\n\n"
        finally:
            if self.readers.get(page) is reader:
                del self.readers[page]
            self.tell({"kind": "present", "who": self.present()})


def event_text(news: dict[str, Any]) -> str:
    """Return news as a server-sent event."""
    return f"data: {json.dumps(news, ensure_ascii=False)}\n\n"
