"""Addresses of today's page."""

from django.urls import path

from lyhord.desk.views import today

urlpatterns = [
    path("w/<slug:workspace>/", today.today, name="today"),
    path("w/<slug:workspace>/latest/", today.latest, name="latest"),
]
