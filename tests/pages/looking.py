"""What every page must be like, asked in the browser: one window, one load for each page and language."""

from collections.abc import Callable
from pathlib import Path
from urllib.parse import urlsplit

from playwright.sync_api import BrowserContext, ConsoleMessage, Page
from tests.browsing import AXE, DESK, PHONE, WCAG
from tests.pages.speech import misspoken

NARROW = {"width": 320, "height": 640}
QUESTIONS = Path(__file__).with_name("questions.js")
READY = """() => new Promise((ready) => {
  const look = () => document.querySelector(".htmx-request") ? setTimeout(look, 20) : ready();
  document.fonts.ready.then(look);
})"""
WCAG_RULES = {"type": "tag", "values": WCAG}


class Window:
    """A window of somebody's browser that goes from page to page and says what is wrong with each."""

    def __init__(self, context: BrowserContext, host: str) -> None:
        for script in (AXE, QUESTIONS):
            context.add_init_script(path=script)
        self.page: Page = context.new_page()
        self.page.set_viewport_size(DESK)
        self.page.emulate_media(color_scheme="light", reduced_motion="reduce")
        self.host = host
        self.complaints: list[str] = []
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))
        self.page.on("console", self._note_error)
        self.page.on("request", lambda request: self._note_foreign(request.url))

    def _note_error(self, line: ConsoleMessage) -> None:
        is_the_page = "status of 4" in line.text and line.location["url"] == self.page.url
        if line.type == "error" and not is_the_page:  # a page that is not there is looked at like the others
            self.complaints.append(line.text)

    def _note_foreign(self, url: str) -> None:
        if urlsplit(url).scheme in {"http", "https"} and urlsplit(url).netloc != self.host:
            self.complaints.append(f"asks a foreign host: {url}")

    def faults(self, path: str, *, language: str, data: frozenset[str], is_first: bool) -> list[str]:
        """All that is wrong with a page. ``is_first``: the language in which it is looked at most closely.

        ``data``: what people have written, in whatever language.
        """
        self.complaints.clear()
        self.page.goto(path)
        self.page.evaluate(READY)
        said = self.page.evaluate("ask.words()")
        found = misspoken(language, self.page.get_attribute("html", "lang"), said, data)
        found += self._in_all_looks() if is_first else self._in_narrow_ones()
        self.page.emulate_media(color_scheme="light", media="screen")
        self.page.set_viewport_size(DESK)
        return [f"{language} {path} {fault}" for fault in found + self.complaints]

    def _in_all_looks(self) -> list[str]:
        """Light on the desk, dark on the phone, by keyboard at both, on paper. Axe costs most: twice."""
        found = self._asked("desk", "axe", WCAG_RULES) + self._asked("desk", "overflow")
        self.page.keyboard.press("Tab")  # from now on the focus shows
        found += self._asked("desk", "keyboard")
        self.page.emulate_media(color_scheme="dark")
        self.page.set_viewport_size(PHONE)
        found += self._asked("phone, dark", "axe", WCAG_RULES) + self._asked("phone", "keyboard")
        found += self._in_narrow_ones()
        self.page.emulate_media(color_scheme="light", media="print")
        return found + self._asked("paper", "onPaper")

    def _in_narrow_ones(self) -> list[str]:
        found = []
        for width, size in (("phone", PHONE), ("320", NARROW)):
            self.page.set_viewport_size(size)
            found += self._asked(width, "overflow")
        return found

    def _asked(self, where: str, question: str, rules: dict[str, object] | None = None) -> list[str]:
        answers = self.page.evaluate(f"rules => ask.{question}(rules)", rules)
        return [f"{where}: {answer}" for answer in answers]


Look = Callable[..., list[str]]
