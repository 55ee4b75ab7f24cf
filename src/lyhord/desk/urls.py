"""Addresses of the desk pages."""

from lyhord.desk import frame_urls, guide_urls, health_urls, today_urls

app_name = "desk"
urlpatterns = [
    *frame_urls.urlpatterns,
    *health_urls.urlpatterns,
    *today_urls.urlpatterns,
    *guide_urls.urlpatterns,
]
