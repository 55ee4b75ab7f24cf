"""Django's settings. What an administrator may change stands in ``environment.py``; nothing more is read."""

import environ
from csp.constants import NONCE, NONE, SELF
from django.utils.translation import gettext_lazy as _

from lyhord.config import environment as given
from lyhord.config import installation
from lyhord.config.database import database

PACKAGE = installation.PACKAGE
DATA = installation.data_folder()
SECRET_KEY = installation.secret_key()
DEBUG = given.yes("LYHORD_DEBUG")
ALLOWED_HOSTS = installation.hosts()
SITE_URL = installation.site_url()
TRUSTED_PROXIES = given.number("LYHORD_TRUSTED_PROXIES")
BOUND_TO_LOOPBACK = installation.serves_only_this_machine()  # the demo's known passwords work only then

INSTALLED_APPS = [
    "lyhord.desk",
    "lyhord.reporting",
    "lyhord.listening",
    "lyhord.strategy",
    "lyhord.channels",
    "lyhord.notices",
    "lyhord.organisation",
    "lyhord.common",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "template_partials",
    "django_htmx",
    "csp",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "ninja",
]

MIDDLEWARE = [
    "lyhord.common.middleware.RequestIdMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "lyhord.organisation.middleware.LanguageMiddleware",
    "lyhord.organisation.door.DoorMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "lyhord.organisation.session_activity.SessionActivityMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "lyhord.common.toasts.ToastMiddleware",
    "lyhord.organisation.middleware.AccessMiddleware",
]

ROOT_URLCONF = "lyhord.config.urls"
ASGI_APPLICATION = "lyhord.config.asgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "builtins": [
                "django.templatetags.i18n",
                "django.templatetags.static",
                "lyhord.common.templatetags.ui",
            ],
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "lyhord.desk.navigation.shell",
            ],
        },
    }
]

DATABASES = {"default": database(given.text("LYHORD_DATABASE_URL"), DATA)}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
CACHES = {"default": {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "lyhord_cache"}}

AUTH_USER_MODEL = "organisation.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "lyhord.organisation.passwords.EasyToGuessValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "desk:home"
ACCOUNT_ADAPTER = "lyhord.organisation.adapters.AccountAdapter"
SOCIALACCOUNT_ADAPTER = "lyhord.organisation.adapters.SocialAccountAdapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*", "password2*"]
ACCOUNT_EMAIL_VERIFICATION = "none"  # an account is made by an invitation that is bound to its address
ACCOUNT_SESSION_REMEMBER = True
ACCOUNT_REAUTHENTICATION_TIMEOUT = 900
# at most 10 wrong passwords a quarter of an hour for one account, whoever tries from wherever
ACCOUNT_RATE_LIMITS = {"login_failed": "30/5m/ip,10/15m/key", "reset_password": "10/h/ip,3/h/key"}
ACCOUNT_FORMS = {
    name: f"lyhord.organisation.forms.signing_in.{form}"
    for name, form in {
        "login": "LoginForm",
        "change_password": "ChangePasswordForm",
        "set_password": "SetPasswordForm",
        "reset_password": "ResetPasswordForm",
        "reset_password_from_key": "ResetPasswordKeyForm",
        "reauthenticate": "ReauthenticateForm",
    }.items()
}
ACCOUNT_EMAIL_NOTIFICATIONS = True  # "your password was changed" – when mail is set up
MFA_FORMS = {
    name: f"lyhord.organisation.forms.signing_in.{form}"
    for name, form in {
        "authenticate": "CodeForm",
        "reauthenticate": "CodeAgainForm",
        "activate_totp": "FirstCodeForm",
        "add_webauthn": "AddPasskeyForm",
    }.items()
}
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_TOTP_ISSUER = "Lyhörd"
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = SITE_URL.startswith("http://")
# an address that your sign-on has verified opens the account it belongs to
SOCIALACCOUNT_EMAIL_AUTHENTICATION = True
SOCIALACCOUNT_EMAIL_AUTHENTICATION_AUTO_CONNECT = True
SOCIALACCOUNT_PROVIDERS = (
    {
        "openid_connect": {
            "OAUTH_PKCE_ENABLED": True,
            "APPS": [
                {
                    "provider_id": "oidc",
                    "name": given.text("LYHORD_OIDC_NAME"),
                    "client_id": given.text("LYHORD_OIDC_CLIENT"),
                    "secret": given.text("LYHORD_OIDC_SECRET"),
                    "settings": {"server_url": given.text("LYHORD_OIDC_URL")},
                }
            ],
        }
    }
    if given.text("LYHORD_OIDC_URL")
    else {}
)

