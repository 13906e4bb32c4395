/* Single keys on the bench, for those who decide on many. They can be switched off, and never fire while somebody types. */
const bench = document.querySelector("[data-gallery-bench]");
const STORED = "gallery-keys";

const remembered = () => { try { return localStorage.getItem(STORED) !== "off"; } catch { return true; } };
const remember = (on) => { try { localStorage.setItem(STORED, on ? "on" : "off"); } catch { /* for this page only */ } };

if (bench) {
  let on = remembered();
  const switcher = bench.querySelector("[data-gallery-keys-switch]");
  const apply = () => bench.classList.toggle("has-keys", on);
  apply();
  if (switcher) {
    bench.querySelector("[data-gallery-keys]").hidden = false;
    switcher.checked = on;
    switcher.addEventListener("change", () => { on = switcher.checked; remember(on); apply(); });
  }

  const typing = (target) => target.isContentEditable
    || target.matches("textarea, select, input:not([type=radio], [type=checkbox], [type=submit], [type=button])");

  document.addEventListener("keydown", (event) => {
    if (!on || event.ctrlKey || event.metaKey || event.altKey || event.repeat || event.isComposing) return;
    if (!(event.target instanceof Element) || typing(event.target)) return;
    const reject = bench.querySelector("[data-gallery-reject]");
    const key = event.key.toLowerCase();
    if (/^[1-9]$/.test(key)) {
      const radio = reject?.open && reject.querySelectorAll("input[type=radio]")[Number(key) - 1];
      if (radio) { event.preventDefault(); radio.checked = true; radio.focus(); }
      return;
    }
    const button = bench.querySelector(`[data-key="${CSS.escape(key)}"]`);
    if (!button) return;
    event.preventDefault();
    button.click();
  });

  bench.querySelector('a[href="#reject"]')?.addEventListener("click", (event) => {
    event.preventDefault();
    const reject = bench.querySelector("[data-gallery-reject]");
    reject.open = true;
    reject.scrollIntoView({ block: "nearest" });
    reject.querySelector("input[type=radio]").focus();
  });
}
