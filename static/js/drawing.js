/* A drawing between its neighbours: arrow keys and swipes follow the links to them, and the next picture is fetched
   ahead. What is to the left comes before in some languages and after in others. */

const FAR = 60; // pixels that a finger moves before it is a swipe

const mirrored = document.documentElement.dir === "rtl";
const area = document.querySelector("[data-swipe]");
const screen = window.visualViewport;
let start;

const link = (rel) => document.querySelector(`main a[rel~="${rel}"]`);
const zoomed = () => (screen?.scale ?? 1) > 1.01;

function goLeft(left) {
  link(left === mirrored ? "next" : "prev")?.click();
}

addEventListener("keydown", (event) => {
  const { key, target } = event;
  if (key !== "ArrowLeft" && key !== "ArrowRight") return;
  if (event.defaultPrevented || event.repeat || event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
  const page = document.documentElement;
  // Whoever has enlarged the page needs the arrows to move about on it.
  if (target.closest("input, select, textarea") || zoomed() || page.scrollWidth > page.clientWidth) return;
  event.preventDefault();
  goLeft(key === "ArrowLeft");
});

if (area) {
  // Up and down stays the browser's; an enlarged picture is moved in all directions.
  const set = () => area.classList.toggle("swipes", !zoomed());
  set();
  screen?.addEventListener("resize", set);
  area.addEventListener("pointerdown", (event) => {
    const one = event.pointerType === "touch" && event.isPrimary && !zoomed();
    start = one ? [event.clientX, event.clientY] : undefined;
  });
  area.addEventListener("pointercancel", () => (start = undefined));
  area.addEventListener("pointerup", (event) => {
    if (!start || !event.isPrimary) return;
    const across = event.clientX - start[0];
    const along = Math.abs(event.clientY - start[1]);
    start = undefined;
    if (Math.abs(across) > Math.max(FAR, 2 * along)) goLeft(across > 0);
  });
}

async function fetchAhead() {
  try {
    const answer = await fetch(link("next").href, { priority: "low" });
    const page = new DOMParser().parseFromString(answer.ok ? await answer.text() : "", "text/html");
    const picture = page.querySelector("[data-swipe] picture");
    // As a part of this document it is fetched in the size that fits, without being shown.
    if (picture) document.importNode(picture, true);
  } catch {
    // It is fetched when the reader gets there.
  }
}

if (area?.dataset.swipe === "ahead" && link("next") && !navigator.connection?.saveData) {
  const whenIdle = window.requestIdleCallback ?? ((act) => setTimeout(act, 500));
  addEventListener("load", () => whenIdle(fetchAhead));
}
