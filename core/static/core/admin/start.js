/* Starts the parts of Wagtail's admin that Wagtail starts from inline scripts, which the content security policy stops.
   Each has left a note in the page (core/admin/start.html). It is read where and when the script would have run: as it
   comes into the page, in a dialog or a new row too, and before Wagtail's controllers move anything around it. Only what
   is listed can be named: a note is markup, and markup must not call what it likes. */
(() => {
  const PICKERS = new Set(["initDateChooser", "initTimeChooser", "initDateTimeChooser"]);
  const CHOOSERS = new Set(["Chooser", "PageChooser", "ImageChooser", "DocumentChooser", "SnippetChooser"]);
  const PANELS = new Set(["InlinePanel", "MultipleChooserPanel"]);

  const start = (name, id, options) => {
    if (PICKERS.has(name)) window[name](id, options);
    else if (CHOOSERS.has(name)) new window[name](id, options);
    else if (PANELS.has(name)) new window[name](options);
    else if (name === "createTaskChooser") window.createTaskChooser(id);
    else throw new Error(`Not known how to start ${name}`);
  };

  customElements.define("core-start", class extends HTMLElement {
    connectedCallback() {
      const { name, for: id, options } = this.dataset;
      // Once, however often its row is moved.
      this.remove();
      start(name, id, JSON.parse(JSON.parse(`"${options}"`)));
    }
  });

  /* wagtail-localize: "select all" above the languages that a page is to be translated into. */
  document.addEventListener("change", ({ target }) => {
    if (!target.matches("input[name=select_all]")) return;
    for (const box of target.form.querySelectorAll("input[name=locales]")) box.checked = target.checked;
  });
})();
