import pytest

from lyhord.percolator.links import host, is_at


@pytest.mark.parametrize(
    ("link", "name"),
    [
        ("https://www.svd.se/kultur?x=1", "www.svd.se"),
        ("http://svd.se:8080/", "svd.se"),
        ("https://anna:hemligt@svd.se/", "svd.se"),
        ("www.svd.se/x?from=https://dn.se", "www.svd.se"),
        ("https://svd.se).", "svd.se"),
        ("https://xn--rksmrgs-5wao1o.se/", "räksmörgås.se"),
        ("https://xn--/", "xn--"),
        ("https://[::1]/", ""),
        ("", ""),
    ],
)
def test_the_host_of_a_link(link, name):
    assert host(link) == name


@pytest.mark.parametrize(
    ("link", "is_there"),
    [
        ("https://svd.se/", True),
        ("https://www.svd.se/", True),
        ("https://osvd.se/", False),
        ("https://svd.se.nu", False),
    ],
)
def test_a_link_is_at_a_site_or_its_subdomains(link, is_there):
    assert is_at(link, "svd.se") == is_there
