/** Somebody in hand: by mouse, pen or finger, or by keys. The program judges every seat they may go to. */

import { ask } from "./server.js";
import { element } from "./drawing.js";

const FAR = 5;
const CHUNKS = [1, 4, 8, 12];
const ARROWS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

export class SeatMover {
  /** `view`: the drawing with its stage, its data, and what to call. */
  constructor(view) {
    this.view = view;
    this.held = null;
    const { stage } = view;
    stage.addEventListener("pointerdown", (event) => this.down(event));
    stage.addEventListener("pointermove", (event) => this.moved(event));
    stage.addEventListener("pointerup", () => this.up());
    stage.addEventListener("pointercancel", () => this.putBack());
    stage.addEventListener("click", (event) => this.click(event));
    stage.addEventListener("keydown", (event) => this.key(event));
    window.addEventListener("keydown", (event) => {
      if (event.key !== "Escape" || !this.held) return;
      event.preventDefault();
      this.putBack();
    });
  }

  spotAt(target) {
    return target && target.closest ? target.closest(".seat, .more") : null;
  }

  every() {
    return [...this.view.stage.querySelectorAll(".seat, .more")];
  }

  /** Middle of a seat on the screen. */
  middle(made) {
    const box = made.getBoundingClientRect();
    return [box.left + box.width / 2, box.top + box.height / 2];
  }

  // -- by mouse, pen or finger

  down(event) {
    if (event.button !== 0 || this.held) return;
    const made = this.spotAt(event.target);
    if (!made || !made.dataset.person) return;
    this.pressed = { made, x: event.clientX, y: event.clientY };
  }

  moved(event) {
    if (this.pressed && !this.held) {
      if (Math.hypot(event.clientX - this.pressed.x, event.clientY - this.pressed.y) <= FAR) return;
      if (!this.canMove(this.pressed.made)) {
        this.pressed = null;
        return;
      }
      this.view.stage.setPointerCapture(event.pointerId);
      this.take(this.drawn(this.pressed.made), false);
    }
    if (!this.held || this.held.byKeys) return;
    this.held.ghost.style.left = event.clientX + "px";
    this.held.ghost.style.top = event.clientY + "px";
    const under = document.elementsFromPoint(event.clientX, event.clientY);
    const over = under.map((each) => this.spotAt(each)).find((each) => each && this.view.stage.contains(each)) || null;
    this.over(over);
    this.scrollAtEdge(event);
  }

  /** The same seat, if everything was drawn anew since. */
  drawn(made) {
    if (this.view.stage.contains(made)) return made;
    return this.every().find((each) => each.dataset.person === made.dataset.person && each.dataset.leg === made.dataset.leg) || made;
  }

  scrollAtEdge(event) {
    const { stage } = this.view;
    const box = stage.getBoundingClientRect();
    if (event.clientX > box.right - 24) stage.scrollLeft += 16;
    else if (event.clientX < box.left + 24) stage.scrollLeft -= 16;
    if (event.clientY > box.bottom - 24) stage.scrollTop += 16;
    else if (event.clientY < box.top + 24) stage.scrollTop -= 16;
  }

  up() {
    this.pressed = null;
    if (!this.held || this.held.byKeys) return;
    this.justMoved = true;
    this.drop();
  }

  click(event) {
    if (this.justMoved) {
      this.justMoved = false;
      return;
    }
    const made = this.spotAt(event.target);
    if (!made) return;
    if (this.held && this.held.byKeys) {
      this.over(made);
      this.drop();
      return;
    }
    this.view.choose(made.dataset.person || "");
  }

  // -- by keys

  key(event) {
    const made = this.spotAt(event.target);
    if (!made) return;
    if (event.key in ARROWS) {
      event.preventDefault();
      const next = this.next(this.held ? this.held.over || this.held.made : made, ARROWS[event.key]);
      if (!next) return;
      next.scrollIntoView({ block: "nearest", inline: "nearest" });
      next.focus({ preventScroll: true });
      if (this.held) this.over(next);
      else this.view.choose(next.dataset.person || "");
    } else if (event.key === "Enter" || event.key === " ") {
      event.preventDefault();
      if (this.held) this.drop();
      else if (made.dataset.person) {
        this.view.choose(made.dataset.person);
        if (!this.canMove(made)) return;
        this.take(made, true);
        this.view.board.say(this.view.texts.seats_grabbed);
      }
    } else if (event.key === "Tab" && this.held) {
      event.preventDefault();
    }
  }

  /** The nearest seat in a direction: what lies aside counts twice. */
  next(from, [dx, dy]) {
    const [x, y] = this.middle(from);
    let best = null;
    let least = Infinity;
    for (const made of this.every()) {
      if (made === from || (made.classList.contains("more") && !this.held)) continue;
      const [mx, my] = this.middle(made);
      const ahead = (mx - x) * dx + (my - y) * dy;
      const aside = Math.abs((mx - x) * dy) + Math.abs((my - y) * dx);
      if (ahead <= 3) continue;
      const far = ahead + 2 * aside;
      if (far < least) [best, least] = [made, far];
    }
    return best;
  }

