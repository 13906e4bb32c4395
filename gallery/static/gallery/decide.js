/* The bench for those who decide on many: single keys, and the next drawing fetched while this one is looked at.
   Without it the same forms and links work, one page after the other. */
const STORED = "gallery-keys";
const BENCH = "[data-gallery-bench]";
const said = document.querySelector("[data-gallery-said]");

let bench = document.querySelector(BENCH);
let on = true;
let busy = false;
/* The page after this one, and its picture: a promise, or nothing when there is none to come. */
let ahead = null;

try { on = localStorage.getItem(STORED) !== "off"; } catch { /* switched on for this page only */ }

const find = (selector) => bench.querySelector(selector);
const say = (...parts) => { said.textContent = parts.filter(Boolean).join(" "); };
const parse = (html) => new DOMParser().parseFromString(html, "text/html");

// --- Keys -----------------------------------------------------------------------------------------------------------

function showKeys() {
  bench.classList.toggle("has-keys", on);
  const line = find("[data-gallery-keys]");
  if (!line) return;
  line.hidden = false;
  const switcher = find("[data-gallery-keys-switch]");
  switcher.checked = on;
  switcher.addEventListener("change", () => {
    on = switcher.checked;
    try { localStorage.setItem(STORED, on ? "on" : "off"); } catch { /* for this page only */ }
    bench.classList.toggle("has-keys", on);
  });
}

const typing = (target) => target.isContentEditable
  || target.matches("textarea, select, input:not([type=radio], [type=checkbox], [type=submit], [type=button])");

const open = () => find("[data-gallery-reasons][open]");

function openReasons(name) {
  for (const details of bench.querySelectorAll("[data-gallery-reasons]")) details.open = details.dataset.galleryReasons === name;
  const list = find(`[data-gallery-reasons="${name}"]`);
  if (!list.querySelector("input[type=radio]:checked")) preselect(list);
  list.scrollIntoView({ block: "nearest" });
  (list.querySelector("input[type=radio]:checked") ?? list.querySelector("input[type=radio]")).focus();
}

/* The reason that fits what was ticked last: what no cover helps against stands last. */
function preselect(list) {
  for (const tick of bench.querySelectorAll("[data-gallery-found] input:checked")) {
    const radio = [...list.querySelectorAll("input[type=radio]")].find((each) => each.value === tick.dataset[list.dataset.galleryReasons]);
    if (radio) radio.checked = true;
  }
}

function number(place) {
  const list = open();
  const controls = list ? list.querySelectorAll("input[type=radio]") : bench.querySelectorAll("[data-gallery-found] input");
  const control = controls[place - 1];
  if (!control) return false;
  if (list) { control.checked = true; control.focus(); } else { control.click(); control.focus(); }
  return true;
}

function pressed(key) {
  if (/^[1-9]$/.test(key)) return number(Number(key));
  if (key === "r" || key === "q") {
    const name = key === "r" ? "reject" : "ask";
    if (!find(`[data-gallery-reasons="${name}"]`)) return false;
    openReasons(name);
    return true;
  }
  if (key === "d") {
    const field = find("[data-gallery-describe] textarea");
    field?.focus();
    return Boolean(field);
  }
  const control = find(`[data-key="${CSS.escape(key)}"]`);
  control?.click();
  return Boolean(control);
}

document.addEventListener("keydown", (event) => {
  if (!(event.target instanceof Element) || event.isComposing) return;
  if (event.key === "Escape" && bench.contains(event.target) && !event.defaultPrevented) {
    const list = open();
    if (list?.contains(event.target)) list.open = false;
    find("h2")?.focus();
    return;
  }
  const list = event.target.closest("[data-gallery-reasons]");
  if (event.key === "Enter" && list && event.target.matches("input[type=radio]")) {
    event.preventDefault();
    list.querySelector("button[name=do]").click();
    return;
  }
  if (!on || event.ctrlKey || event.metaKey || event.altKey || event.repeat || typing(event.target)) return;
  // With Shift only what says so in capitals: nothing grave happens by one key alone.
  if (event.shiftKey) {
    const grave = !busy && /^[A-Z]$/.test(event.key) && find(`[data-key="${event.key}"]`);
    if (grave) { event.preventDefault(); grave.click(); }
    return;
  }
  // What is pressed while a decision is on its way is meant for nothing that can be seen yet.
  if (busy || pressed(event.key.toLowerCase())) event.preventDefault();
});

// --- The next one, fetched ahead ------------------------------------------------------------------------------------

async function fetchPage(address) {
  const answer = await fetch(address, { headers: { Accept: "text/html" } });
  let early = null;
  const next = answer.ok && parse(await answer.text()).querySelector(BENCH);
  if (!next) throw new Error("no bench");
  const picture = next.querySelector("[data-gallery-picture]");
  if (picture) {
    // The very element that will be shown: these pictures lie in no cache. It stays in this document, where it loads.
    early = new Image();
    early.src = picture.getAttribute("src");
    early.alt = picture.alt;
    early.setAttribute("data-gallery-picture", "");
  }
  return { next, early };
}

