// The timeline: bars move by dragging, their right end makes them longer; with the keyboard ← and → by a day,
// with Shift by a week, with Alt the last day. What was pressed is gathered for a moment and sent at once.
(() => {
  "use strict";
  const WAIT_MS = 600;
  const LEAST_PX = 4;
  let drag = null;
  let pressed = null;
  let focused = "";

  const picture = () => document.querySelector(".plan-picture");
  const perDay = () => Number(picture().dataset.perDay);

  function show(bar, days, longer) {
    const [move, grow] = [days * perDay(), longer * perDay()];
    for (const part of bar.children) part.setAttribute("transform", `translate(${move + (part.matches(".plan-edge") ? grow : 0)} 0)`);
    const body = bar.querySelector(".plan-body");
    body.dataset.width ??= body.getAttribute("width");
    body.setAttribute("width", Math.max(Number(body.dataset.width) + grow, 3));
  }

  function send(bar, days, longer) {
    if (!days && !longer) return show(bar, 0, 0);
    focused = bar.id;
    return htmx.ajax("POST", bar.dataset.move, {
      source: document.getElementById("timeline"),
      target: "#timeline",
      swap: "outerHTML",
      values: { days, longer },
    });
  }

  function byPointer(event) {
    const moved = event.clientX - drag.x;
    if (Math.abs(moved) > LEAST_PX) drag.isReal = true;
    const days = Math.round(moved / perDay());
    drag.by = drag.isEdge ? [0, Math.max(days, drag.least)] : [days, 0];
    if (drag.isReal) show(drag.bar, ...drag.by);
  }

  document.addEventListener("pointerdown", (event) => {
    const bar = event.target.closest?.(".plan-bar[data-move]");
    if (!bar || event.button !== 0 || event.pointerType === "touch") return;
    event.preventDefault(); // no dragging of the link itself
    bar.focus({ preventScroll: true });
    const length = Math.round(Number(bar.querySelector(".plan-body").getAttribute("width")) / perDay());
    drag = { bar, x: event.clientX, isEdge: event.target.hasAttribute("data-edge"), isReal: false, by: [0, 0], least: 1 - length };
    bar.classList.add("is-moving");
  });
  document.addEventListener("pointermove", (event) => drag && byPointer(event));
  document.addEventListener("pointerup", () => {
    if (!drag) return;
    const { bar, isReal, by } = drag;
    bar.classList.remove("is-moving");
    drag = null;
    if (!isReal) return;
    bar.addEventListener("click", (event) => event.preventDefault(), { once: true, capture: true });
    send(bar, ...by);
  });
  document.addEventListener("dragstart", (event) => event.target.closest?.(".plan-bar") && event.preventDefault());

  document.addEventListener("keydown", (event) => {
    const bar = event.target.closest?.(".plan-bar[data-move]");
    const step = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
    if (event.key === "Escape" && drag) {
      show(drag.bar, 0, 0);
      drag.bar.classList.remove("is-moving");
      drag = null;
    }
    if (!bar || !step || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    if (pressed?.bar !== bar) pressed = { bar, days: 0, longer: 0 };
    clearTimeout(pressed.timer);
    const by = step * (event.shiftKey ? 7 : 1);
    if (event.altKey) pressed.longer += by;
    else pressed.days += by;
    show(bar, pressed.days, pressed.longer);
    const { days, longer } = pressed;
    pressed.timer = setTimeout(() => {
      pressed = null;
      send(bar, days, longer);
    }, WAIT_MS);
  });

  function toToday(kept) {
    const box = document.querySelector("[data-timeline]");
    if (box) box.scrollLeft = kept ?? Math.max(Number(picture().dataset.today) - box.clientWidth / 3, 0);
  }
  let kept;
  document.addEventListener("htmx:before:swap", () => (kept = document.querySelector("[data-timeline]")?.scrollLeft));
  document.addEventListener("htmx:after:swap", () => {
    toToday(kept);
    if (focused) document.getElementById(focused)?.focus({ preventScroll: true });
    focused = "";
  });
  toToday();
})();
