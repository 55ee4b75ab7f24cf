"""Addresses of the listening pages."""

from django.urls import path

from lyhord.listening.views import desk, editor, lists, mentions, monitors

app_name = "listening"
urlpatterns = [
    path("mentions/", mentions.mentions, name="mentions"),
    path("mentions/counts/", mentions.counts, name="counts"),
    path("mentions/export/", mentions.export, name="export"),
    path("mentions/mark/", mentions.mark, name="mark"),
    path("mentions/mark/<str:name>/undo/", mentions.undo_mark, name="undo_mark"),
    path("mentions/mutes/", desk.mutes, name="mutes"),
    path("mentions/mutes/add/", desk.mute, name="mute"),
    path("mentions/mutes/<int:mute_id>/end/", desk.unmute, name="unmute"),
    path("mentions/views/add/", desk.save_view, name="save_view"),
    path("mentions/views/<int:view_id>/remove/", desk.remove_view, name="remove_view"),
    path("mentions/<int:mention_id>/", mentions.mention, name="mention"),
    path("monitors/", monitors.monitors, name="monitors"),
    path("monitors/new/", editor.new_monitor, name="new_monitor"),
    path("monitors/create/", editor.save_monitor, name="create_monitor"),
    path("monitors/draft/", editor.draft, name="draft"),
    path("monitors/preview/", editor.preview, name="preview"),
    path("monitors/lists/", lists.lists, name="lists"),
    path("monitors/lists/new/", lists.new_list, name="new_list"),
    path("monitors/lists/<int:list_id>/", lists.edit_list, name="edit_list"),
    path("monitors/lists/<int:list_id>/remove/", lists.remove_list, name="remove_list"),
    path("monitors/<int:monitor_id>/", monitors.monitor, name="monitor"),
    path("monitors/<int:monitor_id>/edit/", editor.edit_monitor, name="edit_monitor"),
    path("monitors/<int:monitor_id>/save/", editor.save_monitor, name="save_monitor"),
    path("monitors/<int:monitor_id>/progress/", monitors.progress, name="progress"),
    path("monitors/<int:monitor_id>/progress/stop/", monitors.stop_looking_back, name="stop_looking_back"),
    path("monitors/<int:monitor_id>/versions/", monitors.versions, name="versions"),
    path(
        "monitors/<int:monitor_id>/versions/<int:number>/restore/", monitors.restore, name="restore_version"
    ),
    path("monitors/<int:monitor_id>/stop/", monitors.stop, name="stop_monitor"),
    path("monitors/<int:monitor_id>/start/", monitors.start, name="start_monitor"),
]
