"""Pictures of every page, to look at: both languages, both themes, desk and phone.

``python tools/look.py FOLDER`` makes a company in a database of its own and photographs its pages as the
head (or ``--as analyst``) sees them. ``--only mentions`` takes the addresses whose name holds that word,
``--quick`` Swedish light desk and English dark phone only, ``--screen`` what is seen without scrolling.
``--url http://127.0.0.1:8000 --email … --password …`` photographs a running server, following its menu.
"""

import argparse
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "src")]
os.environ["DJANGO_SETTINGS_MODULE"] = "tests.settings"
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"  # playwright keeps a loop in our thread

import django  # noqa: E402 -- the path comes first

django.setup()

from conftest import Person  # noqa: E402
from django.core.management import call_command  # noqa: E402
from django.db import connection  # noqa: E402
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright  # noqa: E402
from tests.browsing import DESK, PHONE, Server  # noqa: E402
from tests.pages.addresses import Address, addresses, is_page  # noqa: E402
from tests.pages.company import Company, furnish  # noqa: E402
from tests.pages.specimen import specimen  # noqa: E402

LOOKS = [
    (lang, theme, size) for lang in ("sv", "en") for theme in ("light", "dark") for size in (DESK, PHONE)
]
QUICK = [("sv", "light", DESK), ("en", "dark", PHONE)]


def main() -> int:
    """Photograph; returns the exit status."""
    wanted = arguments()
    wanted.folder.mkdir(parents=True, exist_ok=True)
    with chromium() as browser:
        photograph = of_running if wanted.url else of_our_own
        count = sum(photograph(browser, wanted))
    print(f"{count} pictures in {wanted.folder}")
    return 0


def arguments() -> argparse.Namespace:
    """What was asked for."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--as", dest="position", default="head")
    parser.add_argument("--only", default="")
    parser.add_argument("--quick", action="store_true")
    parser.add_argument("--screen", action="store_true", help="only what is seen without scrolling")
    parser.add_argument("--url", default="")
    parser.add_argument("--email", default="")
    parser.add_argument("--password", default="demo")
    return parser.parse_args()


@contextmanager
def chromium() -> Iterator[Browser]:
    """The system's Chromium."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=["--no-sandbox"])
        yield browser
        browser.close()


def of_our_own(browser: Browser, wanted: argparse.Namespace) -> Iterator[int]:
    """Pictures of a company made for this; yields 1 for each."""
    connection.creation.create_test_db(verbosity=0)
    company = furnish()
    person = company.people[wanted.position]
    paths: dict[str, str] = {}
    for address in addresses():
        paths |= named(address, company) if wanted.only in address.name else {}
    person.browser.raise_request_exception = False  # a broken page is no reason not to see the others
    answers = {name: person.browser.get(path) for name, path in paths.items()}
    pages = {name: paths[name] for name, answer in answers.items() if is_page(answer)}
    print("Broken:", [name for name, answer in answers.items() if answer.status_code >= 500] or "none")
    server = Server()
    server.start()
    try:
        for language, theme, size in QUICK if wanted.quick else LOOKS:
            person.user.language = language
            person.user.save(update_fields=["language"])
            context = browser.new_context(base_url=server.url, viewport=size, color_scheme=theme)
            context.add_cookies([server.session(person)])
            with_specimen(context, person, language)
            for name, path in {**pages, "specimen": "/specimen/"}.items():
                if wanted.only in name:
                    yield shoot(
                        context,
                        path,
                        file_of(wanted.folder, name, language, theme, size),
                        whole=not wanted.screen,
                    )
            context.close()
    finally:
        server.stop()
        call_command("flush", interactive=False, verbosity=0)


def named(address: Address, company: Company) -> dict[str, str]:
    """The address's paths, each under a name of its own."""
    paths = address.paths(company.examples)
    return {f"{address.name}{number or ''}": path for number, path in enumerate(paths)}


def with_specimen(context: BrowserContext, person: Person, language: str) -> None:
    """Let /specimen/ show every piece of the house."""
    html = specimen(person, language)
    context.route("**/specimen/", lambda route: route.fulfill(body=html, content_type="text/html"))


def of_running(browser: Browser, wanted: argparse.Namespace) -> Iterator[int]:
    """Pictures of the pages in the menu of a running server."""
    for language, theme, size in QUICK if wanted.quick else LOOKS:
        context = browser.new_context(base_url=wanted.url, viewport=size, color_scheme=theme, locale=language)
        page = context.new_page()
        page.goto("/accounts/login/")
        if wanted.email:
            sign_in(page, wanted.email, wanted.password)
        for path in sorted(menu(page)):
            name = path.strip("/").replace("/", "-") or "front"
            if wanted.only in name:
                yield shoot(
                    context,
                    path,
                    file_of(wanted.folder, name, language, theme, size),
                    whole=not wanted.screen,
                )
        context.close()


def sign_in(page: Page, email: str, password: str) -> None:
    """As a person would."""
    page.fill("[name=login]", email)
    page.fill("[name=password]", password)
    page.keyboard.press("Enter")
    page.wait_for_url(lambda url: "/login/" not in url)


def menu(page: Page) -> set[str]:
    """Where the menu leads, and the page itself."""
    links = page.eval_on_selector_all("nav a[href^='/']", "links => links.map((a) => a.getAttribute('href'))")
    return {*links, "/"}


def file_of(folder: Path, name: str, language: str, theme: str, size: dict[str, int]) -> Path:
    """The picture's own place."""
    return folder / f"{name.replace(':', '-')}-{language}-{theme}-{size['width']}.png"


def shoot(context: BrowserContext, path: str, file: Path, *, whole: bool = True) -> int:
    """One picture; returns 1."""
    page = context.new_page()
    page.goto(path)
    page.wait_for_timeout(150)
    page.screenshot(path=file, full_page=whole)
    page.close()
    return 1


if __name__ == "__main__":
    sys.exit(main())
