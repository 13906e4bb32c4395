/* Drawings that arrive, in a class as in a partner's batch: each file is sent by itself, says how far it is, and is tried
   again with the same key when it was not received; then the page looks what has become of it. Nothing is called received
   before the site has said so. Without a script the form sends all files at once.

   `kind` is how the page calls its parts: data-class-queue, data-gallery-queue. */
const TRIES = 3;
const PAUSES = [2000, 5000, 12000];
/* Without a sign of life; a slow line may take as long as it takes. What the system has taken over from the browser is not
   sent yet: on such a line that alone is a minute. */
const SILENCE = 120000;
const POLL = 4000;
const POLLS = 30;

/* In a browser that makes no such keys (an address that is not secure), chance is made by hand. */
const newKey = () => crypto.randomUUID?.() ?? "10000000-1000-4000-8000-100000000000".replace(/[018]/g, (sign) =>
  (Number(sign) ^ (crypto.getRandomValues(new Uint8Array(1))[0] & (15 >> (Number(sign) / 4)))).toString(16));
const pause = (time) => new Promise((done) => { setTimeout(done, time); });
const online = () => new Promise((done) => {
  if (navigator.onLine) done();
  else addEventListener("online", done, { once: true });
});

/* `atOnce`: what is chosen is sent without a press of the button. `headers(data)`: what else goes with each request.
   `look`: called when all are through. */
export function sendEach(form, kind, { buttonClass, headers, atOnce = false, look }) {
  const words = JSON.parse(document.getElementById(`${kind}-words`).textContent);
  const part = (name) => form.querySelector(`[data-${kind}-${name}]`);
  const list = part("queue");
  const summary = part("summary");
  const drop = part("drop");
  const queue = [];
  let sending = false;

  form.querySelectorAll(`[data-${kind}-only]`).forEach((element) => { element.hidden = false; });
  for (const input of form.querySelectorAll("input[type=file]")) {
    input.addEventListener("change", () => { add(input.files); input.value = ""; });
  }
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
      item.button.className = buttonClass;
      item.button.addEventListener("click", () => press(item));
      item.bar = document.createElement("progress");
      item.bar.max = 100;
      item.line.append(name, item.button, item.say);
      list.append(item.line);
      queue.push(item);
      show(item, "waiting", words.waiting);
      if (file.size > Number(form.dataset.mostBytes)) show(item, "refused", words.tooLarge);
    }
    if (atOnce) sendAll();
    else summary.textContent = "";
  }

  function press(item) {
    if (item.state === "lost") {
      show(item, "waiting", words.waiting);
      sendAll();
      return;
    }
    queue.splice(queue.indexOf(item), 1);
    item.line.remove();
    if (atOnce) count(words.summary);
  }

  function show(item, state, text, percent = null) {
    item.state = state;
    item.say.textContent = text;
    item.say.className = state === "lost" ? "is-refused" : `is-${state}`;
    item.button.hidden = !["waiting", "lost", "refused"].includes(state);
    item.button.textContent = state === "lost" ? words.retry : words.remove;
    item.button.setAttribute("aria-label", `${item.button.textContent}: ${item.file.name}`);
    if (percent === null) item.bar.remove();
    else { item.bar.value = percent; item.line.append(item.bar); }
  }

  function count(text) {
    const received = queue.filter((item) => item.state === "received").length;
    const refused = queue.filter((item) => ["refused", "lost"].includes(item.state)).length;
    summary.textContent = queue.length
      ? text.replace("{received}", received).replace("{all}", queue.length).replace("{refused}", refused) : "";
  }

  async function sendAll() {
    if (sending) return;
    if (!queue.some((item) => item.state === "waiting")) { if (!queue.length) summary.textContent = words.noFile; return; }
    sending = true;
    let item;
    while ((item = queue.find((one) => one.state === "waiting"))) {
      await sendOne(item);
      count(words.summary);
    }
    sending = false;
    count(words.done);
    look();
  }

  /* Being offline is no failed try: it waits, however long that takes. */
  async function sendOne(item) {
    for (let attempt = 0; attempt <= TRIES; attempt += 1) {
      if (!navigator.onLine) { show(item, "again", words.offline); await online(); }
      const answer = await request(item);
      if (answer.received) return show(item, "received", answer.sentence);
      if (answer.final) return show(item, answer.again ? "lost" : "refused", answer.sentence);
      if (!navigator.onLine) { attempt -= 1; continue; }
      if (attempt < TRIES) {
        show(item, "again", words.again);
        await pause(Math.max(PAUSES[attempt], answer.wait));
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
      let silence = 0;
      const alive = () => { clearTimeout(silence); silence = setTimeout(() => call.abort(), SILENCE); };
      call.addEventListener("loadend", () => clearTimeout(silence));
      call.setRequestHeader("Accept", "application/json");
      for (const [name, value] of Object.entries(headers(data))) call.setRequestHeader(name, value);
      call.upload.addEventListener("progress", (event) => {
        alive();
        const percent = event.lengthComputable ? Math.round((100 * event.loaded) / event.total) : 0;
        show(item, "sending", words.sending.replace("{percent}", percent), percent);
      });
      const again = () => done({ wait: Math.min(30, Number(call.getResponseHeader("Retry-After")) || 0) * 1000 });
      for (const failed of ["error", "abort"]) call.addEventListener(failed, again);
      call.addEventListener("load", () => {
        let answer = null;
        try { answer = JSON.parse(call.responseText); } catch { /* not from the page that takes drawings */ }
        /* A page instead of an answer is the one to sign in on. */
        const signedOut = [401, 403].includes(call.status) || (call.status < 400 && !answer);
        if (signedOut) done({ final: true, again: true, sentence: words.signedOut });
        else if (call.status === 413 && !answer) done({ final: true, sentence: words.tooLarge });
        else if (call.status >= 500 || !answer) again();
        else done({ received: answer.received, final: true, sentence: answer.sentence });
      });
      show(item, "sending", words.sending.replace("{percent}", 0), 0);
      alive();
      call.send(data);
    });
  }
}

