"""The API: one object that knows all routers."""

from collections.abc import Iterator

from ninja import NinjaAPI
from ninja.operation import Operation

from lyhord.channels.api import router as sources_router
from lyhord.common.api import say_errors
from lyhord.listening.api import lists_router, mentions_router, monitors_router
from lyhord.organisation.api import people_router, structure_router
from lyhord.organisation.api_auth import Token
from lyhord.strategy.api import goals_router, numbers_router, plan_router, resources_router

ROUTERS = (
    structure_router,
    people_router,
    sources_router,
    mentions_router,
    monitors_router,
    lists_router,
    goals_router,
    numbers_router,
    plan_router,
    resources_router,
)

api = NinjaAPI(
    title="Lyhörd",
    version="1",
    description=(
        "Whatever the pages can do, the API can do. Every call carries a token of a person: "
        "Authorization: Bearer … A token belongs to one workspace and may read, or read and write."
    ),
    urls_namespace="api-1",
    docs_url=None,
    openapi_url=None,  # ours are in api_urls.py: the description for everybody, the page for people signed in
)


def operations() -> Iterator[Operation]:
    """Every operation of every router."""
    for _prefix, router in api._routers:
        for view in router.path_operations.values():
            yield from view.operations


def permission_of(operation: Operation) -> Token | None:
    """What the operation has declared; nothing when it has not."""
    declared = operation.auth_param
    return declared if isinstance(declared, Token) else None


def _describe() -> None:
    """The description says of each operation what it is called and what it needs."""
    for operation in operations():
        operation.operation_id = operation.view_func.__name__
        token = permission_of(operation)
        if token:
            scope = "read and write" if token.write else "read"
            operation.openapi_extra = {"x-may": f"{token.may.value}, {scope}"}


say_errors(api)
for each in ROUTERS:
    api.add_router("", each)
_describe()
