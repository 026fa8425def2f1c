/** The board: asks its program for the week, draws it, and hands on what the planner does. */

import { ask, listen, Refused } from "./server.js";
import { Scale, drawDays, drawPages, drawRows, element } from "./drawing.js";
import { Mover } from "./moving.js";
import { AnswerBox, showDetails, showFindings, showLeft, showLines } from "./panels.js";
import { addForms } from "./forms.js";
import { addQuestions } from "./questions.js";
import { addSeats } from "./seats.js";
import { addDrafts } from "./drafts.js";
import { addPapers } from "./papers.js";
import { addTray } from "./tray.js";

const ZOOMS = [10, 16, 24, 36, 52, 72, 104];
const byId = (id) => document.getElementById(id);
const remembered = (key, otherwise) => {
  try {
    return localStorage.getItem("jiedai." + key) || otherwise;
  } catch {
    return otherwise;
  }
};
const remember = (key, value) => {
  try {
    localStorage.setItem("jiedai." + key, value);
  } catch {
    /* a private window remembers nothing */
  }
};

class Board {
  constructor() {
    this.lang = new URLSearchParams(location.search).get("lang") === "en" ? "en" : "zh";
    this.view = "visit";
    this.day = "";
    this.zoom = 4;
    this.chosen = "";
    this.name = remembered("name", "");
    this.page = crypto.getRandomValues(new Uint32Array(2)).join("");
    this.scroller = byId("scroller");
    this.canvas = byId("canvas");
    this.mover = new Mover(this);
    this.wire();
  }

  /** What every question says. */
  common() {
    return { lang: this.lang, view: this.view, name: this.name, number: this.week ? this.week.number : 0 };
  }

  // -- the week

  async load() {
    const asked = (this.loading = (this.loading || 0) + 1);
    const week = await ask("week", this.common());
    if (asked !== this.loading) return;
    if (this.mover.held) this.mover.letGo();
    const first = !this.week;
    this.week = week;
    this.draw();
    if (first) this.scroller.scrollLeft = this.scale.x(week.begin) - 8;
  }

  draw() {
    const { week } = this;
    document.documentElement.lang = week.lang === "zh" ? "zh-CN" : "en";
    this.words();
    byId("title").textContent = week.title;
    byId("verdict").replaceChildren(...week.head.map((text) => element("li", "", text)));
    byId("undo").disabled = !week.undo;
    byId("undo").title = week.undo;
    byId("redo").disabled = !week.redo;
    byId("redo").title = week.redo;
    byId("saved").textContent = week.saved ? week.texts.saved : week.texts.unsaved;
    byId("saved").className = week.saved ? "" : "unsaved";
    this.choices();
    this.drawWeek();
    showLeft(this, byId("left-list"), byId("left-count"));
    showFindings(this, byId("finding-list"), byId("finding-count"));
    showDetails(this, byId("detail-body"));
    this.showWho(week.who);
  }

  words() {
    const { texts } = this.week;
    for (const made of document.querySelectorAll("[data-text]")) made.textContent = texts[made.dataset.text];
    for (const made of document.querySelectorAll("[data-label]")) {
      made.setAttribute("aria-label", texts[made.dataset.label]);
      made.title = texts[made.dataset.label];
    }
    for (const made of document.querySelectorAll("[data-hint]")) {
      made.placeholder = texts[made.dataset.hint];
      made.setAttribute("aria-label", texts[made.dataset.hint]);
    }
    byId("language").textContent = texts.other_language;
    byId("name").value = this.name;
  }

  choices() {
    const { week } = this;
    byId("view").replaceChildren(...week.views.map((id) => new Option(week.texts["view_" + id], id, false, id === week.view)));
    const days = [new Option(week.texts.all_days, ""), ...week.days.map((day) => new Option(day.label, day.id))];
    byId("day").replaceChildren(...days);
    byId("day").value = week.days.some((day) => day.id === this.day) ? this.day : "";
    byId("download").replaceChildren(
      new Option(week.texts.download + " …", ""),
      ...week.files.map((file) => new Option(file.text, file.name)),
    );
  }

