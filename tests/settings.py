"""Settings of the tests: a data folder of their own, cheap passwords, nothing of the administrator's."""

import atexit
import os
import secrets
import shutil
import tempfile

for name in [
    name for name in os.environ if name.startswith("LYHORD_") and not name.startswith("LYHORD_TEST_")
]:
    del os.environ[name]
os.environ["LYHORD_DATA"] = tempfile.mkdtemp(prefix="lyhord-test-")
atexit.register(shutil.rmtree, os.environ["LYHORD_DATA"], ignore_errors=True)
os.environ["LYHORD_SECRET_KEY"] = secrets.token_urlsafe(40)
os.environ["LYHORD_DATABASE_URL"] = os.environ.get("LYHORD_TEST_DATABASE_URL", "")

from lyhord.config.settings import *  # noqa: E402, F403 -- the environment comes first

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
ALLOWED_HOSTS = ["*"]
CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
if not os.environ["LYHORD_DATABASE_URL"]:  # a file, so that a server that a test starts sees the same rows
    DATABASES["default"]["TEST"] = {"NAME": DATA / "test.sqlite3"}  # noqa: F405
