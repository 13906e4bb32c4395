/* “Exit this page”: leaves by link, button or three presses of Shift. Esc is not used: browsers and readers need it. */

const TIME_TO_FINISH = 5000;
const PRESSES = 3;

const links = document.querySelectorAll("[data-exit]");
const status = document.querySelector("[data-exit-status]");
const dots = document.querySelector("[data-exit-dots]");
const hint = document.querySelector("[data-exit-hint]");

let presses = 0;
let alone = false; // whether the Shift now held down has been used for nothing else
let timer;

function say(message) {
  status.textContent = message;
}

function show() {
  dots.hidden = presses === 0;
  [...dots.children].forEach((dot, index) => dot.classList.toggle("on", index < presses));
}

function reset() {
  clearTimeout(timer);
  presses = 0;
  show();
}

function leave(address) {
  reset();
  document.body.classList.add("leaving");
  const cover = document.createElement("div");
  cover.className = "exit-overlay";
  cover.setAttribute("role", "alert");
  document.body.append(cover);
  // Screen readers speak an alert whose text changes, not one that arrives with its text.
  cover.textContent = status.dataset.activated;
  // Replaces this entry of the history. Earlier ones stay; the safety page says so.
  location.replace(address);
}

function press() {
  presses += 1;
  show();
  clearTimeout(timer);
  if (presses >= PRESSES) {
    leave(links[0].href);
    return;
  }
  say(presses === 1 ? status.dataset.pressTwoMoreTimes : status.dataset.pressOneMoreTime);
  timer = setTimeout(() => {
    reset();
    say(status.dataset.timedOut);
  }, TIME_TO_FINISH);
}

function interrupt() {
  alone = false;
  if (presses) {
    reset();
    say("");
  }
}

addEventListener("keydown", (event) => {
  if (event.key !== "Shift") interrupt();
  else if (!event.repeat) alone = !(event.ctrlKey || event.altKey || event.metaKey);
});
addEventListener("keyup", (event) => {
  if (event.key === "Shift" && alone) press();
  if (event.key === "Shift") alone = false;
});
addEventListener("pointerdown", (event) => {
  if (event.shiftKey) interrupt();
});

for (const link of links) {
  link.addEventListener("click", (event) => {
    event.preventDefault();
    leave(link.href);
  });
  link.addEventListener("keydown", (event) => {
    if (event.key === " ") {
      event.preventDefault();
      leave(link.href);
    }
  });
}

// Coming back by the browser's button must not find the cover.
addEventListener("pageshow", () => {
  document.body.classList.remove("leaving");
  document.querySelectorAll(".exit-overlay").forEach((cover) => cover.remove());
  reset();
  say("");
});

hint.hidden = false;
