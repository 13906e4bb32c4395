/* A screen that a class looks at. Each slide is asked for shortly before it is shown, so that what has been taken back
   meanwhile is not among them; one that stands still is asked for again from time to time. */

const EARLY = 2000; // milliseconds before its turn
const AGAIN = 20000; // between two looks at one that stands still, and before another try when the network is away
const MOST_BROKEN = 5; // pictures in a row that cannot be had

const slides = document.querySelector("[data-slides]");
const find = (name) => slides.querySelector(`[data-${name}]`);

let playing = false;
let turn = 0; // the newest of the slides that were asked for; an older one comes too late
let timer;
let awake;

async function fetched(address) {
  const answer = await fetch(address, { cache: "no-cache" });
  if (!answer.ok) throw new Error(answer.status);
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const slide = page.querySelector("[data-slide]");
  return slide && document.importNode(slide, true);
}

const after = (slide) => slide.querySelector('a[rel~="next"]').href;
const wait = (time) => new Promise((done) => setTimeout(done, time));

/* Shows the slide at an address, or the first behind it whose picture is there, but not before its time. */
async function show(address, early = 0) {
  const mine = ++turn;
  const due = wait(early);
  clearTimeout(timer);
  try {
    for (let tries = 0; tries < MOST_BROKEN; tries += 1) {
      const slide = await fetched(address);
      if (!slide) return location.reload(); // the page says in words that nothing is left
      const ready = await slide.querySelector("img")?.decode().then(() => true, () => false);
      await due;
      if (mine !== turn) return;
      if (ready) {
        put(slide);
        break;
      }
      address = after(slide);
    }
  } catch {
    if (mine === turn) timer = setTimeout(lookAgain, AGAIN);
    return;
  }
  go();
}

/* Parts of what is there take on the new content: whoever has the focus on a link keeps it. */
function put(slide) {
  const shown = find("slide");
  if (shown.dataset.slide === slide.dataset.slide && shown.dataset.here === slide.dataset.here) return;
  const rel = shown.contains(document.activeElement) && document.activeElement.rel;
  for (const part of ["swipe", "words", "ways"]) {
    const [from, to] = [slide.querySelector(`[data-${part}]`), find(part)];
    to.lang = from.lang;
    to.replaceChildren(...from.childNodes);
  }
  Object.assign(shown.dataset, slide.dataset);
  if (rel) (shown.querySelector(`a[rel="${rel}"]`) ?? shown.querySelector("a")).focus({ preventScroll: true });
}

function lookAgain() {
  if (!document.hidden) show(find("slide").dataset.here);
}

function go() {
  clearTimeout(timer);
  if (document.hidden) return;
  const time = Number(find("speed").value) * 1000 - EARLY;
  timer = playing ? setTimeout(() => show(after(find("slide")), EARLY), time) : setTimeout(lookAgain, AGAIN);
}

async function play(on) {
  playing = on;
  turn += 1;
  const button = find("play");
  find("label").textContent = on ? button.dataset.pauseLabel : button.dataset.playLabel;
  // Read out while somebody leafs; while it plays that would never end.
  find("words").setAttribute("aria-live", on ? "off" : "polite");
  go();
  awake?.release();
  awake = on ? await navigator.wakeLock?.request("screen").catch(() => {}) : undefined;
}

if (slides) {
  find("tools").hidden = false;
  find("play").addEventListener("click", () => play(!playing));
  find("speed").addEventListener("change", go);
  find("full").hidden = !document.fullscreenEnabled;
  find("full").addEventListener("click", () => {
    if (document.fullscreenElement) document.exitFullscreen();
    else slides.requestFullscreen();
  });
  find("swipe").addEventListener("click", () => play(!playing));
  slides.addEventListener("click", (event) => {
    const link = event.target.closest("a[rel]");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    show(link.href);
  });
  addEventListener("keydown", (event) => {
    if (event.key !== " " || event.target.closest("a, button, select, summary")) return;
    event.preventDefault();
    play(!playing);
  });
  document.addEventListener("visibilitychange", () => (document.hidden ? clearTimeout(timer) : lookAgain()));
  play(!matchMedia("(prefers-reduced-motion: reduce)").matches);
}
