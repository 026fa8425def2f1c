/** Papers: files that are made beside the board, and copies of the workbook that were changed elsewhere. */

import { ask, fileAddress } from "./server.js";
import { element } from "./drawing.js";
import { button } from "./panels.js";

const LOOK_AGAIN = 30_000;
const byId = (id) => document.getElementById(id);

function download(board, name) {
  const link = element("a");
  link.href = fileAddress(name, board.lang);
  link.download = name;
  link.click();
}

// ---------------------------------------------------------------- files that are made

class MakingBox {
  constructor(board) {
    this.board = board;
    this.wanted = "";
  }

  async make(file, beside) {
    try {
      this.wanted = beside ? "" : file;
      this.show(await ask("make", { ...this.board.common(), file, beside }));
    } catch (error) {
      this.board.fail(error);
    }
  }

  async refresh() {
    try {
      this.show(await ask("make/state", this.board.common()));
    } catch (error) {
      this.board.fail(error);
    }
  }

  show(state) {
    const texts = this.board.week.texts;
    if (state.running) {
      if (!this.box || this.board.box !== this.box || byId("asked").hidden) {
        this.box = this.board.answerBox(texts.making);
        this.box.state.textContent = "";
      }
      const bar = element("progress");
      bar.setAttribute("aria-label", state.line);
      if (state.of) {
        bar.max = state.of;
        bar.value = state.done;
      }
      this.box.lines.replaceChildren(element("p", "", state.line), bar);
      const stop = async () => {
        this.wanted = "";
        this.show(await ask("make/stop", this.board.common()).catch((error) => this.board.fail(error) || { running: false }));
      };
      this.box.offers.replaceChildren(button(texts.make_stop, stop));
      return;
    }
    if (this.box && this.board.box === this.box) this.box.close();
    this.box = null;
    if (state.failed) {
      this.board.say(state.failed);
      byId("status").className = "failed";
    } else if (state.ready && this.wanted === state.ready) {
      this.wanted = "";
      this.board.say(texts.make_ready);
      download(this.board, state.ready);
    } else if (state.written) {
      this.board.say(state.written);
    }
  }
}

// ---------------------------------------------------------------- copies of the workbook

class CopyDialog {
  constructor(board) {
    this.board = board;
    this.made = element("dialog");
    this.made.id = "copy-dialog";
    document.body.append(this.made);
  }

  async look(key) {
    try {
      this.show(await ask("copy/look", { ...this.board.common(), key }));
    } catch (error) {
      this.board.fail(error);
    }
  }

  async handIn(file) {
    try {
      const content = await inBase64(file);
      this.show(await ask("copy/hand-in", { ...this.board.common(), content, file: file.name }));
    } catch (error) {
      this.board.fail(error);
    }
  }

  show(found) {
    const texts = this.board.week.texts;
    this.made.setAttribute("aria-label", texts.copy_head);
    const head = element("header");
    head.append(element("h2", "", texts.copy_head + " · " + found.name), button(texts.close, () => this.made.close()));
    const body = element("div", "copy-body");
    if (found.rows.length) body.append(this.rows(found));
    else body.append(element("p", "hint", texts.copy_none));
    for (const [title, lines] of [
      [texts.copy_faults, found.faults],
      [texts.copy_ignored, found.ignored],
      ["", found.notes],
    ]) {
      if (!lines.length) continue;
      if (title) body.append(element("h3", "", title));
      const list = element("ul", title === texts.copy_faults ? "finding must" : "hint");
      list.append(...lines.map((line) => element("li", "", line)));
      body.append(list);
    }
    const ticked = () => [...this.made.querySelectorAll("input.take:checked")].map((tick) => tick.value);
    const row = element("div", "questions");
    const every = found.rows.map((each) => each.source);
    if (every.length) {
      row.append(
        button(texts.copy_take_all, () => this.take(found.key, every), "main"),
        button(texts.copy_take_chosen, () => ticked().length && this.take(found.key, ticked())),
      );
    }
    row.append(button(texts.copy_take_none, () => this.leave(found.key)));
    this.made.replaceChildren(head, body, row);
    if (!this.made.open) this.made.showModal();
  }

  rows(found) {
    const texts = this.board.week.texts;
    const made = element("table", "copy-rows");
    const head = element("tr");
    for (const title of ["", texts.copy_cell, texts.copy_row, texts.copy_was, texts.copy_now, texts.copy_here]) {
      head.append(element("th", "", title));
    }
    made.append(head);
    for (const row of found.rows) {
      const line = element("tr", row.clash ? "clash" : "");
      const tick = element("input", "take");
      tick.type = "checkbox";
      tick.value = row.source;
      tick.checked = !row.clash;
      tick.setAttribute("aria-label", row.cell + " " + row.what);
      const box = element("td");
      box.append(tick);
      line.append(box, ...[row.cell, row.what, row.was, row.now, row.here].map((text) => element("td", "", text)));
      made.append(line);
    }
    return made;
  }

  async take(key, sources) {
    this.made.close();
    await this.board.doing("copy/take", { key, sources });
    this.after();
  }

  async leave(key) {
    await ask("copy/leave", { ...this.board.common(), key }).catch((error) => this.board.fail(error));
    this.made.close();
    this.after();
  }
}

function inBase64(file) {
  return new Promise((done, failed) => {
    const reader = new FileReader();
    reader.onload = () => done(String(reader.result).replace(/^[^,]*,/, ""));
    reader.onerror = () => failed(reader.error);
    reader.readAsDataURL(file);
  });
}

/** The notice that the workbook beside plan.json was changed. */
class CopyNotice {
  constructor(board, dialog) {
    this.board = board;
    this.dialog = dialog;
    this.made = element("section");
    this.made.id = "copy-notice";
    this.made.setAttribute("role", "status");
    this.made.hidden = true;
    byId("panel").prepend(this.made);
    dialog.after = () => this.look();
    window.addEventListener("focus", () => this.look());
    setInterval(() => this.look(), LOOK_AGAIN);
    setTimeout(() => this.look(), 1500);
  }

  async look() {
    if (!this.board.week || document.hidden) return;
    const state = await ask("copy/state", this.board.common()).catch(() => null);
    if (!state) return;
    this.made.hidden = !state.found;
    if (!state.found) this.made.replaceChildren();
    else this.made.replaceChildren(element("p", "", state.text), button(this.board.week.texts.copy_look, () => this.dialog.look(state.key)));
  }
}

/** Give the board its papers. */
export function addPapers(board) {
  const making = new MakingBox(board);
  const dialog = new CopyDialog(board);
  board.copyNotice = new CopyNotice(board, dialog);
  const chosen = element("input");
  chosen.type = "file";
  chosen.accept = ".xlsx";
  chosen.hidden = true;
  chosen.id = "handed-in";
  document.body.append(chosen);
  chosen.addEventListener("change", () => {
    if (chosen.files.length) dialog.handIn(chosen.files[0]);
    chosen.value = "";
  });
  byId("download").addEventListener("change", () => {
    const name = byId("download").value;
    byId("download").value = "";
    if (name === "plan.json") download(board, name);
    else if (name === "beside") making.make("plan.xlsx", true);
    else if (name === "merge") chosen.click();
    else if (name) making.make(name, false);
  });
  const heard = board.heard;
  board.heard = (news) => {
    if (heard) heard(news);
    if (news.kind === "making") making.refresh();
  };
}
