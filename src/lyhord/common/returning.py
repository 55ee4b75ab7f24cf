"""Going back to where somebody came from."""

from django.http import HttpRequest, HttpResponseRedirect
from django.utils.http import url_has_allowed_host_and_scheme


def return_to(request: HttpRequest, otherwise: str) -> HttpResponseRedirect:
    """A redirect to the form's ``next`` when that is a page of ours, else to ``otherwise``."""
    wanted = request.POST.get("next", "")
    is_ours = url_has_allowed_host_and_scheme(wanted, {request.get_host()}, require_https=request.is_secure())
    return HttpResponseRedirect(wanted if is_ours else otherwise)
