/* The page of a partner's batch in the admin: the chosen files are sent when Send is pressed. */
import { sendEach, watch } from "./arriving.js";

const form = document.querySelector("[data-gallery-send]");
/* Whoever is signed out is told so, not shown the page to sign in on. */
const AS_A_SCRIPT = { "X-Requested-With": "XMLHttpRequest" };
const look = () => watch("gallery", {
  waits: "[data-state=received], [data-state=processing]",
  headers: AS_A_SCRIPT,
  always: Boolean(form),
});

if (form) {
  const headers = (data) => ({ ...AS_A_SCRIPT, "X-CSRFToken": data.get("csrfmiddlewaretoken") });
  sendEach(form, "gallery", { buttonClass: "button button-small button-secondary", headers, look });
} else {
  look();
}
