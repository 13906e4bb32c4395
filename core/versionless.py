"""The admin without the number of the version that runs: whoever has one password need not learn which holes to try.

Wagtail writes it into the foot of the settings menu, into two entries of the help menu and onto the start page (a
template of ours: ``wagtailadmin/home/account_summary.html``). Goes when Wagtail can be told not to.
"""

from __future__ import annotations

from django.http import HttpRequest
from wagtail import hooks
from wagtail.admin.menu import MenuItem, SubmenuMenuItem

#: Their names, and the addresses they lead to, hold the version.
_NAMED_BY_VERSION = ("whats-new-in-wagtail", "editor-guide")


@hooks.register("construct_main_menu")
def settings_without_a_foot(request: HttpRequest, items: list[MenuItem]) -> None:
    for place, item in enumerate(items):
        if item.name == "settings" and isinstance(item, SubmenuMenuItem):
            items[place] = SubmenuMenuItem(
                item.label,
                item.menu,
                name=item.name,
                icon_name=item.icon_name,
                classname=item.classname,
                order=item.order,
            )


@hooks.register("construct_help_menu")
def help_without_versions(request: HttpRequest, items: list[MenuItem]) -> None:
    items[:] = [item for item in items if not item.name.startswith(_NAMED_BY_VERSION)]