  shownBars() {
    const { week } = this;
    const wanted = byId("search").value.trim().toLowerCase();
    const broken = byId("only-broken").checked;
    const fits = (bar) => !wanted || (bar.name + bar.people).toLowerCase().includes(wanted);
    if (!wanted && !broken) return [week.bars, week.rows];
    const named = new Set(week.rows.filter((row) => wanted && row.name.toLowerCase().includes(wanted)).map((row) => row.id));
    const bars = week.bars.filter((bar) => (named.has(bar.row) || fits(bar)) && (!broken || bar.level || bar.open));
    const rows = new Set(bars.map((bar) => bar.row));
    return [bars, week.rows.filter((row) => rows.has(row.id))];
  }

  drawWeek() {
    const { week } = this;
    const days = this.day ? week.days.filter((day) => day.id === this.day) : week.days;
    const room = this.scroller.clientWidth - byId("corner").offsetWidth - 14;
    const shown = days.length ? days : week.days;
    const fitting = this.day ? room / ((shown[0].to - shown[0].from) / 60) : ZOOMS[this.zoom];
    this.scale = new Scale(shown, Math.max(fitting, 8));
    drawDays(byId("days"), this.scale);
    const [bars, rows] = this.shownBars();
    this.places = drawRows(week, rows, bars, this.scale, byId("names"), this.canvas, this.scroller);
    for (const place of this.places) place.filled = () => this.mark();
    this.mark();
    if (this.drawGhosts) this.drawGhosts();
  }

  mark() {
    for (const made of this.canvas.querySelectorAll(".bar")) {
      made.classList.toggle("chosen", made.dataset.id === this.chosen);
    }
  }

  // -- what is chosen

  choose(id, go) {
    this.chosen = id;
    this.mark();
    showDetails(this, byId("detail-body"));
    ask("here", { ...this.common(), page: this.page, on: id }).catch((error) => this.fail(error));
    if (go) {
      const made = this.barOf(id);
      if (made) {
        made.scrollIntoView({ block: "center", inline: "center" });
        made.focus({ preventScroll: true });
      }
    }
  }

  barOf(id) {
    const bar = this.week.bars.find((each) => each.id === id);
    const place = bar && this.places.find((each) => each.id === bar.row);
    if (place) place.fill();
    return [...this.canvas.querySelectorAll(".bar")].find((made) => made.dataset.id === id);
  }

  canMove(bar) {
    if (bar.what === "item") return true;
    return this.view === "vehicle" || this.view === "driver";
  }

  // -- what is done

  async do(operation) {
    await this.doing("do", { operation }, operation.of);
  }

  async doing(path, more, focus) {
    try {
      const found = await ask(path, { ...this.common(), ...more });
      await this.load();
      this.say(found.said);
      byId("told").hidden = !found.told.length;
      showLines(found.told, byId("told-list"));
    } catch (error) {
      this.fail(error);
      if (error instanceof Refused) await this.load();
    }
    const made = focus && this.barOf(focus);
    if (made) made.focus({ preventScroll: true });
    if (focus && this.week.bars.some((bar) => bar.id === focus)) this.choose(focus);
  }

  leaveOut(id) {
    this.do({ kind: "leave_out", of: id });
  }

  async save() {
    try {
      await ask("save", this.common());
      await this.load();
      this.say(this.week.texts.saved);
    } catch (error) {
      this.fail(error);
    }
  }

  // -- what is said

  say(text, lines) {
    const made = byId("status");
    made.className = "";
    made.replaceChildren(element("span", "", text), ...(lines || []).map((line) => element("span", "line", line)));
  }

  fail(error) {
    if (error.name === "AbortError") return;
    const known = error instanceof Refused;
    this.say(known ? error.message : this.week ? this.week.texts.offline : "…");
    byId("status").className = "failed";
    if (!known && !(error instanceof TypeError)) console.error(error);
  }

  answerBox(head) {
    if (this.box) this.box.close();
    this.box = new AnswerBox(this, byId("asked"), head);
    byId("panel").scrollTop = 0;
    return this.box;
  }

