/* Folds in the header close when the reader turns elsewhere; a guide can be printed by a button. */

const folds = document.querySelectorAll("[data-fold]");

function close(except) {
  folds.forEach((fold) => {
    if (fold !== except) fold.open = false;
  });
}

addEventListener("click", (event) => close(event.target.closest?.("[data-fold]")));
addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  const open = [...folds].find((fold) => fold.open && fold.contains(document.activeElement));
  close();
  open?.querySelector("summary").focus();
});

for (const button of document.querySelectorAll("[data-print]")) {
  button.hidden = false;
  button.addEventListener("click", () => print());
}
