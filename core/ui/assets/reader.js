// Shows a document as stored with its marks. Text reaches the page through textContent alone.
//
// A document may have 100,000 words and more marks than a browser can draw at once. So the text is laid out in blocks, each
// of which holds its words from the start (finding in the page works) and gets its marks once it comes near; the list beside
// it is made of blocks that are filled once they come near.

const KINDS = { transfer: "Transfers", quote: "Quotes", attitude: "Attitudes", actor: "Actors", date: "Dates", noise: "Not the report", copy: "Printed elsewhere too" };
const LISTS = { rows: "Rows", date: "Dates", actor: "Actors" };
const NOUNS = { copy: "printed elsewhere too", noise: "not the report" };
const BLOCK = 4000; // characters of text in a block
const ENTRIES = 40; // entries of the list in a block
const [LINE, LETTERS, ENTRY] = [28, 85, 58]; // px and letters of a line of text, px of an entry: guesses until it is drawn
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

// Blocks of a long scrolled list, each filled once: when it comes near, or when something in it is asked for.
class Blocks {
  constructor(root, fill) {
    this.fill = fill;
    this.blocks = [];
    this.watch = new IntersectionObserver((seen) => seen.filter((one) => one.isIntersecting).forEach((one) => this.need(one.target)), {
      root,
      rootMargin: "600px 0px",
    });
  }

  add(block, height) {
    block.style.containIntrinsicBlockSize = `auto ${Math.round(height)}px`;
    this.blocks.push(block);
    this.watch.observe(block);
  }

  need(block) {
    if (!block || block.filled) return;
    block.filled = true;
    this.watch.unobserve(block);
    this.fill(block);
  }

  clear() {
    this.watch.disconnect();
    this.blocks = [];
  }
}

class Reader {
  constructor(box) {
    this.box = box;
    for (const part of ["text", "margin", "entries", "lists", "keys", "place", "status"]) this[part] = box.querySelector(`.${part}`);
    this.off = new Set();
    this.list = "rows";
    this.blocks = new Blocks(this.text, (block) => this.mark(block));
    this.groups = new Blocks(this.entries, (block) => this.fill(block));
    this.text.onclick = (event) => this.clicked(event);
    this.text.onscroll = () => this.scrolled();
    this.entries.onclick = (event) => this.listed(event.target.closest?.(".entry"));
    this.entries.onkeydown = (event) => this.along(event);
    box.querySelector(".before").onclick = () => this.step(-1);
    box.querySelector(".next").onclick = () => this.step(1);
    box.onkeydown = (event) => this.typed(event);
  }

  show(data) {
    if (data.stamp !== this.stamp) {
      this.stamp = data.stamp;
      this.data = data;
      this.marks = data.marks.map(([kind, start, end, row, label, why]) => ({
        kind: data.kinds[kind], start, end, row: data.words[row], label: data.words[label], why: data.words[why],
      }));
      this.off = new Set(data.off);
      this.chosen = -1;
      this.write();
      this.legend();
      this.changed();
    }
    const link = `${data.stamp} ${data.chosen}`;
    if (link !== this.link) {
      this.link = link;
      if (data.chosen < 0) this.forget();
      else if (data.chosen !== this.chosen) {
        this.choose(data.chosen, "center");
        this.intoWindow();
      }
    }
  }

  // ---- the text

  write() {
    this.blocks.clear();
    this.pieces = this.marks.map(() => []);
    this.homes = []; // for each mark the block that it begins in
    const body = document.createDocumentFragment();
    let [block, long, height] = [null, 0, 0];
    const close = () => block && this.blocks.add(block, height);
    for (const pieces of this.data.paragraphs) {
      if (!block || long > BLOCK) {
        close();
        [block, long, height] = [body.appendChild(element("div", "block")), 0, 0];
        block.paragraphs = [];
      }
      const words = pieces.map(([said]) => said).join("");
      block.paragraphs.push([block.appendChild(element("p", "", words)), pieces]);
      for (const [, marks] of pieces) for (const place of marks) this.homes[place] ??= block;
      long += words.length;
      height += LINE * (Math.ceil(words.trimEnd().length / LETTERS) + words.slice(words.trimEnd().length).split("\n").length - 1);
    }
    close();
    this.text.replaceChildren(body);
    this.text.scrollTop = 0;
    this.blocks.blocks.slice(0, 2).forEach((first) => this.blocks.need(first)); // what is seen first is marked at once
  }

  mark(block) {
    for (const [paragraph, pieces] of block.paragraphs) {
      const body = document.createDocumentFragment();
      for (const [words, marks] of pieces) {
        if (!marks.length) {
          body.append(document.createTextNode(words));
          continue;
        }
        const piece = element("span", "", words);
        piece.marks = marks;
        for (const place of marks) this.pieces[place].push(piece);
        this.paint(piece);
        body.append(piece);
      }
      paragraph.replaceChildren(body);
    }
    block.paragraphs = undefined;
    if (this.pieces[this.chosen]?.length) this.outline();
  }

