"""The board as a web application: every path, what it asks of the session, and what it answers."""

from __future__ import annotations

from functools import partial
from importlib.resources import files
from typing import TYPE_CHECKING, Any, get_args

from pydantic import TypeAdapter, ValidationError
from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.responses import JSONResponse, Response, StreamingResponse
from starlette.routing import Route

from models.domain.bilingual import in_language
from models.domain.errors import FaultyInput, JiedaiError
from planner.board.board_texts import BoardTexts, operation_in_both, told_changes
from planner.board.guard import Guard, TooLarge, body_of, new_token, refused
from planner.board.news import NewsDesk
from planner.board.operations import BoardView, HandOperation
from planner.board.session import StaleOperation
from planner.board.week_view import week_view
from planner.language.words import Words

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from starlette.requests import Request

    from planner.board.opening import OpenedBoard
    from planner.board.operations import HandOperation as AnyOperation

PAGE_FILES = {
    "": ("index.html", "text/html; charset=utf-8"),
    "icon.svg": ("icon.svg", "image/svg+xml"),
    "board.css": ("board.css", "text/css; charset=utf-8"),
    "main.js": ("main.js", "text/javascript; charset=utf-8"),
    "server.js": ("server.js", "text/javascript; charset=utf-8"),
    "drawing.js": ("drawing.js", "text/javascript; charset=utf-8"),
    "moving.js": ("moving.js", "text/javascript; charset=utf-8"),
    "panels.js": ("panels.js", "text/javascript; charset=utf-8"),
    "questions.js": ("questions.js", "text/javascript; charset=utf-8"),
}
"""Path → file of the package and its type; nothing else is served."""
MOST_SLOTS = 16
"""Slots that one request may ask about, so that the answer is there at once."""
MAX_NAME = 40
OPERATION: TypeAdapter[AnyOperation] = TypeAdapter(HandOperation)


