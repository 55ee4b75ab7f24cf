"""Addresses of the strategy pages."""

from django.urls import URLPattern, URLResolver, include, path

from lyhord.strategy.views import goals as views
from lyhord.strategy.views import strategy

app_name = "strategy"
urlpatterns: list[URLPattern | URLResolver] = [
    path("strategy/", include("lyhord.strategy.plan_urls")),
    path("strategy/", include("lyhord.strategy.number_urls")),
    path("strategy/", include("lyhord.strategy.cake_urls")),
    path("strategy/", views.strategy, name="strategy"),
    path("strategy/edit/", strategy.edit_strategy, name="edit_strategy"),
    path("strategy/revisions/", strategy.revisions, name="revisions"),
    path("strategy/revisions/<int:number>/", strategy.revision, name="revision"),
    path("strategy/goals/new/", views.add_goal, name="add_goal"),
    path("strategy/goals/<int:goal>/", views.goal, name="goal"),
    path("strategy/goals/<int:goal>/edit/", views.edit_goal, name="edit_goal"),
    path("strategy/goals/<int:goal>/remove/", views.remove_goal, name="remove_goal"),
    path("strategy/goals/<int:goal>/restore/", views.restore_goal, name="restore_goal"),
    path("strategy/goals/<int:goal>/reached/", views.reach_goal, name="reach_goal"),
    path("strategy/goals/<int:goal>/milestones/new/", views.add_milestone, name="add_milestone"),
    path("strategy/milestones/<int:milestone>/edit/", views.edit_milestone, name="edit_milestone"),
    path("strategy/milestones/<int:milestone>/remove/", views.remove_milestone, name="remove_milestone"),
    path("strategy/milestones/<int:milestone>/restore/", views.restore_milestone, name="restore_milestone"),
    path("strategy/milestones/<int:milestone>/reached/", views.reach_milestone, name="reach_milestone"),
]
