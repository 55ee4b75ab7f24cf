"""The chores of all packages: each says its own in a module ``chores``."""

from importlib import import_module

from django.apps import apps
from django.utils.module_loading import module_has_submodule

from lyhord.common.work import Chore


def chores() -> list[Chore]:
    """What the worker does, in the order of the house."""
    found: list[Chore] = []
    for package in apps.get_app_configs():
        if package.name.startswith("lyhord.") and module_has_submodule(package.module, "chores"):
            found += import_module(f"{package.name}.chores").CHORES
    return found
