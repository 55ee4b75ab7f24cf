"""Addresses of the desk pages."""

from lyhord.desk import frame_urls, health_urls

app_name = "desk"
urlpatterns = [
    *frame_urls.urlpatterns,
    *health_urls.urlpatterns,
]
