/** What stands beside the week: details with pins and questions, what changed, what is left out, what is not kept. */

import { element } from "./drawing.js";

const PIN_SIDES = { item: ["time", "place", "room", "people"], move: ["time", "people", "cars"] };

function button(text, act, name) {
  const made = element("button", name || "", text);
  made.type = "button";
  made.addEventListener("click", act);
  return made;
}

/** Show one item or ride. */
export function showDetails(board, into) {
  const { week } = board;
  const texts = week.texts;
  const bar = week.bars.find((each) => each.id === board.chosen);
  if (!bar) {
    into.replaceChildren(element("p", "hint", texts.choose), element("p", "hint", texts.keys));
    return;
  }
  const made = document.createDocumentFragment();
  made.append(element("h3", "", bar.client + " · " + bar.title));
  made.append(element("p", "", bar.when + (bar.what === "item" ? " " + bar.where : "")));
  if (bar.what === "move") made.append(element("p", "", bar.where));
  if (bar.people) made.append(element("p", "", bar.people));
  if (bar.byhand) made.append(element("p", "hint", texts.provisional));
  for (const finding of week.findings.filter((each) => each.rows.includes(bar.id))) {
    made.append(element("p", "finding " + finding.level, texts["sign_" + finding.level] + " " + finding.text));
  }
  made.append(pins(board, bar));
  if (bar.what === "item") made.append(questions(board, bar));
  if (bar.seats) made.append(button(texts.seats, () => board.openSeats(bar.id), "to-seats"));
  into.replaceChildren(made);
}

function pins(board, bar) {
  const texts = board.week.texts;
  const box = element("fieldset", "pins");
  box.append(element("legend", "", texts.pin));
  for (const side of PIN_SIDES[bar.what]) {
    const label = element("label", "check");
    const tick = element("input");
    tick.type = "checkbox";
    tick.checked = bar.pins.includes(side);
    tick.dataset.side = side;
    tick.addEventListener("change", () => board.do({ kind: "pin", of: bar.id, side, on: tick.checked }));
    label.append(tick, element("span", "", texts["pin_" + side]));
    box.append(label);
  }
  return box;
}

function questions(board, bar) {
  const texts = board.week.texts;
  const box = element("div", "questions");
  box.append(button(texts.why_here, () => board.why(bar.id, "")));
  const form = element("form", "why-not");
  const input = element("input");
  input.placeholder = texts.why_not_hint;
  input.maxLength = 60;
  input.setAttribute("aria-label", texts.why_not);
  form.append(element("span", "", texts.why_not), input, element("button", "", texts.ask));
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    if (input.value.trim()) board.why(bar.id, input.value.trim());
  });
  box.append(form, swapChoice(board, bar), button(texts.take_out, () => board.leaveOut(bar.id)));
  if (bar.asked) box.append(button(texts.edit_request, () => board.openForm("request", bar.asked)));
  box.append(button(texts.new_request, () => board.openForm("request", bar.visit + "/")));
  box.append(button(texts.edit_visit, () => board.openForm("visit", bar.visit)));
  return box;
}

function swapChoice(board, bar) {
  const texts = board.week.texts;
  const choice = element("select");
  choice.setAttribute("aria-label", texts.swap_with);
  choice.append(new Option(texts.swap_with + " …", ""));
  for (const other of board.week.bars) {
    if (other.what === "item" && other.visit === bar.visit && other.id !== bar.id) {
      choice.append(new Option(other.when + " " + other.title, other.id));
    }
  }
  choice.addEventListener("change", () => {
    if (choice.value) board.do({ kind: "swap", of: bar.id, other: choice.value });
  });
  return choice;
}

/** Show what is left out, each with its reason. */
export function showLeft(board, into, count) {
  const { week } = board;
  count.textContent = week.left.length || "";
  into.replaceChildren();
  if (!week.left.length) into.append(element("p", "hint", week.texts.left_out_none));
  for (const left of week.left) {
    const card = element("div", "left-card");
    card.dataset.id = left.id;
    card.append(element("b", "", left.client + " · " + left.title), element("p", "", left.reason));
    if (left.instead) card.append(element("p", "", left.instead));
    if (!left.whole) {
      const row = element("div", "questions");
      if (left.end) {
        card.classList.add("movable");
        row.append(button(week.texts.plan_it, (event) => board.planLeft(left, event.currentTarget)));
      }
      row.append(button(week.texts.slots, () => board.slots(left.id)));
      row.append(button(week.texts.why_here_left, () => board.why(left.id, "")));
      row.append(button(week.texts.edit_request, () => board.openForm("request", left.id)));
      card.append(row);
    } else if (left.visit_left_out) {
      const row = element("div", "questions");
      row.append(button(week.texts.replan, () => board.replan()));
      row.append(button(week.texts.edit_visit, () => board.openForm("visit", left.visit)));
      card.append(row);
    }
    into.append(card);
  }
}

/** Show what is not kept; a click goes there. */
export function showFindings(board, into, count) {
  const { week } = board;
  count.textContent = week.findings.length || "";
  into.replaceChildren();
  if (!week.findings.length) into.append(element("li", "hint", week.texts.findings_none));
  for (const finding of week.findings) {
    const line = element("li", "finding " + finding.level);
    const text = week.texts["sign_" + finding.level] + " " + (finding.client ? finding.client + "：" : "") + finding.text;
    const there = finding.rows.find((id) => week.bars.some((bar) => bar.id === id));
    if (there) line.append(button(text, () => board.choose(there, true), "plain"));
    else line.append(element("span", "", text));
    into.append(line);
  }
}

/** Show lines of text. */
export function showLines(lines, into) {
  into.replaceChildren(...lines.map((line) => element("li", "", line)));
}

/** The box of a question whose answer comes line by line. */
export class AnswerBox {
  constructor(board, into, head) {
    this.board = board;
    this.into = into;
    this.lines = element("div", "lines");
    this.offers = element("div", "questions");
    const row = element("div", "answer-head");
    row.append(element("h2", "", head), button(board.week.texts.close, () => this.close(), "plain"));
    this.state = element("p", "hint", board.week.texts.asking);
    into.replaceChildren(row, this.state, this.offers, this.lines);
    into.hidden = false;
    this.stop = new AbortController();
  }

  close() {
    this.stop.abort();
    this.into.hidden = true;
    this.into.replaceChildren();
    this.board.clearGhosts();
    if (this.onclose) this.onclose();
  }

  line(text) {
    const made = element("p", /^\s{2}/.test(text) ? "more" : "", text.trim());
    this.lines.append(made);
  }

  offer(text, act) {
    this.offers.append(button(text, act, "main"));
  }

  done() {
    this.state.remove();
  }
}

export { button };
