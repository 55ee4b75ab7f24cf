// Keeps what is typed in the guide, unfinished as it is, so that nobody loses a word by leaving.
(() => {
  const form = document.getElementById("guide-form");
  if (!form) return;
  const told = form.querySelector("[data-saved]");
  let waiting = 0;
  let isSending = false;

  const keep = async (atLeaving) => {
    window.clearTimeout(waiting);
    waiting = 0;
    const body = new URLSearchParams(new FormData(form));
    try {
      const answer = await fetch(form.dataset.keep, { method: "POST", body, keepalive: atLeaving });
      told.textContent = answer.ok ? told.dataset.saved : told.dataset.failed;
    } catch {
      told.textContent = told.dataset.failed;
    }
  };

  form.addEventListener("input", () => {
    told.textContent = "";
    window.clearTimeout(waiting);
    waiting = window.setTimeout(keep, 900, false);
  });
  form.addEventListener("submit", () => {
    isSending = true;
    window.clearTimeout(waiting);
  });
  window.addEventListener("pagehide", () => {
    if (waiting && !isSending) keep(true);
  });
})();
