// Draws the nodes and edges of a pyvis network with pyvis' own vis-network (`vis`, defined above this text).
// Every word from the data goes to the canvas or into textContent, never into HTML.

const drawings = new WeakMap();

export default function ({ data, parentElement, setTriggerValue }) {
  const box = parentElement.querySelector(".network");
  let drawing = drawings.get(box);
  if (!drawing) {
    drawing = new Drawing(box);
    drawings.set(box, drawing);
  }
  drawing.pick = (kind, id) => setTriggerValue("picked", { kind, id });
  drawing.show(data);
}

class Drawing {
  constructor(box) {
    this.box = box;
    this.canvas = box.querySelector(".picture");
    box.querySelector(".fit").onclick = () => this.network?.fit({ animation: false });
    box.querySelector(".nearer").onclick = () => this.zoom(1.25);
    box.querySelector(".further").onclick = () => this.zoom(0.8);
    box.querySelector(".png").onclick = () => this.download();
    // The theme changes without a new call: colours are read again whenever the text colour does.
    this.theme = new MutationObserver(() => this.recolour());
    this.theme.observe(document.documentElement, { attributes: true, attributeFilter: ["style", "class"] });
    this.theme.observe(document.head, { childList: true });
    new ResizeObserver(() => this.network && !this.moved && this.network.fit({ animation: false })).observe(this.canvas);
  }

  show(data) {
    const same = data.drawn === this.drawn && data.height === this.data.height;
    if (data.drawn !== this.drawn) this.parts = JSON.parse(data.drawn); // nodes, edges, legend
    this.drawn = data.drawn;
    this.data = { ...data, ...this.parts };
    this.canvas.style.height = `${data.height}px`;
    this.canvas.setAttribute("aria-label", data.alt);
    if (!same) this.draw();
    this.choose(data.node, data.edge);
  }

  colour(name, fallback) {
    return getComputedStyle(this.box).getPropertyValue(name).trim() || fallback;
  }

  ink() {
    return {
      text: this.colour("--st-text-color", "#222"),
      paper: this.colour("--st-background-color", "#fff"),
      faint: this.colour("--st-border-color", "#999"),
      accent: this.colour("--st-primary-color", "#06c"),
    };
  }

  draw() {
    this.network?.destroy();
    this.moved = false;
    this.painted = JSON.stringify(this.ink());
    this.nodes = new vis.DataSet(this.data.nodes.map((node) => this.node(node)));
    this.edges = new vis.DataSet(this.data.edges.map((edge) => this.edge(edge)));
    this.network = new vis.Network(this.canvas, { nodes: this.nodes, edges: this.edges }, {
      physics: false,
      layout: { randomSeed: 1, improvedLayout: false },
      interaction: { hover: true, tooltipDelay: 1e9, keyboard: { enabled: true, bindToWindow: false }, zoomView: false },
      nodes: { labelHighlightBold: true },
      edges: { selectionWidth: 2, hoverWidth: 1 },
    });
    this.network.on("click", (event) => this.clicked(event));
    this.network.on("dragEnd", () => (this.moved = true));
    // Wheel scrolls the page as everywhere; with Ctrl or ⌘ it zooms, as on a map.
    this.canvas.addEventListener("wheel", (event) => {
      if (!event.ctrlKey && !event.metaKey) return;
      event.preventDefault();
      this.zoom(event.deltaY < 0 ? 1.15 : 0.87);
    }, { passive: false });
    this.network.fit({ animation: false });
    this.legend();
    this.canvas.dataset.drawn = String(this.data.nodes.length);
  }

  dark() {
    const probe = document.createElement("canvas").getContext("2d");
    probe.fillStyle = this.ink().paper;
    const value = parseInt(probe.fillStyle.slice(1), 16);
    return ((value >> 16) & 255) + ((value >> 8) & 255) + (value & 255) < 384;
  }

  shade(colour) {
    return Array.isArray(colour) ? colour[this.dark() ? 1 : 0] : colour || this.ink().text;
  }

  node({ unknown, ...node }) {
    const { text, paper, faint } = this.ink();
    return {
      ...node,
      title: undefined,
      color: {
        background: unknown ? paper : faint, border: text,
        highlight: { background: paper, border: text }, hover: { background: paper, border: text },
      },
      borderWidth: unknown ? 2 : 1,
      borderWidthSelected: 4,
      shapeProperties: { borderDashes: unknown ? [4, 4] : false },
      font: { color: text, size: this.data.font, face: "sans-serif", strokeWidth: 4, strokeColor: paper, vadjust: -2 },
    };
  }

