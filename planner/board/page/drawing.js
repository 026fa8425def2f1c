/** Draws the week: days and hours, rows, bars, waits. Texts are set as texts, never as markup. */

export const LANE = 40;
const GAP = 10;
const AHEAD = 400;

/** An element with a class and a text. */
export function element(tag, name, text) {
  const made = document.createElement(tag);
  if (name) made.className = name;
  if (text !== undefined) made.textContent = text;
  return made;
}

/** Where moments are on the screen: days side by side, nights left out. */
export class Scale {
  constructor(days, zoom) {
    this.days = days;
    this.zoom = zoom;
    this.lefts = [];
    let x = 0;
    for (const day of days) {
      this.lefts.push(x);
      x += ((day.to - day.from) / 60) * zoom + GAP;
    }
    this.width = Math.max(0, x - GAP);
  }

  x(minute) {
    for (let k = 0; k < this.days.length; k++) {
      const day = this.days[k];
      if (minute <= day.to || k === this.days.length - 1) {
        const inside = Math.min(Math.max(minute, day.from), day.to);
        return this.lefts[k] + ((inside - day.from) / 60) * this.zoom;
      }
    }
    return 0;
  }

  shows(start, end) {
    return this.days.some((day) => start < day.to && end > day.from);
  }

  minute(x) {
    let k = this.lefts.findLastIndex((left) => left <= x);
    if (k < 0) k = 0;
    const day = this.days[k];
    return Math.min(day.from + ((x - this.lefts[k]) / this.zoom) * 60, day.to);
  }

  dayOf(minute) {
    return this.days.find((day) => minute < day.to) || this.days[this.days.length - 1];
  }
}

/** Hours and minutes of a moment on the clock. */
export function clock(minute) {
  const inDay = ((minute % 1440) + 1440) % 1440;
  return String(Math.floor(inDay / 60)).padStart(2, "0") + ":" + String(inDay % 60).padStart(2, "0");
}

/** Bars or waits by their row. */
function grouped(parts) {
  const found = new Map();
  for (const part of parts) {
    if (!found.has(part.row)) found.set(part.row, []);
    found.get(part.row).push(part);
  }
  return found;
}

/** Lane of each bar of a row, so that none covers another. */
function lanes(bars) {
  const ends = [];
  const found = new Map();
  for (const bar of [...bars].sort((a, b) => a.start - b.start || b.end - a.end)) {
    let lane = ends.findIndex((end) => end <= bar.start);
    if (lane < 0) lane = ends.length;
    ends[lane] = bar.end;
    found.set(bar, lane);
  }
  return [found, Math.max(1, ends.length)];
}

/** Draw days and hours. */
export function drawDays(into, scale) {
  const made = document.createDocumentFragment();
  scale.days.forEach((day, k) => {
    const box = element("div", day.off ? "day off" : "day");
    box.style.left = scale.lefts[k] + "px";
    box.style.width = ((day.to - day.from) / 60) * scale.zoom + "px";
    box.append(element("span", "day-name", day.label));
    const step = scale.zoom >= 34 ? 60 : scale.zoom >= 17 ? 120 : 240;
    for (let minute = Math.ceil(day.from / step) * step; minute < day.to; minute += step) {
      const hour = element("span", "hour", clock(minute).slice(0, 2));
      hour.style.left = ((minute - day.from) / 60) * scale.zoom + "px";
      box.append(hour);
    }
    made.append(box);
  });
  into.replaceChildren(made);
  into.style.width = scale.width + "px";
}

/** The marks of a bar: problem, pin, something to be found. */
function marks(bar, texts) {
  const box = element("span", "marks");
  if (bar.level) box.append(element("span", "mark " + bar.level, texts["sign_" + bar.level]));
  if (bar.open) box.append(element("span", "mark open", "?"));
  if (bar.pins.length) box.append(element("span", "mark pin", "●"));
  return box;
}

/** Draw one bar. */
export function drawBar(bar, scale, lane, texts) {
  const left = scale.x(bar.start);
  const width = Math.max(5, scale.x(bar.end) - left - 1);
  const size = width < 46 ? "tiny" : width < 96 ? "small" : "";
  const made = element("div", ["bar", bar.what, "k-" + bar.kind, bar.level, size].filter(Boolean).join(" "));
  const tall = bar.what === "item" || bar.tall;
  if (bar.tall) made.classList.add("tall");
  if (bar.byhand) made.classList.add("byhand");
  made.style.left = left + "px";
  made.style.width = width + "px";
  made.style.top = lane * LANE + 3 + "px";
  made.setAttribute("role", "button");
  made.tabIndex = 0;
  made.setAttribute("aria-label", bar.name);
  made.title = bar.name;
  made.dataset.id = bar.id;
  made.dataset.row = bar.row;
  if (width < 15 ? false : tall || width > 60) {
    made.append(element("span", "what", size === "tiny" && bar.short ? bar.short : bar.label));
    if (size !== "tiny" && tall) made.append(element("span", "where", size === "small" ? bar.span.slice(0, 5) : bar.below));
  }
  made.append(marks(bar, texts));
  return made;
}

