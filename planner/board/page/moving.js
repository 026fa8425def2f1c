/** An item or ride in hand: by mouse, pen or finger, or by keys. The program judges every slot that it may go to. */

import { ask } from "./server.js";
import { element, clock, LANE } from "./drawing.js";
import { TRAY, barOfLeft, darken, ghostOf, lightPlaces, trayAt } from "./tray.js";

const STEP = 15;
const FAR = 5;
const CHUNKS = [1, 4, 8, 12];

export class Mover {
  /** `board`: the page, with week, scale, places, canvas, scroller, lang, and what to call. */
  constructor(board) {
    this.board = board;
    this.held = null;
    const canvas = board.canvas;
    canvas.addEventListener("pointerdown", (event) => this.down(event));
    canvas.addEventListener("pointermove", (event) => this.moved(event));
    canvas.addEventListener("pointerup", (event) => this.up(event));
    canvas.addEventListener("pointercancel", () => this.putBack());
    canvas.addEventListener("keydown", (event) => this.key(event));
    canvas.addEventListener("click", (event) => this.click(event));
    window.addEventListener("keydown", (event) => {
      if (event.key === "Escape" && this.held) {
        event.preventDefault();
        this.putBack();
      }
    });
  }

  barAt(target) {
    const made = target.closest ? target.closest(".bar") : null;
    if (!made || made.classList.contains("ghost") || made.classList.contains("improved")) return [null, null];
    const bar = this.board.week.bars.find((each) => each.id === made.dataset.id && each.row === made.dataset.row);
    return [bar || null, made];
  }

  // -- by mouse, pen or finger

  down(event) {
    if (event.button !== 0 || this.held) return;
    const [bar, made] = this.barAt(event.target);
    if (!bar) return;
    this.pressed = { bar, made, x: event.clientX, y: event.clientY, pointer: event.pointerId };
  }

  moved(event) {
    if (this.pressed && !this.held) {
      const far = Math.hypot(event.clientX - this.pressed.x, event.clientY - this.pressed.y) > FAR;
      if (!far || !this.board.canMove(this.pressed.bar)) return;
      this.board.canvas.setPointerCapture(event.pointerId);
      this.take(this.pressed.bar, this.pressed.made, false);
      const box = this.board.canvas.getBoundingClientRect();
      this.held.dx = this.pressed.x - box.left - this.board.scale.x(this.held.bar.start);
    }
    if (!this.held || this.held.byKeys) return;
    const box = this.board.canvas.getBoundingClientRect();
    const start = this.snapped(this.board.scale.minute(event.clientX - box.left - this.held.dx));
    const y = event.clientY - box.top;
    const place = this.board.places.find((each) => y >= each.top && y < each.top + each.height);
    const tray = this.overTray(event.clientX, event.clientY);
    const over = tray || this.overBar(event.clientX, event.clientY);
    this.put(start, place && !tray ? place.id : this.held.row, over);
    if (event.clientX < this.board.scroller.getBoundingClientRect().right) this.scrollAtEdge(event);
  }

  overTray(x, y) {
    const tray = trayAt(x, y);
    if (tray && this.held.bar.what === "item" && !this.held.bar.fresh && !this.held.bar.asked) {
      this.board.say(this.board.week.texts.only_asked);
      return null;
    }
    return this.held.bar.what === "item" ? tray : null;
  }

  overBar(x, y) {
    if (this.held.bar.fresh) return null;
    for (const under of document.elementsFromPoint(x, y)) {
      const [bar] = this.barAt(under);
      if (bar && bar.id !== this.held.bar.id && bar.what === "item" && this.held.bar.what === "item") return bar;
    }
    return null;
  }

  scrollAtEdge(event) {
    const box = this.board.scroller.getBoundingClientRect();
    if (event.clientX > box.right - 30) this.board.scroller.scrollLeft += 24;
    else if (event.clientX < box.left + 190) this.board.scroller.scrollLeft -= 24;
    if (event.clientY > box.bottom - 24) this.board.scroller.scrollTop += 16;
    else if (event.clientY < box.top + 70) this.board.scroller.scrollTop -= 16;
  }

  up() {
    const pressed = this.pressed;
    this.pressed = null;
    if (!this.held || this.held.byKeys) return;
    this.justMoved = pressed !== null;
    this.drop();
  }

  click(event) {
    if (this.justMoved) {
      this.justMoved = false;
      return;
    }
    const lit = event.target.closest(".lit");
    if (lit) {
      this.board.takeLit(lit);
      return;
    }
    const [bar] = this.barAt(event.target);
    if (bar) this.board.choose(bar.id);
  }

