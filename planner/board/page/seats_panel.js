/** What stands beside the seats: a person, why they sit lower, what is not kept, what is to be printed again. */

import { ask, askFile } from "./server.js";
import { element } from "./drawing.js";
import { button } from "./panels.js";

function section(head, name) {
  const made = element("section", name || "");
  made.append(element("h2", "", head));
  return made;
}

/** Show all that is to be said about the seats that are drawn. */
export function showSeatPanel(view, into) {
  const made = [person(view), whole(view), findings(view), again(view)];
  into.replaceChildren(...made.filter(Boolean));
}

function person(view) {
  const { texts, data } = view;
  const found = data.people[view.chosen];
  const box = section(texts.seats_person, "seat-person");
  if (!found) {
    box.append(element("p", "hint", texts.seats_hint), element("p", "hint", texts.seats_keys));
    return box;
  }
  box.append(element("h3", "", found.mark + " " + found.name));
  box.append(element("p", "", [found.post, found.principal].filter(Boolean).join(" · ")), element("p", "", found.place));
  for (const note of found.notes) box.append(element("p", "hint", note));
  if (found.byhand) box.append(element("p", "hint", texts.seats_byhand));
  if (found.locked) box.append(element("p", "hint", texts.sign_locked + " " + texts.seats_locked));
  const row = element("div", "questions");
  const lock = { kind: "lock", of: data.of, person: found.id, on: !found.locked };
  row.append(button(found.locked ? texts.seats_unlock : texts.seats_lock, () => view.do(lock, found.id), "lock"));
  row.append(why(view, found));
  box.append(row, view.answer || "");
  return box;
}

function why(view, found) {
  const { texts, data } = view;
  const form = element("form", "why-seat");
  const choice = element("select");
  choice.setAttribute("aria-label", texts.seats_why_than);
  choice.append(new Option(texts.seats_why_all, ""));
  for (const other of Object.values(data.people)) {
    if (other.id !== found.id) choice.append(new Option(other.mark + " " + other.name, other.id));
  }
  form.append(element("span", "", texts.seats_why), choice, element("button", "", texts.ask));
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const box = element("div", "lines seat-answer");
    box.setAttribute("role", "status");
    box.append(element("p", "hint", texts.asking));
    if (view.answer) view.answer.remove();
    view.answer = box;
    form.parentElement.after(box);
    try {
      const told = await ask("seats/why", { ...view.board.common(), of: data.of, person: found.id, other: choice.value });
      box.replaceChildren(...told.lines.map((line) => element("p", "", line)));
    } catch (error) {
      box.remove();
      view.answer = null;
      view.board.fail(error);
    }
  });
  return form;
}

function whole(view) {
  const { texts, data } = view;
  const box = section(texts.seats_verdict, "seat-verdict");
  const list = element("ul");
  for (const line of data.lost) list.append(element("li", "finding must", texts.seats_lost + (view.board.lang === "zh" ? "：" : ": ") + line));
  for (const line of data.verdict) list.append(element("li", "", line));
  box.append(list);
  const locked = Object.values(data.people).some((each) => each.locked);
  if (locked || data.byhand) {
    const text = locked ? texts.seats_anew : texts.seats_from_rules;
    box.append(button(text, () => view.do({ kind: "anew", of: data.of }, view.chosen), "main anew"));
  }
  return box;
}

function findings(view) {
  const { texts, data } = view;
  const box = section(texts.seats_findings, "seat-findings");
  const list = element("ul");
  if (!data.findings.length) list.append(element("li", "hint", texts.findings_none));
  for (const finding of data.findings) {
    const line = element("li", "finding " + finding.level);
    const text = (texts["sign_" + finding.level] || "") + " " + finding.text;
    const there = finding.people.find((id) => data.people[id]);
    if (there) line.append(button(text, () => view.choose(there, true), "plain"));
    else line.append(element("span", "", text));
    list.append(line);
  }
  box.append(list);
  return box;
}

function again(view) {
  const { texts, data } = view;
  const box = section(texts.seats_again, "seat-again");
  const { cards, charts, any } = data.reprint;
  const lost = data.reprint.void;
  if (!any) {
    box.append(element("p", "hint", texts.seats_again_none));
    return box;
  }
  for (const [head, names] of [[texts.seats_cards, cards], [texts.seats_charts, charts], [texts.seats_void, lost]]) {
    if (names.length) {
      const line = element("p");
      line.append(element("b", "", head), element("span", "", " " + names.join(view.board.lang === "zh" ? "\u3001" : ", ")));
      box.append(line);
    }
  }
  const made = button(texts.seats_download, () => download(view, made), "download");
  box.append(made);
  return box;
}

/** Fetch the cards; once they are here, they count as printed. */
async function download(view, made) {
  made.disabled = true;
  try {
    const content = await askFile("cards.zip", view.board.lang, { of: view.data.of });
    const link = element("a");
    link.href = URL.createObjectURL(content);
    link.download = "cards.zip";
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 60000);
    await view.refresh();
  } catch (error) {
    made.disabled = false;
    view.board.fail(error);
  }
}
