/** History and comparison: every state with its name, and two drafts row under row, with their figures. */

import { ask } from "./server.js";
import { Scale, drawDays, drawRows, element } from "./drawing.js";
import { button, showLines } from "./panels.js";

const ZOOMS = [10, 16, 24, 36, 52, 72];

/** A table of texts with a head; `same` marks rows that are alike in both drafts. */
function table(found, same) {
  const made = element("table", "figures");
  const head = element("tr");
  for (const title of found.columns) {
    const cell = element("th", "", title);
    cell.scope = "col";
    head.append(cell);
  }
  made.append(head);
  found.rows.forEach((row, k) => {
    const line = element("tr", same && same[k] ? "same" : "");
    row.forEach((text, column) => {
      const cell = element(column ? "td" : "th", "", text);
      if (!column) cell.scope = "row";
      if (text.endsWith("▲")) cell.classList.add("better");
      if (text.endsWith("▼")) cell.classList.add("worse");
      line.append(cell);
    });
    made.append(line);
  });
  return made;
}

/** The rules that one keeps and the other does not, one under the other: six columns have no room here. */
function ruleList(found, texts) {
  const list = element("ul", "rule-list");
  for (const [clause, client, about, before, after, what] of found.rows) {
    const line = element("li");
    line.append(element("b", "", clause), element("span", "", what));
    line.append(element("span", "hint", [client, about].filter(Boolean).join(" · ")));
    line.append(element("span", "", texts.draft_a + " " + before + " → " + texts.draft_b + " " + after));
    list.append(line);
  }
  return list;
}

class DraftsDialog {
  constructor(board) {
    this.board = board;
    this.zoom = 3;
    this.a = this.b = "";
    this.found = null;
    this.made = element("dialog");
    this.made.id = "drafts-dialog";
    this.head = element("header");
    this.list = element("aside", "draft-list");
    this.week = element("section", "draft-week");
    this.figures = element("aside", "draft-figures");
    const body = element("div", "draft-body");
    body.append(this.list, this.week, this.figures);
    this.made.append(this.head, body);
    document.body.append(this.made);
    this.made.addEventListener("close", () => board.scroller.focus());
  }

  texts() {
    return this.board.week.texts;
  }

  async open() {
    this.made.setAttribute("aria-label", this.texts().drafts_head);
    this.found = null;
    this.asked = (this.asked || 0) + 1; // what is still being compared from before is out of date
    this.drawHead();
    this.clear();
    this.list.replaceChildren(); // what was listed before is out of date, too
    if (!this.made.open) this.made.showModal();
    await this.refresh();
    const now = this.drafts.find((each) => each.now);
    if (!this.drafts.some((each) => each.id === this.b)) this.b = now ? now.id : "";
    if (!this.drafts.some((each) => each.id === this.a) || this.a === this.b) {
      const named = this.drafts.find((each) => each.name && each.id !== this.b);
      const other = named || this.drafts.find((each) => each.id !== this.b);
      this.a = other ? other.id : "";
    }
    this.drawList();
    await this.compare();
  }

  async refresh() {
    try {
      this.drafts = (await ask("history", this.board.common())).drafts;
    } catch (error) {
      this.drafts = [];
      this.fail(error);
    }
    this.drawList();
  }

  fail(error) {
    this.board.fail(error);
    this.week.replaceChildren(element("p", "finding must", document.getElementById("status").textContent));
  }

  clear() {
    this.week.replaceChildren();
    this.figures.replaceChildren();
  }

  // -- what there is

  drawHead() {
    const texts = this.texts();
    const only = element("label", "check");
    this.only = element("input");
    this.only.type = "checkbox";
    this.only.addEventListener("change", () => this.drawWeek());
    only.append(this.only, element("span", "", texts.only_different));
    const zoomOut = button("−", () => this.zoomTo(this.zoom - 1));
    const zoomIn = button("+", () => this.zoomTo(this.zoom + 1));
    zoomOut.setAttribute("aria-label", texts.zoom_out);
    zoomIn.setAttribute("aria-label", texts.zoom_in);
    this.head.replaceChildren(
      element("h2", "", texts.drafts_head),
      element("span", "hint", texts.history_hint),
      only,
      zoomOut,
      zoomIn,
      button(texts.close, () => this.made.close()),
    );
  }

