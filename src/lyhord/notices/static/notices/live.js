// The live stream of a page: <div data-live="/w/nordkaffe/live/" data-live-after="17"></div>
//
// Each event becomes a DOM event "live:<topic>" on <body> (detail: {count}), which htmx listens to:
// hx-trigger="live:mentions from:body". data-live-state on <html> says "open", "closed" or "over".
// An EventSource of our own and not hx-sse, which waits without end for a server that accepts but does not answer
// (htmx #4072), never notices a line that died silently, does not try again when the first try fails, and waits up
// to a minute between tries. Only visible tabs hold a line: a browser gives a host six.
(() => {
  const place = document.querySelector("[data-live]");
  if (!place) return;
  const CONNECT_MS = Number(place.dataset.livePatience) || 10000;
  const SILENCE_MS = 40000, FIRST_WAIT_MS = 400, LONGEST_WAIT_MS = 15000;
  let line = null, last = place.dataset.liveAfter, wait = FIRST_WAIT_MS, timer = 0, isOver = false;

  const expect = (ms, then) => { clearTimeout(timer); timer = setTimeout(then, ms); };
  const state = (name) => { place.dataset.liveState = document.documentElement.dataset.liveState = name; };
  const close = () => { clearTimeout(timer); line?.close(); line = null; };

  const again = () => {
    close();
    state("closed");
    expect(wait * (0.7 + 0.6 * Math.random()), open);
    wait = Math.min(wait * 2, LONGEST_WAIT_MS);
  };

  const hear = (event) => {
    expect(SILENCE_MS, again);
    state("open");
    wait = FIRST_WAIT_MS;
    if (event.lastEventId) last = String(Math.max(Number(event.lastEventId), Number(last)));
    if (event.type === "still") return;
    const detail = { count: Number(event.data) };
    document.body.dispatchEvent(new CustomEvent("live:" + event.type, { detail }));
  };

  const open = () => {
    if (document.hidden || isOver || line) return;
    line = new EventSource(`${place.dataset.live}?after=${last}`);
    for (const topic of ["still", "mentions", "monitors", "sources"]) line.addEventListener(topic, hear);
    line.addEventListener("over", () => { isOver = true; close(); state("over"); });
    line.onerror = again;
    expect(CONNECT_MS, again);
  };

  document.addEventListener("visibilitychange", () => { if (document.hidden) close(); else open(); });
  addEventListener("online", () => { close(); wait = FIRST_WAIT_MS; open(); });
  addEventListener("pagehide", close);
  addEventListener("pageshow", open);
  open();
})();
