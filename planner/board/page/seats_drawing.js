/** Draws a hall or a car as SVG: furniture, and a control for every seat. Texts are set as texts, never as markup. */

const SVG = "http://www.w3.org/2000/svg";
const WIDE = /[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef]/;

/** An SVG element with attributes and perhaps a text. */
export function shape(tag, attributes, text) {
  const made = document.createElementNS(SVG, tag);
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  if (text !== undefined) made.textContent = text;
  return made;
}

/** How wide a text is, in sizes of its letters. */
function width(text) {
  let sum = 0;
  for (const sign of text) sum += WIDE.test(sign) ? 1 : 0.56;
  return sum;
}

function cut(text, room, size) {
  if (width(text) * size <= room) return text;
  let kept = "";
  for (const sign of text) {
    if (width(kept + sign + "…") * size > room) break;
    kept += sign;
  }
  return kept + "…";
}

/** Lines of a name at the largest size at which it fits, broken at blanks and before brackets. */
function lines(text, room, largest, smallest, most) {
  const parts = text.replaceAll("\uff08", " \uff08").split(" ").filter(Boolean);
  for (let size = largest; size >= smallest; size -= 1) {
    const made = [];
    let line = "";
    for (const part of parts) {
      const longer = line ? line + (part.startsWith("\uff08") ? "" : " ") + part : part;
      if (width(longer) * size <= room || !line) line = longer;
      else {
        made.push(line);
        line = part;
      }
    }
    made.push(line);
    if (made.length <= most && made.every((each) => width(each) * size <= room)) return [made, size];
  }
  return [[cut(text, room, smallest)], smallest];
}

/** What is written on a seat: the sign of the person, the name, and the title as far as there is room. */
function writing(group, seat, person, texts) {
  const room = seat.w - 6;
  const high = seat.h > 50 ? 2 : 1;
  const [name, size] = lines(person.name, room, 17, 9, high);
  const head = 13;
  const rest = seat.h - head - 4;
  const step = size * 1.12;
  const noted = rest - name.length * step >= 11;
  const top = -seat.h / 2 + head + (rest - name.length * step - (noted ? 11 : 0)) / 2;
  group.append(shape("text", { class: "mark-of", x: -seat.w / 2 + 8, y: -seat.h / 2 + 13, "font-size": 10 }, person.mark));
  name.forEach((line, k) => {
    group.append(shape("text", { class: "name-of", x: 0, y: top + step * (k + 0.82), "text-anchor": "middle", "font-size": size }, line));
  });
  if (noted) {
    const small = 9;
    const title = cut(person.title, room, small);
    group.append(shape("text", { class: "title-of", x: 0, y: top + step * name.length + 10, "text-anchor": "middle", "font-size": small }, title));
  }
  const signs = (person.locked ? texts.sign_locked : "") + (person.level ? texts["sign_" + person.level] : "");
  if (signs) {
    group.append(shape("text", { class: "signs-of " + person.level, x: seat.w / 2 - 7, y: -seat.h / 2 + 13.5, "text-anchor": "end", "font-size": 11 }, signs));
  }
}

function drawSeat(seat, person, texts) {
  const kind = person ? (person.helper ? "helper" : person.side) : "free";
  const classes = ["seat", kind, person && person.locked ? "locked" : "", person && person.byhand ? "byhand" : "", person ? person.level : ""];
  const group = shape("g", {
    class: classes.filter(Boolean).join(" "),
    transform: `translate(${seat.x} ${seat.y})`,
    role: "button",
    tabindex: "0",
    "aria-label": seat.label,
  });
  group.dataset.at = seat.at;
  group.dataset.seat = seat.seat;
  group.dataset.leg = seat.leg;
  if (person) group.dataset.person = person.id;
  group.append(shape("title", {}, seat.label));
  const [x, y] = [-seat.w / 2 + 1, -seat.h / 2 + 1];
  group.append(shape("rect", { class: "chair", x, y, width: seat.w - 2, height: seat.h - 2, rx: kind === "host" ? 3 : 12 }));
  if (person) writing(group, seat, person, texts);
  else group.append(shape("text", { class: "title-of", x: 0, y: 4, "text-anchor": "middle", "font-size": 11 }, cut(texts.seats_empty, seat.w - 4, 11)));
  group.append(shape("text", { class: "verdict-of", x: seat.w / 2 - 5, y: -seat.h / 2 + 15, "text-anchor": "end", "font-size": 14 }, ""));
  return group;
}

