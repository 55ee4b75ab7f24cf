"""Addresses of the notices pages."""

from django.urls import path

from lyhord.notices import views

app_name = "notices"
urlpatterns = [path("live/", views.live, name="live")]
