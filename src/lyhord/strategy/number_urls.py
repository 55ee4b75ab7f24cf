"""Addresses of the numbers' pages, below strategy/."""

from django.urls import URLPattern, path

from lyhord.strategy.views import numbers as views

urlpatterns: list[URLPattern] = [
    path("numbers/", views.kpis, name="kpis"),
    path("numbers/new/", views.add_kpi, name="add_kpi"),
    path("numbers/<int:kpi>/", views.kpi, name="kpi"),
    path("numbers/<int:kpi>/edit/", views.edit_kpi, name="edit_kpi"),
    path("numbers/<int:kpi>/remove/", views.remove_kpi, name="remove_kpi"),
    path("numbers/<int:kpi>/restore/", views.restore_kpi, name="restore_kpi"),
    path("numbers/<int:kpi>/write/", views.write_number, name="write_number"),
    path("numbers/<int:kpi>/file/", views.import_numbers, name="import_numbers"),
    path("numbers/<int:kpi>/all.csv", views.export_numbers, name="export_numbers"),
    path("measurements/<int:measurement>/remove/", views.remove_measurement, name="remove_measurement"),
]
