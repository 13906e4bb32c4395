/* The page of a class: pictures are sent as they are chosen, and what is typed is not lost by leaving. */
import { isTyped, sendEach, watch } from "./arriving.js";

const form = document.querySelector("[data-class-send]");
const look = () => watch("class", {
  waits: "[data-seen=received], [data-seen=processing]",
  always: Boolean(form),
  renewed: guardWhatIsTyped,
});

if (form) {
  form.classList.add("has-script");
  form.querySelector("[data-class-submit]").hidden = true;
  const headers = (data) => ({ "X-Form-Token": data.get("form_token") });
  sendEach(form, "class", { buttonClass: "btn quiet", headers, atOnce: true, look });
} else {
  look();
}
guardWhatIsTyped();

/* Leaving the page asks first while something typed is not saved. */
function guardWhatIsTyped() {
  const facts = document.querySelector("[data-class-facts]");
  if (!facts || facts.dataset.guarded) return;
  facts.dataset.guarded = "yes";
  let saving = false;
  facts.addEventListener("submit", () => { saving = true; });
  addEventListener("beforeunload", (event) => { if (!saving && isTyped(facts)) event.preventDefault(); });
}
