// The editor of a monitor: a remark leads to its place in the text, and nothing written is lost by accident.
(() => {
  "use strict";
  const form = document.getElementById("monitor-form");
  if (!form) return;
  let isChanged = false;

  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-place]");
    const text = document.getElementById("id_query");
    if (!button || !text) return;
    const start = Number(button.dataset.place);
    text.focus();
    text.setSelectionRange(start, start + Number(button.dataset.length));
  });

  // The whole page need not be sent to try the query again.
  form.querySelector("[data-try]")?.addEventListener("click", (event) => {
    event.preventDefault();
    htmx.trigger(document.body, "drafted");
  });

  form.addEventListener("input", () => { isChanged = true; });
  form.addEventListener("submit", () => { isChanged = false; });
  addEventListener("beforeunload", (event) => { if (isChanged) event.preventDefault(); });
})();