  showWho(who) {
    const others = who.filter((each) => each.page !== this.page);
    byId("who").replaceChildren(
      ...others.map((each) => {
        const bar = this.week.bars.find((one) => one.id === each.on);
        return element("span", "person", (each.name || this.week.texts.somebody) + (bar ? "：" + bar.title : ""));
      }),
    );
  }

  clearGhosts() {
    for (const made of this.canvas.querySelectorAll(".lit, .improved")) made.remove();
  }

  // -- wiring

  wire() {
    byId("view").addEventListener("change", () => this.changeView(byId("view").value));
    byId("day").addEventListener("change", () => {
      this.day = byId("day").value;
      this.drawWeek();
    });
    byId("zoom-in").addEventListener("click", () => this.zoomTo(this.zoom + 1));
    byId("zoom-out").addEventListener("click", () => this.zoomTo(this.zoom - 1));
    byId("search").addEventListener("input", () => this.drawWeek());
    byId("only-broken").addEventListener("change", () => this.drawWeek());
    byId("undo").addEventListener("click", () => this.doing("undo", {}));
    byId("redo").addEventListener("click", () => this.doing("redo", {}));
    byId("save").addEventListener("click", () => this.save());
    byId("language").addEventListener("click", () => {
      this.lang = this.lang === "zh" ? "en" : "zh";
      history.replaceState(null, "", "?lang=" + this.lang);
      this.load().catch((error) => this.fail(error));
    });
    byId("name").addEventListener("change", () => {
      this.name = byId("name").value.trim();
      remember("name", this.name);
      ask("here", { ...this.common(), page: this.page, on: this.chosen }).catch((error) => this.fail(error));
    });
    byId("print").addEventListener("click", () => window.print());
    window.addEventListener("beforeprint", () => drawPages(this.week, this.week.rows, this.week.bars, byId("pages")));
    window.addEventListener("afterprint", () => byId("pages").replaceChildren());
    window.addEventListener("resize", () => this.week && this.day && this.drawWeek());
    window.addEventListener("keydown", (event) => this.shortcut(event));
    addQuestions(this);
    addSeats(this);
    addDrafts(this);
    addPapers(this);
    addTray(this);
    addForms(this);
  }

  shortcut(event) {
    if (!(event.ctrlKey || event.metaKey) || this.mover.held || this.seats.mover.held || byId("form").open || event.target.matches("input:not([type=checkbox])")) return;
    const key = event.key.toLowerCase();
    if (key === "z" && !event.shiftKey) this.doing("undo", {}, this.chosen);
    else if (key === "y" || (key === "z" && event.shiftKey)) this.doing("redo", {}, this.chosen);
    else if (key === "s") this.save();
    else return;
    event.preventDefault();
  }

  zoomTo(level) {
    const middle = this.scale.minute(this.scroller.scrollLeft);
    this.day = "";
    byId("day").value = "";
    this.zoom = Math.min(Math.max(level, 0), ZOOMS.length - 1);
    this.drawWeek();
    this.scroller.scrollLeft = this.scale.x(middle);
  }

  async changeView(view) {
    this.view = view;
    await this.load().catch((error) => this.fail(error));
    if (this.box && this.box.improving && !byId("asked").hidden) this.refreshImproving();
  }

  /** Listen to what others do, and to the program going away and coming back. */
  listen() {
    listen(
      this.page,
      this.name,
      (news) => {
        if (news.kind === "present") this.showWho(news.who);
        else if (news.kind === "hello" && this.gone) {
          this.gone = false;
          this.load().catch((error) => this.fail(error));
        } else if (news.kind === "changed" && news.number > this.week.number && !this.mover.held) {
          this.load().catch((error) => this.fail(error));
        } else if (this.heard) this.heard(news);
      },
      () => {
        this.gone = true;
        this.say(this.week.texts.offline);
        byId("status").className = "failed";
      },
    );
  }
}

const board = new Board();
window.jiedaiBoard = board;
board
  .load()
  .then(() => {
    board.listen();
    board.refreshImproving();
    for (const notice of board.week.notices) board.say(notice);
  })
  .catch((error) => board.fail(error));
