// Shows a document as stored with its marks. Text reaches the page through textContent alone.

const KINDS = { transfer: "Transfers", quote: "Quotes", attitude: "Attitudes", actor: "Actors", date: "Dates", noise: "Not the report", copy: "Printed elsewhere too" };
const readers = new WeakMap();

export default function ({ data, parentElement, setTriggerValue }) {
  const box = parentElement.querySelector(".reader");
  let reader = readers.get(box);
  if (!reader) {
    reader = new Reader(box);
    readers.set(box, reader);
  }
  reader.tell = (name, value) => setTriggerValue(name, value);
  reader.show(data);
}

function element(tag, className, text) {
  const made = document.createElement(tag);
  if (className) made.className = className;
  if (text !== undefined) made.textContent = text;
  return made;
}

class Reader {
  constructor(box) {
    this.box = box;
    this.text = box.querySelector(".text");
    this.margin = box.querySelector(".margin");
    this.keys = box.querySelector(".keys");
    this.status = box.querySelector(".status");
    this.off = new Set();
    this.text.onclick = (event) => this.clicked(event);
    box.onkeydown = (event) => this.typed(event);
  }

  show(data) {
    if (data.stamp !== this.stamp) {
      this.stamp = data.stamp;
      this.data = data;
      this.off = new Set(data.off);
      this.chosen = -1;
      this.write();
    }
    const link = `${data.stamp} ${data.chosen}`;
    if (link !== this.link) {
      this.link = link;
      if (data.chosen < 0) this.forget();
      else if (data.chosen !== this.chosen) this.choose(data.chosen, "center");
    }
  }

  write() {
    this.pieces = this.data.marks.map(() => []);
    const body = document.createDocumentFragment();
    for (const pieces of this.data.paragraphs) {
      const paragraph = element("p");
      for (const [words, marks] of pieces) {
        if (!marks.length) {
          paragraph.append(document.createTextNode(words));
          continue;
        }
        const piece = element("span", "piece", words);
        piece.marks = marks;
        marks.forEach((place) => this.pieces[place].push(piece));
        paragraph.append(piece);
      }
      body.append(paragraph);
    }
    this.text.replaceChildren(body);
    this.text.scrollTop = 0;
    this.paint();
    this.list();
    this.legend();
  }

  // Each kind has a way of its own to be seen, so that marks can lie on one another: tint, thick line, dashes, dots, slant.
  paint() {
    for (const piece of this.text.querySelectorAll(".piece")) {
      const kinds = new Set(piece.marks.map((place) => this.data.marks[place].kind).filter((kind) => !this.off.has(kind)));
      piece.className = ["piece", ...[...kinds].map((kind) => `in-${kind}`)].join(" ");
    }
    this.outline();
  }

  outline() {
    for (const piece of this.text.querySelectorAll(".chosen")) piece.classList.remove("chosen", "first", "last");
    const pieces = this.pieces[this.chosen] ?? [];
    pieces.forEach((piece) => piece.classList.add("chosen"));
    pieces.at(0)?.classList.add("first");
    pieces.at(-1)?.classList.add("last");
  }

  seen() {
    return this.data.marks.map((mark, place) => [mark, place]).filter(([mark]) => mark.kind !== "link" && !this.off.has(mark.kind));
  }

  list() {
    const seen = this.seen().filter(([mark]) => mark.kind !== "actor");
    const actors = new Map();
    for (const [mark, place] of this.seen()) {
      if (mark.kind === "actor") actors.set(mark.row, [...(actors.get(mark.row) ?? []), place]);
    }
    this.entries = new Map();
    const rows = seen.map(([mark, place]) => {
      const entry = this.entry(mark, mark.label, () => this.pick(place));
      this.entries.set(place, entry);
      return entry;
    });
    const named = [...actors.values()].sort((one, two) => two.length - one.length).map((places) => {
      let next = 0;
      const mark = this.data.marks[places[0]];
      return this.entry(mark, `${mark.label} · ${places.length}×`, () => this.pick(places[next++ % places.length]));
    });
    const parts = [];
    if (rows.length) parts.push(element("h4", "", `Rows in this text · ${rows.length}`), ...rows);
    if (named.length) parts.push(element("h4", "", `Actors named · ${named.length}`), ...named);
    this.margin.replaceChildren(...(parts.length ? parts : [element("p", "", "No row in this text.")]));
  }

  entry(mark, label, act) {
    const button = element("button", `entry of-${mark.kind}`);
    button.type = "button";
    button.append(element("span", "kind", mark.kind === "copy" ? "printed elsewhere too" : mark.kind), element("span", "label", label));
    button.onclick = act;
    return button;
  }

