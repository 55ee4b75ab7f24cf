"""Make what a wheel carries and a checkout does without: compiled words, static files collected and packed.

Run by ``tools/hatch_build.py`` in the checkout's own environment; the files land in ``build/static``.
"""

import os
import secrets
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
TARGET = ROOT / "build/static"
UNUSED = ["ninja", "htmx-2*", "htmax*"]  # 6.5 MB: Swagger (we have a page of our own), other htmx

os.environ |= {
    "DJANGO_SETTINGS_MODULE": "lyhord.config.settings",
    "LYHORD_SECRET_KEY": secrets.token_urlsafe(64),
    "LYHORD_DATA": tempfile.gettempdir(),
    "LYHORD_DATABASE_URL": "",
}

import django  # noqa: E402 -- the environment comes first
from django.conf import settings  # noqa: E402
from django.core.management import call_command  # noqa: E402

from lyhord.config.words import compile_words  # noqa: E402


def main() -> int:
    """Compile and collect; returns the exit status."""
    compile_words()
    settings.STATIC_ROOT = TARGET
    settings.STORAGES["staticfiles"] = {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"}
    settings.WHITENOISE_KEEP_ONLY_HASHED_FILES = True
    django.setup()
    call_command(
        "collectstatic", interactive=False, clear=TARGET.exists(), ignore_patterns=UNUSED, verbosity=0
    )
    return 0


if __name__ == "__main__":
    sys.exit(main())
