/* Sends each chosen file by itself, says how far it is, and tries again with the same key when it was not received.
   Without this script the form sends all files at once. */
const form = document.querySelector("[data-gallery-send]");
const TRIES = 3;
const WAIT = [2000, 5000, 12000];
const POLL = 4000;
const POLLS = 30;

/* In a browser that makes no such keys (an address that is not secure), chance is made by hand. */
const newKey = () => crypto.randomUUID?.() ?? "10000000-1000-4000-8000-100000000000".replace(/[018]/g, (sign) =>
  (Number(sign) ^ (crypto.getRandomValues(new Uint8Array(1))[0] & (15 >> (Number(sign) / 4)))).toString(16));

if (form) start();
else watch();

function start() {
  const words = JSON.parse(document.getElementById("gallery-words").textContent);
  const input = form.querySelector("input[type=file]");
  const drop = form.querySelector("[data-gallery-drop]");
  const list = form.querySelector("[data-gallery-queue]");
  const summary = form.querySelector("[data-gallery-summary]");
  const queue = [];
  let sending = false;

  form.querySelectorAll("[data-gallery-only]").forEach((element) => { element.hidden = false; });
  input.addEventListener("change", () => { add(input.files); input.value = ""; });
  drop.addEventListener("dragover", (event) => { event.preventDefault(); drop.classList.add("is-over"); });
  drop.addEventListener("dragleave", () => drop.classList.remove("is-over"));
  drop.addEventListener("drop", (event) => {
    event.preventDefault();
    drop.classList.remove("is-over");
    add(event.dataTransfer.files);
  });
  form.addEventListener("submit", (event) => { event.preventDefault(); sendAll(); });
  addEventListener("beforeunload", (event) => { if (sending) event.preventDefault(); });

  function add(files) {
    for (const file of files) {
      const item = { file, key: newKey(), state: "waiting", line: document.createElement("li") };
      const name = document.createElement("bdi");
      name.textContent = file.name;
      item.say = document.createElement("span");
      item.button = document.createElement("button");
      item.button.type = "button";
      item.button.className = "button button-small button-secondary";
      item.button.addEventListener("click", () => press(item));
      item.bar = document.createElement("progress");
      item.bar.max = 100;
      item.line.append(name, item.button, item.say);
      list.append(item.line);
      queue.push(item);
      show(item, "waiting", words.waiting);
      if (file.size > Number(form.dataset.mostBytes)) show(item, "refused", words.tooLarge);
    }
    summary.textContent = "";
  }

  function press(item) {
    if (item.state === "lost") {
      show(item, "waiting", words.waiting);
      sendAll();
    } else {
      queue.splice(queue.indexOf(item), 1);
      item.line.remove();
    }
  }

  function show(item, state, text, percent = null) {
    item.state = state;
    item.say.textContent = text;
    item.say.className = state === "refused" || state === "lost" ? "is-refused" : `is-${state}`;
    item.button.hidden = !["waiting", "lost", "refused"].includes(state);
    item.button.textContent = state === "lost" ? words.retry : words.remove;
    item.button.setAttribute("aria-label", `${item.button.textContent}: ${item.file.name}`);
    if (percent === null) item.bar.remove();
    else { item.bar.value = percent; item.line.append(item.bar); }
  }

  function count(text) {
    const received = queue.filter((item) => item.state === "received").length;
    const refused = queue.filter((item) => ["refused", "lost"].includes(item.state)).length;
    summary.textContent = text.replace("{received}", received).replace("{all}", queue.length).replace("{refused}", refused);
  }

  async function sendAll() {
    if (sending) return;
    if (!queue.some((item) => item.state === "waiting")) { summary.textContent = words.noFile; return; }
    sending = true;
    let item;
    while ((item = queue.find((one) => one.state === "waiting"))) {
      await sendOne(item);
      count(words.summary);
    }
    sending = false;
    count(words.done);
    watch();
  }

  async function sendOne(item) {
    for (let attempt = 0; attempt <= TRIES; attempt += 1) {
      const answer = await request(item);
      if (answer.received) return show(item, "received", answer.sentence);
      if (answer.final) return show(item, "refused", answer.sentence);
      if (attempt < TRIES) {
        show(item, "again", words.again);
        await new Promise((done) => { setTimeout(done, Math.max(WAIT[attempt], answer.wait)); });
      }
    }
    return show(item, "lost", words.lost);
  }

  /* Resolves always: `received`, or refused for good (`final`), or to be tried again. */
  function request(item) {
    return new Promise((done) => {
      const data = new FormData(form);
      data.delete("file");
      data.set("key", item.key);
      data.append("file", item.file, "drawing");
      const call = new XMLHttpRequest();
      call.open("POST", form.action || location.href);
      call.setRequestHeader("Accept", "application/json");
      call.setRequestHeader("X-Requested-With", "XMLHttpRequest");
      call.setRequestHeader("X-CSRFToken", data.get("csrfmiddlewaretoken"));
      call.upload.addEventListener("progress", (event) => {
        const percent = event.lengthComputable ? Math.round((100 * event.loaded) / event.total) : 0;
        show(item, "sending", words.sending.replace("{percent}", percent), percent);
      });
      const again = () => done({ wait: Math.min(30, Number(call.getResponseHeader("Retry-After")) || 0) * 1000 });
      call.addEventListener("error", again);
      call.addEventListener("abort", again);
      call.addEventListener("load", () => {
        let answer = null;
        try { answer = JSON.parse(call.responseText); } catch { /* not from the page that takes drawings */ }
        if (call.status === 403 || (call.status < 400 && !answer)) done({ final: true, sentence: words.signedOut });
        else if (call.status >= 500 || !answer) again();
        else done({ received: answer.received, final: true, sentence: answer.sentence });
      });
      show(item, "sending", words.sending.replace("{percent}", 0), 0);
      call.send(data);
    });
  }
}

/* Shows what has arrived and what has become of it, and leaves alone every row in which something was typed. */
async function watch(polls = POLLS) {
  const here = document.querySelector("[data-gallery-sent]");
  if (!here || polls === 0) return;
  if (!form && !here.querySelector("[data-state=received], [data-state=processing]")) return;
  let there;
  try {
    const answer = await fetch(location.href, { headers: { "X-Requested-With": "XMLHttpRequest" } });
    if (!answer.ok) throw new Error(String(answer.status));
    there = new DOMParser().parseFromString(await answer.text(), "text/html").querySelector("[data-gallery-sent]");
  } catch {
    there = null;
  }
  if (there) merge(here, there);
  if (here.querySelector("[data-state=received], [data-state=processing]")) setTimeout(() => watch(polls - 1), POLL);
}

function merge(here, there) {
  const rows = here.querySelector("[data-gallery-rows]");
  if (!rows) { here.replaceChildren(...there.childNodes); return; }
  const fresh = [...there.querySelectorAll("[data-gallery-row]")];
  for (const row of fresh) {
    const old = document.getElementById(row.id);
    if (old && old.dataset.version !== row.dataset.version && !touched(old)) old.replaceWith(row);
  }
  rows.prepend(...fresh.filter((row) => !document.getElementById(row.id)));
}

function touched(row) {
  const typed = (field) => field.value !== field.defaultValue && field.type !== "hidden";
  const chosen = (field) => [...field.options].some((option) => option.selected !== option.defaultSelected);
  return row.contains(document.activeElement) || [...row.querySelectorAll("input, textarea")].some(typed)
    || [...row.querySelectorAll("select")].some(chosen);
}
