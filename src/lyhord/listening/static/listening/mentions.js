// The mentions page: new rows come by themselves, a row opens beside the list, ticks are counted.
(() => {
  "use strict";
  const BESIDE = matchMedia("(min-width: 992px)"); // the same width as in listening.css
  const FRESH_EVERY_MS = 1000, AGES_EVERY_MS = 60000;
  const list = document.getElementById("rows");
  const pane = document.querySelector("[data-scrolls]");
  const news = document.getElementById("mention-news");
  const newest = document.querySelector("[data-to-newest]");
  if (!list || !pane) return;
  const scroller = () => (BESIDE.matches ? pane : document.scrollingElement);
  const rows = () => [...list.querySelectorAll("[data-row]")];
  const inWords = (number) => (number === 1 ? news.dataset.one : news.dataset.many.replace("{number}", number));
  let unseen = 0;

  // --- New rows -------------------------------------------------------------------------------------------
  function put(row) {
    const older = rows().find((each) => Number(each.dataset.id) < Number(row.dataset.id));
    const end = list.querySelector(".row-more");
    row.classList.add("is-fresh");
    if (older ?? end) (older ?? end).before(row);
    else list.append(row);
    htmx.process(row);
  }

  function renew(old, row) {
    if (old.dataset.state === row.dataset.state || old.contains(document.activeElement)) return;
    row.querySelector("[data-row-tick]")?.toggleAttribute("checked", old.querySelector("[data-row-tick]:checked") !== null);
    old.replaceWith(row);
    htmx.process(row);
  }

  // What one reads stays where it is, also where the browser does not anchor by itself.
  function withoutMoving(change) {
    const box = scroller();
    const isAtTop = box.scrollTop < 8 && !list.contains(document.activeElement);
    const top = BESIDE.matches ? pane.getBoundingClientRect().top : 0;
    const anchor = rows().find((row) => row.getBoundingClientRect().bottom > top + 8);
    const before = anchor?.getBoundingClientRect().top;
    change();
    if (!isAtTop && anchor?.isConnected) box.scrollTop += anchor.getBoundingClientRect().top - before;
    return isAtTop;
  }

  function tell(number, isSeen) {
    unseen = isSeen ? 0 : unseen + number;
    news.textContent = inWords(number);
    newest.hidden = !unseen;
    newest.querySelector("span").textContent = inWords(unseen);
  }

  function merge(html) {
    const fetched = new DOMParser().parseFromString(`<ul>${html}</ul>`, "text/html");
    const found = [...fetched.querySelectorAll("[data-row]")];
    const isGap = rows().length && found.length && !found.some((row) => document.getElementById(row.id));
    if (!rows().length || !found.length || isGap) {
      list.replaceChildren(...fetched.querySelector("ul").childNodes);
      htmx.process(list);
      if (found.length) tell(found.length, true);
      return;
    }
    const fresh = found.filter((row) => !document.getElementById(row.id));
    found.filter((row) => !fresh.includes(row)).forEach((row) => renew(document.getElementById(row.id), row));
    if (!fresh.length) return;
    const isSeen = withoutMoving(() => fresh.forEach(put));
    tell(fresh.length, isSeen);
  }

  let waiting = 0, isFetching = false, wantsMore = false, fetchedAt = -FRESH_EVERY_MS;
  async function refresh() {
    waiting = 0;
    if (isFetching) return void (wantsMore = true);
    isFetching = true;
    fetchedAt = performance.now();
    try {
      const answer = await fetch(list.dataset.freshUrl, { headers: { "HX-Request": "true" }, redirect: "error" });
      if (answer.ok) merge(await answer.text());
    } catch { /* the stream says when there is a server again */ }
    isFetching = false;
    if (wantsMore) { wantsMore = false; soon(); }
  }
  // The first news at once; when they come thick and fast, once a second.
  const soon = () => {
    const inMs = Math.max(0, fetchedAt + FRESH_EVERY_MS - performance.now());
    if (list.dataset.freshUrl) waiting ||= setTimeout(refresh, inMs);
  };

  async function reload() {
    if (!list.dataset.freshUrl) return location.reload();
    const answer = await fetch(list.dataset.freshUrl, { headers: { "HX-Request": "true" } });
    if (!answer.ok) return undefined;
    const fetched = new DOMParser().parseFromString(`<ul>${await answer.text()}</ul>`, "text/html");
    list.replaceChildren(...fetched.querySelector("ul").childNodes);
    htmx.process(list);
    return undefined;
  }

  // What was read leaves the unread ones when they are fetched again; who undoes wants to see it come back.
  let left = null;
  list.addEventListener("submit", ({ target }) => { left = target.closest("[data-row]")?.cloneNode(true) ?? null; });
  async function comeBack() {
    await reload();
    if (left && !document.getElementById(left.id)) put(left);
    left = null;
  }

  document.body.addEventListener("live:mentions", soon);
  document.body.addEventListener("mentions-changed", reload);
  document.body.addEventListener("undone", comeBack);
  let hadRows = rows().length > 0;
  document.addEventListener("htmx:after:swap", () => {
    const isEmptied = hadRows && !rows().length;
    hadRows = rows().length > 0;
    if (isEmptied) reload(); // the last one was done: say so
  });
  newest.addEventListener("click", () => {
    scroller().scrollTo({ top: 0 });
    tell(0, true);
    news.textContent = "";
    rows()[0]?.querySelector("[data-open-row]").focus({ preventScroll: true });
  });
  pane.addEventListener("scroll", () => { if (unseen && scroller().scrollTop < 8) { unseen = 0; newest.hidden = true; } }, { passive: true });

  // --- One beside the list --------------------------------------------------------------------------------
  function mark(link) {
    rows().forEach((row) => row.classList.toggle("is-open", row.contains(link)));
    list.querySelectorAll("[aria-current]").forEach((each) => each.removeAttribute("aria-current"));
    link.setAttribute("aria-current", "true");
  }

  list.addEventListener("click", async (event) => {
    const link = event.target.closest("[data-open-row]");
    if (!link || !BESIDE.matches || event.ctrlKey || event.metaKey || event.shiftKey || event.button) return;
    event.preventDefault();
    mark(link);
    history.replaceState(history.state, "", link.href);
    await htmx.ajax("GET", link.href, { target: "#detail", swap: "innerHTML" });
    document.getElementById("detail").scrollTop = 0;
  });
  function markOpen() {
    const links = [...list.querySelectorAll("[data-open-row]")];
    const open = links.find((link) => new URL(link.href).pathname === location.pathname);
    if (open) mark(open);
  }
  markOpen();

  // A row that was put in again (opening marks it read) is still the one that the keys mean.
  let current = "";
  list.addEventListener("focusin", (event) => { current = event.target.closest("[data-row]")?.id ?? current; });
  document.addEventListener("htmx:after:swap", () => {
    const row = current && document.getElementById(current);
    if (!row || list.querySelector(".is-current")) return;
    row.classList.add("is-current");
    markOpen();
    if (document.activeElement === document.body) row.querySelector("[data-open-row]").focus({ preventScroll: true });
  });

  // After "Show more" one goes on with the first of the new rows.
  let seen = 0;
  list.addEventListener("click", (event) => { if (event.target.closest(".row-more a")) seen = rows().length; });
  document.addEventListener("htmx:after:swap", () => {
    if (!seen || rows().length <= seen) return;
    rows()[seen].querySelector("[data-open-row]").focus({ preventScroll: true });
    seen = 0;
  });

  // --- Ticks, ages, tidy addresses ------------------------------------------------------------------------
  const ticked = document.querySelector("[data-ticked]");
  const count = () => { if (ticked) ticked.textContent = list.querySelectorAll("[data-row-tick]:checked").length; };
  list.addEventListener("change", count);
  document.getElementById("bulk")?.addEventListener("reset", () => setTimeout(() => {
    list.querySelectorAll("[data-row-tick]:checked").forEach((box) => { box.checked = false; });
    count();
  }));

  const UNITS = [["day", 86400], ["hour", 3600], ["minute", 60], ["second", 1]];
  const words = new Intl.RelativeTimeFormat(document.documentElement.lang, { numeric: "always" });
  setInterval(() => {
    for (const time of document.querySelectorAll("time[data-ago]")) {
      const seconds = (new Date(time.dateTime) - Date.now()) / 1000;
      const [unit, size] = UNITS.find(([, each]) => Math.abs(seconds) >= each) ?? UNITS[3];
      if (Math.abs(seconds) < 30 * 86400) time.textContent = words.format(Math.round(seconds / size), unit);
    }
  }, AGES_EVERY_MS);

  document.querySelector(".mention-search")?.addEventListener("submit", ({ target }) => {
    for (const field of target.elements) if (field.name && !field.value) field.disabled = true;
  });
})();
