"""Addresses of the celebrations' pages, below strategy/."""

from django.urls import URLPattern, path

from lyhord.strategy.views import cakes as views

urlpatterns: list[URLPattern] = [
    path("cakes/", views.cakes, name="cakes"),
    path("cakes/<int:celebration>/", views.cake, name="cake"),
    path("cakes/<int:celebration>/fika/", views.plan_fika, name="plan_fika"),
    path("cakes/<int:celebration>/fika.ics", views.fika_file, name="fika_file"),
    path("cakes/<int:celebration>/held/", views.hold_fika, name="hold_fika"),
]
