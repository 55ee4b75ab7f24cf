// Toasts: what was just done, with a way back. The server says them (lyhord.common.toasts); here they come and go.
(() => {
  "use strict";
  const STAY_MS = 8000;
  const region = document.getElementById("toasts");
  const words = document.getElementById("words")?.dataset ?? {};
  if (!region) return;

  function leave(card) {
    let timer;
    const wait = () => (timer = setTimeout(() => card.remove(), STAY_MS));
    const stay = () => clearTimeout(timer);
    for (const event of ["mouseenter", "focusin"]) card.addEventListener(event, stay);
    for (const event of ["mouseleave", "focusout"]) card.addEventListener(event, wait);
    wait();
  }

  function undoButton(card, url) {
    const button = document.getElementById("toast-undo").content.firstElementChild.cloneNode(true);
    button.addEventListener("click", async () => {
      card.remove();
      await htmx.ajax("POST", url, { source: document.body, swap: "none" });
      htmx.trigger(document.body, "undone");
    });
    return button;
  }

  function show({ text, kind = "success", undo = "" }) {
    const card = document.createElement("div");
    const said = document.createElement("p");
    card.className = `toast-card toast-${kind}`;
    said.textContent = text;
    card.append(said);
    if (undo) card.append(undoButton(card, undo));
    region.append(card);
    leave(card);
  }

  region.querySelectorAll("[data-toast]").forEach(leave);
  document.addEventListener("toast", (event) => event.detail.toasts.forEach(show));
  document.addEventListener("htmx:response:error", ({ detail }) => {
    const told = detail.ctx.response.headers.get("HX-Trigger") ?? "";
    if (detail.ctx.response.status !== 422 && !told.includes('"toast"')) show({ text: words.failed, kind: "error" });
  });
  document.addEventListener("htmx:error", ({ detail }) => {
    if (detail.error instanceof TypeError) show({ text: words.offline, kind: "error" });
  });
})();
