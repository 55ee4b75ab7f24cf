// The board: a card goes to another column by dragging, or with ← and → while its link has the focus.
// The server draws the board anew and tells what was done, with the way back.
(() => {
  "use strict";
  let focused = "";

  function move(card, column) {
    if (!column || column.contains(card) && card.dataset.from === column.dataset.column) return;
    focused = card.querySelector(".plan-card-name").id;
    htmx.ajax("POST", card.dataset.statusUrl, {
      source: document.getElementById("board"),
      target: "#board",
      swap: "outerHTML",
      values: { status: column.dataset.column, next: location.pathname },
    });
  }

  function begin() {
    for (const column of document.querySelectorAll("[data-column]")) {
      for (const card of column.children) card.dataset.from = column.dataset.column;
      Sortable.create(column, {
        group: "plan",
        sort: false,
        draggable: "[data-movable]",
        filter: "summary, button",
        preventOnFilter: false,
        ghostClass: "is-dragged",
        animation: matchMedia("(prefers-reduced-motion: reduce)").matches ? 0 : 120,
        delay: 150,
        delayOnTouchOnly: true,
        onEnd: ({ item, to }) => move(item, to),
      });
    }
  }

  document.addEventListener("keydown", (event) => {
    const card = event.target.closest?.("[data-movable]");
    const step = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
    if (!card || !step || !event.target.matches(".plan-card-name")) return;
    event.preventDefault();
    const columns = [...document.querySelectorAll("[data-column]")];
    move(card, columns[columns.findIndex((each) => each.contains(card)) + step]);
  });
  document.addEventListener("htmx:after:swap", () => {
    const board = document.getElementById("board");
    if (!board || board.dataset.ready) return;
    board.dataset.ready = "yes";
    begin();
    document.getElementById(focused)?.focus();
    focused = "";
  });
  const board = document.getElementById("board");
  if (board) {
    board.dataset.ready = "yes";
    begin();
  }
})();
