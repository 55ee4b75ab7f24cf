"""Addresses of the channels pages."""

from django.urls import URLPattern, path

from lyhord.channels import views

app_name = "channels"
urlpatterns: list[URLPattern] = [
    path("sources/", views.sources, name="sources"),
    path("sources/add/", views.add, name="add"),
    path("sources/import/", views.import_list, name="import"),
    path("sources/export/", views.export_list, name="export"),
    path("sources/<int:source>/", views.change, name="change"),
    path("sources/<int:source>/pause/", views.pause, name="pause"),
    path("sources/<int:source>/resume/", views.resume, name="resume"),
    path("sources/<int:source>/remove/", views.remove, name="remove"),
    path("sources/<int:source>/restore/", views.restore, name="restore"),
]
