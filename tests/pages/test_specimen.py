"""Every piece of the house is fit for everybody."""

import pytest
from tests.pages.looking import Visit
from tests.pages.specimen import specimen

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("language", ["sv", "en"])
def test_every_piece_is_fit_for_everybody(chromium, shared_server, company, language):
    context = chromium.new_context(base_url=shared_server.url)
    visit = Visit(context, shared_server.url.removeprefix("http://"))
    html = specimen(company.head, language)
    visit.page.route("**/specimen/", lambda route: route.fulfill(body=html, content_type="text/html"))

    visit.page.goto("/specimen/")
    faults = visit.faults()

    context.close()
    assert "\n".join(faults) == ""
