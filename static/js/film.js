/* Chapters of a film of ours start it in place; on a connection that saves data the transcript stands open. */

for (const link of document.querySelectorAll("[data-seek]")) {
  const video = link.closest(".film").querySelector("[data-film]");
  link.addEventListener("click", (event) => {
    event.preventDefault();
    video.currentTime = Number(link.dataset.seek);
    video.play();
    video.focus();
  });
}

if (navigator.connection?.saveData) {
  document.querySelectorAll("[data-transcript]").forEach((transcript) => {
    transcript.open = true;
  });
}
