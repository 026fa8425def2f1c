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
from planner.board.board_texts import BoardTexts, changes_told, operation_in_both
from planner.board.draft_paths import DraftPaths
from planner.board.drafts import DraftBook
from planner.board.form_desk import FormDesk
from planner.board.forms import TypedForm
from planner.board.good_places import good_places
from planner.board.guard import BoardGuard, TooLarge, body_of, new_token, refused
from planner.board.improvements import Improvements
from planner.board.making import zipped
from planner.board.news import NewsDesk, event_text
from planner.board.offers import OfferBook
from planner.board.operations import BoardView, HandOperation
from planner.board.questions import BoardQuestions, piece_of_error
from planner.board.seat_answers import SeatAnswers
from planner.board.session import StaleOperation
from planner.board.week_view import week_view
from planner.formats.workbook.write import book_of
from planner.formats.workbook.xlsx import xlsx_of
from planner.language.words import Words

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Iterator, Sequence
    from pathlib import Path

    from starlette.requests import Request

    from planner.board.making import PacketMaker
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
    "seats.js": ("seats.js", "text/javascript; charset=utf-8"),
    "seats_drawing.js": ("seats_drawing.js", "text/javascript; charset=utf-8"),
    "seats_moving.js": ("seats_moving.js", "text/javascript; charset=utf-8"),
    "seats_panel.js": ("seats_panel.js", "text/javascript; charset=utf-8"),
    "seats.css": ("seats.css", "text/css; charset=utf-8"),
    "drafts.css": ("drafts.css", "text/css; charset=utf-8"),
    "drafts.js": ("drafts.js", "text/javascript; charset=utf-8"),
    "papers.js": ("papers.js", "text/javascript; charset=utf-8"),
    "forms.js": ("forms.js", "text/javascript; charset=utf-8"),
    "tray.js": ("tray.js", "text/javascript; charset=utf-8"),
}
"""Path → file of the package and its type; nothing else is served."""
MOST_SLOTS = 16
"""Slots that one request may ask about, so that the answer is there at once."""
MAX_NAME = 40
MAX_SENTENCE = 400
OPERATION: TypeAdapter[AnyOperation] = TypeAdapter(HandOperation)