  // -- by keys

  key(event) {
    const [bar, made] = this.barAt(event.target);
    if (!this.held) {
      if (!bar) return;
      if (event.key === "Enter" || event.key === " ") {
        event.preventDefault();
        this.board.choose(bar.id);
        if (!this.board.canMove(bar)) return;
        this.take(bar, made, true);
        this.board.say(this.board.week.texts.grabbed);
      } else if (event.key === "Delete" && bar.what === "item") {
        event.preventDefault();
        this.board.leaveOut(bar.id);
      }
      return;
    }
    if (!this.held.byKeys) return;
    const places = this.held.places || [];
    const good = places[Number(event.key) - 1];
    if (good) {
      event.preventDefault();
      this.put(good.start, this.board.places.some((place) => place.id === good.row) ? good.row : this.held.row, null);
      this.show();
      return;
    }
    if (event.key === "Delete") {
      event.preventDefault();
      if (this.held.bar.asked) this.put(this.held.start, this.held.row, TRAY);
      else this.board.say(this.board.week.texts.only_asked);
      return;
    }
    const keys = { ArrowLeft: -1, ArrowRight: 1 };
    if (event.key in keys) {
      event.preventDefault();
      const by = event.ctrlKey || event.metaKey ? 1440 : event.shiftKey ? 60 : STEP;
      this.put(this.held.start + keys[event.key] * by, this.held.row, null);
      this.show();
    } else if (event.key === "ArrowUp" || event.key === "ArrowDown") {
      event.preventDefault();
      const at = this.board.places.findIndex((place) => place.id === this.held.row);
      const next = this.board.places[at + (event.key === "ArrowUp" ? -1 : 1)];
      if (next) this.put(this.held.start, next.id, null);
      this.show();
    } else if (event.key === "Enter" || event.key === " ") {
      event.preventDefault();
      this.drop();
    } else if (event.key === "Tab") {
      event.preventDefault();
    }
  }

  show() {
    if (this.held) this.held.ghost.scrollIntoView({ block: "nearest", inline: "nearest" });
  }

  // -- in hand

  /** Pick up what is left out, from its card. */
  takeLeft(left, card, byKeys) {
    const bar = barOfLeft(this.board, left);
    this.take(bar, card, byKeys, ghostOf(this.board, bar));
    this.held.dx = 12;
    lightPlaces(this.board, this.held);
    if (!byKeys) return;
    this.board.say(this.board.week.texts.grabbed_left);
    this.show();
    this.held.ghost.focus({ preventScroll: true });
  }

  take(bar, made, byKeys, ghost = made.cloneNode(true)) {
    ghost.classList.add("ghost");
    ghost.removeAttribute("role");
    ghost.tabIndex = -1;
    const label = element("span", "ghost-label");
    label.setAttribute("aria-hidden", "true");
    this.board.canvas.append(ghost, label);
    made.classList.add("taken");
    this.held = { bar, made, ghost, label, byKeys, dx: 0, start: bar.start, row: bar.row, known: new Map(), over: null };
    this.board.canvas.classList.add("moving");
    document.body.classList.toggle("in-hand", bar.what === "item");
    this.put(bar.start, bar.row, null);
  }

  snapped(minute) {
    return Math.round(minute / STEP) * STEP;
  }

  put(start, row, over) {
    const held = this.held;
    const changed = start !== held.start || row !== held.row || (over && over.id) !== (held.over && held.over.id);
    held.start = start;
    if (row !== held.row) this.clearSlots();
    held.row = row;
    held.over = over;
    const place = this.board.places.find((each) => each.id === row);
    const length = held.bar.end - held.bar.start;
    held.ghost.style.left = this.board.scale.x(start) + "px";
    held.ghost.style.width = Math.max(8, this.board.scale.x(start + length) - this.board.scale.x(start)) + "px";
    held.ghost.style.top = (place ? place.top : 0) + 3 + "px";
    held.label.style.left = this.board.scale.x(start) + "px";
    held.label.style.top = (place ? place.top : 0) + LANE + 2 + "px";
    this.label();
    if (changed || !held.known.size) this.judgeNext();
  }

  key_(start, row, over) {
    return over ? "swap|" + over.id : row + "|" + start;
  }

