"""All addresses. A workspace's pages stand under ``/w/<workspace>/``."""

from django.urls import include, path

urlpatterns = [
    path("", include("lyhord.desk.urls")),
    path("", include("lyhord.organisation.urls")),
    path("accounts/", include("allauth.urls")),
    path("w/<slug:workspace>/", include("lyhord.strategy.urls")),
    path("w/<slug:workspace>/", include("lyhord.listening.urls")),
    path("w/<slug:workspace>/", include("lyhord.channels.urls")),
    path("w/<slug:workspace>/", include("lyhord.notices.urls")),
    path("api/v1/", include("lyhord.config.api_urls")),
]

handler400 = "lyhord.common.error_pages.bad_request"
handler403 = "lyhord.common.error_pages.forbidden"
handler404 = "lyhord.common.error_pages.not_found"
handler429 = "lyhord.common.error_pages.too_many"  # asked for by allauth, not by Django
handler500 = "lyhord.common.error_pages.server_error"