function drawTable(table) {
  const group = shape("g", { class: "furniture" + (table.main ? " main" : "") + (table.spare ? " spare" : "") });
  if (table.car) {
    const [x0, y0, x1, y1] = table.car;
    group.append(shape("rect", { class: "car-body", x: x0, y: y0, width: x1 - x0, height: y1 - y0, rx: 22 }));
    return group;
  }
  if (table.r) {
    group.append(shape("circle", { class: "table", cx: table.x, cy: table.y, r: table.r }));
    if (table.main) group.append(shape("circle", { class: "inner", cx: table.x, cy: table.y, r: table.r - 4 }));
  } else if (table.points) {
    group.append(shape("polygon", { class: "table", points: table.points.map((spot) => spot.join(",")).join(" ") }));
  }
  const label = table.short || table.name;
  const room = table.r ? table.r * 1.8 : 150;
  const [text, size] = lines(label, room, 22, 9, 2);
  if (table.r || table.points) {
    text.forEach((line, k) => {
      const y = table.y + size * (k - (text.length - 1) / 2) * 1.1 + size * 0.35 - (table.more ? 14 : 0);
      group.append(shape("text", { class: "table-name", x: table.x, y, "text-anchor": "middle", "font-size": size }, line));
    });
  }
  return group;
}

/** The control that puts one more chair to a table. */
function drawMore(table) {
  const group = shape("g", {
    class: "more",
    transform: `translate(${table.x} ${table.y + 18})`,
    role: "button",
    tabindex: "0",
    "aria-label": table.label,
  });
  group.dataset.at = table.id;
  group.append(shape("title", {}, table.label));
  group.append(shape("circle", { class: "chair", r: 13 }));
  group.append(shape("text", { x: 0, y: 5.5, "text-anchor": "middle", "font-size": 16 }, "+"));
  group.append(shape("text", { class: "verdict-of", x: 0, y: 26, "text-anchor": "middle", "font-size": 13 }, ""));
  return group;
}

/** Draw one hall, or one car on one leg; `scale`: pixels a centimetre. */
export function drawArea(area, people, texts, scale) {
  const [x0, y0, x1, y1] = area.box;
  const made = shape("svg", {
    class: "area",
    viewBox: `${x0} ${y0} ${x1 - x0} ${y1 - y0}`,
    width: Math.round((x1 - x0) * scale),
    height: Math.round((y1 - y0) * scale),
    role: "group",
    "aria-label": area.name,
  });
  for (const table of area.tables) made.append(drawTable(table));
  for (const mark of area.marks) {
    const box = shape("g", { class: "opening " + mark.kind, transform: `translate(${mark.x} ${mark.y})` });
    const size = mark.kind === "driver" ? 14 : 13;
    const wide = width(mark.text) * size + 14;
    if (mark.kind === "side") {
      box.append(shape("text", { "text-anchor": "middle", "font-size": 12, transform: "rotate(90)" }, mark.text));
    } else {
      if (mark.kind !== "front") box.append(shape("rect", { x: -wide / 2, y: -10, width: wide, height: 20, rx: 3 }));
      box.append(shape("text", { "text-anchor": "middle", y: 4.5, "font-size": size }, mark.text));
    }
    made.append(box);
  }
  for (const table of area.tables) if (table.more) made.append(drawMore(table));
  for (const seat of area.seats) made.append(drawSeat(seat, people[seat.person], texts));
  return made;
}

/** Pixels a centimetre at which everything is seen, but names can be read. */
export function fitting(areas, room, height) {
  let scale = 1.7;
  let least = 0;
  for (const area of areas) {
    const [x0, y0, x1, y1] = area.box;
    if (areas.length === 1) scale = Math.min(scale, room / (x1 - x0), height / (y1 - y0));
    for (const seat of area.seats) least = Math.max(least, 64 / seat.w);
  }
  return Math.max(areas.length > 1 ? 1 : scale, Math.min(least, 1.2));
}
