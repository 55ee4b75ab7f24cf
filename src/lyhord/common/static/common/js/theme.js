// Paints the chosen theme before the first line is drawn; switching needs no new page.
// Loaded in the head without defer, so that nothing flashes. Without JavaScript the CSS follows the system.
(() => {
  "use strict";
  const YEAR_S = 365 * 24 * 3600;
  const root = document.documentElement;
  const dark = matchMedia("(prefers-color-scheme: dark)");

  function paint() {
    const choice = root.dataset.choice;
    root.dataset.bsTheme = choice === "dark" || (choice === "auto" && dark.matches) ? "dark" : "light";
  }

  function choose(choice) {
    root.dataset.choice = choice;
    paint();
    document.querySelectorAll('[data-theme-form] button[name="theme"]').forEach((button) => {
      button.setAttribute("aria-pressed", String(button.value === choice));
    });
    const secure = location.protocol === "https:" ? ";secure" : "";
    document.cookie = `theme=${choice};path=/;max-age=${YEAR_S};samesite=lax${secure}`; // as the server would
  }

  root.classList.add("js");
  paint();
  dark.addEventListener("change", paint);
  document.addEventListener("submit", (event) => {
    const form = event.target.closest("[data-theme-form]");
    if (!form || !event.submitter) return;
    event.preventDefault();
    choose(event.submitter.value);
  });
})();
