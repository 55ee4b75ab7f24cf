"""Addresses of the organisation pages."""

from django.urls import URLPattern, URLResolver, include, path

from lyhord.organisation.views import (
    audit,
    company,
    department,
    functions,
    hours,
    invitations,
    people,
    personal,
    seats,
    sessions,
    tokens,
    units,
)

app_name = "organisation"

_department: list[URLPattern | URLResolver] = [
    path("", department.department, name="department"),
    path("permissions/", department.permissions, name="permissions"),
    path("units/new/", units.unit_new, name="unit_new"),
    path("units/<int:unit>/", units.unit_edit, name="unit"),
    path("units/<int:unit>/remove/", units.unit_remove, name="unit_remove"),
    path("positions/new/", seats.seat_new, name="seat_new"),
    path("positions/<int:seat>/", seats.seat_edit, name="seat"),
    path("positions/<int:seat>/holder/", seats.seat_holder, name="seat_holder"),
    path("positions/<int:seat>/remove/", seats.seat_remove, name="seat_remove"),
    path("positions/<int:seat>/cover/", seats.cover_new, name="cover_new"),
    path("cover/<int:cover>/end/", seats.cover_end, name="cover_end"),
    path("people/", people.people_list, name="people"),
    path("people/<int:member>/", people.person_page, name="person"),
    path("people/<int:member>/unit/", people.person_unit, name="person_unit"),
    path("people/<int:member>/end/", people.person_end, name="person_end"),
    path("invite/", invitations.invite, name="invite"),
    path("invitations/<int:invitation>/renew/", invitations.invitation_renew, name="invitation_renew"),
    path(
        "invitations/<int:invitation>/withdraw/", invitations.invitation_withdraw, name="invitation_withdraw"
    ),
    path("functions/", functions.functions, name="functions"),
    path("functions/edit/", functions.functions_edit, name="functions_edit"),
    path("hours/", hours.hours, name="hours"),
    path("hours/edit/", hours.hours_edit, name="hours_edit"),
    path("hours/days/", hours.special_day_add, name="special_day_add"),
    path("hours/days/<int:day>/remove/", hours.special_day_remove, name="special_day_remove"),
]

_settings: list[URLPattern | URLResolver] = [
    path("", company.company, name="settings"),
    path("audit/", audit.audit_trail, name="audit"),
    path("audit/csv/", audit.audit_csv, name="audit_csv"),
]

_tokens: list[URLPattern | URLResolver] = [
    path("", tokens.tokens, name="tokens"),
    path("new/", tokens.token_new, name="token_new"),
    path("<int:token>/revoke/", tokens.token_revoke, name="token_revoke"),
]

urlpatterns: list[URLPattern | URLResolver] = [
    path("me/", personal.profile, name="profile"),
    path("me/sessions/<int:session>/end/", sessions.session_end, name="session_end"),
    # allauth stands under accounts/; these of its pages are not for an installation by invitation
    path("accounts/signup/", sessions.closed),
    path("accounts/email/", sessions.closed),
    path("accounts/confirm-email/", sessions.closed),
    path("accounts/login/code/confirm/", sessions.closed),
    path("accounts/3rdparty/", sessions.closed),
    path("accounts/3rdparty/login/error/", sessions.sign_on_failed),
    path("accounts/3rdparty/signup/", sessions.closed),
    path("invited/<str:token>/", invitations.invited, name="invited"),
    path("invited/<str:token>/new/", invitations.join_as_new, name="join_as_new"),
    path("invited/<str:token>/join/", invitations.join_as_oneself, name="join_as_oneself"),
    path("w/<slug:workspace>/department/", include(_department)),
    path("w/<slug:workspace>/settings/", include(_settings)),
    path("w/<slug:workspace>/tokens/", include(_tokens)),
]
