"""Views that stand before a library's own, under its own names. Included before Wagtail's addresses."""

from __future__ import annotations

from django.urls import path
from django.views.decorators.cache import never_cache
from wagtail.admin.auth import require_admin_access
from wagtail.utils.urlpatterns import decorate_urlpatterns

from . import account, page_chooser, tags

urlpatterns = decorate_urlpatterns(
    [
        path("account/", account.Account.as_view(), name="wagtailadmin_account"),
        path("choose-page/", page_chooser.Browse.as_view(), name="wagtailadmin_choose_page"),
        path(
            "choose-page/<int:parent_page_id>/",
            page_chooser.Browse.as_view(),
            name="wagtailadmin_choose_page_child",
        ),
        path(
            "choose-external-link/",
            page_chooser.ExternalLink.as_view(),
            name="wagtailadmin_choose_page_external_link",
        ),
        path("tag-autocomplete/", tags.autocomplete, name="wagtailadmin_tag_autocomplete"),
        path(
            "tag-autocomplete/<slug:app_name>/<slug:model_name>/",
            tags.autocomplete,
            name="wagtailadmin_tag_model_autocomplete",
        ),
    ],
    lambda view: never_cache(require_admin_access(view)),
)
