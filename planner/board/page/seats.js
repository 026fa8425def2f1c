/** Seats: the parties of the week to choose from, and one of them drawn, moved, locked and asked about. */

import { ask, Refused } from "./server.js";
import { element } from "./drawing.js";
import { button } from "./panels.js";
import { drawArea, fitting } from "./seats_drawing.js";
import { SeatMover } from "./seats_moving.js";
import { showSeatPanel } from "./seats_panel.js";

const byId = (id) => document.getElementById(id);

class SeatView {
  constructor(board) {
    this.board = board;
    this.of = "";
    this.chosen = "";
    this.zoom = 1;
    this.data = null;
    this.answer = null;
    this.root = element("section", "");
    this.root.id = "seat-view";
    this.root.hidden = true;
    this.choice = element("select");
    this.choice.id = "seat-choice";
    this.choice.addEventListener("change", () => this.choice.value && this.open(this.choice.value));
    this.title = element("h2", "");
    this.smaller = button("−", () => this.zoomTo(this.zoom / 1.25));
    this.larger = button("+", () => this.zoomTo(this.zoom * 1.25));
    this.back = button("", () => this.close(), "back");
    const head = element("header", "seat-head");
    head.append(this.choice, this.title, element("span", "gap"), this.smaller, this.larger, this.back);
    this.stage = element("div", "");
    this.stage.id = "seat-stage";
    this.stage.setAttribute("role", "region");
    this.panel = element("aside", "");
    this.panel.id = "seat-panel";
    this.root.append(head, this.stage, this.panel);
    byId("main").after(this.root);
    this.mover = new SeatMover(this);
    window.addEventListener("resize", () => {
      this.fit = 0;
      if (this.shown() && this.data) this.draw();
    });
  }

  get texts() {
    return this.board.week.texts;
  }

  shown() {
    return !this.root.hidden;
  }

  // -- open and close

  async start(of) {
    this.show();
    try {
      await this.list();
    } catch (error) {
      this.board.fail(error);
      return;
    }
    const first = of || this.of;
    const known = [...this.choice.options].some((option) => option.value === first);
    if (of || known) await this.open(first);
    else this.empty(this.choice.options.length > 1 ? this.texts.seats_choose : this.texts.seats_none);
  }

  show() {
    this.root.hidden = false;
    byId("main").hidden = true;
    byId("seats").setAttribute("aria-pressed", "true");
    this.words();
  }

  close() {
    this.mover.letGo();
    this.root.hidden = true;
    byId("main").hidden = false;
    byId("seats").setAttribute("aria-pressed", "false");
    this.board.drawWeek();
    byId("seats").focus();
  }

  words() {
    const { texts } = this;
    this.back.textContent = texts.seats_back;
    this.choice.setAttribute("aria-label", texts.seats_choose);
    for (const [made, text] of [[this.smaller, texts.zoom_out], [this.larger, texts.zoom_in]]) {
      made.setAttribute("aria-label", text);
      made.title = text;
    }
    this.stage.setAttribute("aria-label", texts.seats_drawing);
  }

  empty(text) {
    this.data = null;
    this.title.textContent = "";
    this.stage.replaceChildren(element("p", "hint", text));
    this.panel.replaceChildren();
  }

  async list() {
    const { parties } = await ask("seats/list", this.board.common());
    this.parties = parties;
    const groups = [["dinner", this.texts.seats_dinners], ["ride", this.texts.seats_rides]];
    const made = [new Option(this.texts.seats_choose, "")];
    for (const [kind, name] of groups) {
      const group = element("optgroup");
      group.label = name;
      for (const party of parties.filter((each) => each.kind === kind)) {
        const text = [party.when, party.client, party.title, party.where, party.people].filter(Boolean).join(" · ");
        group.append(new Option(text, party.of));
      }
      if (group.children.length) made.push(group);
    }
    this.choice.replaceChildren(...made);
    this.choice.value = this.of;
  }

  // -- one party

