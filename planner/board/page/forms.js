/** Forms for facts of the week: built as the program describes them; its faults stand beside their fields. */

import { ask, Refused } from "./server.js";
import { element } from "./drawing.js";
import { button } from "./panels.js";

const byId = (id) => document.getElementById(id);
let number = 0;

/** One field: its label, what is typed, its explanation and its fault. */
class Field {
  constructor(column, text, fresh) {
    this.column = column;
    this.was = fresh ? "" : text;
    const id = "field-" + ++number;
    this.box = element("div", "field");
    const name = element("label", "field-name", column.label + (column.needed ? " *" : ""));
    name.htmlFor = id;
    this.input = column.options.length ? this.choice(text) : element("input");
    this.input.id = id;
    this.input.value = text;
    if (this.input.tagName === "INPUT") {
      this.input.maxLength = 400;
      this.input.autocomplete = "off";
    }
    this.fault = element("span", "fault");
    this.fault.id = id + "-fault";
    this.fault.setAttribute("role", "alert");
    this.input.setAttribute("aria-describedby", this.fault.id);
    this.box.append(name, this.input);
    if (column.names.length) this.box.append(this.list(id + "-names"));
    if (column.help) this.box.append(element("span", "field-help", column.help));
    this.box.append(this.fault);
  }

  choice(text) {
    const made = element("select");
    const known = [["", ""], ...this.column.options];
    if (!known.some(([value]) => value === text)) known.push([text, text]);
    made.append(...known.map(([value, shown]) => new Option(shown, value)));
    return made;
  }

  list(id) {
    const made = element("datalist");
    made.id = id;
    made.append(...this.column.names.map((name) => new Option(name, name)));
    this.input.setAttribute("list", id);
    return made;
  }

  get changed() {
    return this.input.value.trim() !== this.was.trim();
  }

  tell(text) {
    this.fault.textContent = text;
    if (text) this.input.setAttribute("aria-invalid", "true");
    else this.input.removeAttribute("aria-invalid");
    for (let at = this.box; text && at; at = at.parentElement) if (at.tagName === "DETAILS") at.open = true;
  }
}

/** One row of a section. */
class FormRow {
  constructor(section, row, texts, open) {
    this.section = section;
    this.row = row;
    this.fields = section.columns.map((column) => new Field(column, row.cells[column.id] || "", !row.id));
    this.box = element("details", "form-row");
    this.box.open = open;
    const usual = element("div", "fields");
    const rare = element("div", "fields");
    for (const field of this.fields) (field.column.rare && !field.input.value ? rare : usual).append(field.box);
    this.fault = element("p", "fault");
    this.box.append(element("summary", "", row.label), this.fault, usual);
    if (rare.children.length) {
      const more = element("details", "rare");
      more.append(element("summary", "", texts.more_fields), rare);
      this.box.append(more);
    }
    if (section.gone && row.id) this.box.append(this.goneTick(texts));
    this.kind = this.fields.find((field) => field.column.chooses);
    if (this.kind) {
      this.kind.input.addEventListener("change", () => this.fit());
      this.fit();
    }
  }

  goneTick(texts) {
    const label = element("label", "check");
    this.gone = element("input");
    this.gone.type = "checkbox";
    label.append(this.gone, element("span", "", texts.take_row_out));
    return label;
  }

  /** Show only what the chosen kind has. */
  fit() {
    const kind = this.kind.input.value;
    for (const field of this.fields) {
      const { kinds } = field.column;
      field.box.hidden = kind !== "" && kinds.length > 0 && !kinds.includes(kind) && !field.input.value;
    }
  }

  /** What was typed; null: nothing. */
  typed() {
    const gone = this.gone !== undefined && this.gone.checked;
    const changed = gone ? [] : this.fields.filter((field) => field.changed);
    if (!changed.length && !gone) return null;
    const cells = Object.fromEntries(changed.map((field) => [field.column.id, field.input.value]));
    return { form: this.section.form, id: this.row.id, owner: this.row.owner, cells, gone };
  }

  clear() {
    this.fault.textContent = "";
    for (const field of this.fields) field.tell("");
  }
}

/** A form that is open, or was left with something typed. */
class OpenForm {
  constructor(board, form) {
    this.board = board;
    this.texts = board.week.texts;
    this.number = form.number;
    this.form = form;
    this.rows = [];
    this.box = element("form", "facts-form");
    this.box.noValidate = true;
    const head = element("div", "answer-head");
    head.append(element("h2", "", form.title), button(this.texts.close, () => byId("form").close(), "plain"));
    this.faults = element("div", "faults");
    this.faults.setAttribute("role", "alert");
    this.box.append(head, this.faults);
    for (const section of form.sections) this.box.append(this.section(section));
    if (form.requests.length) this.box.append(this.requests(form));
    const row = element("div", "questions");
    const submit = element("button", "main", this.texts.submit);
    row.append(submit, button(this.texts.discard, () => this.discard()));
    this.box.append(row);
    this.box.addEventListener("submit", (event) => {
      event.preventDefault();
      this.send();
    });
  }

  get key() {
    return this.form.what + " " + this.form.of;
  }

