"""Addresses for those who watch over the machine."""

from django.urls import path

from lyhord.desk.views import health

urlpatterns = [
    path("healthz", health.alive, name="alive"),
    path("readyz", health.ready, name="ready"),
]
