// Shows two texts side by side with what links them. Text reaches the page through textContent alone.

const KINDS = { copy: "Shared passages", change: "Told otherwise" };
const views = new WeakMap();

export default function ({ data, parentElement }) {
  const box = parentElement.querySelector(".beside");
  let view = views.get(box);
  if (!view) {
    view = new Beside(box);
    views.set(box, view);
  }
  view.show(data);
}

function element(tag, className, text) {
  const made = document.createElement(tag);
  if (className) made.className = className;
  if (text !== undefined) made.textContent = text;
  return made;
}

class Beside {
  constructor(box) {
    this.texts = [...box.querySelectorAll(".text")];
    this.heads = [...box.querySelectorAll(".head")];
    this.keys = box.querySelector(".keys");
    this.status = box.querySelector(".status");
    this.off = new Set();
    this.texts.forEach((text, side) => (text.onclick = (event) => this.clicked(event, side)));
    box.onkeydown = (event) => this.typed(event);
  }

  show(data) {
    if (data.stamp === this.stamp) return;
    this.stamp = data.stamp;
    this.links = data.links;
    this.chosen = -1;
    this.pieces = data.links.map(() => [[], []]);
    data.sides.forEach((side, number) => this.write(side, number));
    this.legend();
    this.paint();
    this.status.textContent = "";
  }

  write(side, number) {
    this.heads[number].textContent = side.head;
    this.texts[number].setAttribute("aria-label", side.head);
    const body = document.createDocumentFragment();
    for (const pieces of side.paragraphs) {
      const paragraph = element("p");
      for (const [words, marks] of pieces) {
        const piece = element("span", marks.length ? "piece" : "", words);
        piece.links = marks.map((place) => side.links[place]);
        piece.links.forEach((link) => this.pieces[link][number].push(piece));
        paragraph.append(piece);
      }
      body.append(paragraph);
    }
    this.texts[number].replaceChildren(body);
    this.texts[number].scrollTop = 0;
  }

  legend() {
    const toggles = Object.entries(KINDS).map(([kind, name]) => {
      const count = this.links.filter((link) => link.kind === kind).length;
      const toggle = element("label", "toggle");
      const tick = element("input");
      tick.type = "checkbox";
      tick.checked = !this.off.has(kind);
      tick.onchange = () => {
        if (tick.checked) this.off.delete(kind);
        else this.off.add(kind);
        this.paint();
      };
      toggle.append(tick, element("span", `piece in-${kind}`, name), element("span", "count", count.toLocaleString("en")));
      return toggle;
    });
    this.keys.replaceChildren(...toggles);
  }

  kindOf(link) {
    return this.links[link].kind === "words" ? "change" : this.links[link].kind;
  }

  paint() {
    for (const piece of this.texts.flatMap((text) => [...text.querySelectorAll(".piece")])) {
      const seen = piece.links.filter((link) => !this.off.has(this.kindOf(link)));
      const kinds = new Set(seen.map((link) => `in-${this.links[link].kind}`));
      if (seen.includes(this.chosen)) kinds.add("chosen");
      piece.className = ["piece", ...kinds].join(" ");
    }
  }

  // The stretch on both sides; the side that was clicked stays where it is.
  choose(link, clicked = -1) {
    this.chosen = link;
    this.paint();
    this.pieces[link].forEach((pieces, side) => side !== clicked && this.scrollTo(pieces[0], this.texts[side]));
    this.status.textContent = this.links[link].label;
  }

  scrollTo(piece, text, steps = 3) {
    if (!piece) return;
    text.scrollTop += piece.getBoundingClientRect().top - text.getBoundingClientRect().top - text.clientHeight / 4;
    if (steps > 1) requestAnimationFrame(() => this.scrollTo(piece, text, steps - 1));
  }

  // A click takes the change under it before the passage around it, a further click the other way round.
  clicked(event, side) {
    const piece = event.target.closest?.(".piece");
    if (!piece || String(getSelection()).length) return;
    const under = piece.links.filter((link) => this.links[link].kind !== "words" && !this.off.has(this.kindOf(link)));
    under.sort((one, two) => two - one);
    if (under.length) this.choose(under[(under.indexOf(this.chosen) + 1) % under.length], side);
  }

  typed(event) {
    const step = { n: 1, j: 1, p: -1, k: -1 }[event.key];
    if (!step || event.target.tagName === "INPUT" || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    const seen = this.links.map((link, place) => place);
    const open = seen.filter((place) => this.links[place].kind !== "words" && !this.off.has(this.kindOf(place)));
    if (!open.length) return;
    const index = open.indexOf(this.chosen);
    this.choose(open[(Math.max(index, step > 0 ? -1 : 0) + step + open.length) % open.length]);
  }
}
