"""Every page that the resolver knows is fit for everybody: in both themes, on the desk and on the phone.

New addresses are looked at without anybody adding them here; at most an example for a new keyword is wanted
(``company.py: special``).
"""

import pytest
from tests.pages.addresses import addresses, is_page

pytestmark = pytest.mark.browser
LEADS_ELSEWHERE, ONLY_POST = 302, 405
NO_PAGE = {200, LEADS_ELSEWHERE, ONLY_POST}  # 200: a part, a download, a stream, JSON
NOT_OFFERED = {401, 404}  # allauth has pages for what we do not have
UNREADY = {503}  # no worker and no listener runs in the tests


@pytest.mark.parametrize("address", addresses(), ids=lambda address: address.name)
def test_page_is_fit_for_everybody(address, company, look):
    faults = []
    for path in address.paths(company.examples):
        answer = company.head.browser.get(path)
        if is_page(answer):
            faults += look(company.head, path)
        else:
            assert answer.status_code in no_page(address), path

    assert faults == []


def no_page(address):
    if address.name == "desk:ready":
        return NO_PAGE | UNREADY
    return NO_PAGE if address.is_ours else NO_PAGE | NOT_OFFERED
