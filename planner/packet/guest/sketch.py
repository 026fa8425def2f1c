"""A sketch of where the places of a programme are, not to scale: what is far is drawn nearer than it is."""

from __future__ import annotations

import io
import math
from functools import lru_cache
from html import escape
from typing import TYPE_CHECKING, NamedTuple

from planner.packet.document.model import Illustration
from planner.papers.fonts import wheel_font_file

if TYPE_CHECKING:
    from collections.abc import Sequence

    from models.domain.places import Place
    from models.domain.stay import Stay
    from planner.packet.kit import Kit

WIDTH, HEIGHT = 1000, 720
_MARGIN, _DOT, _TEXT = 60, 9, 26
_NEAR_KM = 3.0
"""Up to about so many km from the middle the sketch is to scale, farther places move inwards."""
LEAST_PLACES = 3
_COLOURS = {"hotel": "#2b6cb0", "site": "#a8322d", "airport": "#555555", "rail": "#555555"}


class _Mark(NamedTuple):
    """A place on the sketch, in pixels, with where its label begins."""

    x: float
    y: float
    label: str
    colour: str
    label_x: float = 0
    label_y: float = 0


def sketch_map(kit: Kit, stay: Stay) -> Illustration | None:
    """Return the sketch of a delegation's places; None where the positions of too few are known."""
    part, facts = kit.paper.plan_of(stay.id), kit.paper.facts
    ids = [*(night.hotel for night in part.nights), *(item.place for item in part.items)]
    ids += [place for move in part.moves for place in (move.origin, move.target)]
    places = [kit.week.place(id) for id in dict.fromkeys(map(facts.location, ids))]
    known = [place for place in places if place.lat is not None and place.lon is not None]
    if len(known) < LEAST_PLACES:
        return None
    home = next((night.hotel for night in part.nights), kit.week.site.id)
    marks = _labelled(_spread(known, [_label(kit, place, home) for place in known]))
    caption = kit.words.pick(
        "示意图，上北下南，距离不按比例；括号内为从酒店出发的大致车程",
        "A sketch, north is up, not to scale; in brackets about how long by car from the hotel",
    )
    return Illustration(_svg(marks), _png(tuple(marks)), 165, caption)


def _label(kit: Kit, place: Place, home: str) -> str:
    name, minutes = kit.paper.names.place(place.id), kit.paper.facts.travel.base(home, place.id)
    return kit.words.note(name, kit.words.pick(f"{minutes}分钟", f"{minutes} min") if minutes else "")


def _spread(places: Sequence[Place], labels: Sequence[str]) -> list[_Mark]:
    """Return marks whose distances from the middle are those of the map, the far ones shortened."""
    lats, lons = [p.lat or 0.0 for p in places], [p.lon or 0.0 for p in places]
    lat, lon = sorted(lats)[len(lats) // 2], sorted(lons)[len(lons) // 2]
    points = []
    for a, b in zip(lats, lons, strict=True):
        north, east = (a - lat) * 111.2, (b - lon) * 111.2 * math.cos(math.radians(lat))
        far = math.hypot(north, east)
        scale = _NEAR_KM * math.log1p(far / _NEAR_KM) / far if far else 1.0
        points.append((east * scale, -north * scale))
    xs, ys = [x for x, _ in points], [y for _, y in points]
    wide, high = max(xs) - min(xs) or 1.0, max(ys) - min(ys) or 1.0
    marks = []
    for place, label, (x, y) in zip(places, labels, points, strict=True):
        at_x = _MARGIN + 140 + (x - min(xs)) / wide * (WIDTH - 2 * _MARGIN - 280)
        at_y = _MARGIN + (y - min(ys)) / high * (HEIGHT - 2 * _MARGIN)
        marks.append(_Mark(round(at_x, 1), round(at_y, 1), label, _COLOURS.get(place.kind, "#3a7d44")))
    return marks


def _labelled(marks: list[_Mark]) -> list[_Mark]:
    """Return the marks with places for their labels: beside the dot, and moved until none touches another."""
    boxes = [(m.x - _DOT, m.y - _DOT, m.x + _DOT, m.y + _DOT) for m in marks]
    done = []
    for mark in marks:
        wide = _font().getlength(mark.label)
        tries = [(x, mark.y + dy) for dy in _steps() for x in (mark.x + 16, mark.x - 16 - wide, mark.x - wide / 2)]
        best = min(tries, key=lambda at: _cost(at, wide, mark, boxes))
        boxes.append((best[0], best[1] - _TEXT / 2, best[0] + wide, best[1] + _TEXT / 2))
        done.append(mark._replace(label_x=round(best[0], 1), label_y=round(best[1], 1)))
    return done


def _steps() -> list[float]:
    return [0, *(sign * k * 0.6 * _TEXT for k in range(1, 9) for sign in (1, -1))]


def _cost(at: tuple[float, float], wide: float, mark: _Mark, boxes: Sequence[tuple[float, ...]]) -> float:
    left, top, right, bottom = at[0], at[1] - _TEXT / 2, at[0] + wide, at[1] + _TEXT / 2
    touched = sum(left < b[2] and b[0] < right and top < b[3] and b[1] < bottom for b in boxes)
    outside = max(0.0, 4 - left) + max(0.0, right - WIDTH + 4) + max(0.0, 14 - top) + max(0.0, bottom - HEIGHT + 14)
    return 10_000 * touched + 1000 * outside + abs(at[1] - mark.y) + 0.1 * abs((left + right) / 2 - mark.x)


def _svg(marks: Sequence[_Mark]) -> str:
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}">'
        f'<rect width="{WIDTH}" height="{HEIGHT}" fill="#f7f5f0"/>'
    ]
    for m in marks:
        parts.append(f'<circle cx="{m.x}" cy="{m.y}" r="{_DOT}" fill="{m.colour}"/>')
        parts.append(
            f'<text x="{m.label_x}" y="{round(m.label_y + _TEXT * 0.35, 1)}" font-size="{_TEXT}" fill="#222222" '
            f'font-family="Noto Sans SC, sans-serif">{escape(m.label)}</text>'
        )
    return "".join([*parts, "</svg>"])


@lru_cache(maxsize=64)
def _png(marks: tuple[_Mark, ...]) -> bytes:
    from PIL import Image, ImageDraw

    image = Image.new("RGB", (WIDTH, HEIGHT), "#f7f5f0")
    draw = ImageDraw.Draw(image)
    for m in marks:
        draw.ellipse((m.x - _DOT, m.y - _DOT, m.x + _DOT, m.y + _DOT), fill=m.colour)
        draw.text((m.label_x, m.label_y), m.label, fill="#222222", font=_font(), anchor="lm")
    out = io.BytesIO()
    image.save(out, "PNG")
    return out.getvalue()


@lru_cache(maxsize=1)
def _font():  # type: ignore[no-untyped-def]
    from PIL import ImageFont

    file = wheel_font_file()
    return ImageFont.truetype(str(file), _TEXT) if file else ImageFont.load_default(_TEXT)