function fetchAhead() {
  const skip = find("[data-gallery-skip]");
  ahead = skip ? { address: skip.href, page: fetchPage(skip.href) } : null;
  ahead?.page.catch(() => {});
}

function show(next) {
  bench.replaceWith(document.adoptNode(next));
  bench = next;
  begin();
}

async function goOn(told) {
  const coming = ahead;
  const done = told?.querySelector("#last-decision")?.textContent.trim();
  let next, early;
  try {
    ({ next, early } = await coming.page);
    // Nobody decides on what they have not seen: it comes with its picture, unless that one does not come at all.
    if (early) await Promise.race([early.decode(), new Promise((done) => { setTimeout(done, 5000); })]).catch(() => {});
  } catch {
    location.assign(coming?.address ?? location.href);
    return;
  }
  if (told) {
    const last = next.querySelector("[data-gallery-last]");
    const place = told.querySelector("[data-gallery-place]");
    const heading = next.querySelector("h2[data-gallery-place]");
    last?.replaceWith(document.adoptNode(told.querySelector("[data-gallery-last]")));
    if (heading && place) heading.textContent = place.textContent;
    heading?.removeAttribute("aria-describedby");
  }
  document.adoptNode(next);
  if (early) next.querySelector("[data-gallery-picture]").replaceWith(early);
  show(next);
  history.replaceState(null, "", coming.address);
  window.scrollTo({ top: 0 });
  const heading = find("h2");
  heading.focus({ preventScroll: true });
  const title = find("[data-gallery-decide]")?.dataset.title;
  say(done, title && bench.dataset.next, heading.textContent.trim(), title);
}

// --- Deciding -------------------------------------------------------------------------------------------------------

async function decide(form, button) {
  busy = true;
  bench.setAttribute("aria-busy", "true");
  const data = new FormData(form, button);
  const kept = bench;
  try {
    const answer = await fetch(form.action, { method: "POST", body: data, headers: { "X-Bench": "1" } });
    if (answer.status >= 500) throw new Error("not done");
    const page = parse(await answer.text());
    const told = page.querySelector("[data-gallery-decided]");
    const other = page.querySelector(BENCH) ?? page.querySelector("[data-gallery-overtaken]");
    if (told) {
      await goOn(told);
    } else if (answer.status === 404) {
      const gone = bench.dataset.gone;
      await goOn(null);
      say(gone, find("h2")?.textContent);
    } else if (other) {
      // It was not complete, somebody was faster, or it was saved without a decision.
      show(other);
      const problem = find("[data-gallery-problem]") ?? find(".error-message")?.closest("details, .w-field__wrapper, div");
      const field = problem?.matches("[data-gallery-problem]") ? problem : problem?.querySelector("input:checked, input, textarea");
      (field ?? find("h2"))?.focus();
      say((find("[data-gallery-problem]") ?? find(".error-message") ?? find("h2"))?.textContent.trim());
    } else {
      location.assign(answer.redirected ? answer.url : location.href);
    }
  } catch {
    say(kept.dataset.notSent);
    notSent(kept.dataset.notSent);
  } finally {
    busy = false;
    bench.removeAttribute("aria-busy");
  }
}

/* For those who see it, too: what was typed and ticked is still there. */
function notSent(sentence) {
  const line = find("[data-gallery-not-sent]") ?? document.createElement("p");
  line.setAttribute("data-gallery-not-sent", "");
  line.className = "error-message";
  line.textContent = sentence;
  find(".drawings-bar")?.prepend(line);
}

document.addEventListener("submit", (event) => {
  const form = event.target;
  if (!form.matches("[data-gallery-decide]") || !event.submitter) return;
  event.preventDefault();
  if (!busy) decide(form, event.submitter);
});

document.addEventListener("click", (event) => {
  const link = event.target instanceof Element && event.target.closest("[data-gallery-skip], [data-gallery-opens]");
  if (!link || !bench.contains(link) || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  if (link.dataset.galleryOpens) { openReasons(link.dataset.galleryOpens); return; }
  if (busy) return;
  busy = true;
  goOn(null).finally(() => { busy = false; });
});

function begin() {
  showKeys();
  for (const list of bench.querySelectorAll("[data-gallery-reasons]")) {
    list.addEventListener("toggle", () => { if (list.open && !list.querySelector("input[type=radio]:checked")) preselect(list); });
  }
  bench.dispatchEvent(new CustomEvent("gallery:bench", { bubbles: true }));
  fetchAhead();
}

if (bench && said) begin();