class BoardApp:
    """The paths of one open board.

    Attributes
    ----------
    token : str
        First part of every path.
    asgi : BoardGuard
        What a server runs.
    """

    def __init__(
        self,
        opened: OpenedBoard,
        *,
        shared: bool = False,
        token: str = "",
        packet: PacketMaker | None = None,
        others: Sequence[Path] = (),
        beside: Path | None = None,
    ) -> None:
        self.session, self.notices = opened.session, opened.notices
        self.token = token or new_token()
        self.desk = NewsDesk()
        self.offers = OfferBook(self.session)
        self.improvements = Improvements(self.session, self.offers)
        self.asking = BoardQuestions(self.session, self.offers)
        self.seats = SeatAnswers(self.session, beside)
        drafts = DraftBook(self.session, lambda: self.improvements.offer, others)
        self.draft_paths = DraftPaths(self.session, drafts, self._told, packet)
        self.forms = FormDesk(self.session)
        self.session.listeners.append(self.desk.tell)
        self.session.score()  # the first one takes longest: before somebody waits for it
        routes = [Route(f"/{self.token}/{name}", partial(_page, name)) for name in PAGE_FILES]
        routes += [
            Route(f"/{self.token}/api/{name}", self._answering(answer), methods=["POST"])
            for name, answer in self.answers.items()
        ]
        routes += [
            Route(f"/{self.token}/api/ask/{name}", self._in_pieces(asked), methods=["POST"])
            for name, asked in self.questions.items()
        ]
        routes.append(Route(f"/{self.token}/api/file/{{name}}", self._file))
        routes.append(Route(f"/{self.token}/api/news", self._news))
        self.asgi = BoardGuard(Starlette(routes=routes), self.token, shared=shared)

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
            "form": lambda data: self.forms.view(data.get("what"), _id(data), _words(data)),
            "form/do": lambda data: self.forms.do(_typed(data), _name(data), _known(data), _words(data)),
            "here": self.here,
            "take": self.take,
            "improve": self.improve,
            "improve/stop": self.improve_stop,
            "improve/leave": self.improve_leave,
            "improve/state": self.improve_state,
            **self.seats.answers,
            **self.draft_paths.answers,
        }

    @property
    def questions(self) -> dict[str, Callable[[dict[str, Any]], Iterator[dict[str, Any]]]]:
        """Path below ``api/ask/`` → what answers it in pieces, in a thread."""
        asking = self.asking
        return {
            "why": lambda data: asking.why(_id(data), str(data.get("at", ""))[:MAX_SENTENCE], _words(data)),
            "slots": lambda data: asking.slots(_id(data), _words(data)),
            "happened": lambda data: asking.happened(str(data.get("text", ""))[:MAX_SENTENCE], _words(data)),
            "replan": lambda data: asking.replanned(_words(data)),
            "places": lambda data: good_places(self.session, _id(data), _words(data), _view(data)),
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

    def _in_pieces(
        self, asked: Callable[[dict[str, Any]], Iterator[dict[str, Any]]]
    ) -> Callable[[Request], Awaitable[Response]]:
        async def handle(request: Request) -> Response:
            try:
                data = await body_of(request)
            except TooLarge:
                return Response("too large", 413)
            except ValueError:
                return Response("no JSON", 400)
            return StreamingResponse(_pieces(asked, data), media_type="text/event-stream")

        return handle

    async def _file(self, request: Request) -> Response:
        name, words = request.path_params["name"], _words(dict(request.query_params))
        try:
            content = await run_in_threadpool(self._content, name, words, request.query_params.get("of", ""))
        except JiedaiError as error:
            return refused(_said(error, words.lang))
        if content is None:
            return Response("not found", 404)
        headers = {"Content-Disposition": f'attachment; filename="{name}"'}
        return Response(content, media_type="application/octet-stream", headers=headers)

    def _content(self, name: str, words: Words, of: str) -> bytes | None:
        """Return plan.json of what is shown, also of what is not saved yet; a file that was made; cards of a party."""
        if name == "cards.zip":
            return zipped(self.seats.file(of, words))
        if name == "plan.json":
            with self.session.lock:
                return self.session.text().encode()
        if name == "week.xlsx":
            return xlsx_of(book_of(self.session.state.week))
        made = self.draft_paths.made(name)
        return made.read_bytes() if made is not None else None

    async def _news(self, request: Request) -> Response:
        page, name = (request.query_params.get(key, "")[:MAX_NAME] for key in ("page", "name"))
        return StreamingResponse(self.desk.news(page, name), media_type="text/event-stream")

    def close(self) -> None:
        """Let go of what is still running."""
        self.session.listeners.clear()
        self.improvements.close()
        self.seats.close()
        self.draft_paths.making.close()

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
                cost = texts.total(judged.price) if operation.kind in ("leave_out", "plan") else ""
                found.append({"start": start, "level": judged.level, "lines": lines, "mild": mild, "cost": cost})
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
        told = [*self.seats.told(before, words), *changes_told(self.session, before, self.session.state, words)]
        return {"number": self.session.number, "said": words.pick(*said), "told": told}

    def save(self, data: dict[str, Any]) -> dict[str, Any]:
        """Write plan.json."""
        del data
        with self.session.lock:
            self.session.save()
            return {"number": self.session.number, "saved": True}

    def take(self, data: dict[str, Any]) -> dict[str, Any]:
        """Take an offer, or some visits of it."""
        visits = data.get("visits")
        wanted = [str(visit) for visit in visits] if isinstance(visits, list) else None
        number = data.get("offer")
        with self.session.lock:
            before, said = self.offers.take(number if isinstance(number, int) else 0, _name(data), wanted)
            self.improvements.taken(number)
            return self._told(data, before, said)

    def improve(self, data: dict[str, Any]) -> dict[str, Any]:
        """Begin to look for a better plan."""
        seconds = data.get("seconds")
        visits = data.get("visits")
        chosen = [str(visit) for visit in visits] if isinstance(visits, list) else []
        self.improvements.start(float(seconds) if isinstance(seconds, int | float) else 30.0, chosen)
        return self.improve_state(data)

    def improve_stop(self, data: dict[str, Any]) -> dict[str, Any]:
        """End the search with the best so far."""
        self.improvements.stop()
        return self.improve_state(data)

    def improve_leave(self, data: dict[str, Any]) -> dict[str, Any]:
        """Leave the better plan."""
        self.improvements.leave()
        return self.improve_state(data)

    def improve_state(self, data: dict[str, Any]) -> dict[str, Any]:
        """Return how far the search is, and the better plan as bars."""
        with self.session.lock:
            return self.improvements.state(_words(data), _view(data))

    def here(self, data: dict[str, Any]) -> dict[str, Any]:
        """Note who is on which row."""
        self.desk.look_at(str(data.get("page", ""))[:MAX_NAME], _name(data), str(data.get("on", ""))[:100])
        return {"who": self.desk.present()}


async def _page(name: str, request: Request) -> Response:
    del request
    file, kind = PAGE_FILES[name]
    content = files("planner.board").joinpath("page", file).read_bytes()
    return Response(content, media_type=kind)


def _pieces(asked: Callable[[dict[str, Any]], Iterator[dict[str, Any]]], data: dict[str, Any]) -> Iterator[str]:
    """Yield the pieces of an answer as server-sent events; an error is the last one."""
    try:
        for piece in asked(data):
            yield event_text(piece)
    except JiedaiError as error:
        yield event_text(piece_of_error(error, _words(data)))
    yield event_text({"done": True})


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


def _id(data: dict[str, Any]) -> str:
    return str(data.get("of", ""))[:MAX_SENTENCE]


def _typed(data: dict[str, Any]) -> TypedForm:
    return TypedForm.model_validate(data.get("typed"))


def _known(data: dict[str, Any]) -> int | None:
    known = data.get("number")
    return known if isinstance(known, int) else None


def _table(data: dict[str, Any], key: str) -> dict[str, Any]:
    value = data.get(key)
    return value if isinstance(value, dict) else {}