  // Each kind has a way of its own to be seen, so that marks can lie on one another: tint, thick line, dashes, dots, box, slant.
  paint(piece) {
    const kinds = new Set(piece.marks.map((place) => this.marks[place].kind).filter((kind) => !this.off.has(kind)));
    piece.className = ["piece", ...[...kinds].map((kind) => `in-${kind}`)].join(" ");
  }

  outline() {
    for (const piece of this.text.querySelectorAll(".chosen")) piece.classList.remove("chosen", "first", "last");
    const pieces = this.pieces[this.chosen] ?? [];
    pieces.forEach((piece) => piece.classList.add("chosen"));
    pieces.at(0)?.classList.add("first");
    pieces.at(-1)?.classList.add("last");
  }

  // ---- what is marked, and what is switched off

  legend() {
    const counts = {};
    for (const mark of this.marks) counts[mark.kind] = (counts[mark.kind] ?? 0) + 1;
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
    this.changed();
    this.tell("off", [...this.off].sort().join(" ") || "none");
  }

  changed() {
    this.text.querySelectorAll(".piece").forEach((piece) => this.paint(piece));
    this.outline();
    this.steps = this.marks.map((mark, place) => place).filter((place) => this.marks[place].kind !== "link" && !this.off.has(this.marks[place].kind));
    this.enlist();
    this.tellPlace();
  }

  // ---- the list beside the text

  enlist() {
    const lists = { rows: [], date: [], actor: [] };
    const actors = new Map();
    for (const place of this.steps) {
      const { kind, row } = this.marks[place];
      if (kind !== "actor") lists[kind === "date" ? "date" : "rows"].push({ place, places: [place] });
      else if (actors.has(row)) actors.get(row).places.push(place);
      else actors.set(row, { place, places: [place] });
    }
    lists.actor = [...actors.values()].sort((one, two) => two.places.length - one.places.length);
    this.all = lists;
    if (!lists[this.list].length) this.list = Object.keys(LISTS).find((name) => lists[name].length) ?? "rows";
    const tabs = Object.entries(LISTS).map(([name, shown]) => {
      const tab = element("button", "tab", `${shown} · ${lists[name].length.toLocaleString("en")}`);
      tab.type = "button";
      tab.setAttribute("role", "tab");
      tab.setAttribute("aria-selected", String(name === this.list));
      tab.onclick = () => {
        this.list = name;
        this.enlist();
      };
      return tab;
    });
    this.lists.replaceChildren(...tabs);
    this.entries.setAttribute("aria-label", `${LISTS[this.list]} in this text`);
    this.draw(lists[this.list]);
  }

  draw(shown) {
    this.groups.clear();
    this.slots = new Map(); // for each mark of the list, its block and its place in it
    const body = document.createDocumentFragment();
    if (!shown.length) body.append(element("p", "", "No row in this text."));
    for (let start = 0; start < shown.length; start += ENTRIES) {
      const block = body.appendChild(element("div", "block group"));
      block.listed = shown.slice(start, start + ENTRIES);
      block.listed.forEach((one, index) => one.places.forEach((place) => this.slots.set(place, [block, index])));
      this.groups.add(block, block.listed.length * ENTRY);
    }
    this.entries.replaceChildren(body);
    this.entries.scrollTop = 0;
    this.ordered = [...this.slots.keys()].sort((one, two) => one - two);
    this.groups.need(this.groups.blocks[0]);
    const first = this.entries.querySelector(".entry");
    if (first) first.tabIndex = 0;
    this.pointOut(false);
  }

  fill(block) {
    for (const one of block.listed) {
      const { kind, label } = this.marks[one.place];
      const entry = block.appendChild(element("button", `entry of-${kind}`));
      entry.type = "button";
      entry.tabIndex = -1; // one stop of the tab key for the whole list; the arrow keys go along it
      entry.one = one;
      entry.append(element("span", "kind", NOUNS[kind] ?? kind), element("span", "label", label));
      if (kind === "actor") entry.append(element("span", "count", ` ${one.places.length}×`));
    }
  }

  entryOf(place) {
    const [block, index] = this.slots.get(place) ?? [];
    if (!block) return null;
    this.groups.need(block);
    return block.children[index];
  }

  listed(entry) {
    if (!entry) return;
    const { places } = entry.one;
    this.pick(places[(places.indexOf(this.chosen) + 1) % places.length]);
  }

  along(event) {
    const by = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    const entry = event.target.closest?.(".entry");
    if (!by || !entry) return;
    event.preventDefault();
    const shown = this.all[this.list];
    const next = this.entryOf(shown[shown.indexOf(entry.one) + by]?.place);
    if (!next) return;
    this.stop(next);
    next.focus();
  }

  stop(entry) {
    for (const other of this.entries.querySelectorAll('.entry[tabindex="0"]')) other.tabIndex = -1;
    entry.tabIndex = 0;
  }

