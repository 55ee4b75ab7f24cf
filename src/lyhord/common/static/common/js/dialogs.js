// Dialogs, confirmations and menus: declared in the page by data-open, data-confirm and <details class="menu">.
(() => {
  "use strict";
  const confirmation = document.getElementById("confirm");

  function ask(question, yes) {
    return new Promise((answer) => {
      confirmation.querySelector("#confirm-text").textContent = question;
      confirmation.querySelector("[data-confirm-yes]").textContent = yes || document.getElementById("words").dataset.yes;
      confirmation.returnValue = "";
      confirmation.addEventListener("close", () => answer(confirmation.returnValue === "yes"), { once: true });
      confirmation.showModal();
    });
  }

  async function submitWhenSure(event) {
    const form = event.target;
    const asks = event.submitter?.closest("[data-confirm]") ?? form.closest("form[data-confirm]");
    if (!asks || !confirmation || form.dataset.sure) return delete form.dataset.sure;
    event.preventDefault();
    event.stopImmediatePropagation();
    if (!(await ask(asks.dataset.confirm, asks.dataset.yes))) return false;
    form.dataset.sure = "yes";
    form.requestSubmit(event.submitter);
    return true;
  }

  function openOrClose(event) {
    const opener = event.target.closest("[data-open]");
    const dialog = opener && document.getElementById(opener.dataset.open);
    if (dialog) {
      event.preventDefault();
      opener.closest("details.menu")?.removeAttribute("open");
      dialog.showModal();
      dialog.dispatchEvent(new Event("opened"));
    } else if (event.target.matches("dialog")) {
      event.target.close(); // a click beside the sheet lands on the dialog itself
    }
    for (const menu of document.querySelectorAll("details.menu[open]")) {
      if (!menu.contains(event.target)) menu.open = false;
    }
  }

  document.addEventListener("submit", submitWhenSure, true);
  document.addEventListener("click", openOrClose);
  document.addEventListener("htmx:confirm", (event) => {
    if (!confirmation) return;
    event.preventDefault();
    const { ctx, issueRequest, dropRequest } = event.detail;
    ask(ctx.confirm).then((sure) => (sure ? issueRequest() : dropRequest()));
  });
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    const menu = document.activeElement?.closest("details.menu[open]") ?? document.querySelector("details.menu[open]");
    if (!menu) return;
    menu.open = false;
    menu.querySelector("summary").focus();
  });
})();