  legend() {
    const counts = {};
    for (const mark of this.data.marks) counts[mark.kind] = (counts[mark.kind] ?? 0) + 1;
    const toggles = Object.entries(KINDS).filter(([kind]) => counts[kind]).map(([kind, name]) => {
      const toggle = element("label", "toggle");
      const tick = element("input");
      tick.type = "checkbox";
      tick.checked = !this.off.has(kind);
      tick.onchange = () => this.toggle(kind, tick.checked);
      toggle.append(tick, element("span", `piece in-${kind}`, name), element("span", "count", counts[kind].toLocaleString("en")));
      return toggle;
    });
    this.keys.replaceChildren(...toggles);
  }

  toggle(kind, on) {
    if (on) this.off.delete(kind);
    else this.off.add(kind);
    this.paint();
    this.list();
    this.tell("off", [...this.off].sort().join(" ") || "none");
  }

  choose(place, block) {
    this.chosen = place;
    this.outline();
    const mark = this.data.marks[place];
    this.scrollTo(this.pieces[place][0], block);
    for (const entry of this.margin.querySelectorAll("[aria-current]")) entry.removeAttribute("aria-current");
    let entry = this.entries.get(place);
    entry?.setAttribute("aria-current", "true");
    entry ??= this.entries.get([...this.entries.keys()].find((other) => this.data.marks[other].start >= mark.start));
    if (entry) this.margin.scrollTop = entry.offsetTop - this.margin.clientHeight / 3;
    this.status.textContent = mark.kind === "link" ? "The stretch that the link names" : `${mark.kind}: ${mark.label} (${mark.why})`;
  }

  forget() {
    this.chosen = -1;
    this.outline();
    this.margin.querySelector("[aria-current]")?.removeAttribute("aria-current");
    this.status.textContent = "";
  }

  // Moves the text and not the page. Paragraphs out of sight have no height yet; once near, further steps land exactly.
  scrollTo(piece, block, steps = 3) {
    if (!piece) return;
    const frame = this.text.getBoundingClientRect();
    const spot = piece.getBoundingClientRect();
    const out = spot.top < frame.top + 20 || spot.bottom > frame.bottom - 20;
    if (block === "center" || out) this.text.scrollTop += spot.top - frame.top - frame.height / 3;
    if (steps > 1) requestAnimationFrame(() => this.scrollTo(piece, block, steps - 1));
  }

  pick(place) {
    this.choose(place, "center");
    const { start, end, row } = this.data.marks[place];
    this.link = `${this.stamp} ${place}`;
    this.tell("picked", { start, end, row });
  }

  // A click takes the shortest mark under it, a further click at the same place the next longer one.
  clicked(event) {
    const piece = event.target.closest?.(".piece");
    if (!piece || String(getSelection()).length) return;
    const { marks } = this.data;
    const under = piece.marks.filter((place) => marks[place].kind !== "link" && !this.off.has(marks[place].kind));
    under.sort((one, two) => marks[one].end - marks[one].start - (marks[two].end - marks[two].start));
    if (under.length) this.pick(under[(under.indexOf(this.chosen) + 1) % under.length]);
  }

  typed(event) {
    if (event.target.tagName === "INPUT" || event.ctrlKey || event.metaKey || event.altKey) return;
    const step = { n: 1, j: 1, p: -1, k: -1 }[event.key];
    if (step) {
      event.preventDefault();
      this.step(step);
    } else if (event.key === "Enter" && event.target === this.text && this.chosen >= 0) {
      this.pick(this.chosen);
    }
  }

  // The next or previous mark in the order of the text, from the chosen one, else from the first one in sight.
  step(by) {
    const places = this.seen().map(([, place]) => place);
    if (!places.length) return;
    let index = places.indexOf(this.chosen);
    if (index < 0) {
      const from = this.chosen >= 0 ? this.data.marks[this.chosen].start : this.inSight();
      const after = places.findIndex((place) => this.data.marks[place].start >= from);
      index = (after < 0 ? places.length : after) - (by > 0 ? 1 : 0);
    }
    this.choose(places[(index + by + places.length) % places.length], "nearest");
  }

  inSight() {
    const top = this.text.getBoundingClientRect().top;
    const place = this.pieces.findIndex((pieces) => pieces[0] && pieces[0].getBoundingClientRect().top >= top);
    return place < 0 ? 0 : this.data.marks[place].start;
  }
}