  async open(of) {
    if (this.of !== of) {
      this.chosen = "";
      this.answer = null;
      this.zoom = 1;
    }
    this.fit = 0;
    this.of = of;
    this.empty(this.texts.seats_seating);
    await this.refresh();
  }

  async refresh() {
    const asked = (this.asking = (this.asking || 0) + 1);
    try {
      const data = await ask("seats/open", { ...this.board.common(), of: this.of });
      if (asked !== this.asking || this.mover.held) return;
      this.data = data;
      this.of = data.of;
      this.choice.value = data.of;
      this.draw();
    } catch (error) {
      if (asked !== this.asking) return;
      this.board.fail(error);
      if (error instanceof Refused) this.empty(error.message);
    }
  }

  draw() {
    const { data, texts, stage } = this;
    if (!data.people[this.chosen]) this.chosen = "";
    this.title.textContent = [data.title, data.count].join(" · ");
    this.title.title = [data.title, data.when, data.where, data.count].filter(Boolean).join(" · ");
    const focused = stage.contains(document.activeElement) ? document.activeElement.dataset : null;
    // the line of status below grows and shrinks: the drawing must not, while somebody is dragged
    if (!this.fit) this.fit = fitting(data.areas, stage.clientWidth - 24, stage.clientHeight - 44);
    const scale = this.fit * this.zoom;
    const [left, top] = [stage.scrollLeft, stage.scrollTop];
    const made = data.areas.map((area) => {
      const box = element("figure", "");
      if (data.areas.length > 1 || data.kind === "ride") box.append(element("figcaption", "", area.name));
      box.append(drawArea(area, data.people, texts, scale));
      return box;
    });
    stage.replaceChildren(...made);
    [stage.scrollLeft, stage.scrollTop] = [left, top];
    this.mark();
    if (focused && focused.seat !== undefined) this.focusSeat((each) => each.at === focused.at && each.seat === focused.seat && each.leg === focused.leg);
    showSeatPanel(this, this.panel);
  }

  focusSeat(fits) {
    const made = [...this.stage.querySelectorAll(".seat")].find((each) => fits(each.dataset));
    if (made) made.focus({ preventScroll: true });
    return made;
  }

  mark() {
    for (const made of this.stage.querySelectorAll(".seat")) made.classList.toggle("chosen", Boolean(this.chosen) && made.dataset.person === this.chosen);
  }

  choose(person, go) {
    if (this.chosen !== person) this.answer = null;
    this.chosen = person;
    this.mark();
    showSeatPanel(this, this.panel);
    this.panel.scrollTop = 0;
    if (go) {
      const made = this.focusSeat((each) => each.person === person);
      if (made) made.scrollIntoView({ block: "nearest", inline: "nearest" });
    }
  }

  zoomTo(zoom) {
    this.zoom = Math.min(Math.max(zoom, 0.4), 4);
    if (this.data) this.draw();
  }

  async do(operation, person) {
    this.answer = null;
    this.chosen = person || this.chosen;
    const { board } = this;
    const before = this.data;
    try {
      if (operation.kind === "anew") board.say(this.texts.seats_seating);
      const found = await ask("seats/do", { ...board.common(), number: before ? before.number : 0, operation });
      await board.load();
      board.say(found.said, found.told.slice(0, 4));
    } catch (error) {
      if (error instanceof Refused) await board.load();
      board.fail(error);
    }
    if (this.data === before) await this.refresh();
    if (person) this.focusSeat((each) => each.person === person);
  }
}

/** Give the board its seats: a button, and the same view from an item or ride. */
export function addSeats(board) {
  const view = new SeatView(board);
  board.seats = view;
  board.openSeats = (of) => view.start(of);
  byId("seats").addEventListener("click", () => (view.shown() ? view.close() : view.start("")));
  const load = board.load.bind(board);
  board.load = async () => {
    await load();
    if (!view.shown() || view.mover.held) return;
    view.words();
    await view.list();
    if (view.of) await view.refresh();
  };
}
