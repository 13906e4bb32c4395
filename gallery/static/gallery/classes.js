/* Sends each picture by itself, says how far it is, and tries again with the same key when it was not received.
   Nothing is called received before the site has said so. Without this script the form sends all of them at once. */
const form = document.querySelector("[data-class-send]");
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

if (form) start();
else watch();
guardWhatIsTyped();

function start() {
  const words = JSON.parse(document.getElementById("class-words").textContent);
  const list = form.querySelector("[data-class-queue]");
  const summary = form.querySelector("[data-class-summary]");
  const drop = form.querySelector("[data-class-drop]");
  const submit = form.querySelector("[data-class-submit]");
  const queue = [];
  let sending = false;

  form.classList.add("has-script");
  form.querySelectorAll("[data-class-only]").forEach((element) => { element.hidden = false; });
  submit.hidden = true;
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
      item.button.className = "btn quiet";
      item.button.addEventListener("click", () => press(item));
      item.bar = document.createElement("progress");
      item.bar.max = 100;
      item.line.append(name, item.button, item.say);
      list.append(item.line);
      queue.push(item);
      show(item, "waiting", words.waiting);
      if (file.size > Number(form.dataset.mostBytes)) show(item, "refused", words.tooLarge);
    }
    sendAll();
  }

  function press(item) {
    if (item.state === "lost") {
      show(item, "waiting", words.waiting);
      sendAll();
      return;
    }
    queue.splice(queue.indexOf(item), 1);
    item.line.remove();
    count(words.summary);
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
    watch();
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
      call.open("POST", form.action);
      let silence = 0;
      const alive = () => { clearTimeout(silence); silence = setTimeout(() => call.abort(), SILENCE); };
      call.addEventListener("loadend", () => clearTimeout(silence));
      call.setRequestHeader("Accept", "application/json");
      call.setRequestHeader("X-Form-Token", data.get("form_token"));
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
        if ([401, 403].includes(call.status)) done({ final: true, again: true, sentence: words.signedOut });
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

/* Shows what has arrived and what has become of it, and leaves alone every card in which something was typed. */
async function watch(polls = POLLS) {
  const here = document.querySelector("[data-class-sent]");
  if (!here || polls === 0) return;
  if (!form && !here.querySelector("[data-seen=received], [data-seen=processing]")) return;
  let there;
  try {
    const answer = await fetch(location.pathname + location.search);
    if (!answer.ok || answer.redirected) throw new Error(String(answer.status));
    there = new DOMParser().parseFromString(await answer.text(), "text/html").querySelector("[data-class-sent]");
  } catch {
    there = null;
  }
  if (there) merge(here, there);
  if (here.querySelector("[data-seen=received], [data-seen=processing]")) setTimeout(() => watch(polls - 1), POLL);
}

function merge(here, there) {
  const rows = here.querySelector("[data-class-rows]");
  if (!rows) { here.replaceChildren(...there.childNodes); guardWhatIsTyped(); return; }
  const fresh = [...there.querySelectorAll("[data-class-row]")];
  for (const row of fresh) {
    const old = document.getElementById(row.id);
    if (old && (old.dataset.version !== row.dataset.version || old.dataset.seen !== row.dataset.seen) && !touched(old)) {
      old.replaceWith(row);
    }
  }
  rows.prepend(...fresh.filter((row) => !document.getElementById(row.id)));
  const counts = there.querySelector("[data-class-counts]");
  if (counts) here.querySelector("[data-class-counts]")?.replaceWith(counts);
}

function touched(row) {
  return row.contains(document.activeElement) || isTyped(row);
}

function isTyped(part) {
  return [...part.querySelectorAll("input, textarea")].some((field) => field.type !== "hidden"
    && (["checkbox", "radio"].includes(field.type) ? field.checked !== field.defaultChecked : field.value !== field.defaultValue))
    || [...part.querySelectorAll("select")].some((field) => {
      const before = [...field.options].findIndex((one) => one.defaultSelected);
      return field.selectedIndex !== Math.max(0, before);
    });
}

/* Leaving the page asks first while something typed is not saved. */
function guardWhatIsTyped() {
  const facts = document.querySelector("[data-class-facts]");
  if (!facts || facts.dataset.guarded) return;
  facts.dataset.guarded = "yes";
  let saving = false;
  facts.addEventListener("submit", () => { saving = true; });
  addEventListener("beforeunload", (event) => { if (!saving && isTyped(facts)) event.preventDefault(); });
}
