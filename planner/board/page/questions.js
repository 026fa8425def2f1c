/** Questions whose answers take a while: why, good times, improving, what happened. */

import { ask, askForNews } from "./server.js";
import { element, drawBar } from "./drawing.js";
import { button, showLines } from "./panels.js";

const byId = (id) => document.getElementById(id);

/** Ask, and show the answer as it comes. */
async function asked(board, head, path, data, more) {
  const box = board.answerBox(head);
  try {
    await askForNews(
      "ask/" + path,
      { ...board.common(), ...data },
      (piece) => {
        if (piece.line !== undefined) box.line(piece.line);
        if (piece.failed !== undefined) box.line(piece.failed);
        if (piece.offer !== undefined) box.offer(piece.text, () => take(board, piece.offer, null, box));
        if (piece.slot) light(board, piece.slot, box);
        if (piece.done) box.done();
      },
      box.stop.signal,
    );
  } catch (error) {
    box.done();
    board.fail(error);
  }
  if (more) more(box);
}

async function take(board, offer, visits, box) {
  const data = { offer };
  if (visits) data.visits = visits;
  if (box) box.close();
  await board.doing("take", data);
}

/** Light up a good time in the row of its delegation. */
function light(board, slot, box) {
  const place = board.places.find((each) => each.id === slot.row);
  if (place && board.week.view === "visit") {
    const made = element("div", "lit", slot.number);
    made.title = slot.text;
    made.setAttribute("role", "button");
    made.tabIndex = 0;
    made.setAttribute("aria-label", slot.text);
    made.style.left = board.scale.x(slot.start) + "px";
    made.style.top = place.top + 3 + "px";
    made.addEventListener("click", () => take(board, slot.offer, null, box));
    made.addEventListener("keydown", (event) => {
      if (event.key === "Enter") take(board, slot.offer, null, box);
    });
    board.canvas.append(made);
    if (!board.canvas.querySelector(".lit.first")) {
      made.classList.add("first");
      made.scrollIntoView({ block: "center", inline: "center" });
    }
  }
  box.offer(slot.text, () => take(board, slot.offer, null, box));
}

// ---------------------------------------------------------------- improving

function improvingBox(board) {
  const texts = board.week.texts;
  const box = board.answerBox(texts.improve);
  box.improving = true;
  box.state.textContent = "";
  return box;
}

function askSeconds(board) {
  const texts = board.week.texts;
  const box = improvingBox(board);
  const form = element("form", "why-not");
  const input = element("input");
  input.type = "number";
  input.min = 5;
  input.max = 3600;
  input.value = 30;
  input.setAttribute("aria-label", texts.improve_seconds);
  const only = element("details", "only");
  const chosen = element("div", "only-list");
  for (const visit of board.week.visits) {
    const label = element("label", "check");
    const tick = element("input");
    tick.type = "checkbox";
    tick.value = visit.id;
    label.append(tick, element("span", "", visit.client));
    chosen.append(label);
  }
  only.append(element("summary", "", texts.improve_only), element("p", "hint", texts.improve_only_hint), chosen);
  form.append(element("span", "", texts.improve_seconds), input, element("button", "main", texts.start_improving));
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    try {
      const visits = [...chosen.querySelectorAll("input:checked")].map((tick) => tick.value);
      showImproving(board, await ask("improve", { ...board.common(), seconds: Number(input.value) || 30, visits }));
    } catch (error) {
      board.fail(error);
    }
  });
  box.lines.replaceChildren(form, only);
  input.focus();
}

async function refreshImproving(board) {
  try {
    showImproving(board, await ask("improve/state", board.common()));
  } catch (error) {
    board.fail(error);
  }
}

/** Draw the better plan over the week, as long as its box is open. */
function drawGhosts(board, box, bars) {
  board.clearGhosts();
  if (board.box !== box || byId("asked").hidden) return;
  for (const bar of bars) {
    const place = board.places.find((each) => each.id === bar.row);
    if (!place || !board.scale.shows(bar.start, bar.end)) continue;
    const made = drawBar(bar, board.scale, 0, board.week.texts);
    made.classList.add("improved");
    made.tabIndex = -1;
    made.style.top = place.top + 3 + "px";
    board.canvas.append(made);
  }
}

/** Show how far the search is, or what it has found. */
function showImproving(board, state) {
  const texts = board.week.texts;
  if (!state.running && !state.ended) return;
  const box = board.box && board.box.improving && !byId("asked").hidden ? board.box : improvingBox(board);
  box.offers.replaceChildren();
  if (state.running) {
    box.lines.replaceChildren(element("p", "", texts.improving), element("progress"), element("p", "", state.line));
    box.offers.append(button(texts.stop, () => ask("improve/stop", board.common()).catch((error) => board.fail(error)), "main"));
    return;
  }
  const leave = async () => {
    await ask("improve/leave", board.common()).catch((error) => board.fail(error));
    box.close();
  };
  if (!state.offer || !state.visits.length) {
    box.lines.replaceChildren(element("p", "", state.text || state.line));
    box.offers.append(button(texts.close, leave));
    return;
  }
  board.drawGhosts = () => drawGhosts(board, box, state.bars);
  board.drawGhosts();
  const list = element("ul");
  showLines(state.told, list);
  const chosen = element("fieldset", "pins");
  chosen.append(element("legend", "", texts.better));
  for (const visit of state.visits) {
    const label = element("label", "check");
    const tick = element("input");
    tick.type = "checkbox";
    tick.value = visit.id;
    label.append(tick, element("span", "", visit.client));
    chosen.append(label);
  }
  box.lines.replaceChildren(element("p", "", state.line), chosen, list);
  const ticked = () => [...chosen.querySelectorAll("input:checked")].map((tick) => tick.value);
  box.offers.append(
    button(texts.take_all, () => take(board, state.offer, null, box), "main"),
    button(texts.take_chosen, () => ticked().length && take(board, state.offer, ticked(), box)),
    button(texts.leave_it, leave),
  );
}

// ---------------------------------------------------------------- what happened

function askWhatHappened(board) {
  const texts = board.week.texts;
  const box = board.answerBox(texts.happened);
  const form = element("form", "event-form");
  const input = element("textarea");
  input.rows = 2;
  input.maxLength = 400;
  const chosen = board.week.bars.find((bar) => bar.id === board.chosen);
  input.value = chosen ? chosen.client : "";
  input.placeholder = texts.happened_hint;
  input.setAttribute("aria-label", texts.happened);
  form.append(element("p", "hint", texts.happened_hint), input, element("button", "main", texts.look));
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    if (input.value.trim()) asked(board, texts.happened, "happened", { text: input.value.trim() });
  });
  box.state.remove();
  box.lines.replaceChildren(form);
  input.focus();
}

/** Give the board its questions. */
export function addQuestions(board) {
  board.why = (of, at) => asked(board, at ? board.week.texts.why_not + " " + at : board.week.texts.why_here, "why", { of, at });
  board.replan = () => asked(board, board.week.texts.replan, "replan", {});
  board.slots = (of) => asked(board, board.week.texts.slots, "slots", { of });
  board.takeLit = () => {};
  board.heard = (news) => {
    if (news.kind === "improving") refreshImproving(board);
  };
  board.refreshImproving = () => refreshImproving(board);
  byId("improve").addEventListener("click", async () => {
    const state = await ask("improve/state", board.common()).catch(() => ({}));
    if (state.running || state.ended) showImproving(board, state);
    else askSeconds(board);
  });
  byId("happened").addEventListener("click", () => askWhatHappened(board));
}