  // Marks the entry of the chosen row, and brings it, or where it would stand, into sight.
  pointOut(scroll = true) {
    for (const entry of this.entries.querySelectorAll("[aria-current]")) entry.removeAttribute("aria-current");
    if (this.chosen < 0) return;
    const entry = this.entryOf(this.chosen);
    if (entry) {
      entry.setAttribute("aria-current", "true");
      this.stop(entry);
    }
    if (scroll) this.bring(entry ?? this.entryBehind(this.marks[this.chosen].start));
  }

  entryBehind(start) {
    const { ordered } = this;
    let [low, high] = [0, ordered.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.marks[ordered[middle]].start < start) low = middle + 1;
      else high = middle;
    }
    return low < ordered.length ? this.entryOf(ordered[low]) : null;
  }

  bring(entry) {
    if (entry) this.entries.scrollTop += entry.getBoundingClientRect().top - this.entries.getBoundingClientRect().top - 60;
  }

  // The list of rows goes along with the text, unless the reader is in the list.
  scrolled() {
    if (this.following || this.list === "actor" || this.entries.matches(":hover, :focus-within")) return;
    this.following = true;
    requestAnimationFrame(() => {
      this.following = false;
      if (this.still > performance.now()) return; // what has just been chosen stays in sight
      const place = this.inSight();
      if (place >= 0) this.bring(this.entryBehind(this.marks[place].start));
    });
  }

  // ---- going from mark to mark

  choose(place, block) {
    this.chosen = place;
    this.still = performance.now() + 400;
    this.blocks.need(this.homes[place]);
    this.outline();
    this.scrollTo(this.pieces[place][0], block);
    this.pointOut();
    this.tellPlace();
    const mark = this.marks[place];
    this.status.textContent = mark.kind === "link" ? "The stretch that the link names" : `${mark.kind}: ${mark.label} (${mark.why})`;
  }

  forget() {
    this.chosen = -1;
    this.outline();
    this.pointOut();
    this.tellPlace();
    this.status.textContent = "";
  }

  tellPlace() {
    const index = this.steps.indexOf(this.chosen);
    const all = this.steps.length.toLocaleString("en");
    this.place.textContent = index < 0 ? `${all} ${this.steps.length === 1 ? "mark" : "marks"}` : `${(index + 1).toLocaleString("en")} of ${all}`;
    for (const button of this.box.querySelectorAll(".step")) button.disabled = !this.steps.length;
  }

  // Moves the text and not the page. Blocks out of sight have a guessed height; once near, further steps land exactly.
  scrollTo(piece, block, steps = 4) {
    if (!piece?.isConnected) return;
    const frame = this.text.getBoundingClientRect();
    const spot = piece.getBoundingClientRect();
    const out = spot.top < frame.top + 20 || spot.bottom > frame.bottom - 20;
    if (block === "center" || out) this.text.scrollTop += spot.top - frame.top - frame.height / 3;
    if (steps > 1) requestAnimationFrame(() => this.scrollTo(piece, block, steps - 1));
  }

  // A link may lead to a reader that is below the edge of the window.
  intoWindow() {
    requestAnimationFrame(() => {
      const spot = this.pieces[this.chosen]?.[0]?.getBoundingClientRect();
      if (spot && (spot.top < 0 || spot.bottom > innerHeight)) this.text.scrollIntoView({ block: "nearest" });
    });
  }

  pick(place) {
    this.choose(place, "center");
    const { start, end, row } = this.marks[place];
    this.link = `${this.stamp} ${place}`;
    this.tell("picked", { start, end, row });
  }

  // A click takes the shortest mark under it, a further click at the same place the next longer one.
  clicked(event) {
    const piece = event.target.closest?.(".piece");
    if (!piece || String(getSelection()).length) return;
    const { marks } = this;
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
    const { steps } = this;
    if (!steps.length) return;
    let index = steps.indexOf(this.chosen);
    if (index < 0) {
      const from = this.chosen >= 0 ? this.marks[this.chosen].start : this.marks[Math.max(this.inSight(), 0)].start;
      const after = steps.findIndex((place) => this.marks[place].start >= from);
      index = (after < 0 ? steps.length : after) - (by > 0 ? 1 : 0);
    }
    this.choose(steps[(index + by + steps.length) % steps.length], "nearest");
  }

  // The first mark that begins below the upper edge of the text; −1 where there is none. Asks only blocks near that edge.
  inSight() {
    const { top } = this.text.getBoundingClientRect();
    const { blocks } = this.blocks;
    let [low, high] = [0, blocks.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (blocks[middle].getBoundingClientRect().bottom <= top) low = middle + 1;
      else high = middle;
    }
    for (const block of blocks.slice(low, low + 2)) {
      this.blocks.need(block);
      const piece = [...block.querySelectorAll(".piece")].find((one) => one.getBoundingClientRect().top >= top);
      if (piece) return piece.marks[0];
    }
    return -1;
  }
}
