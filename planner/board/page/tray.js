/** The tray of what is left out: its cards are picked up into the week, and items of the week are put into it. */

import { askForNews } from "./server.js";
import { drawBar, element } from "./drawing.js";

const FAR = 5;
const byId = (id) => document.getElementById(id);

/** Stands in the place of the bar that something is held over. */
export const TRAY = { id: "", tray: true };

/** The tray, where a point of the screen lies in it. */
export function trayAt(x, y) {
  const box = byId("tray").getBoundingClientRect();
  const panel = byId("panel").getBoundingClientRect();
  const inside = x >= box.left && x <= box.right && y >= Math.max(box.top, panel.top) && y <= Math.min(box.bottom, panel.bottom);
  return inside ? TRAY : null;
}

/** What is in hand of a card: a bar that is nowhere yet. */
export function barOfLeft(board, left) {
  const own = board.places.find((place) => place.id === left.visit) || board.places[0];
  return {
    ...left,
    what: "item",
    fresh: true,
    own: left.start,
    row: own ? own.id : left.visit,
    label: left.title,
    below: left.client,
    name: left.client + " " + left.title,
    short: "",
    span: "",
    level: "",
    pins: [],
  };
}

/** What moves with the pointer or the keys. */
export function ghostOf(board, bar) {
  return drawBar(bar, board.scale, 0, board.week.texts);
}

/** Light up where it fits well, as the program finds it. */
export function lightPlaces(board, held) {
  const stop = new AbortController();
  held.places = [];
  held.stop = stop;
  const tell = (piece) => {
    if (board.mover.held !== held) return;
    if (piece.done && !held.places.length) board.say(board.week.texts.no_good_place);
    if (!piece.place) return;
    held.places.push(piece.place);
    const place = board.places.find((each) => each.id === piece.place.row);
    if (!place) return;
    const made = element("div", "lit hint", piece.place.number);
    made.title = piece.place.text;
    made.style.left = board.scale.x(piece.place.start) + "px";
    made.style.top = place.top + 3 + "px";
    board.canvas.append(made);
  };
  askForNews("ask/places", { ...board.common(), of: held.bar.id }, tell, stop.signal).catch((error) => board.fail(error));
}

/** Put the lights out. */
export function darken(board, held) {
  if (held.stop) held.stop.abort();
  for (const made of board.canvas.querySelectorAll(".lit.hint")) made.remove();
}

/** Let the cards be dragged into the week. */
export function addTray(board) {
  const list = byId("left-list");
  let pressed = null;
  const leftAt = (target) => {
    const card = target.closest(".left-card");
    return [board.week.left.find((each) => card && each.id === card.dataset.id && each.end), card];
  };
  list.addEventListener("pointerdown", (event) => {
    if (event.button !== 0 || board.mover.held || event.target.closest("button")) return;
    const [left, card] = leftAt(event.target);
    if (!left) return;
    pressed = { left, card, x: event.clientX, y: event.clientY };
    list.setPointerCapture(event.pointerId);
  });
  list.addEventListener("pointermove", (event) => {
    if (!pressed || Math.hypot(event.clientX - pressed.x, event.clientY - pressed.y) <= FAR) return;
    board.canvas.setPointerCapture(event.pointerId);
    board.mover.takeLeft(pressed.left, pressed.card, false);
    pressed = null;
  });
  for (const end of ["pointerup", "pointercancel"]) list.addEventListener(end, () => (pressed = null));
  board.planLeft = (left, button) => board.mover.takeLeft(left, button, true);
}
