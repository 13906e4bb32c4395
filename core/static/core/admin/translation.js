/* Where wagtail-localize's editor finds the choosers, unless something has said so before it. */
window.chooserUrls ??= JSON.parse(document.getElementById("chooser-urls").textContent);
