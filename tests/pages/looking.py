"""What every page must be like, asked in the browser."""

from urllib.parse import urlsplit

from playwright.sync_api import BrowserContext, Page, expect
from tests.browsing import AXE, DESK, PHONE, WCAG, complaints_of

NARROW = {"width": 320, "height": 640}
OVERFLOW = """() => {
  const room = document.documentElement.clientWidth;
  const over = document.documentElement.scrollWidth - room;
  if (over <= 0) return "";
  const sticksOut = (each) => each.checkVisibility() && each.getBoundingClientRect().right > room + 1;
  const wide = [...document.body.querySelectorAll("*")].filter(sticksOut).slice(-3);
  return `${over}px too wide: ` + wide.map((each) => `${each.tagName}.${each.className}`).join(" < ");
}"""
RUN_AXE = """async (rules) => {
  const said = (rule, node) => `${rule.id} ${node.target}: ${node.failureSummary}`;
  const found = await axe.run(rules);
  return found.violations.flatMap((rule) => rule.nodes.map((node) => said(rule, node)));
}"""
ALL_RULES = {"runOnly": {"type": "tag", "values": WCAG}}
ONLY_COLOURS = {"runOnly": {"type": "rule", "values": ["color-contrast", "link-in-text-block"]}}


class Visit:
    """One page open in a browser that notes what goes wrong."""

    def __init__(self, context: BrowserContext, host: str) -> None:
        self.page: Page = context.new_page()
        self.complaints = complaints_of(self.page)
        self.page.on("request", lambda request: self._note_foreign(request.url, host))

    def _note_foreign(self, url: str, host: str) -> None:
        if urlsplit(url).scheme in {"http", "https"} and urlsplit(url).netloc != host:
            self.complaints.append(f"asks a foreign host: {url}")

    def faults(self) -> list[str]:
        """Everything that is wrong with the page as it stands, in both themes and at three widths."""
        found: list[str] = []
        expect(self.page.locator(".htmx-request")).to_have_count(0, timeout=30_000)  # pale while they wait
        self.page.evaluate(AXE.read_text())
        for scheme, rules in (("light", ALL_RULES), ("dark", ONLY_COLOURS)):
            self.page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
            for size in (DESK, PHONE):
                self.page.set_viewport_size(size)
                where = f"{scheme} {size['width']}"
                found += [f"{where}: {fault}" for fault in self.page.evaluate(RUN_AXE, rules)]
                found += [f"{where}: {fault}" for fault in [self.page.evaluate(OVERFLOW)] if fault]
        self.page.set_viewport_size(NARROW)
        found += [f"320: {fault}" for fault in [self.page.evaluate(OVERFLOW)] if fault]
        return found + self.complaints

    def misspoken(self, language: str) -> list[str]:
        """Whether the page says that it is in ``language``."""
        said = self.page.get_attribute("html", "lang")
        return [] if said == language else [f"the page says it is in “{said}”, not “{language}”"]
