// What the page tests ask of a page from within. Put into every page before its own scripts.
window.ask = (() => {
  "use strict";
  const CONTROLS = "a[href], button, input:not([type=hidden]), select, textarea, summary, [tabindex], [contenteditable], [hx-get], [hx-post], [data-open]";
  const FOREIGN = "script, style, bdi, code, pre, kbd, textarea, option, .foreign, [translate=no], [lang]:not(html), svg";
  const SPOKEN = ["aria-label", "title", "placeholder", "alt", "data-key-label"];
  const name = (each) => {
    const words = (each.getAttribute("aria-label") ?? each.textContent).trim().replace(/\s+/g, " ").slice(0, 30);
    return `${each.tagName.toLowerCase()}${each.id && "#" + each.id}.${each.getAttribute("class") ?? ""} “${words}”`;
  };
  const isSeen = (each) => each.checkVisibility({ checkVisibilityCSS: true, checkOpacity: true }) && !each.closest("[inert]") && !each.disabled;

  function overflow() {
    const room = document.documentElement.clientWidth;
    const over = document.documentElement.scrollWidth - room;
    if (over <= 0) return [];
    const sticksOut = (each) => each.checkVisibility() && each.getBoundingClientRect().right > room + 1;
    const wide = [...document.body.querySelectorAll("*")].filter(sticksOut).slice(-3);
    return [`${over}px too wide: ` + wide.map(name).join(" < ")];
  }

  async function axeRun(rules) {
    const said = (rule, node) => `${rule.id} ${node.target}: ${node.failureSummary}`;
    const found = await axe.run({ runOnly: rules, resultTypes: ["violations"], preload: false });
    return found.violations.flatMap((rule) => rule.nodes.map((node) => said(rule, node)));
  }

  // What a focus ring may be made of, of the control and of what stands around it.
  const look = (each) => {
    const around = [each, each.parentElement, ...(each.labels ?? []), each.nextElementSibling].filter(Boolean);
    return around.map((one) => {
      const style = getComputedStyle(one);
      const ring = style.outlineStyle === "none" || style.outlineWidth === "0px" ? "" : style.outline;
      return [ring, style.boxShadow, style.borderColor, style.backgroundColor, style.textDecoration, style.clipPath].join();
    }).join("|");
  };

  // Every control can be reached with the tab key, shows the focus, and is not hidden by a bar that sticks.
  function keyboard() {
    const faults = [];
    for (const each of [...document.body.querySelectorAll(CONTROLS)].filter(isSeen)) {
      const isLoader = each.matches("[hx-get], [hx-post]") && !each.matches("a, button, input, select, textarea, summary");
      if (isLoader || each.matches("main, [tabindex='-1'], dialog *:not(dialog[open] *)")) continue;
      if (each.tabIndex < 0) { faults.push(`out of reach of the keyboard: ${name(each)}`); continue; }
      if (each.tabIndex > 0) faults.push(`jumps the queue of the tab key: ${name(each)}`);
      document.activeElement?.blur();
      const before = look(each);
      each.focus({ focusVisible: true });
      if (document.activeElement !== each) { faults.push(`does not take the focus: ${name(each)}`); continue; }
      if (look(each) === before) faults.push(`does not show the focus: ${name(each)}`);
      if (isCovered(each)) faults.push(`has the focus under something else: ${name(each)}`);
    }
    document.activeElement?.blur();
    scrollTo(0, 0);
    return faults;
  }

  function isCovered(each) {
    const box = each.getBoundingClientRect();
    if (!box.width || !box.height) return false;
    const points = [[0.5, 0.5], [0.1, 0.2], [0.9, 0.8]].map(([x, y]) => [box.left + box.width * x, box.top + box.height * y]);
    const family = (top) => !top || each.contains(top) || top.contains(each) || [...(each.labels ?? [])].some((label) => label.contains(top));
    return points.every(([x, y]) => x < 0 || y < 0 || x > innerWidth || y > innerHeight || !family(document.elementFromPoint(x, y)));
  }

  // Everything the page says in its own words: texts, names, hints; not what people wrote.
  function words() {
    const said = [document.title];
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
      const text = walker.currentNode.data.trim();
      if (text && !walker.currentNode.parentElement.closest(FOREIGN)) said.push(text.replace(/\s+/g, " "));
    }
    for (const each of document.querySelectorAll(SPOKEN.map((one) => `[${one}]`).join())) {
      if (each.closest(FOREIGN) && !each.matches("svg, textarea")) continue;
      said.push(...SPOKEN.map((one) => each.getAttribute(one)).filter(Boolean));
    }
    return [...new Set(said)];
  }

  const onPaper = () => [...document.querySelectorAll(".side, .topbar, .tabbar, .toasts, .page-actions, .form-actions")]
    .filter((each) => each.checkVisibility()).map((each) => `is printed: ${name(each)}`);

  return { overflow, axe: axeRun, keyboard, words, onPaper };
})();
