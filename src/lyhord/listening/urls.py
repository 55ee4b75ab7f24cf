"""Addresses of the listening pages."""

app_name = "listening"
urlpatterns = []
