"""The first minute of an installation: an account, a company, and the guide is open."""

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from lyhord.common.errors import LyhordError
from lyhord.desk.models import Founding
from lyhord.organisation.models import Workspace
from lyhord.organisation.requests import Actor
from lyhord.organisation.services import create_first_user, create_workspace
from lyhord.organisation.setup_code import forget_setup_code, is_setup_code


class WrongSetupCode(LyhordError):
    """Somebody calls from elsewhere and has not read the code."""


@transaction.atomic
def begin(  # noqa: PLR0913 -- what the first page asks, no more
    *,
    company: str,
    name: str,
    email: str,
    password: str,
    language: str,
    country: str,
    setup_code: str,
    where: str,
) -> Workspace:
    """Make the head's account and the company's workspace; the workspace's only member is the head.

    Raises WrongSetupCode off loopback, and whatever the organisation says against account or company.
    """
    if not settings.BOUND_TO_LOOPBACK and not is_setup_code(setup_code):
        raise WrongSetupCode(_("That is not the code. It stood in the terminal when Lyhörd was started."))
    user = create_first_user(email=email, name=name, password=password, language=language, where=where)
    by = Actor(user=user, name=str(user), where=where)
    workspace = create_workspace(by=by, name=company, country=country, language=language)
    Founding.objects.create(workspace=workspace)
    transaction.on_commit(forget_setup_code)
    return workspace
