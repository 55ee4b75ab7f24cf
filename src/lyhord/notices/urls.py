"""Addresses of the notices pages."""

app_name = "notices"
urlpatterns = []
