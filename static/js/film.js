/* A film of ours begins when its fold is opened, with captions in the reader's language, and rests when it is closed;
   its parts start it in place. */

for (const fold of document.querySelectorAll(".film-play")) {
  const player = fold.querySelector("[data-film]");
  fold.addEventListener("toggle", () => {
    if (!fold.open) return player.pause();
    for (const { track } of fold.querySelectorAll("[data-reading]")) track.mode = "showing";
    player.play().catch(() => {});
  });
}

for (const link of document.querySelectorAll("[data-seek]")) {
  const fold = link.closest(".film").querySelector(".film-play");
  const video = fold.querySelector("[data-film]");
  link.addEventListener("click", (event) => {
    event.preventDefault();
    fold.open = true;
    video.currentTime = Number(link.dataset.seek);
    video.play().catch(() => {});
    video.focus();
  });
}
