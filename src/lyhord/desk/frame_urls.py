"""Addresses that belong to the frame around every page."""

from django.urls import path

from lyhord.desk import frame_views

urlpatterns = [
    path("theme/", frame_views.choose_theme, name="theme"),
    path("language/", frame_views.choose_language, name="language"),
    path("w/<slug:workspace>/palette/", frame_views.palette, name="palette"),
]