class BoardApp:
    """The paths of one open board.

    Attributes
    ----------
    token : str
        First part of every path.
    asgi : Guard
        What a server runs.
    """

    def __init__(self, opened: OpenedBoard, *, shared: bool = False, token: str = "") -> None:
        self.session, self.notices = opened.session, opened.notices
        self.token = token or new_token()
        self.desk = NewsDesk()
        self.session.listeners.append(self.desk.tell)
        self.session.score()  # the first one takes longest: before somebody waits for it
        routes = [Route(f"/{self.token}/{name}", partial(_page, name)) for name in PAGE_FILES]
        routes += [
            Route(f"/{self.token}/api/{name}", self._answering(answer), methods=["POST"])
            for name, answer in self.answers.items()
        ]
        routes.append(Route(f"/{self.token}/api/news", self._news))
        self.asgi = Guard(Starlette(routes=routes), self.token, shared=shared)

    @property
    def answers(self) -> dict[str, Callable[[dict[str, Any]], Any]]:
        """Path below ``api/`` → what answers it, in a thread."""
        return {
            "week": self.week,
            "judge": self.judge,
            "do": self.do,
            "undo": self.undo,
            "redo": self.redo,
            "save": self.save,
            "here": self.here,
        }

    def _answering(self, answer: Callable[[dict[str, Any]], Any]) -> Callable[[Request], Awaitable[Response]]:
        async def handle(request: Request) -> Response:
            try:
                data = await body_of(request)
            except TooLarge:
                return Response("too large", 413)
            except ValueError:
                return Response("no JSON", 400)
            lang = "en" if data.get("lang") == "en" else "zh"
            try:
                return JSONResponse(await run_in_threadpool(answer, data))
            except ValidationError:
                return Response("not understood", 422)
            except StaleOperation as error:
                return refused(_said(error, lang), stale=True)
            except JiedaiError as error:
                return refused(_said(error, lang))
            except OSError as error:
                return refused(str(error.strerror or error), 500)

        return handle

    async def _news(self, request: Request) -> Response:
        page, name = (request.query_params.get(key, "")[:MAX_NAME] for key in ("page", "name"))
        return StreamingResponse(self.desk.news(page, name), media_type="text/event-stream")

    def close(self) -> None:
        """Let go of what is still running."""
        self.session.listeners.clear()

    # -- answers

    def week(self, data: dict[str, Any]) -> dict[str, Any]:
        """Return all that a page draws."""
        words, session = _words(data), self.session
        with session.lock:
            shown = week_view(session, words, _view(data))
        return {**shown, "notices": [words.pick(*pair) for pair in self.notices], "who": self.desk.present()}

    def judge(self, data: dict[str, Any]) -> dict[str, Any]:
        """Return what an operation costs at each of some starts."""
        words, session, found = _words(data), self.session, []
        starts = data.get("starts")
        if not isinstance(starts, list) or len(starts) > MOST_SLOTS:
            starts = [None]
        with session.lock:
            number = session.number
            texts = BoardTexts.of(session, words)
            for start in starts:
                more = {} if start is None else {"start": start}
                operation = OPERATION.validate_python({**_table(data, "operation"), **more})
                try:
                    judged = session.try_out(operation)
                except FaultyInput as error:
                    found.append({"start": start, "level": "refused", "lines": [_said(error, words.lang)]})
                    continue
                lines = [texts.broken(b) for b in judged.broken if b.rule.level in ("must", "should")]
                mild = [texts.broken(b) for b in judged.broken if b.rule.level == "prefer"]
                found.append({"start": start, "level": judged.level, "lines": lines, "mild": mild})
        return {"number": number, "slots": found}

    def do(self, data: dict[str, Any]) -> dict[str, Any]:
        """Do an operation by hand; return what else it changed."""
        operation, session = OPERATION.validate_python(data.get("operation")), self.session
        with session.lock:
            said = operation_in_both(session, operation)
            before = session.do(operation, said, _name(data), _known(data))
            return self._told(data, before, said)

    def undo(self, data: dict[str, Any]) -> dict[str, Any]:
        """Go back by one operation."""
        with self.session.lock:
            before, step = self.session.state, self.session.undo(_name(data))
            return self._told(data, before, step.said if step else ("", ""))

    def redo(self, data: dict[str, Any]) -> dict[str, Any]:
        """Do again what was undone last."""
        with self.session.lock:
            before, step = self.session.state, self.session.redo(_name(data))
            return self._told(data, before, step.said if step else ("", ""))

    def _told(self, data: dict[str, Any], before: Any, said: tuple[str, str]) -> dict[str, Any]:
        words = _words(data)
        told = told_changes(self.session, before, words) if before is not self.session.state else []
        return {"number": self.session.number, "said": words.pick(*said), "told": told}

    def save(self, data: dict[str, Any]) -> dict[str, Any]:
        """Write plan.json."""
        del data
        with self.session.lock:
            self.session.save()
            return {"number": self.session.number, "saved": True}

    def here(self, data: dict[str, Any]) -> dict[str, Any]:
        """Note who is on which row."""
        self.desk.look_at(str(data.get("page", ""))[:MAX_NAME], _name(data), str(data.get("on", ""))[:100])
        return {"who": self.desk.present()}


async def _page(name: str, request: Request) -> Response:
    del request
    file, kind = PAGE_FILES[name]
    content = files("planner.board").joinpath("page", file).read_bytes()
    return Response(content, media_type=kind)


def _said(error: JiedaiError, lang: Any) -> str:
    """Say why something cannot be done: of a single fault what is wrong, without a file that nobody named."""
    if isinstance(error, FaultyInput) and all(not fault.file for fault in error.faults):
        texts = []
        for fault in error.faults:
            what = in_language(fault.what, lang)
            maybe = in_language(fault.maybe, lang) if fault.maybe else ""
            stop = "；" if lang == "zh" else "; "
            texts.append(stop.join(text for text in (what, maybe) if text))
        return "\n".join(texts)
    return error.told(lang)


def _words(data: dict[str, Any]) -> Words:
    return Words("en" if data.get("lang") == "en" else "zh")


def _view(data: dict[str, Any]) -> BoardView:
    return data["view"] if data.get("view") in get_args(BoardView) else "visit"


def _name(data: dict[str, Any]) -> str:
    return str(data.get("name", ""))[:MAX_NAME]


def _known(data: dict[str, Any]) -> int | None:
    known = data.get("number")
    return known if isinstance(known, int) else None


def _table(data: dict[str, Any], key: str) -> dict[str, Any]:
    value = data.get(key)
    return value if isinstance(value, dict) else {}
