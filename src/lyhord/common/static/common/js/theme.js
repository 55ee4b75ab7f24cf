// Paints the chosen theme before the first line is drawn; switching needs no new page.
// Loaded in the head without defer, so that nothing flashes. Without JavaScript the CSS follows the system.
(() => {
  "use strict";
  const root = document.documentElement;
  const dark = matchMedia("(prefers-color-scheme: dark)");

  function paint() {
    const choice = root.dataset.choice;
    root.dataset.bsTheme = choice === "dark" || (choice === "auto" && dark.matches) ? "dark" : "light";
  }

  function choose(form, choice) {
    root.dataset.choice = choice;
    paint();
    document.querySelectorAll('[data-theme-form] button[name="theme"]').forEach((button) => {
      button.setAttribute("aria-pressed", String(button.value === choice));
    });
    const body = new FormData(form);
    body.set("theme", choice);
    fetch(form.action, { method: "POST", body, redirect: "manual", headers: { "HX-Request": "true" } });
  }

  root.classList.add("js");
  paint();
  dark.addEventListener("change", paint);
  document.addEventListener("submit", (event) => {
    const form = event.target.closest("[data-theme-form]");
    if (!form || !event.submitter) return;
    event.preventDefault();
    choose(form, event.submitter.value);
  });
})();
