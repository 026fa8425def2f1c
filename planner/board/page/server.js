/** The board's program: questions as JSON, news as server-sent events. */

const base = location.pathname.replace(/[^/]*$/, "") + "api/";

/** What the program refuses, with its own words. */
export class Refused extends Error {
  constructor(text, stale) {
    super(text);
    this.stale = stale;
  }
}

/** Ask the program; `signal` ends the question. */
export async function ask(path, data, signal) {
  const answer = await fetch(base + path, {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify(data),
    signal,
  });
  const type = answer.headers.get("Content-Type") || "";
  const found = type.startsWith("application/json") ? await answer.json() : {};
  if (!answer.ok) throw new Refused(found.refused || String(answer.status), found.stale === true);
  return found;
}

/** Ask for an answer that comes line by line: `tell` is called with each piece of news. */
export async function askForNews(path, data, tell, signal) {
  const answer = await fetch(base + path, {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify(data),
    signal,
  });
  if (!answer.ok || !answer.body) {
    const found = await answer.json().catch(() => ({}));
    throw new Refused(found.refused || String(answer.status), false);
  }
  const reader = answer.body.pipeThrough(new TextDecoderStream()).getReader();
  let rest = "";
  for (;;) {
    const { value, done } = await reader.read();
    if (done) return;
    rest += value;
    const parts = rest.split("\n\n");
    rest = parts.pop();
    for (const part of parts) if (part.startsWith("data: ")) tell(JSON.parse(part.slice(6)));
  }
}

/** Listen to news for ever; the browser connects again by itself. */
export function listen(page, name, tell, lost) {
  const query = new URLSearchParams({ page, name });
  const source = new EventSource(base + "news?" + query);
  source.onmessage = (event) => tell(JSON.parse(event.data));
  source.onerror = () => lost();
  return source;
}

/** Address of a file to be downloaded. */
export function fileAddress(name, lang) {
  return base + "file/" + name + "?lang=" + lang;
}

/** A file, with what else is to be told about it. */
export async function askFile(name, lang, more) {
  const answer = await fetch(fileAddress(name, lang) + "&" + new URLSearchParams(more));
  if (answer.ok) return answer.blob();
  const found = await answer.json().catch(() => ({}));
  throw new Refused(found.refused || String(answer.status), false);
}
