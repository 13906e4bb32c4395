/* A button that copies a ready-to-post text. Without a clipboard (or a secure address) it stays hidden. */

for (const post of document.querySelectorAll("[data-post]")) {
  const button = post.querySelector("[data-copy]");
  const status = post.querySelector("[role=status]");
  const text = post.querySelector("[data-post-text]");
  if (!navigator.clipboard) break;
  button.hidden = false;
  button.addEventListener("click", async () => {
    try {
      await navigator.clipboard.writeText(text.textContent);
      status.textContent = button.dataset.copied;
    } catch {
      // Refused by the browser: mark the words, so that the reader copies them by hand.
      getSelection().selectAllChildren(text);
    }
  });
}
