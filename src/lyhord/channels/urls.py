"""Addresses of the channels pages."""

app_name = "channels"
urlpatterns = []
