"""The door for uvicorn."""

import os
import warnings

from django.core.asgi import get_asgi_application

# whitenoise hands Django an open file; reading it whole is what we want of files of this size
warnings.filterwarnings("ignore", "StreamingHttpResponse must consume synchronous iterators", Warning)
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "lyhord.config.settings")
application = get_asgi_application()
