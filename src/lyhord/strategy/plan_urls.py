"""Addresses of the plan's pages, under ``strategy/``."""

from django.urls import URLPattern, path

from lyhord.strategy.views import plan, plan_actions, plan_feeds, plan_print, plan_resources

urlpatterns: list[URLPattern] = [
    path("plan/", plan.plan, name="plan"),
    path("plan/timeline/", plan.timeline, name="timeline"),
    path("plan/board/", plan.board, name="board"),
    path("plan/mine/", plan.my_plan, name="my_plan"),
    path("plan/load/", plan.plan_load, name="plan_load"),
    path("plan/actions/new/", plan_actions.add_action, name="add_action"),
    path("plan/actions/<int:action>/", plan_actions.action, name="action"),
    path("plan/actions/<int:action>/edit/", plan_actions.edit_action, name="edit_action"),
    path("plan/actions/<int:action>/status/", plan_actions.set_status, name="set_action_status"),
    path("plan/actions/<int:action>/move/", plan_actions.move_action, name="move_action"),
    path("plan/actions/<int:action>/report/", plan_actions.report_action, name="report_action"),
    path("plan/actions/<int:action>/remove/", plan_actions.remove_action, name="remove_action"),
    path("plan/actions/<int:action>/restore/", plan_actions.restore_action, name="restore_action"),
    path("plan/resources/", plan_resources.resources, name="resources"),
    path("plan/resources/new/", plan_resources.add_resource, name="add_resource"),
    path("plan/resources/<int:resource>/edit/", plan_resources.edit_resource, name="edit_resource"),
    path("plan/resources/<int:resource>/month/", plan_resources.set_resource_month, name="resource_month"),
    path("plan/resources/<int:resource>/remove/", plan_resources.remove_resource, name="remove_resource"),
    path("plan/resources/<int:resource>/restore/", plan_resources.restore_resource, name="restore_resource"),
    path("plan/frequency/", plan_resources.cadences, name="cadences"),
    path("plan/frequency/new/", plan_resources.add_cadence, name="add_cadence"),
    path("plan/frequency/<int:cadence>/edit/", plan_resources.edit_cadence, name="edit_cadence"),
    path("plan/frequency/<int:cadence>/remove/", plan_resources.remove_cadence, name="remove_cadence"),
    path("plan/frequency/<int:cadence>/restore/", plan_resources.restore_cadence, name="restore_cadence"),
    path("plan/calendar/", plan_feeds.feeds, name="feeds"),
    path("plan/calendar/<int:feed>/end/", plan_feeds.end_feed, name="end_feed"),
    path("plan/calendar/<str:secret>.ics", plan_feeds.feed_file, name="feed_file"),
    path("print/", plan_print.one_page, name="one_page"),
]
