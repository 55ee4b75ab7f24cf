"""A furnished company that all page tests look at, and a browser to look with."""

from collections.abc import Iterator
from functools import partial

import pytest
from conftest import Person
from django.core.management import call_command
from playwright.sync_api import Browser, BrowserContext, Route
from tests.browsing import Server, chromium, shared_server
from tests.pages.company import Company, furnish
from tests.pages.looking import Look, Window
from tests.pages.speech import written_by_people

__all__ = ["chromium", "shared_server"]
LANGUAGES = ("sv", "en")  # the first is looked at more closely: its words are the longer ones


@pytest.fixture(scope="module")
def db(django_db_setup, django_db_blocker) -> Iterator[None]:
    """Open for a whole module, and committed, because the server is another process. Emptied afterwards."""
    with django_db_blocker.unblock():
        yield
        call_command("flush", interactive=False, verbosity=0)


@pytest.fixture(scope="module")
def company(db) -> Company:
    """Nordkaffe, with something of everything."""
    return furnish()


@pytest.fixture(scope="module")
def look(chromium, shared_server) -> Iterator[Look]:
    """``look(person, path)``: what is wrong with a page, in both languages; ``person`` is None for a visitor.

    ``html``: gives the page in a language, when it has no address.
    """
    eyes = Eyes(chromium, shared_server)
    yield eyes.look
    eyes.close()


class Eyes:
    """One window at a time, for one person in one language."""

    def __init__(self, browser: Browser, server: Server) -> None:
        self.browser, self.server = browser, server
        self.context: BrowserContext | None = None
        self.whose: tuple[Person | None, str] | None = None
        self.data: frozenset[str] = frozenset()

    def look(self, person: Person | None, path: str, html=None) -> list[str]:
        faults = []
        for language in LANGUAGES:
            window = self._window(person, language)
            if html:
                window.page.unroute_all()
                window.page.route(f"**{path}", partial(_answer, html(language)))
            is_first = language == LANGUAGES[0]
            faults += window.faults(path, language=language, data=self.data, is_first=is_first)
        return faults

    def close(self) -> None:
        if self.context:
            self.context.close()

    def _window(self, person: Person | None, language: str) -> Window:
        if person:
            person.user.language = language
            person.user.save(update_fields=["language"])
        whose = (person, "" if person else language)
        if whose != self.whose:
            self.close()
            self.context = self.browser.new_context(base_url=self.server.url, locale=language)
            self.context.set_default_timeout(60_000)
            if person:
                self.context.add_cookies([self.server.session(person)])
            self.window = Window(self.context, self.server.url.removeprefix("http://"))
            self.data = written_by_people()
            self.whose = whose
        return self.window


def _answer(page: str, route: Route) -> None:
    route.fulfill(body=page, content_type="text/html")