  operation() {
    const held = this.held;
    if (held.over && held.over.tray) return { kind: "leave_out", of: held.bar.id };
    if (held.bar.fresh) return { kind: "plan", of: held.bar.id, start: held.start, view: this.board.week.view, row: held.row };
    if (held.over) return { kind: "swap", of: held.bar.id, other: held.over.id };
    const operation = { kind: "move", of: held.bar.id, view: this.board.week.view };
    if (held.row !== held.bar.row) Object.assign(operation, { row: held.row, origin: held.bar.row });
    const start = held.bar.own + held.start - held.bar.start;
    if (start !== held.bar.own) operation.start = start;
    return operation;
  }

  label() {
    const held = this.held;
    const texts = this.board.week.texts;
    const found = held.known.get(this.key_(held.start, held.row, held.over));
    const where = held.over && held.over.tray ? texts.take_out : held.over ? texts.swap_with + " " + held.over.title : "";
    const head = where || clock(held.start) + "–" + clock(held.start + held.bar.end - held.bar.start);
    held.label.className = "ghost-label " + (found ? found.level : "");
    held.label.textContent = head + (found ? " " + texts["sign_" + found.level] : " …");
    if (!found) return;
    const lines = found.lines.length ? found.lines : found.mild || [];
    const cost = found.cost ? [found.cost] : [];
    this.board.say(head + " " + texts[found.level] + (lines.length ? "： " : ""), [...cost, ...lines.slice(0, cost.length ? 2 : 3)]);
  }

  /** Judge what is not judged yet: where it is now, then the slots around it. */
  async judgeNext() {
    const held = this.held;
    if (!held || held.asking) return;
    const wanted = this.wanted(held);
    if (!wanted.length) return;
    held.asking = true;
    const { row, over } = held;
    const operation = this.operation();
    delete operation.start;
    const shift = held.bar.own - held.bar.start;
    try {
      const starts = over ? [null] : wanted.map((start) => start + shift);
      const found = await ask("judge", { ...this.board.common(), operation, starts });
      if (this.held !== held) return;
      found.slots.forEach((slot, k) => {
        held.known.set(this.key_(wanted[k], row, over), slot);
        if (!over && held.row === row) this.paint(wanted[k], row, slot);
      });
      this.label();
    } catch (error) {
      this.board.fail(error);
      held.failed = true;
    } finally {
      held.asking = false;
    }
    if (!held.failed) this.judgeNext();
  }

  wanted(held) {
    if (held.over) return held.known.has(this.key_(0, "", held.over)) ? [] : [held.start];
    if (!held.known.has(this.key_(held.start, held.row, null))) {
      held.round = 0;
      return [held.start];
    }
    const day = this.board.scale.dayOf(held.start);
    const every = [];
    for (let start = this.snapped(day.from); start + held.bar.end - held.bar.start <= day.to; start += STEP) every.push(start);
    const size = CHUNKS[Math.min(held.round || 0, CHUNKS.length - 1)];
    held.round = (held.round || 0) + 1;
    return every
      .filter((start) => !held.known.has(this.key_(start, held.row, null)))
      .sort((a, b) => Math.abs(a - held.start) - Math.abs(b - held.start))
      .slice(0, size);
  }

  paint(start, row, slot) {
    const place = this.board.places.find((each) => each.id === row);
    if (!place) return;
    const made = element("div", "slot " + slot.level);
    made.style.left = this.board.scale.x(start) + "px";
    made.style.width = Math.max(2, this.board.scale.x(start + STEP) - this.board.scale.x(start) - 1) + "px";
    made.style.top = place.top + place.height - 9 + "px";
    this.board.canvas.append(made);
  }

  clearSlots() {
    for (const made of this.board.canvas.querySelectorAll(".slot")) made.remove();
  }

  letGo() {
    const held = this.held;
    this.held = null;
    this.pressed = null;
    if (!held) return null;
    held.ghost.remove();
    held.label.remove();
    held.made.classList.remove("taken");
    darken(this.board, held);
    document.body.classList.remove("in-hand");
    this.clearSlots();
    this.board.canvas.classList.remove("moving");
    return held;
  }

  putBack() {
    const held = this.letGo();
    if (held) {
      held.made.focus();
      this.board.say(this.board.week.texts.put_back);
    }
  }

  drop() {
    const operation = this.operation();
    if (this.held.bar.fresh && this.held.over) {
      this.putBack();
      return;
    }
    const held = this.letGo();
    if (operation.kind === "move" && operation.start === undefined && operation.row === undefined) {
      this.board.say(this.board.week.texts.put_back);
      held.made.focus();
      return;
    }
    this.board.do(operation);
  }
}
