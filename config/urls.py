"""Every address of the site but those that edge answers first (edge/urls.py). Pages stand last."""

from __future__ import annotations

from django.conf import settings
from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path, re_path
from django.views.generic import RedirectView
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.documents import urls as wagtaildocs_urls

from home import errors, views

handler404 = errors.not_found
handler500 = errors.server_error

SIGN_IN = RedirectView.as_view(pattern_name="account_login", query_string=True)

urlpatterns = [
    path("", views.front_door),
    # Short, to be printed: what stands behind is found by the form of the code.
    path("go/<str:code>", views.short_address, name="short_address"),
    path("go/<str:code>/", views.short_address),
    path("sitemap.xml", views.sitemap, name="sitemap"),
    path("accounts/", include("accounts.urls")),
    # One way in. Wagtail's own asks for a password alone; it names these addresses itself.
    path("admin/login/", SIGN_IN, name="wagtailadmin_login"),
    path("_util/login/", SIGN_IN, name="wagtailcore_login"),
    # What the libraries show of others' work is shown by views of ours, under the names that they give them.
    path("admin/", include("accounts.doors.urls")),
    path("admin/", include(wagtailadmin_urls)),
    # Documents are served by a view of ours, under the addresses that Wagtail gives them.
    path("documents/", include("core.documents.urls")),
    path("documents/", include(wagtaildocs_urls)),
]
if settings.DEBUG or settings.DEMO:
    urlpatterns.append(path("components/", views.components, name="components"))
urlpatterns += i18n_patterns(
    path("search/", views.search, name="search"),
    path("schools/classes/", include("gallery.classes.urls")),
    path("schools/", include("schools.urls")),
    path("my-story/", include("consent.taking_back.urls")),
    path("take-back/", include("gallery.taking_back.urls")),
    # Pages end in a slash; files below a page (help/helplines.json, an event's event.ics, stories.atom) do not.
    re_path(r"^((?:[\w\-]+/)*(?:[\w\-]+\.(?:json|csv|ics|atom))?)$", views.page, name="wagtail_serve"),
)