  /** Draw the list, but not under the hands of somebody who is typing a name. */
  drawList(named) {
    const typing = this.list.querySelector(".draft-row input:focus");
    if (!named && typing && typing.value !== typing.defaultValue) return;
    const texts = this.texts();
    const made = document.createDocumentFragment();
    made.append(element("h3", "", texts.history));
    let others = false;
    for (const draft of this.drafts) {
      if (draft.kind !== "state" && !others) {
        others = true;
        made.append(element("h3", "", texts.draft_other));
      }
      made.append(this.card(draft));
    }
    const top = this.list.scrollTop;
    this.list.replaceChildren(made);
    this.list.scrollTop = top;
  }

  card(draft) {
    const texts = this.texts();
    const card = element("section", draft.now ? "draft now" : "draft");
    card.dataset.draft = draft.id;
    const about = [draft.at, draft.by, draft.now && texts.draft_now, draft.saved && texts.draft_saved, draft.undone && texts.draft_undone];
    const sides = element("div", "sides");
    for (const side of ["a", "b"]) {
      const label = element("label", "side side-" + side);
      const tick = element("input");
      tick.type = "radio";
      tick.name = "draft-" + side;
      tick.checked = this[side] === draft.id;
      tick.setAttribute("aria-label", texts["draft_" + side] + " " + (draft.name || draft.text));
      tick.addEventListener("change", () => {
        this[side] = draft.id;
        this.compare();
      });
      label.append(tick, element("span", "", texts["draft_" + side]));
      sides.append(label);
    }
    const words = element("div", "draft-words");
    if (draft.name) words.append(element("b", "", draft.name));
    words.append(element("span", "", draft.text), element("span", "hint", about.filter(Boolean).join(" · ")));
    const line = element("div", "draft-line");
    line.append(sides, words);
    card.append(line);
    const row = element("form", "draft-row");
    if (draft.kind === "state") {
      const input = element("input");
      input.maxLength = 40;
      input.defaultValue = draft.name;
      input.placeholder = texts.draft_name_hint;
      input.setAttribute("aria-label", texts.draft_name + " " + draft.text);
      input.addEventListener("change", () => this.call(draft.id, input.value));
      row.append(input);
    }
    row.addEventListener("submit", (event) => event.preventDefault());
    if (!draft.now) row.append(button(draft.kind === "state" ? texts.go_back : texts.take_draft, () => this.back(draft.id)));
    card.append(row);
    return card;
  }

  // -- what is done

  async call(draft, called) {
    try {
      this.drafts = (await ask("history/name", { ...this.board.common(), draft, called })).drafts;
      this.drawList(true);
      await this.compare();
    } catch (error) {
      this.fail(error);
    }
  }

  async back(draft) {
    this.made.close();
    await this.board.doing("history/back", { draft });
  }

  async compare() {
    if (!this.a || !this.b || this.a === this.b) {
      this.clear();
      return;
    }
    const asked = (this.asked = (this.asked || 0) + 1);
    this.week.setAttribute("aria-busy", "true");
    try {
      const found = await ask("compare", { ...this.board.common(), a: this.a, b: this.b });
      if (asked !== this.asked) return;
      this.found = found;
      this.drawWeek();
      this.drawFigures();
    } catch (error) {
      this.fail(error);
    } finally {
      this.week.removeAttribute("aria-busy");
    }
  }

  // -- two weeks, row under row

  zoomTo(level) {
    const scroller = this.week.querySelector(".draft-scroller");
    const middle = scroller && this.scale ? this.scale.minute(scroller.scrollLeft) : 0;
    this.zoom = Math.min(Math.max(level, 0), ZOOMS.length - 1);
    this.drawWeek();
    const drawn = this.week.querySelector(".draft-scroller");
    if (drawn) drawn.scrollLeft = this.scale.x(middle);
  }

