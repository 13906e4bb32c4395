/* Covered places, drawn over the picture: by mouse, finger or keys. The plain fields beside it are what is sent. */
const PARTS = 10000;
const STEP = 100;
const LEAST = 40;
const NAMES = ["left", "top", "width", "height"];
const SVG = "http://www.w3.org/2000/svg";

const limit = (value, least, most) => Math.min(Math.max(value, least), most);

class Covers {
  constructor(bench, frame) {
    this.svg = frame.querySelector("[data-gallery-covers]");
    this.body = bench.querySelector("[data-gallery-numbers] tbody");
    this.button = document.querySelector("[data-gallery-draw]");
    this.label = bench.dataset.cover;
    this.svg.replaceChildren();
    this.pairs = new Map();
    for (const row of this.body.rows) if (this.read(row)) this.drawn(row);
    document.querySelector("[data-gallery-cover-tools]").hidden = false;
    this.button.addEventListener("click", () => this.another());
    this.svg.addEventListener("pointerdown", (event) => this.grasp(event));
    this.svg.addEventListener("keydown", (event) => this.key(event));
    this.body.addEventListener("input", (event) => this.typed(event.target.closest("tr")));
  }

  inputs(row) { return NAMES.map((name) => row.querySelector(`[name="cover-${name}"]`)); }

  read(row) {
    const numbers = this.inputs(row).map((input) => input.value.trim() === "" ? NaN : Math.round(Number(input.value.replace(",", ".")) * 100));
    return numbers.every(Number.isFinite) && numbers[2] > 0 && numbers[3] > 0 ? numbers : null;
  }

  /* In hundredths of a percent, kept on the picture. */
  write(row, [left, top, width, height]) {
    const [w, h] = [limit(width, LEAST, PARTS), limit(height, LEAST, PARTS)];
    const numbers = [limit(left, 0, PARTS - w), limit(top, 0, PARTS - h), w, h].map(Math.round);
    this.inputs(row).forEach((input, place) => { input.value = String(numbers[place] / 100); });
    this.place(this.pairs.get(row), numbers);
  }

  place(rect, [x, y, width, height]) {
    for (const [name, value] of Object.entries({ x, y, width, height })) rect.setAttribute(name, value);
  }

  drawn(row) {
    const rect = document.createElementNS(SVG, "rect");
    rect.setAttribute("tabindex", "0");
    rect.setAttribute("role", "img");
    rect.setAttribute("aria-label", `${this.label} ${this.pairs.size + 1}`);
    this.pairs.set(row, rect);
    this.place(rect, this.read(row) ?? [0, 0, LEAST, LEAST]);
    this.svg.append(rect);
    return rect;
  }

  typed(row) {
    const numbers = this.read(row);
    if (numbers && !this.pairs.has(row)) this.drawn(row);
    if (numbers) this.place(this.pairs.get(row), numbers);
    else if (this.pairs.has(row)) { this.pairs.get(row).remove(); this.pairs.delete(row); }
  }

  empty() {
    const rows = [...this.body.rows];
    const free = rows.find((row) => !this.pairs.has(row) && this.inputs(row).every((input) => input.value.trim() === ""));
    if (free) return free;
    const row = rows.at(-1).cloneNode(true);
    for (const input of this.inputs(row)) input.value = "";
    this.body.append(row);
    return row;
  }

  add(numbers) {
    const row = this.empty();
    this.inputs(row).forEach((input, place) => { input.value = String(numbers[place] / 100); });
    const rect = this.drawn(row);
    this.write(row, numbers);
    rect.focus();
    return row;
  }

  /* The button: whoever has a mouse draws, whoever has keys finds a place in the middle to move. */
  another() {
    const drawing = this.button.getAttribute("aria-pressed") !== "true";
    this.button.setAttribute("aria-pressed", String(drawing));
    this.svg.classList.toggle("is-drawing", drawing);
    if (drawing) this.add([4000, 4500, 2000, 1000]);
  }

  point(event) {
    const box = this.svg.getBoundingClientRect();
    return [(event.clientX - box.left) / box.width * PARTS, (event.clientY - box.top) / box.height * PARTS].map((value) => limit(value, 0, PARTS));
  }

  rowOf(rect) { return [...this.pairs].find(([, each]) => each === rect)?.[0]; }

  grasp(event) {
    if (event.button !== 0) return;
    event.preventDefault();
    const [x, y] = this.point(event);
    let row = this.rowOf(event.target);
    const moved = row && this.read(row);
    if (!moved) row = this.add([x, y, LEAST, LEAST]);
    else event.target.focus();
    const move = (next) => {
      const [nx, ny] = this.point(next);
      if (moved) this.write(row, [moved[0] + nx - x, moved[1] + ny - y, moved[2], moved[3]]);
      else this.write(row, [Math.min(x, nx), Math.min(y, ny), Math.abs(nx - x), Math.abs(ny - y)]);
    };
    const end = () => {
      this.svg.removeEventListener("pointermove", move);
      // A press without a stroke covers nothing.
      const numbers = this.read(row);
      if (!moved && numbers[2] <= LEAST && numbers[3] <= LEAST) this.remove(row);
    };
    this.svg.setPointerCapture(event.pointerId);
    this.svg.addEventListener("pointermove", move);
    this.svg.addEventListener("pointerup", end, { once: true });
    this.svg.addEventListener("pointercancel", end, { once: true });
  }

  remove(row) {
    for (const input of this.inputs(row)) input.value = "";
    this.pairs.get(row).remove();
    this.pairs.delete(row);
    this.button.focus();
  }

  key(event) {
    const row = this.rowOf(event.target);
    if (!row || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === "Delete" || event.key === "Backspace") {
      event.preventDefault();
      this.remove(row);
      return;
    }
    const way = { ArrowLeft: [-STEP, 0], ArrowRight: [STEP, 0], ArrowUp: [0, -STEP], ArrowDown: [0, STEP] }[event.key];
    if (!way) return;
    event.preventDefault();
    const [left, top, width, height] = this.read(row);
    this.write(row, event.shiftKey
      ? [left, top, limit(width + way[0], LEAST, PARTS - left), limit(height + way[1], LEAST, PARTS - top)]
      : [left + way[0], top + way[1], width, height]);
  }
}

function begin(bench) {
  const frame = document.querySelector("[data-gallery-frame]");
  if (frame && bench.querySelector("[data-gallery-numbers]")) new Covers(bench, frame);
}

document.addEventListener("gallery:bench", (event) => begin(event.target));
const there = document.querySelector("[data-gallery-bench]");
// On the bench this is told by its own script, each time another drawing comes.
if (there && !document.querySelector("[data-gallery-decide]")) begin(there);