  edge(edge) {
    const { text, paper } = this.ink();
    const colour = this.shade(edge.color);
    const height = (id) => this.data.nodes.find((node) => node.id === id).y;
    // vis-network 9.1 puts the label of an exactly level line at the origin unless it need not turn it.
    const level = height(edge.from) === height(edge.to);
    return {
      ...edge,
      title: undefined,
      label: this.data.labelled ? edge.label : undefined,
      color: { color: colour, highlight: colour, hover: colour, inherit: false, opacity: this.data.edges.length > 100 ? 0.45 : 1 },
      arrows: { to: { enabled: true, scaleFactor: 0.55 } },
      font: { color: text, size: this.data.font - 3, strokeWidth: 4, strokeColor: paper, align: level ? "horizontal" : "middle" },
    };
  }

  recolour() {
    if (!this.network || JSON.stringify(this.ink()) === this.painted) return;
    this.painted = JSON.stringify(this.ink());
    this.nodes.update(this.data.nodes.map((node) => this.node(node)));
    this.edges.update(this.data.edges.map((edge) => this.edge(edge)));
    this.legend();
  }

  choose(node, edge) {
    this.network.unselectAll();
    if (node && this.nodes.get(node)) this.network.selectNodes([node], true);
    if (edge && this.edges.get(edge)) this.network.selectEdges([edge]);
  }

  clicked({ nodes, edges }) {
    if (nodes.length) this.pick("node", nodes[0]);
    else if (edges.length) this.pick("edge", edges[0]);
    else this.pick("", "");
  }

  zoom(factor) {
    this.moved = true;
    this.network?.moveTo({ scale: this.network.getScale() * factor });
  }

  legend() {
    const keys = this.box.querySelector(".legend");
    keys.replaceChildren(...this.data.legend.map(({ label, kind, value }) => {
      const item = document.createElement("span");
      const mark = document.createElement("canvas");
      mark.width = 56;
      mark.height = 28;
      this.mark(mark.getContext("2d"), kind, value);
      item.append(mark, document.createTextNode(label));
      return item;
    }));
  }

  // One key of the legend, 56 × 28 device px: a line of a colour, a line of a dash, or the shape of a node.
  mark(pen, kind, value) {
    const { text, faint } = this.ink();
    pen.lineWidth = 5;
    pen.strokeStyle = kind === "colour" ? this.shade(value) : text;
    if (kind === "colour" || kind === "dash") {
      pen.setLineDash(value && kind === "dash" ? value : []);
      pen.beginPath();
      pen.moveTo(2, 14);
      pen.lineTo(54, 14);
      pen.stroke();
      return;
    }
    const corners = { square: [4, 45], diamond: [4, 0], triangle: [3, -90], hexagon: [6, 0], dot: [40, 0] }[value];
    pen.lineWidth = 2;
    pen.fillStyle = faint;
    pen.beginPath();
    for (let corner = 0; corner < corners[0]; corner += 1) {
      const angle = ((corner * 360) / corners[0] + corners[1]) * (Math.PI / 180);
      pen.lineTo(28 + 11 * Math.cos(angle), 14 + 11 * Math.sin(angle));
    }
    pen.closePath();
    pen.fill();
    pen.stroke();
  }

  // The picture as shown, on its own background, with title, legend and source line: fit to stand alone on a slide.
  download() {
    const { text, paper } = this.ink();
    const drawn = this.canvas.querySelector("canvas");
    const page = document.createElement("canvas");
    page.width = 1920;
    page.height = 1080;
    const pen = page.getContext("2d");
    pen.fillStyle = paper;
    pen.fillRect(0, 0, page.width, page.height);
    pen.fillStyle = text;
    pen.font = "600 40px sans-serif";
    pen.fillText(this.data.title, 60, 80, 1800);
    const scale = Math.min(1800 / drawn.width, 820 / drawn.height);
    pen.imageSmoothingQuality = "high";
    pen.drawImage(drawn, (1920 - drawn.width * scale) / 2, 110, drawn.width * scale, drawn.height * scale);
    this.legendLine(pen, 970);
    pen.font = "22px sans-serif";
    pen.fillStyle = text;
    pen.fillText(this.data.note, 60, 1050, 1800);
    page.toBlob((blob) => {
      const link = document.createElement("a");
      link.href = URL.createObjectURL(blob);
      link.download = this.data.file;
      link.click();
      setTimeout(() => URL.revokeObjectURL(link.href), 1000);
    }, "image/png");
  }

  legendLine(pen, top) {
    let left = 60;
    let line = top;
    pen.font = "20px sans-serif";
    for (const { label, kind, value } of this.data.legend) {
      const width = 70 + pen.measureText(label).width + 34;
      if (left + width > 1860) {
        left = 60;
        line += 34;
      }
      pen.save();
      pen.translate(left, line - 21);
      this.mark(pen, kind, value);
      pen.restore();
      pen.fillText(label, left + 66, line);
      left += width;
    }
  }
}