  drawWeek() {
    const { found } = this;
    if (!found) return;
    const texts = this.texts();
    const before = this.week.querySelector(".draft-scroller");
    const at = before ? [before.scrollLeft, before.scrollTop] : null;
    const scroller = element("div", "draft-scroller");
    scroller.tabIndex = 0;
    scroller.setAttribute("aria-label", texts.side_by_side);
    const days = element("div", "draft-days");
    const names = element("div", "draft-names");
    const canvas = element("div", "draft-canvas");
    scroller.append(element("div", "draft-corner"), days, names, canvas);
    this.scale = new Scale(found.days, ZOOMS[this.zoom]);
    drawDays(days, this.scale);
    const rows = this.only.checked ? found.rows.filter((row) => row.differs) : found.rows;
    const named = rows.map((row) => ({ ...row, name: row.mark + " " + row.name, note: row.side === "a" ? row.note : "" }));
    const known = new Set(rows.map((row) => row.id));
    const bars = found.bars.filter((bar) => known.has(bar.row));
    const places = drawRows({ waits: found.waits, texts }, named, bars, this.scale, names, canvas);
    [...names.children].forEach((made, k) => made.classList.add("side-" + rows[k].side));
    places.forEach((place, k) => place.line.classList.add("side-" + rows[k].side));
    const byKey = new Map(bars.map((bar) => [bar.row + "\n" + bar.id, bar]));
    for (const made of canvas.querySelectorAll(".bar")) this.marked(made, byKey.get(made.dataset.row + "\n" + made.dataset.id));
    this.week.replaceChildren(scroller);
    if (!rows.length) this.week.prepend(element("p", "hint", texts.no_difference));
    const first = bars.filter((bar) => bar.diff).sort((one, other) => one.start - other.start)[0];
    if (at) [scroller.scrollLeft, scroller.scrollTop] = at;
    else if (first) scroller.scrollLeft = Math.max(0, this.scale.x(first.start) - 40);
  }

  /** Mark a bar that differs, and let it say how. */
  marked(made, bar) {
    if (!bar || !bar.diff) {
      made.classList.add("alike");
      return;
    }
    made.classList.add("diff", "diff-" + bar.diff);
    made.querySelector(".marks").prepend(element("span", "mark diff-mark", this.texts()["sign_" + bar.diff]));
    const show = () => {
      for (const other of this.week.querySelectorAll(".bar.chosen")) other.classList.remove("chosen");
      for (const each of this.week.querySelectorAll(".bar.diff")) each.classList.toggle("chosen", each.dataset.id === bar.id);
      const list = element("ul");
      showLines(bar.said, list);
      this.said.replaceChildren(element("h3", "", bar.client + " · " + bar.title), list);
      this.figures.scrollTop = 0;
    };
    made.addEventListener("click", show);
    made.addEventListener("keydown", (event) => {
      if (event.key === "Enter" || event.key === " ") {
        event.preventDefault();
        show();
      }
    });
  }

  // -- their figures

  drawFigures() {
    const { found } = this;
    const texts = this.texts();
    this.said = element("section", "draft-said");
    const measures = element("section", "measures only-different");
    const all = element("label", "check");
    const tick = element("input");
    tick.type = "checkbox";
    tick.addEventListener("change", () => measures.classList.toggle("only-different", !tick.checked));
    all.append(tick, element("span", "", texts.all_measures));
    measures.append(element("h3", "", found.measures.title), all, table(found.measures, found.measures.same));
    measures.append(element("p", "hint", found.measures.note));
    const made = [this.said, measures];
    if (found.rules.rows.length) {
      const rules = element("section");
      rules.append(element("h3", "", found.rules.title), ruleList(found.rules, texts));
      made.push(rules);
    }
    const told = element("section");
    const list = element("ul", "draft-told");
    showLines(found.told.length ? found.told : [texts.no_difference], list);
    told.append(element("h3", "", texts.differences), list);
    if (found.more) told.append(element("p", "hint", "+" + found.more));
    this.figures.replaceChildren(...made, told);
  }
}

/** Give the board its drafts. */
export function addDrafts(board) {
  let dialog = null;
  document.getElementById("drafts").addEventListener("click", () => {
    dialog = dialog || new DraftsDialog(board);
    dialog.open().catch((error) => board.fail(error));
  });
  const heard = board.heard;
  board.heard = (news) => {
    if (heard) heard(news);
    if (news.kind === "named" && dialog && dialog.made.open) dialog.refresh();
  };
}
