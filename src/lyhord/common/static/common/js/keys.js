// Single keys: declared by data-key, data-go and data-list; never while typing, and only if the person wants them
// (WCAG 2.1.4). The help on "?" is made of what the page declares.
(() => {
  "use strict";
  const TWO_STROKES_MS = 1500;
  const help = document.getElementById("keys-help");
  const words = document.getElementById("words")?.dataset ?? {};
  const wanted = () => document.body.hasAttribute("data-shortcuts");
  let first = { key: "", at: 0 };
  let lastTicked = null;

  const list = () => document.querySelector("[data-list]");
  const rows = () => [...(list()?.querySelectorAll("[data-row]") ?? [])];
  const current = () => rows().find((row) => row.classList.contains("is-current"));

  function goTo(row) {
    if (!row) return;
    rows().forEach((each) => each.classList.toggle("is-current", each === row));
    (row.querySelector("[data-open-row]") ?? row).focus({ preventScroll: true });
    row.scrollIntoView({ block: "nearest" });
    row.dispatchEvent(new CustomEvent("row", { bubbles: true }));
  }

  function step(by) {
    const all = rows();
    const now = all.indexOf(current());
    goTo(all[Math.max(0, Math.min(all.length - 1, now + by))]);
  }

  function tick(range) {
    const all = rows();
    const here = all.indexOf(current());
    if (here < 0) return;
    const from = range && lastTicked !== null ? lastTicked : here;
    const boxes = all.slice(Math.min(from, here), Math.max(from, here) + 1).map((row) => row.querySelector("[data-row-tick]"));
    const on = range || !boxes[0]?.checked;
    boxes.filter((box) => box && box.checked !== on).forEach((box) => box.click());
    lastTicked = here;
  }

  function pressInRow(key) {
    const row = current();
    const button = row?.querySelector(`[data-row-key="${CSS.escape(key)}"]`);
    if (!button) return false;
    const next = row.nextElementSibling?.matches("[data-row]") ? row.nextElementSibling : row.previousElementSibling;
    button.click();
    if (button.hasAttribute("data-row-leaves")) goTo(next);
    return true;
  }

  const LIST_KEYS = {
    j: () => step(1),
    k: () => step(-1),
    x: () => tick(false),
    X: () => tick(true),
    Enter: () => current()?.querySelector("[data-open-row]")?.click(),
  };

  function inList(key) {
    if (!rows().length) return false;
    if (key === "Enter" && document.activeElement?.matches("a, button, summary")) return false; // its own click
    if (pressInRow(key)) return true;
    LIST_KEYS[key]?.();
    return key in LIST_KEYS;
  }

  function press(target) {
    if (target.matches("input, textarea, select")) target.focus();
    else target.click();
  }

  function declared(keys) {
    const go = keys.match(/^g (.)$/)?.[1];
    const place = go && document.querySelector(`[data-go="${CSS.escape(go)}"]`);
    return place || document.querySelector(`[data-key="${CSS.escape(keys)}"]`);
  }

  function isTyping(event) {
    return event.target.closest?.("input:not([type=checkbox], [type=radio]), textarea, select, [contenteditable]");
  }

  function answer(event) {
    const before = Date.now() - first.at < TWO_STROKES_MS ? first.key : "";
    const target = (before && declared(`${before} ${event.key}`)) || declared(event.key);
    first = { key: event.key, at: Date.now() };
    if (event.key === "?" && help) fillHelp().showModal();
    else if (target) press(target);
    else return inList(event.key);
    return true;
  }

  function line(keys, text) {
    const [row, dt, dd] = ["div", "dt", "dd"].map((tag) => document.createElement(tag));
    for (const key of keys.split(" ")) {
      const kbd = document.createElement("kbd");
      kbd.textContent = key.length === 1 ? key.toUpperCase() : key;
      dt.append(kbd, " ");
    }
    dd.textContent = text;
    row.append(dt, dd);
    row.dataset.ofPage = "";
    return row;
  }

  function label(element) {
    return element.dataset.keyLabel || element.getAttribute("aria-label") || element.textContent.trim() || element.title;
  }

  function fillHelp() {
    const keys = help.querySelector("[data-keys-list]");
    keys.querySelectorAll("[data-of-page]").forEach((old) => old.remove());
    document.querySelectorAll("[data-key]").forEach((each) => keys.append(line(each.dataset.key, label(each))));
    if (!list()) return help;
    for (const [key, text] of [["j", words.listNext], ["k", words.listBefore], ["Enter", words.listOpen]]) keys.append(line(key, text));
    if (list().querySelector("[data-row-tick]")) keys.append(line("x", words.listSelect));
    const seen = new Set();
    list().querySelectorAll("[data-row-key]").forEach((each) => {
      if (!seen.has(each.dataset.rowKey)) keys.append(line(each.dataset.rowKey, label(each)));
      seen.add(each.dataset.rowKey);
    });
    return help;
  }

  help?.addEventListener("opened", fillHelp);
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
    if (!wanted() || isTyping(event) || document.querySelector("dialog[open]")) return;
    if (answer(event)) event.preventDefault();
  });
  document.addEventListener("focusin", (event) => {
    const row = event.target.closest("[data-row]");
    if (row) rows().forEach((each) => each.classList.toggle("is-current", each === row));
  });
})();