  section(section) {
    const made = element("fieldset", "form-section");
    made.append(element("legend", "", section.title));
    if (section.help) made.append(element("p", "hint", section.help));
    const list = element("div");
    const add = (row, open) => {
      const shown = new FormRow(section, row, this.texts, open);
      this.rows.push(shown);
      list.append(shown.box);
      return shown;
    };
    section.rows.forEach((row, k) => add(row, section.rows.length === 1 || (!row.id && k === 0)));
    made.append(list);
    if (section.new) {
      made.append(
        button(this.texts.add_row, () => {
          const shown = add(section.new, true);
          shown.fields[0].input.focus();
        }),
      );
    }
    return made;
  }

  requests(form) {
    const made = element("fieldset", "form-section");
    made.append(element("legend", "", this.texts.requests));
    const row = element("div", "questions");
    for (const each of form.requests) row.append(button(each.label, () => this.board.openForm("request", each.of)));
    row.append(button(this.texts.new_request, () => this.board.openForm("request", form.of + "/")));
    made.append(row);
    return made;
  }

  get isChanged() {
    return this.rows.some((row) => row.typed() !== null);
  }

  discard() {
    this.board.drafts.delete(this.key);
    this.discarded = true;
    byId("form").close();
  }

  async send() {
    const sent = this.rows.filter((row) => row.typed() !== null);
    this.clear();
    const typed = { what: this.form.what, of: this.form.of, rows: sent.map((row) => row.typed()) };
    try {
      const done = await ask("form/do", { ...this.board.common(), number: this.number, typed });
      if (done.faults.length) this.tell(done.faults, sent);
      else await this.done(done);
    } catch (error) {
      this.faults.replaceChildren(element("p", "fault", error instanceof Refused ? error.message : this.texts.offline));
      if (error instanceof Refused && error.stale) await this.catchUp();
    }
  }

  clear() {
    this.faults.replaceChildren();
    for (const row of this.rows) row.clear();
  }

  tell(faults, sent) {
    let first = null;
    for (const fault of faults) {
      const text = fault.text + (fault.maybe ? " → " + fault.maybe : "");
      const row = sent[fault.row];
      const field = row && row.fields.find((each) => each.column.id === fault.column);
      if (field) field.tell(text);
      else if (row) row.fault.textContent += text + " ";
      else this.faults.append(element("p", "fault", text));
      if (row) row.box.open = true;
      first = first || (field && field.input);
    }
    this.faults.prepend(element("p", "fault", this.texts.form_faults + " " + faults.length));
    if (first) first.focus();
  }

  /** Somebody has changed the same facts: what was typed stays, what they wrote is told, and the next time counts. */
  async catchUp() {
    const now = await ask("form", { ...this.board.common(), what: this.form.what, of: this.form.of }).catch(() => null);
    if (!now) return;
    this.number = now.number;
    for (const row of this.rows) {
      const section = now.sections.find((each) => each.form === row.section.form);
      const fresh = section && section.rows.find((each) => each.id && each.id === row.row.id);
      for (const field of fresh ? row.fields : []) {
        const text = fresh.cells[field.column.id] || "";
        if (text === field.was) continue;
        if (field.changed) field.tell(this.texts.others_wrote + " " + text);
        else field.input.value = text;
        field.was = text;
      }
    }
  }

  async done(done) {
    const { board } = this;
    board.drafts.delete(this.key);
    this.discarded = true;
    byId("form").close();
    await board.load();
    board.say(done.said);
    const box = board.answerBox(this.texts.facts_changed);
    box.done();
    box.line(done.said);
    if (!done.broken.length) {
      box.line(this.texts.nothing_broken);
      return;
    }
    box.line(this.texts.broken_now);
    for (const each of done.broken) {
      box.lines.append(element("p", "finding " + each.level, this.texts["sign_" + each.level] + " " + each.text));
    }
    if (done.more) box.line("… +" + done.more);
    box.offer(this.texts.replan, () => board.replan());
    box.offer(this.texts.improve, () => byId("improve").click());
  }
}

/** Give the board its forms. */
export function addForms(board) {
  const dialog = byId("form");
  board.drafts = new Map();
  board.openForm = async (what, of) => {
    try {
      const kept = board.drafts.get(what + " " + of);
      const open = kept || new OpenForm(board, await ask("form", { ...board.common(), what, of }));
      if (dialog.open) dialog.close();
      dialog.replaceChildren(open.box);
      dialog.openForm = open;
      dialog.setAttribute("aria-label", open.form.title);
      dialog.showModal();
      const first = dialog.querySelector(".form-row[open] input, .form-row[open] select");
      if (first) first.focus();
      if (kept) open.faults.replaceChildren(element("p", "hint", open.texts.draft_kept));
    } catch (error) {
      board.fail(error);
    }
  };
  dialog.addEventListener("close", () => {
    const open = dialog.openForm;
    if (open && !open.discarded && open.isChanged) board.drafts.set(open.key, open);
  });
  const ofRow = (target) => target.closest("#names .row-name[data-row]");
  const openRow = (made) => {
    if (board.week.view === "visit") board.openForm("visit", made.dataset.row);
    else board.openForm("absence", board.week.view + ":" + made.dataset.row);
  };
  byId("names").addEventListener("click", (event) => {
    const made = ofRow(event.target);
    if (made) openRow(made);
  });
  byId("names").addEventListener("keydown", (event) => {
    const made = ofRow(event.target);
    if (!made || (event.key !== "Enter" && event.key !== " ")) return;
    event.preventDefault();
    openRow(made);
  });
  byId("new-visit").addEventListener("click", () => board.openForm("visit", ""));
  byId("absences").addEventListener("click", () => board.openForm("absence", ""));
}
