// The command palette: Ctrl K, search, arrows, Enter. The server answers with role="option" links.
(() => {
  "use strict";
  const palette = document.getElementById("palette");
  if (!palette) return;
  const input = palette.querySelector("input");
  const list = palette.querySelector("[role=listbox]");
  const said = palette.querySelector("[role=status]");
  const options = () => [...list.querySelectorAll("[role=option]")];

  function open() {
    if (palette.open) return;
    document.querySelectorAll("details.menu[open]").forEach((menu) => (menu.open = false));
    palette.showModal();
    input.value = "";
    input.focus();
    htmx.trigger(input, "open-palette");
  }

  function select(index) {
    const all = options();
    all.forEach((option, i) => option.setAttribute("aria-selected", String(i === index)));
    const chosen = all[index];
    if (chosen) {
      input.setAttribute("aria-activedescendant", chosen.id);
      chosen.scrollIntoView({ block: "nearest" });
    } else {
      input.removeAttribute("aria-activedescendant");
    }
  }

  function move(step) {
    const all = options();
    const now = all.findIndex((option) => option.getAttribute("aria-selected") === "true");
    if (all.length) select((now + step + all.length) % all.length);
  }

  document.addEventListener("click", (event) => {
    if (!event.target.closest("[data-palette]") || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    open();
  });
  document.addEventListener("keydown", (event) => {
    if ((event.ctrlKey || event.metaKey) && !event.altKey && event.key.toLowerCase() === "k") {
      event.preventDefault();
      open();
    }
  });
  input.addEventListener("keydown", (event) => {
    const moves = { ArrowDown: 1, ArrowUp: -1 };
    if (event.key in moves) {
      event.preventDefault();
      move(moves[event.key]);
    } else if (event.key === "Enter") {
      event.preventDefault();
      list.querySelector('[aria-selected="true"]')?.click();
    }
  });
  list.addEventListener("pointermove", (event) => {
    const option = event.target.closest("[role=option]");
    if (option && option.getAttribute("aria-selected") !== "true") select(options().indexOf(option));
  });
  document.addEventListener("htmx:after:swap", () => {
    if (!palette.open) return;
    select(0);
    said.textContent = list.querySelector("[data-said]")?.dataset.said ?? "";
  });
})();