/** Fill rows with their bars when they come near what is seen of `scroller`; at once those that are there. */
function fillInSight(places, scroller, canvas) {
  if (canvas.watching) canvas.watching.disconnect();
  const until = scroller.scrollTop + scroller.clientHeight + AHEAD;
  const waiting = new Map();
  for (const place of places) {
    if (place.top + place.height > scroller.scrollTop - AHEAD && place.top < until) place.fill();
    else waiting.set(place.line, place);
  }
  canvas.watching = new IntersectionObserver(
    (entries) => {
      for (const entry of entries) {
        if (!entry.isIntersecting) continue;
        canvas.watching.unobserve(entry.target);
        waiting.get(entry.target).fill();
      }
    },
    { root: scroller, rootMargin: AHEAD + "px" },
  );
  for (const line of waiting.keys()) canvas.watching.observe(line);
}

/**
 * Draw all rows, and return the place of each on the screen. With a `scroller` the bars of rows out of sight are drawn when
 * they come near; `place.fill()` draws them at once.
 */
export function drawRows(week, rows, bars, scale, names, canvas, scroller) {
  const places = [];
  const nameBox = document.createDocumentFragment();
  const box = document.createDocumentFragment();
  const byRow = grouped(bars);
  const waits = grouped(week.waits);
  let top = 0;
  for (const row of rows) {
    const mine = (byRow.get(row.id) || []).filter((bar) => scale.shows(bar.start, bar.end));
    const [lane, count] = lanes(mine);
    const height = count * LANE + 6;
    const name = element("div", "row-name");
    name.style.height = height + "px";
    name.append(element("b", "", row.name), element("span", "", row.note));
    name.title = row.name;
    name.dataset.row = row.id;
    name.tabIndex = 0;
    name.setAttribute("role", "button");
    nameBox.append(name);
    const line = element("div", "row");
    line.style.height = height + "px";
    line.dataset.row = row.id;
    line.setAttribute("role", "group");
    line.setAttribute("aria-label", row.name);
    const place = { id: row.id, top, height, line };
    place.fill = () => {
      place.fill = () => {};
      fillRow(line, mine, waits.get(row.id) || [], scale, lane, week.texts);
      if (place.filled) place.filled(line);
    };
    if (!scroller) place.fill();
    box.append(line);
    places.push(place);
    top += height;
  }
  names.replaceChildren(nameBox);
  canvas.replaceChildren(box);
  canvas.style.width = scale.width + "px";
  canvas.style.height = top + "px";
  for (let k = 0; k < scale.days.length; k++) {
    const day = scale.days[k];
    const shade = element("div", day.off ? "shade off" : "shade");
    shade.style.left = scale.lefts[k] + "px";
    shade.style.width = ((day.to - day.from) / 60) * scale.zoom + "px";
    shade.style.backgroundSize = scale.zoom + "px 100%";
    canvas.prepend(shade);
  }
  if (scroller) fillInSight(places, scroller, canvas);
  return places;
}

/** Draw the waits and bars of one row. */
function fillRow(line, bars, waits, scale, lane, texts) {
  const made = document.createDocumentFragment();
  for (const wait of waits) {
    if (!scale.shows(wait.start, wait.end)) continue;
    const box = element("div", "wait");
    box.style.left = scale.x(wait.start) + "px";
    box.style.width = Math.max(2, scale.x(wait.end) - scale.x(wait.start)) + "px";
    box.title = wait.text;
    made.append(box);
  }
  for (const bar of bars) made.append(drawBar(bar, scale, lane.get(bar), texts));
  line.append(made);
}

const PAPER = { width: 1050, height: 690, names: 130, head: 42 };
const SMALLEST = 0.45;

/** Draw a page a day for the printer: as small as it must be, but so many rows that nobody could read them take more pages. */
export function drawPages(week, rows, bars, into) {
  into.replaceChildren();
  for (const day of week.days) {
    const shown = new Scale([day], 1);
    const mine = bars.filter((bar) => shown.shows(bar.start, bar.end));
    const busy = new Set(mine.map((bar) => bar.row));
    if (!busy.size) continue;
    const parts = pagesOf(rows.filter((row) => busy.has(row.id)), grouped(mine));
    parts.forEach((part, k) => {
      const number = parts.length > 1 ? " " + (k + 1) + "/" + parts.length : "";
      into.append(sheet(week, part, mine, day, week.title + " · " + day.label + number));
    });
  }
}

/** Rows of each page of a day, with the size at which they fit on it. */
function pagesOf(rows, byRow) {
  const heights = rows.map((row) => lanes(byRow.get(row.id) || [])[1] * LANE + 7);
  const whole = heights.reduce((sum, height) => sum + height, 0);
  const most = PAPER.height / SMALLEST - PAPER.head;
  const room = whole / Math.ceil(whole / most) + (whole > most ? Math.max(...heights) : 0);
  const pages = [];
  rows.forEach((row, k) => {
    const last = pages[pages.length - 1];
    if (!last || last.height + heights[k] > Math.max(room, heights[k])) pages.push({ rows: [row], height: heights[k] });
    else {
      last.rows.push(row);
      last.height += heights[k];
    }
  });
  return pages;
}

function sheet(week, part, bars, day, title) {
  const page = element("section", "sheet");
  page.append(element("h2", "", title));
  const size = Math.min(1, PAPER.height / (part.height + PAPER.head));
  const scale = new Scale([day], (PAPER.width / size - PAPER.names) / ((day.to - day.from) / 60));
  const body = element("div", "sheet-body");
  const days = element("div", "sheet-days");
  const names = element("div", "sheet-names");
  const canvas = element("div", "sheet-canvas");
  drawDays(days, scale);
  drawRows(week, part.rows, bars, scale, names, canvas);
  body.style.zoom = size;
  body.append(days, names, canvas);
  page.append(body);
  return page;
}
