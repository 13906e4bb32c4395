/* Shift + C and Shift + X on the bench: a concern, and an illegal image (includes/two_keys.html). Where many drawings stand
   on one page nobody could say which is meant, so there only a press counts. */
const typing = (target) => target.isContentEditable
  || target.matches("textarea, select, input:not([type=radio], [type=checkbox], [type=submit], [type=button])");

document.addEventListener("keydown", (event) => {
  if (!event.shiftKey || event.ctrlKey || event.metaKey || event.altKey || event.repeat || event.isComposing) return;
  if (event.defaultPrevented || !(event.target instanceof Element) || typing(event.target)) return;
  const found = document.querySelectorAll(`.has-keys [data-two-keys="${CSS.escape(event.key.toLowerCase())}"]`);
  if (found.length !== 1) return;
  event.preventDefault();
  found[0].click();
});
