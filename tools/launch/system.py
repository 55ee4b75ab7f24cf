"""What the tests need from the operating system: a browser to drive, and GNU gettext."""

import os
import shutil

from launch.run import Failed, quietly

NEEDED = {"chromium": ("chromium", "chromium-browser", "google-chrome"), "gettext": ("xgettext",)}
ADVICE = "Type:  apt-get install -y --no-install-recommends {packages}"


def missing() -> list[str]:
    """The Debian packages that are not there."""
    return [package for package, names in NEEDED.items() if not any(map(shutil.which, names))]


def provide() -> str:
    """Install what is missing where we may (root on Debian or Ubuntu) and say what. Raises Failed."""
    packages = missing()
    if not packages:
        return ""
    advice = ADVICE.format(packages=" ".join(packages))
    if os.geteuid() or not shutil.which("apt-get"):
        raise Failed(f"The tests need {' and '.join(packages)}. As root:\n{advice}")
    quietly("apt-get", "update", "-qq", advice=advice)
    quietly(
        *("apt-get", "install", "-y", "-qq", "--no-install-recommends", *packages),
        advice=advice,
        DEBIAN_FRONTEND="noninteractive",
    )
    return f"installed: {' '.join(packages)}"