  // -- in hand

  canMove(made) {
    const person = this.view.data.people[made.dataset.person];
    if (!person.locked) return true;
    this.view.choose(person.id);
    this.view.board.say(this.view.texts.seats_locked);
    return false;
  }

  take(made, byKeys) {
    const person = this.view.data.people[made.dataset.person];
    const ghost = element("div", "seat-ghost");
    ghost.setAttribute("aria-hidden", "true");
    const sign = element("b", "", "");
    ghost.append(element("span", "", person.name), sign);
    document.body.append(ghost);
    made.classList.add("taken");
    this.view.stage.classList.add("moving");
    this.held = { made, person, ghost, sign, byKeys, over: null, known: new Map(), round: 0 };
    if (byKeys) this.follow(made);
    this.judgeNext();
  }

  follow(made) {
    const [x, y] = this.middle(made);
    this.held.ghost.style.left = x + "px";
    this.held.ghost.style.top = y + "px";
  }

  over(made) {
    const held = this.held;
    if (held.over === made) return;
    if (held.over) held.over.classList.remove("over");
    held.over = made;
    if (made) made.classList.add("over");
    if (held.byKeys && made) this.follow(made);
    this.label();
    this.judgeNext();
  }

  place(made) {
    const spot = { at: made.dataset.at, seat: made.dataset.seat === undefined ? null : made.dataset.seat, leg: Number(made.dataset.leg || this.held.made.dataset.leg || 0) };
    if (made.dataset.person) spot.other = made.dataset.person;
    return spot;
  }

  label() {
    const held = this.held;
    const { texts, board } = this.view;
    held.ghost.className = "seat-ghost";
    held.sign.textContent = "";
    if (!held.over || held.over === held.made) return;
    const found = held.known.get(held.over);
    held.sign.textContent = found ? texts["sign_" + found.level] : "…";
    if (!found) return;
    held.ghost.classList.add(found.level);
    const other = this.view.data.people[held.over.dataset.person];
    const head = held.person.name + " " + (other ? texts.swap_with + " " + other.name : texts.seats_move_here + " " + held.over.getAttribute("aria-label"));
    const said = found.lines.length ? found.lines : found.mild;
    board.say(head + " " + texts[found.level] + (said.length ? (board.lang === "zh" ? "：" : ": ") : ""), said.slice(0, 3));
  }

  /** Judge what is not judged yet: the seat that is aimed at, then the nearest ones. */
  async judgeNext() {
    const held = this.held;
    if (!held || held.asking) return;
    const wanted = this.wanted(held);
    if (!wanted.length) return;
    held.asking = true;
    try {
      const data = { of: this.view.data.of, person: held.person.id, spots: wanted.map((made) => this.place(made)) };
      const found = await ask("seats/judge", { ...this.view.board.common(), ...data });
      if (this.held !== held) return;
      found.spots.forEach((spot, k) => this.paint(wanted[k], spot));
      this.label();
    } catch (error) {
      this.view.board.fail(error);
      held.failed = true;
    } finally {
      held.asking = false;
    }
    if (!held.failed) this.judgeNext();
  }

  wanted(held) {
    const aimed = held.over;
    if (aimed && aimed !== held.made && !held.known.has(aimed)) {
      held.round = 0;
      return [aimed];
    }
    const [x, y] = this.middle(aimed || held.made);
    const far = (made) => Math.hypot(this.middle(made)[0] - x, this.middle(made)[1] - y);
    const size = CHUNKS[Math.min(held.round, CHUNKS.length - 1)];
    held.round += 1;
    return this.every()
      .filter((made) => made !== held.made && !held.known.has(made) && made.dataset.person !== held.person.id)
      .map((made) => [far(made), made])
      .sort((a, b) => a[0] - b[0])
      .slice(0, size)
      .map((pair) => pair[1]);
  }

  paint(made, spot) {
    this.held.known.set(made, spot);
    made.classList.add("judged", "j-" + spot.level);
    const sign = made.querySelector(".verdict-of");
    if (sign) sign.textContent = this.view.texts["sign_" + spot.level];
  }

  letGo() {
    const held = this.held;
    this.held = null;
    this.pressed = null;
    if (!held) return null;
    held.ghost.remove();
    held.made.classList.remove("taken");
    this.view.stage.classList.remove("moving");
    for (const made of this.every()) {
      made.classList.remove("over", "judged", "j-good", "j-should", "j-must", "j-refused");
      const sign = made.querySelector(".verdict-of");
      if (sign) sign.textContent = "";
    }
    return held;
  }

  putBack() {
    const held = this.letGo();
    if (!held) return;
    held.made.focus();
    this.view.board.say(this.view.texts.put_back);
  }

  drop() {
    const { over, made, person } = this.held;
    if (!over || over === made) {
      this.putBack();
      return;
    }
    const operation = { kind: "seat", of: this.view.data.of, person: person.id, ...this.place(over) };
    this.letGo();
    this.view.do(operation, person.id);
  }
}