/* Shows what has arrived and what has become of it, and leaves alone every row in which something was typed. `waits`:
   what the machine is still at work on. `renewed`: called when all of it came anew. */
export async function watch(kind, { waits, headers = {}, always = false, renewed = () => {} }, polls = POLLS) {
  const here = document.querySelector(`[data-${kind}-sent]`);
  if (!here || polls === 0) return;
  if (!always && !here.querySelector(waits)) return;
  let there;
  try {
    const answer = await fetch(location.pathname + location.search, { headers });
    if (!answer.ok || answer.redirected) throw new Error(String(answer.status));
    there = new DOMParser().parseFromString(await answer.text(), "text/html").querySelector(`[data-${kind}-sent]`);
  } catch {
    there = null;
  }
  if (there) merge(kind, here, there, renewed);
  if (here.querySelector(waits)) setTimeout(() => watch(kind, { waits, headers, renewed }, polls - 1), POLL);
}

function merge(kind, here, there, renewed) {
  const rows = here.querySelector(`[data-${kind}-rows]`);
  if (!rows) { here.replaceChildren(...there.childNodes); renewed(); return; }
  const fresh = [...there.querySelectorAll(`[data-${kind}-row]`)];
  for (const row of fresh) {
    const old = document.getElementById(row.id);
    if (old && (old.dataset.version !== row.dataset.version || old.dataset.seen !== row.dataset.seen) && !touched(old)) {
      old.replaceWith(row);
    }
  }
  rows.prepend(...fresh.filter((row) => !document.getElementById(row.id)));
  const counts = there.querySelector(`[data-${kind}-counts]`);
  if (counts) here.querySelector(`[data-${kind}-counts]`)?.replaceWith(counts);
}

function touched(row) {
  return row.contains(document.activeElement) || isTyped(row);
}

export function isTyped(part) {
  return [...part.querySelectorAll("input, textarea")].some((field) => field.type !== "hidden"
    && (["checkbox", "radio"].includes(field.type) ? field.checked !== field.defaultChecked : field.value !== field.defaultValue))
    || [...part.querySelectorAll("select")].some((field) => {
      const before = [...field.options].findIndex((one) => one.defaultSelected);
      return field.selectedIndex !== Math.max(0, before);
    });
}