LOGGING_CONFIG = "lyhord.config.logs.set_up"
LOGGING = {"level": "INFO"}

LANGUAGE_CODE = "en"
LANGUAGES = [("sv", _("Swedish")), ("en", _("English"))]
USE_TZ = True
TIME_ZONE = "UTC"

STATIC_URL = "/static/"
_collected = PACKAGE / "static"  # only in a wheel: there the files are collected and compressed
STATIC_ROOT = _collected if _collected.exists() else None
WHITENOISE_USE_FINDERS = STATIC_ROOT is None
WHITENOISE_AUTOREFRESH = DEBUG
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"
        if STATIC_ROOT
        else "django.contrib.staticfiles.storage.StaticFilesStorage"
    },
}
MEDIA_ROOT = DATA / "media"

_mail = environ.Env.email_url_config(given.text("LYHORD_EMAIL_URL") or "dummymail://")
vars().update(_mail)
MAIL_IS_SET_UP = bool(given.text("LYHORD_EMAIL_URL"))
DEFAULT_FROM_EMAIL = SERVER_EMAIL = given.text("LYHORD_EMAIL_FROM")

_secure = SITE_URL.startswith("https://")
SESSION_COOKIE_NAME = "__Host-session" if _secure else "session"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = _secure
SESSION_COOKIE_AGE = given.number("LYHORD_SESSION_DAYS") * 24 * 3600
SESSION_IDLE_S = given.number("LYHORD_SESSION_IDLE_HOURS") * 3600
CSRF_COOKIE_HTTPONLY = True
CSRF_TRUSTED_ORIGINS = [SITE_URL]
CSRF_FAILURE_VIEW = "lyhord.common.error_pages.expired_form"
SECURE_HSTS_SECONDS = 31_536_000 if _secure else 0
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if TRUSTED_PROXIES and _secure else None
SECURE_SSL_REDIRECT = bool(SECURE_PROXY_SSL_HEADER)  # only then we know how somebody came
SECURE_REDIRECT_EXEMPT = [r"^healthz$", r"^readyz$"]  # probes come from inside
SILENCED_SYSTEM_CHECKS = ["security.W005", "security.W021"]  # HSTS for subdomains: theirs to decide, not ours
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
# browsers hold redirects after a form against form-action, so the sign-on must be named
_sign_on = [given.origin(given.text("LYHORD_OIDC_URL"))] if given.text("LYHORD_OIDC_URL") else []
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF, NONCE],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "manifest-src": [SELF],
        "form-action": [SELF, *_sign_on],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    }
}

NETWORKS = {
    "allowed": given.words("LYHORD_ALLOWED_NETWORKS"),
    "jetstream": given.words("LYHORD_BLUESKY_JETSTREAM"),
    "relay": given.text("LYHORD_BLUESKY_RELAY"),
    "bluesky_app": given.text("LYHORD_BLUESKY_APP"),
    "bluesky_appview": given.text("LYHORD_BLUESKY_APPVIEW"),
    "bluesky_plc": given.text("LYHORD_BLUESKY_PLC"),
    "mastodon": given.text("LYHORD_MASTODON"),
    "mastodon_token": given.text("LYHORD_MASTODON_TOKEN"),
}
LISTEN = given.yes("LYHORD_LISTEN")
HEARD_HOURS = given.number("LYHORD_HEARD_HOURS")
HEARD_POSTS = given.number("LYHORD_HEARD_POSTS")
